package io.grad4j.notes.judging;

import java.util.List;

/**
 * How claims are tried.
 *
 * @param points of each claim, shared out among the dimensions
 * @param dimensions n
 * @param repairs whether to look for a repair of what is wrong
 */
public record Settings(int points, List<Integer> dimensions, long seed, boolean repairs) {
    /** Copies the list. */
    public Settings {
        dimensions = List.copyOf(dimensions);
    }

    /** With repairs. */
    public Settings(int points, List<Integer> dimensions, long seed) {
        this(points, dimensions, seed, true);
    }

    /** The same without repairs. */
    public Settings withoutRepairs() {
        return new Settings(points, dimensions, seed, false);
    }

    /** 200 points, n = 1, 2, 3, seed 1. */
    public static Settings usual() {
        return new Settings(200, List.of(1, 2, 3), 1);
    }
}
