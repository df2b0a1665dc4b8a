package io.grad4j.tour.points;

import static io.grad4j.tour.points.Columns.column;
import static io.grad4j.tour.points.Columns.uniform;

import io.grad4j.kl.byhand.SoftmaxFormulas;
import io.grad4j.tour.judge.Domain;
import io.grad4j.tour.judge.Numerals;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;

/** Two distributions p = softmax(s) and q = softmax(t) on n+1 points. */
public final class Pair {
    /** Logits in [-2, 2], some log-probability at least 0.1 apart: where p and q meet, a divergence has no digits to compare. */
    public static final Domain<Pair> APART = Domain.swept(Pair::draw);

    private final double[] s;
    private final double[] t;
    private final double[] p;
    private final double[] q;

    private Pair(double[] s, double[] t) {
        this.s = s;
        this.t = t;
        this.p = SoftmaxFormulas.softmax(s);
        this.q = SoftmaxFormulas.softmax(t);
    }

    /** The pair with these probabilities, none of them 0. */
    public static Pair of(double[] p, double[] q) {
        return new Pair(logarithms(p), logarithms(q));
    }

    private static double[] logarithms(double[] p) {
        return Arrays.stream(p).map(Math::log).toArray();
    }

    private static Pair draw(RandomGenerator random, int n) {
        while (true) {
            Pair pair = new Pair(uniform(random, n + 1, -2, 2), uniform(random, n + 1, -2, 2));
            for (int d = 0; d <= n; d++) {
                if (Math.abs(Math.log(pair.p[d] / pair.q[d])) >= 0.1) {
                    return pair;
                }
            }
        }
    }

    /** Probabilities p. */
    public double[] p() {
        return p;
    }

    /** Probabilities q. */
    public double[] q() {
        return q;
    }

    /** Logits of p. */
    public double[] s() {
        return s;
    }

    /** Logits of q. */
    public double[] t() {
        return t;
    }

    /** Logits of p, (n+1)×1. */
    public DMatrixRMaj sColumn() {
        return column(s);
    }

    /** Logits of q, (n+1)×1. */
    public DMatrixRMaj tColumn() {
        return column(t);
    }

    /** log q, (n+1)×1. */
    public DMatrixRMaj logQ() {
        return column(logarithms(q));
    }

    /** Σ_d f(p(d), q(d)). */
    public double sum(DoubleBinaryOperator f) {
        return Arrays.stream(each(f)).sum();
    }

    /** f(p(d), q(d)) for each d. */
    public double[] each(DoubleBinaryOperator f) {
        double[] values = new double[p.length];
        Arrays.setAll(values, d -> f.applyAsDouble(p[d], q[d]));
        return values;
    }

    @Override
    public String toString() {
        return "p = " + Numerals.point(p) + ", q = " + Numerals.point(q);
    }
}
