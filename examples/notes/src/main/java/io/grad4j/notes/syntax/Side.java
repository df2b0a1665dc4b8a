package io.grad4j.notes.syntax;

import java.util.List;

/**
 * One side of a chain, not read yet.
 *
 * @param relation to the side before it; of the first side of a chain {@link Relation#EQUAL}
 * @param offset where it starts in the note, its relation included
 * @param words that stand in or behind the formula
 */
public record Side(Relation relation, List<Token> tokens, int offset, String words) {
    /** Copies the list. */
    public Side {
        tokens = List.copyOf(tokens);
    }

    /** Where it ends in the note. */
    public int end() {
        return tokens.isEmpty() ? offset + 1 : tokens.get(tokens.size() - 1).end();
    }

    /** The token texts in a row, for a look at what is there. */
    public String spelled() {
        StringBuilder all = new StringBuilder();
        tokens.forEach(token -> all.append(token.text()));
        return all.toString();
    }
}
