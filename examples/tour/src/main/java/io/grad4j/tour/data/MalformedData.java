package io.grad4j.tour.data;

/** Data that cannot be used; the message names the file, the line and what is wrong there. */
public final class MalformedData extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedData(String message) {
        super(message);
    }

    /** With what was found to be wrong. */
    public MalformedData(String message, Throwable cause) {
        super(message, cause);
    }
}
