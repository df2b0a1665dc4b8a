package io.grad4j.tour.points;

import io.grad4j.tour.judge.Domain;
import io.grad4j.tour.judge.Numerals;

/** Two densities at one place of the tails. */
public record Densities(double q, double p) {
    /** P ≤ Q < 0.1. */
    public static final Domain<Densities> TAILS = Domain.fixed(random -> {
        double q = random.nextDouble(1e-3, 0.1);
        return new Densities(q, q * random.nextDouble(0.01, 1));
    });

    @Override
    public String toString() {
        return "Q = " + Numerals.point(q) + ", P = " + Numerals.point(p);
    }
}
