package io.grad4j.tour.judge;

import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Where a claim is to hold, as a way to draw generic points of it.
 *
 * @param draw a point of a dimension
 */
public record Domain<P>(Draw<P> draw) {
    /** The dimensions of a sweep: some slips vanish at n = 1. */
    public static final List<Integer> DIMENSIONS = List.of(1, 2, 3, 5);

    /** Draws a point. */
    @FunctionalInterface
    public interface Draw<P> {
        /** A generic point of dimension {@code n}. */
        P of(RandomGenerator random, int n);
    }

    /** A domain of any dimension. */
    public static <P> Domain<P> swept(Draw<P> draw) {
        return new Domain<>(draw);
    }

    /** A domain whose dimension the claim fixes; it is drawn from as often as a swept one. */
    public static <P> Domain<P> fixed(Function<RandomGenerator, P> draw) {
        return new Domain<>((random, n) -> draw.apply(random));
    }
}
