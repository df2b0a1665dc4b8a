package io.grad4j.autodiff.kernels;

import static io.grad4j.autodiff.kernels.VectorKernels.LANES;
import static io.grad4j.autodiff.kernels.VectorKernels.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/**
 * What the softmax family does to one contiguous line of n ≥ {@link VectorKernels#LANES} entries, in vectors.
 *
 * <p>Lines whose maximum is not finite, and results that are NaN, are left to {@link ScalarLines}, which knows the limits: the methods
 * then return false or NaN.
 */
final class VectorLines {
    /**
     * Where Σ exp(x - max) is less than this, its largest term, 1, stands out, and the others are summed apart for the digits that the 1
     * would swallow; from here on, subtracting it costs none.
     */
    private static final double NO_PEAK = 1.5;

    /** Entries whose exponentials are summed while they are in the first-level cache. */
    private static final int CHUNK = 1024;

    private VectorLines() {}

    private static DoubleVector at(double[] x, int i) {
        return DoubleVector.fromArray(SPECIES, x, i);
    }

    /** The maximum; NaN where an entry is. Two at a time, since each waits for the one before; the last two overlap the others. */
    static double max(double[] x, int from, int n) {
        int last = from + n - LANES;
        if (n < 2 * LANES) {
            return at(x, from).max(at(x, last)).reduceLanes(VectorOperators.MAX);
        }
        DoubleVector m0 = at(x, last);
        DoubleVector m1 = at(x, last - LANES);
        for (int i = from; i < last - LANES; i += 2 * LANES) {
            m0 = m0.max(at(x, i));
            m1 = m1.max(at(x, i + LANES));
        }
        return m0.max(m1).reduceLanes(VectorOperators.MAX);
    }

    /** Σ x. */
    static double sum(double[] x, int from, int n) {
        DoubleVector s0 = DoubleVector.zero(SPECIES);
        DoubleVector s1 = s0;
        int i = 0;
        for (; i <= n - 2 * LANES; i += 2 * LANES) {
            s0 = s0.add(at(x, from + i));
            s1 = s1.add(at(x, from + i + LANES));
        }
        double sum = VectorFunctions.sum(s0.add(s1));
        for (; i < n; i++) {
            sum += x[from + i];
        }
        return sum;
    }

    /** Σ x². */
    static double sumOfSquares(double[] x, int from, int n) {
        return VectorProducts.dot(x, from, x, from, n);
    }

    /** y += x. */
    static void addTo(double[] y, double[] x, int from, int n) {
        int end = SPECIES.loopBound(n);
        for (int i = 0; i < end; i += LANES) {
            at(y, i).add(at(x, from + i)).intoArray(y, i);
        }
        for (int i = end; i < n; i++) {
            y[i] += x[from + i];
        }
    }

    /** y = max(x, y). */
    static void maxTo(double[] y, double[] x, int from, int n) {
        int end = SPECIES.loopBound(n);
        for (int i = 0; i < end; i += LANES) {
            at(y, i).max(at(x, from + i)).intoArray(y, i);
        }
        for (int i = end; i < n; i++) {
            y[i] = Math.max(y[i], x[from + i]);
        }
    }

    /** y += x². */
    static void addSquaresTo(double[] y, double[] x, int from, int n) {
        int end = SPECIES.loopBound(n);
        for (int i = 0; i < end; i += LANES) {
            DoubleVector v = at(x, from + i);
            at(y, i).add(v.mul(v)).intoArray(y, i);
        }
        for (int i = end; i < n; i++) {
            y[i] += x[from + i] * x[from + i];
        }
    }

    /** y = x - μ over n entries, and added to {@code sums}. */
    static void deviation(double[] x, int from, double[] mu, double[] y, int to, double[] sums, int sum, int n) {
        int end = SPECIES.loopBound(n);
        for (int i = 0; i < end; i += LANES) {
            DoubleVector v = at(x, from + i).sub(at(mu, i));
            v.intoArray(y, to + i);
            at(sums, sum + i).add(v).intoArray(sums, sum + i);
        }
        for (int i = end; i < n; i++) {
            y[to + i] = x[from + i] - mu[i];
            sums[sum + i] += y[to + i];
        }
    }

    /** The first place of the maximum {@code max}, which is there. */
    private static int peak(double[] x, int from, int n, double max) {
        int i = from;
        while (i <= from + n - LANES
                && !at(x, i).compare(VectorOperators.EQ, max).anyTrue()) {
            i += LANES;
        }
        while (x[i] != max) {
            i++;
        }
        return i;
    }

    /** y = exp(x - max) over n entries from {@code from} in x, {@code to} in y. */
    private static void expBelow(double[] x, int from, int n, double max, double[] y, int to) {
        if (VectorFunctions.FAST && n >= LANES) {
            VectorFunctions.exp(x, from, max, y, to, n);
        } else {
            for (int i = 0; i < n; i++) {
                y[to + i] = Math.exp(x[from + i] - max);
            }
        }
    }

    /** y = exp(x - max) along lines that follow one another, each too short for vectors. */
    static void expBelowPeaks(Lines lines, double[] x, double[] y) {
        for (int l = 0; l < lines.count(); l++) {
            ScalarLines.belowPeak(lines, l, x, y);
        }
        int n = lines.count() * lines.length();
        int end = VectorFunctions.FAST ? SPECIES.loopBound(n) : 0;
        VectorFunctions.exp(y, 0, 0, y, 0, end);
        for (int i = end; i < n; i++) {
            y[i] = Math.exp(y[i]);
        }
    }

    /** ln Σ exp(x - max). */
    private static double logSumBelow(double[] x, int from, int n, double max) {
        double sum = sumExpBelow(x, from, n, max, -1);
        return sum < NO_PEAK ? Math.log1p(sumExpBelow(x, from, n, max, peak(x, from, n, max) - from)) : Math.log(sum);
    }

    /** Σ exp(x - max) but for the term {@code without}, counted from {@code from}; with all if that is -1. */
    private static double sumExpBelow(double[] x, int from, int n, double max, int without) {
        double[] e = Workspace.ofThread().first(CHUNK);
        double sum = 0;
        for (int start = 0; start < n; start += CHUNK) {
            int length = Math.min(CHUNK, n - start);
            expBelow(x, from + start, length, max, e, 0);
            sum += sumWithout(without - start, e, 0, length);
        }
        return sum;
    }

    /** Σ x over n entries but the one at {@code without}, counted from {@code from}; it may lie outside. */
    private static double sumWithout(int without, double[] x, int from, int n) {
        if (without < 0 || without >= n) {
            return sum(x, from, n);
        }
        return sum(x, from, without) + sum(x, from + without + 1, n - without - 1);
    }

    /** ln Σ exp x; NaN where the maximum is not finite. */
    static double logSumExp(double[] x, int from, int n) {
        double max = max(x, from, n);
        if (!Double.isFinite(max)) {
            return Double.NaN;
        }
        return max + logSumBelow(x, from, n, max);
    }

    /** y = softmax x, or false where the maximum is not finite. */
    static boolean softmax(double[] x, int from, int n, double[] y) {
        double max = max(x, from, n);
        if (!Double.isFinite(max)) {
            return false;
        }
        expBelow(x, from, n, max, y, from);
        double sum = sum(y, from, n);
        int end = SPECIES.loopBound(n);
        for (int i = 0; i < end; i += LANES) {
            at(y, from + i).div(sum).intoArray(y, from + i);
        }
        for (int i = end; i < n; i++) {
            y[from + i] /= sum;
        }
        return true;
    }

    /** y = x - ln Σ exp x, or false where the maximum is not finite. */
    static boolean logSoftmax(double[] x, int from, int n, double[] y) {
        double max = max(x, from, n);
        if (!Double.isFinite(max)) {
            return false;
        }
        double log = logSumBelow(x, from, n, max);
        for (int i = 0; i < n - LANES; i += LANES) {
            at(x, from + i).sub(max).sub(log).intoArray(y, from + i);
        }
        int last = from + n - LANES;
        at(x, last).sub(max).sub(log).intoArray(y, last);
        return true;
    }

    /** y = v - ⟨softmax x, v⟩, or false where a limit is needed. */
    static boolean centred(double[] x, double[] v, int from, int n, double[] y) {
        double max = max(x, from, n);
        if (!Double.isFinite(max)) {
            return false;
        }
        expBelow(x, from, n, max, y, from);
        double sum = sum(y, from, n);
        double origin = sum < NO_PEAK ? ScalarLines.origin(v[peak(x, from, n, max)]) : 0;
        int end = SPECIES.loopBound(n);
        DoubleVector means = DoubleVector.zero(SPECIES);
        for (int i = from; i < from + end; i += LANES) {
            means = at(y, i).fma(at(v, i).sub(origin), means);
        }
        double mean = VectorFunctions.sum(means);
        for (int i = from + end; i < from + n; i++) {
            mean += y[i] * (v[i] - origin);
        }
        mean /= sum;
        for (int i = 0; i < n - LANES; i += LANES) {
            at(v, from + i).sub(origin).sub(mean).intoArray(y, from + i);
        }
        int last = from + n - LANES;
        at(v, last).sub(origin).sub(mean).intoArray(y, last);
        return Double.isFinite(mean);
    }

    /** y = v - softmax x · Σ v, or false where a limit is needed. */
    static boolean balanced(double[] x, double[] v, int from, int n, double[] y) {
        return slope(-1, v, x, from, n, y, sum(v, from, n));
    }

    /** y = s·(softmax z · Σ p - p), or false where a limit is needed. */
    static boolean crossEntropySlope(double s, double[] p, double[] z, int from, int n, double[] y) {
        return slope(s, p, z, from, n, y, sum(p, from, n));
    }

    private static boolean slope(double s, double[] p, double[] z, int from, int n, double[] y, double total) {
        double max = max(z, from, n);
        if (!Double.isFinite(max)) {
            return false;
        }
        expBelow(z, from, n, max, y, from);
        double sum = sum(y, from, n);
        double factor = total / sum;
        int end = SPECIES.loopBound(n);
        for (int i = from; i < from + end; i += LANES) {
            at(y, i).mul(factor).sub(at(p, i)).mul(s).intoArray(y, i);
        }
        for (int i = from + end; i < from + n; i++) {
            y[i] = s * (y[i] * factor - p[i]);
        }
        if (sum < NO_PEAK) {
            int peak = peak(z, from, n, max);
            y[peak] = -sumWithout(peak - from, y, from, n);
        }
        return Double.isFinite(factor * s);
    }

    /** -Σ p ∘ log softmax z with 0·∞ = 0; NaN where a limit is needed. */
    static double crossEntropy(double[] p, double[] z, int from, int n) {
        double max = max(z, from, n);
        if (!Double.isFinite(max)) {
            return Double.NaN;
        }
        double log = logSumBelow(z, from, n, max);
        // A branch that the sums pass through would make the compiler put them in objects, so what is left out is
        // blended away.
        int end = SPECIES.loopBound(n);
        DoubleVector sums = DoubleVector.zero(SPECIES);
        for (int i = from; i < from + end; i += LANES) {
            DoubleVector weights = at(p, i);
            DoubleVector terms = weights.mul(at(z, i).sub(max).sub(log));
            sums = sums.add(terms.blend(0, weights.compare(VectorOperators.EQ, 0)));
        }
        return -(VectorFunctions.sum(sums) + terms(p, z, max, log, from + end, from + n));
    }

    private static double terms(double[] p, double[] z, double max, double log, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += Zip.TIMES_OR_ZERO.at(p[i], z[i] - max - log);
        }
        return sum;
    }
}
