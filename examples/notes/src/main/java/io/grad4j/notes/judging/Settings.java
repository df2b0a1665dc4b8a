package io.grad4j.notes.judging;

import java.util.List;

/**
 * How claims are tried.
 *
 * @param points of each claim, shared out among the dimensions
 * @param dimensions n
 */
public record Settings(int points, List<Integer> dimensions, long seed) {
    /** Copies the list. */
    public Settings {
        dimensions = List.copyOf(dimensions);
    }

    /** 200 points, n = 1, 2, 3, seed 1. */
    public static Settings usual() {
        return new Settings(200, List.of(1, 2, 3), 1);
    }
}
