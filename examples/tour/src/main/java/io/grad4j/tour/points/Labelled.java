package io.grad4j.tour.points;

import io.grad4j.tour.judge.Domain;

/** A logit η with a label y in [0, 1]. */
public record Labelled(double eta, double y) {
    /** η in [-6, 6]; half of the labels are 0 or 1. */
    public static final Domain<Labelled> ANY = Domain.fixed(random ->
            new Labelled(random.nextDouble(-6, 6), random.nextBoolean() ? random.nextInt(2) : random.nextDouble()));
}
