package io.grad4j.tour.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws the points of each claim, the same for the same seed whatever else is judged.
 *
 * @param seed of the points
 * @param points drawn in each of {@link Domain#DIMENSIONS}; a claim of fixed dimension gets as many in total
 */
public record Judge(long seed, int points) {
    /** The points of the claim {@code id}. */
    public <P> List<P> points(String id, Domain<P> domain) {
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + id.hashCode());
        List<P> drawn = new ArrayList<>();
        for (int n : Domain.DIMENSIONS) {
            for (int k = 0; k < points; k++) {
                drawn.add(domain.draw().of(random, n));
            }
        }
        return drawn;
    }
}
