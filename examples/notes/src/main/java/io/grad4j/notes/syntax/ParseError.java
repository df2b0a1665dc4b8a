package io.grad4j.notes.syntax;

/** A formula that is not read: why, and where. */
public final class ParseError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int offset;

    /** A refusal at {@code offset} in the note. */
    public ParseError(String message, int offset) {
        super(message, null, false, false);
        this.offset = offset;
    }

    /** The place in the note. */
    public int offset() {
        return offset;
    }

    /** What is wrong. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
