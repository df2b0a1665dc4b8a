package io.grad4j.notes.syntax;

import java.util.List;

/**
 * One reading of a side.
 *
 * @param choices how its ambiguities were settled where not in the usual way
 */
public record Reading(Expr expr, List<String> choices) {
    /** Copies the list. */
    public Reading {
        choices = List.copyOf(choices);
    }
}
