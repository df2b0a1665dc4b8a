package io.grad4j.notes.binding;

import io.grad4j.notes.source.Piece;
import io.grad4j.notes.syntax.Chain;
import io.grad4j.notes.syntax.ParseError;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A piece of a note with what its names mean.
 *
 * @param chains of a formula; empty if it could not be cut into tokens
 * @param scope at the end of the piece, its own definitions included
 * @param definitions the chains whose first relation defines a name, with what the name was defined to be before
 * @param error what kept the piece from being read, a directive included
 */
public record Bound(
        Piece piece,
        List<Chain> chains,
        Scope scope,
        Map<Integer, Optional<Meaning>> definitions,
        Wish wish,
        Optional<ParseError> error) {
    /** What the author asks for. */
    public enum Wish {
        /** Nothing. */
        CHECK,
        /** Not to be checked. */
        SKIP,
        /** A mistake is there on purpose. */
        EXPECT_WRONG
    }

    /** Copies the collections. */
    public Bound {
        chains = List.copyOf(chains);
        definitions = Map.copyOf(definitions);
    }
}
