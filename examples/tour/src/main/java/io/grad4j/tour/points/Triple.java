package io.grad4j.tour.points;

import io.grad4j.tour.judge.Domain;

/** A point i with its two neighbours j and k. */
public record Triple(double i, double j, double k) {
    /** Each in [-1.5, 1.5], where no exponential of the displayed formulas underflows. */
    public static final Domain<Triple> NEAR = Domain.fixed(random ->
            new Triple(random.nextDouble(-1.5, 1.5), random.nextDouble(-1.5, 1.5), random.nextDouble(-1.5, 1.5)));
}
