package io.grad4j.notes.source;

/** A stretch of a note; {@code offset} is that of its text in the note. */
public sealed interface Piece {
    /** Its text, as long as in the note. */
    String text();

    /** Where the text starts in the note. */
    int offset();

    /** A formula without its delimiters; characters that are not part of it, such as the marks of a quotation, are blanks. */
    record Formula(String text, int offset, boolean display) implements Piece {}

    /** Words between formulas. */
    record Prose(String text, int offset) implements Piece {}

    /** What a comment says after {@code verify:}. */
    record Directive(String text, int offset) implements Piece {}

    /** A formula that is opened and not closed, or a note that is not read for another reason. */
    record Unreadable(String text, int offset, String reason) implements Piece {}
}
