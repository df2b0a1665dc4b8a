package io.grad4j.tour.points;

import io.grad4j.tour.judge.Domain;
import java.util.random.RandomGenerator;

/** A logit η with a label y in [0, 1]. */
public record Labelled(double eta, double y) {
    /** η in [-6, 6], half of the labels 0 or 1, away from σ(η) = y: where the slope vanishes there are no digits to compare. */
    public static final Domain<Labelled> AWAY = Domain.fixed(Labelled::draw);

    private static Labelled draw(RandomGenerator random) {
        while (true) {
            double eta = random.nextDouble(-6, 6);
            double y = random.nextBoolean() ? random.nextInt(2) : random.nextDouble();
            if (Math.abs(1 / (1 + Math.exp(-eta)) - y) >= 1e-3) {
                return new Labelled(eta, y);
            }
        }
    }
}
