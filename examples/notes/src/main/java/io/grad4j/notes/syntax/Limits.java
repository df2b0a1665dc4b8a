package io.grad4j.notes.syntax;

/** How much is read at most, so that no input takes long or much memory. */
public final class Limits {
    /** Tokens of a formula. */
    public static final int TOKENS = 10_000;

    /** Tokens of one side of a relation. */
    static final int SIDE = 1500;

    /** Nesting of brackets, operators and subscripts. */
    static final int DEPTH = 60;

    /** Readings of one side. */
    public static final int READINGS = 16;

    private Limits() {}
}
