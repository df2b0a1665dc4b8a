package io.grad4j.notes.source;

import java.util.List;

/**
 * A note and its pieces in the order of the page.
 *
 * @param name of its file
 * @param text as it stands in the file
 * @param pieces formulas, prose and directives
 */
public record Note(String name, String text, List<Piece> pieces) {
    /** Copies the list. */
    public Note {
        pieces = List.copyOf(pieces);
    }

    /** The line of a character, counted from 1. */
    public int line(int offset) {
        int line = 1;
        for (int i = 0; i < Math.min(offset, text.length()); i++) {
            if (text.charAt(i) == '\n') {
                line++;
            }
        }
        return line;
    }

    /** The column of a character, counted from 1. */
    public int column(int offset) {
        return offset - text.lastIndexOf('\n', Math.min(offset, text.length()) - 1);
    }

    /** The lines without their ends. */
    public List<String> lines() {
        return List.of(text.split("\n", -1));
    }
}
