package io.grad4j.tour.points;

import static io.grad4j.tour.points.Columns.uniform;

import io.grad4j.tour.judge.Domain;
import io.grad4j.tour.judge.Numerals;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.random.RandomGenerator;

/** Two positive measures on n+1 points, not normalised. */
public final class Measures {
    /** Masses between e⁻² and e². */
    public static final Domain<Measures> ANY = Domain.swept(Measures::draw);

    private final double[] p;
    private final double[] q;

    private Measures(double[] p, double[] q) {
        this.p = p;
        this.q = q;
    }

    private static Measures draw(RandomGenerator random, int n) {
        return new Measures(masses(random, n + 1), masses(random, n + 1));
    }

    static double[] masses(RandomGenerator random, int n) {
        return Arrays.stream(uniform(random, n, -2, 2)).map(Math::exp).toArray();
    }

    /** The masses of the first. */
    public double[] p() {
        return p;
    }

    /** The masses of the second. */
    public double[] q() {
        return q;
    }

    /** Z_p. */
    public double zp() {
        return Arrays.stream(p).sum();
    }

    /** Z_q. */
    public double zq() {
        return Arrays.stream(q).sum();
    }

    /** (1/Z_p) Σ_d f(p*(d), q*(d)). */
    public double mean(DoubleBinaryOperator f) {
        double sum = 0;
        for (int d = 0; d < p.length; d++) {
            sum += f.applyAsDouble(p[d], q[d]);
        }
        return sum / zp();
    }

    @Override
    public String toString() {
        return "p* = " + Numerals.point(p) + ", q* = " + Numerals.point(q);
    }
}
