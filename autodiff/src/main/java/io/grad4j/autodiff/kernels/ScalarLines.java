package io.grad4j.autodiff.kernels;

/** What the softmax family does to one line, in plain loops; products are by 0·∞ = 0. */
final class ScalarLines {
    private ScalarLines() {}

    /** The maximum of line l; -∞ for an empty one, NaN where an entry is. */
    static double max(Lines lines, int l, double[] x) {
        double max = Double.NEGATIVE_INFINITY;
        for (int k = 0, i = l * lines.lineStep(); k < lines.length(); k++, i += lines.step()) {
            max = Math.max(max, x[i]);
        }
        return max;
    }

    static double logSumExp(Lines lines, int l, double[] x) {
        double max = max(lines, l, x);
        return Double.isInfinite(max) ? max : max + Math.log1p(sumExpBelowPeak(lines, l, x, max));
    }

    /** ln Σ exp x for {@code e} = exp(x - max). */
    static double logSumExpOfExp(Lines lines, int l, double[] x, double[] e) {
        double max = max(lines, l, x);
        return Double.isInfinite(max) ? max : max + Math.log1p(sumBelowPeak(lines, l, e));
    }

    static void softmax(Lines lines, int l, double[] x, double[] y) {
        expBelowPeak(lines, l, x, y);
        normalise(lines, l, y);
    }

    static void logSoftmax(Lines lines, int l, double[] x, double[] y) {
        expBelowPeak(lines, l, x, y);
        logSoftmaxOfExp(lines, l, x, y);
    }

    /** y = exp(x - max), with the limits of {@link #expBelow}. */
    static void expBelowPeak(Lines lines, int l, double[] x, double[] y) {
        double max = max(lines, l, x);
        for (int k = 0, i = l * lines.lineStep(); k < lines.length(); k++, i += lines.step()) {
            y[i] = expBelow(x[i], max);
        }
    }

    /** y = softmax x for a y that holds exp(x - max). */
    static void normalise(Lines lines, int l, double[] y) {
        double sum = 1 + sumBelowPeak(lines, l, y);
        for (int k = 0, i = l * lines.lineStep(); k < lines.length(); k++, i += lines.step()) {
            y[i] /= sum;
        }
    }

    /** y = log softmax x for a y that holds exp(x - max). */
    static void logSoftmaxOfExp(Lines lines, int l, double[] x, double[] y) {
        double max = max(lines, l, x);
        double log = Math.log1p(sumBelowPeak(lines, l, y));
        for (int k = 0, i = l * lines.lineStep(); k < lines.length(); k++, i += lines.step()) {
            y[i] = logSoftmax(x[i], max, log);
        }
    }

    /** Σ e of exponentials e = exp(x - max) without the first that is 1, the peak's: the digits that 1 would swallow. */
    private static double sumBelowPeak(Lines lines, int l, double[] e) {
        double sum = 0;
        boolean found = false;
        for (int k = 0, i = l * lines.lineStep(); k < lines.length(); k++, i += lines.step()) {
            if (!found && e[i] == 1) {
                found = true;
            } else {
                sum += e[i];
            }
        }
        return sum;
    }

    private static double logSoftmax(double x, double max, double log) {
        return Double.isInfinite(max) ? Math.log(expBelow(x, max)) - log : x - max - log;
    }

    static void centred(Lines lines, int l, double[] x, double[] v, double[] y) {
        softmax(lines, l, x, y);
        centredBySoftmax(lines, l, x, v, y);
    }

    /**
     * y = v - ⟨s, v⟩ for a y that holds s = softmax x.
     *
     * <p>Measured from the v at the peak, ⟨s, v⟩ has no term of that peak, so that v - ⟨s, v⟩ does not cancel where one s is almost 1.
     */
    static void centredBySoftmax(Lines lines, int l, double[] x, double[] v, double[] y) {
        int peak = peak(lines, l, x);
        double origin = peak < 0 ? 0 : origin(v[peak]);
        double mean = 0;
        for (int k = 0, i = l * lines.lineStep(); k < lines.length(); k++, i += lines.step()) {
            mean += Zip.TIMES_OR_ZERO.at(y[i], v[i] - origin);
        }
        for (int k = 0, i = l * lines.lineStep(); k < lines.length(); k++, i += lines.step()) {
            y[i] = v[i] - origin - mean;
        }
    }

    /** {@code v} at the peak; 0 if it is not finite, so that the other entries keep their limits. */
    static double origin(double v) {
        return Double.isFinite(v) ? v : 0;
    }

    static void balanced(Lines lines, int l, double[] x, double[] v, double[] y) {
        softmax(lines, l, x, y);
        balancedBySoftmax(lines, l, x, v, y);
    }

    /**
     * y = v - s·Σ v for a y that holds s = softmax x.
     *
     * <p>The entries sum to 0, so the one at the peak, which would cancel, is minus the sum of the others.
     */
    static void balancedBySoftmax(Lines lines, int l, double[] x, double[] v, double[] y) {
        int peak = peak(lines, l, x);
        double total = sum(lines, l, v);
        double others = 0;
        for (int k = 0, i = l * lines.lineStep(); k < lines.length(); k++, i += lines.step()) {
            y[i] = v[i] - Zip.TIMES_OR_ZERO.at(y[i], total);
            others += i == peak ? 0 : y[i];
        }
        if (peak >= 0) {
            y[peak] = -others;
        }
    }

    static double crossEntropy(Lines lines, int l, double[] p, double[] z) {
        double max = max(lines, l, z);
        double log = Math.log1p(sumExpBelowPeak(lines, l, z, max));
        double sum = 0;
        for (int k = 0, i = l * lines.lineStep(); k < lines.length(); k++, i += lines.step()) {
            sum += Zip.TIMES_OR_ZERO.at(p[i], logSoftmax(z[i], max, log));
        }
        return -sum;
    }

    static void crossEntropySlope(Lines lines, int l, double s, double[] p, double[] z, double[] y) {
        softmax(lines, l, z, y);
        crossEntropySlopeBySoftmax(lines, l, s, p, z, y);
    }

    /** s·(y·Σ p - p) for a y that holds softmax z; as in {@link #balancedBySoftmax}, the entry at the peak is minus the sum of the others. */
    static void crossEntropySlopeBySoftmax(Lines lines, int l, double s, double[] p, double[] z, double[] y) {
        int peak = peak(lines, l, z);
        double total = sum(lines, l, p);
        double others = 0;
        for (int k = 0, i = l * lines.lineStep(); k < lines.length(); k++, i += lines.step()) {
            y[i] = Zip.TIMES_OR_ZERO.at(s, y[i] * total - p[i]);
            others += i == peak ? 0 : y[i];
        }
        if (peak >= 0) {
            y[peak] = -others;
        }
    }

    private static double sum(Lines lines, int l, double[] x) {
        double sum = 0;
        for (int k = 0, i = l * lines.lineStep(); k < lines.length(); k++, i += lines.step()) {
            sum += x[i];
        }
        return sum;
    }

    /** The place of the first maximum of line l, a NaN counting as one; -1 in a line that is empty or all -∞. */
    private static int peak(Lines lines, int l, double[] x) {
        double max = max(lines, l, x);
        for (int k = 0, i = l * lines.lineStep(); k < lines.length(); k++, i += lines.step()) {
            if (x[i] == max || Double.isNaN(x[i])) {
                return max == Double.NEGATIVE_INFINITY ? -1 : i;
            }
        }
        return -1;
    }

    /** Σ exp(x - max) without the first term, exp 0 = 1, of an entry that is the maximum: the digits that 1 would swallow. */
    private static double sumExpBelowPeak(Lines lines, int l, double[] x, double max) {
        double sum = 0;
        boolean found = false;
        for (int k = 0, i = l * lines.lineStep(); k < lines.length(); k++, i += lines.step()) {
            if (!found && x[i] == max) {
                found = true;
            } else {
                sum += expBelow(x[i], max);
            }
        }
        return sum;
    }

    /** exp(x - max) for x ≤ max, with the limits where max is infinite: 1 at +∞, 0 where the whole line is -∞. */
    private static double expBelow(double x, double max) {
        if (x == max) {
            return max == Double.NEGATIVE_INFINITY ? 0 : 1;
        }
        return Math.exp(x - max);
    }

    /** y = the logarithm of {@link #expBelow}. */
    static void belowPeak(Lines lines, int l, double[] x, double[] y) {
        double max = max(lines, l, x);
        double atPeak = max == Double.NEGATIVE_INFINITY ? max : 0;
        for (int k = 0, i = l * lines.lineStep(); k < lines.length(); k++, i += lines.step()) {
            y[i] = x[i] == max ? atPeak : x[i] - max;
        }
    }
}
