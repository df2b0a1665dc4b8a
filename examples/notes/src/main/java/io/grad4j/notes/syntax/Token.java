package io.grad4j.notes.syntax;

/**
 * A piece of a formula.
 *
 * @param text of a command without its backslash
 * @param offset in the note
 * @param end in the note
 */
record Token(Kind kind, String text, int offset, int end) {
    /** What it is. */
    enum Kind {
        NAME,
        NUMBER,
        COMMAND,
        SYMBOL,
        WORDS,
        ROW,
        ALIGN,
        END
    }

    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isCommand(String name) {
        return kind == Kind.COMMAND && text.equals(name);
    }
}
