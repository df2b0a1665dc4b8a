package io.grad4j.spark;

/** Data that a job refuses; the message says where it stands. */
final class BadData extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadData(String message) {
        super(message);
    }

    /** The refusal that made a task of Spark fail; {@code failure} itself if it was none. */
    static Throwable behind(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof BadData refusal) {
                return refusal;
            }
        }
        return failure;
    }
}
