package io.grad4j.tour.points;

import static io.grad4j.tour.points.Columns.uniform;

import io.grad4j.kl.byhand.SoftmaxFormulas;
import io.grad4j.tour.judge.Domain;
import java.util.random.RandomGenerator;

/** Ten observations among n+1 points, and the logits of a model q of them. */
public final class Sample {
    /** Logits in [-2, 2]. */
    public static final Domain<Sample> ANY = Domain.swept(Sample::draw);

    private final int[] seen;
    private final double[] t;

    private Sample(int[] seen, double[] t) {
        this.seen = seen;
        this.t = t;
    }

    private static Sample draw(RandomGenerator random, int n) {
        return new Sample(random.ints(10, 0, n + 1).toArray(), uniform(random, n + 1, -2, 2));
    }

    /** The observations. */
    public int[] seen() {
        return seen;
    }

    /** Logits of q. */
    public double[] t() {
        return t;
    }

    /** Probabilities q. */
    public double[] q() {
        return SoftmaxFormulas.softmax(t);
    }

    /** The frequencies of the points among the observations. */
    public double[] empirical() {
        double[] p = new double[t.length];
        for (int y : seen) {
            p[y] += 1.0 / seen.length;
        }
        return p;
    }
}
