package io.grad4j.autodiff.check;

import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.check.Differences.Estimate;
import io.grad4j.autodiff.check.Finding.Verdict;
import org.ejml.data.DMatrixRMaj;

/** Gathers the comparisons that a law makes, and keeps the worst. */
final class Evidence {
    /** The worst deviation so far in units of what is allowed. */
    private double worst;

    private Verdict verdict = Verdict.HOLDS;
    private String numbers = "nothing to compare";

    /** Both matrices are equal to {@code tolerance} of the larger of {@code scale} and their largest entry. */
    void agree(String where, DMatrixRMaj actual, DMatrixRMaj expected, double scale, double tolerance) {
        if (!sameShape(where, actual, expected)) {
            return;
        }
        double allowed = tolerance * Math.max(scale, Math.max(greatest(actual), greatest(expected)));
        for (int i = 0; i < actual.getNumElements(); i++) {
            compare(where + at(actual, i), actual.data[i], expected.data[i], allowed);
        }
    }

    /** Both numbers are equal to {@code tolerance} of {@code scale}. */
    void agree(String where, double actual, double expected, double scale, double tolerance) {
        compare(where, actual, expected, tolerance * scale);
    }

    /** {@code actual} is what differences say, where their error bars are small enough to say it. */
    void agree(String where, DMatrixRMaj actual, Estimate differences) {
        if (!sameShape(where, actual, differences.value())) {
            return;
        }
        double scale = Math.max(greatest(actual), greatest(differences.value()));
        for (int i = 0; i < actual.getNumElements(); i++) {
            double bar = differences.error().data[i];
            double allowed = Tolerances.DIFFERENCES * scale;
            compare(where + at(actual, i) + " ± " + bar, actual.data[i], differences.value().data[i], allowed + bar);
            boolean flat = actual.data[i] == 0 && bar < Tolerances.DIFFERENCES;
            if (!(bar <= allowed) && !flat && verdict == Verdict.HOLDS) {
                verdict = Verdict.UNDECIDED;
                numbers = where + at(actual, i) + ": error bar " + bar + " at " + differences.value().data[i];
            }
        }
    }

    /** Both matrices have the same bits. */
    void same(String where, DMatrixRMaj actual, DMatrixRMaj expected) {
        if (!sameShape(where, actual, expected)) {
            return;
        }
        for (int i = 0; i < actual.getNumElements(); i++) {
            boolean same = Double.doubleToRawLongBits(actual.data[i]) == Double.doubleToRawLongBits(expected.data[i]);
            require(same, where + at(actual, i), actual.data[i] + " against " + expected.data[i]);
        }
    }

    /** {@code condition} is true. */
    void require(boolean condition, String where, String otherwise) {
        if (!condition) {
            broken(Double.POSITIVE_INFINITY, where + ": " + otherwise);
        } else if (worst == 0 && verdict == Verdict.HOLDS) {
            numbers = where + " and all before";
        }
    }

    private boolean sameShape(String where, DMatrixRMaj actual, DMatrixRMaj expected) {
        boolean same = Shape.of(expected).matches(actual);
        require(same, where, Shape.of(actual) + " against " + Shape.of(expected));
        return same;
    }

    private void compare(String where, double actual, double expected, double allowed) {
        boolean equal = actual == expected || Double.compare(actual, expected) == 0;
        double deviation = equal ? 0 : Math.abs(actual - expected) / allowed;
        String comparison = where + ": " + actual + " against " + expected;
        if (!(deviation <= 1)) {
            broken(Double.isNaN(deviation) ? Double.POSITIVE_INFINITY : deviation, comparison);
        } else if (verdict == Verdict.HOLDS && deviation >= worst) {
            worst = deviation;
            numbers = comparison;
        }
    }

    private void broken(double deviation, String comparison) {
        if (verdict != Verdict.BROKEN || deviation > worst) {
            verdict = Verdict.BROKEN;
            worst = deviation;
            numbers = comparison;
        }
    }

    private static String at(DMatrixRMaj m, int i) {
        return " (" + i / m.numCols + "," + i % m.numCols + ")";
    }

    /** The largest finite |entry|. */
    static double greatest(DMatrixRMaj m) {
        double greatest = 0;
        for (int i = 0; i < m.getNumElements(); i++) {
            greatest = Double.isFinite(m.data[i]) ? Math.max(greatest, Math.abs(m.data[i])) : greatest;
        }
        return greatest;
    }

    Finding finding(Law law) {
        return new Finding(law, verdict, numbers);
    }
}
