package io.grad4j.tour.points;

import io.grad4j.tour.judge.Domain;
import java.util.random.RandomGenerator;

/** Two Gaussians with diagonal covariances. */
public record GaussPair(Gauss p, Gauss q) {
    /** Both as in {@link Gauss#ANY}, the first means at least 0.1 apart: where p and q meet, there are no digits to compare. */
    public static final Domain<GaussPair> APART = Domain.swept(GaussPair::draw);

    private static GaussPair draw(RandomGenerator random, int n) {
        while (true) {
            GaussPair pair = new GaussPair(Gauss.draw(random, n), Gauss.draw(random, n));
            if (Math.abs(pair.p.mu()[0] - pair.q.mu()[0]) >= 0.1) {
                return pair;
            }
        }
    }
}
