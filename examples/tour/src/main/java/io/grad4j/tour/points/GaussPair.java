package io.grad4j.tour.points;

import io.grad4j.tour.judge.Domain;

/** Two Gaussians with diagonal covariances. */
public record GaussPair(Gauss p, Gauss q) {
    /** Both as in {@link Gauss#ANY}. */
    public static final Domain<GaussPair> ANY =
            Domain.swept((random, n) -> new GaussPair(Gauss.draw(random, n), Gauss.draw(random, n)));
}
