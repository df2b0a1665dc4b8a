package io.grad4j.kl.divergences;

import io.grad4j.autodiff.Tape;
import io.grad4j.kl.distributions.Combination;
import io.grad4j.kl.distributions.Statistic;
import io.grad4j.kl.distributions.Support;
import io.grad4j.kl.distributions.Univariate;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;

/** E_p[ln p(x) - ln q(x)] from the densities alone. */
final class Expectation {
    /** Terms of a sum that are taken at once. */
    private static final int CHUNK = 256;

    /** Beyond so many standard deviations a discrete tail here has ratio below 1 and is bounded by a geometric one. */
    private static final double DEVIATIONS = 40;

    private static final int MOST_CHUNKS = 40_000;

    private Expectation() {}

    static Estimate ofLogRatio(Univariate p, Univariate q) {
        UnaryOperator<double[]> terms = x -> terms(p, q, x);
        return p.support().discrete() ? sum(p, terms) : integral(p, q, terms);
    }

    /** p ln(p/q) at each point, 0 where p is 0 and at the end of a support where p is infinite. */
    private static double[] terms(Univariate p, Univariate q, double[] x) {
        DMatrixRMaj points = DMatrixRMaj.wrap(x.length, 1, x);
        DMatrixRMaj logP = p.logDensity(points);
        DMatrixRMaj logQ = q.logDensity(points);
        double[] terms = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double density = Math.exp(logP.data[i]);
            terms[i] =
                    density == 0 || density == Double.POSITIVE_INFINITY ? 0 : density * (logP.data[i] - logQ.data[i]);
        }
        return terms;
    }

    private static Estimate integral(Univariate p, Univariate q, UnaryOperator<double[]> terms) {
        Support support = p.support();
        double scale = scale(p);
        TreeSet<Double> ends = new TreeSet<>();
        addPlaces(ends, p);
        addPlaces(ends, q);
        if (Double.isFinite(p.mean()) && Double.isFinite(p.variance())) {
            ends.add(p.mean() - 4 * scale);
            ends.add(p.mean());
            ends.add(p.mean() + 4 * scale);
        }
        ends.removeIf(x -> x <= support.low() || x >= support.high());
        if (ends.isEmpty()) {
            ends.add(
                    support.isBounded()
                            ? (support.low() + support.high()) / 2
                            : Math.max(support.low(), -scale) + scale);
        }
        ends.add(support.low());
        ends.add(support.high());
        double value = 0;
        double error = 0;
        double low = ends.first();
        for (double high : ends.tailSet(low, false)) {
            Estimate piece = Quadrature.over(terms, low, high, scale);
            value += piece.value();
            error += piece.error();
            low = high;
        }
        return new Estimate(value, value == Double.POSITIVE_INFINITY ? 0 : error);
    }

    private static double scale(Univariate p) {
        double deviation = Math.sqrt(p.variance());
        if (Double.isFinite(deviation) && deviation > 0) {
            return deviation;
        }
        double last = p.parameters().get(p.parameters().size() - 1).scalar();
        return last > 0 ? last : 1;
    }

    /** The locations in the density of {@code d}, where it may have a peak or a kink. */
    private static void addPlaces(Set<Double> places, Univariate d) {
        try (Tape tape = new Tape()) {
            for (Combination.Term term : d.logDensity(tape).terms()) {
                Statistic s = term.statistic();
                if (s instanceof Statistic.Distance k) {
                    places.add(k.m().scalar());
                } else if (s instanceof Statistic.LogOnePlusSquare k) {
                    places.add(k.m().scalar());
                } else if (s instanceof Statistic.Square k) {
                    places.add(k.m().scalar());
                }
            }
        }
    }

    /** From DEVIATIONS standard deviations below the mean until what is left is below the rounding. */
    private static Estimate sum(Univariate p, UnaryOperator<double[]> terms) {
        Support support = p.support();
        double far = DEVIATIONS * (Math.sqrt(p.variance()) + 1);
        double k = Math.max(support.low(), Math.floor(p.mean() - far));
        double total = 0;
        double size = 0;
        double tail = Double.POSITIVE_INFINITY;
        for (int chunk = 0; chunk < MOST_CHUNKS && k <= support.high() && tail > 0; chunk++) {
            double[] points = new double[(int) Math.min(CHUNK, support.high() - k + 1)];
            for (int i = 0; i < points.length; i++) {
                points[i] = k + i;
            }
            double[] values = terms.apply(points);
            double before = size;
            for (double term : values) {
                total += term;
                size += Math.abs(term);
            }
            k += points.length;
            boolean rests = k > p.mean() + far && size - before <= size * 0x1p-55;
            tail = k > support.high() || rests ? 0 : size - before;
        }
        return new Estimate(total, tail + size * 0x1p-50);
    }
}
