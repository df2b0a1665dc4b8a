package io.grad4j.notes.syntax;

import java.util.List;

/**
 * Sides joined by relations: a = b = c ≥ d.
 *
 * @param implied whether it is part of an implication, so that it is claimed under a condition only
 */
public record Chain(List<Side> sides, boolean implied) {
    /** Copies the list. */
    public Chain {
        sides = List.copyOf(sides);
    }
}
