package io.grad4j.notes.judging;

import io.grad4j.notes.evaluation.NotEvaluable;
import io.grad4j.notes.evaluation.Outcome;

/**
 * How two values stand at one point.
 *
 * @param size the largest difference of entries
 * @param scale the largest entry, at least 1
 */
record Gap(double size, double scale) {
    /** Of sides that agree. */
    private static final double HELD = 1e-8;

    /** Of sides that differ; between the two a point says nothing. */
    private static final double REFUTED = 1e-6;

    /** A difference that a reader sees. */
    private static final double CLEAR = 1e-2;

    /**
     * The gap of two values, NaN if one is not finite.
     *
     * @throws NotEvaluable if one has more entries than the other
     */
    static Gap between(Outcome a, Outcome b) {
        if (!a.isFinite() || !b.isFinite()) {
            return new Gap(Double.NaN, 1);
        }
        boolean same = a.rows() == b.rows() && a.cols() == b.cols();
        boolean transposed = a.rows() == b.cols() && a.cols() == b.rows() && (a.rows() == 1 || a.cols() == 1);
        if (!same && !transposed && !isZero(a) && !isZero(b)) {
            throw NotEvaluable.because("compares " + a.rows() + "×" + a.cols() + " with " + b.rows() + "×" + b.cols());
        }
        int count = Math.max(a.entries().length, b.entries().length);
        double size = 0;
        double scale = 1;
        for (int i = 0; i < count; i++) {
            double x = a.entries()[a.isScalar() ? 0 : i];
            double y = b.entries()[b.isScalar() ? 0 : i];
            size = Math.max(size, Math.abs(x - y));
            scale = Math.max(scale, Math.max(Math.abs(x), Math.abs(y)));
        }
        return new Gap(size, scale);
    }

    private static boolean isZero(Outcome x) {
        return x.isScalar() && x.entries()[0] == 0;
    }

    boolean isDefined() {
        return !Double.isNaN(size);
    }

    boolean holds() {
        return size <= HELD * scale;
    }

    boolean refutes() {
        return size > REFUTED * scale;
    }

    boolean isClear() {
        return size > CLEAR * scale;
    }
}
