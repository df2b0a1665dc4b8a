package io.grad4j.kl.families;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Means under one member of a family, by summation over its support. */
record Expectations(ExponentialFamily family, DMatrixRMaj points, DMatrixRMaj probabilities, DMatrixRMaj statistics) {
    static Expectations of(ExponentialFamily family, DMatrixRMaj eta, Rule rule) {
        DMatrixRMaj points = rule.matrix();
        try (Tape tape = new Tape()) {
            Var x = tape.constant(points);
            DMatrixRMaj logDensity = family.logDensity(x, tape.constant(eta)).value();
            DMatrixRMaj probabilities = new DMatrixRMaj(points.numRows, 1);
            for (int i = 0; i < probabilities.numRows; i++) {
                probabilities.data[i] =
                        Math.exp(logDensity.data[i]) * rule.weights().get(i);
            }
            return new Expectations(
                    family, points, probabilities, family.statistics(x).value());
        }
    }

    double mass() {
        return CommonOps_DDRM.elementSum(probabilities);
    }

    /** E[T]. */
    DMatrixRMaj mean() {
        DMatrixRMaj mean = new DMatrixRMaj(statistics.numCols, 1);
        for (int i = 0; i < probabilities.numRows; i++) {
            for (int a = 0; probabilities.data[i] > 0 && a < mean.numRows; a++) {
                mean.data[a] += probabilities.data[i] * statistics.get(i, a);
            }
        }
        return mean;
    }

    /** Cov[T]. */
    DMatrixRMaj covariance() {
        DMatrixRMaj mean = mean();
        int k = mean.numRows;
        DMatrixRMaj covariance = new DMatrixRMaj(k, k);
        for (int i = 0; i < probabilities.numRows; i++) {
            if (probabilities.data[i] > 0) {
                DMatrixRMaj t = CommonOps_DDRM.extract(statistics, i, i + 1, 0, k);
                CommonOps_DDRM.transpose(t);
                CommonOps_DDRM.subtractEquals(t, mean);
                CommonOps_DDRM.multAddTransB(probabilities.data[i], t, t, covariance);
            }
        }
        return covariance;
    }

    /** E[ln q] for the member q at {@code eta}. */
    double ofLogDensity(DMatrixRMaj eta) {
        try (Tape tape = new Tape()) {
            DMatrixRMaj logDensity =
                    family.logDensity(tape.constant(points), tape.constant(eta)).value();
            double sum = 0;
            for (int i = 0; i < probabilities.numRows; i++) {
                sum += probabilities.data[i] > 0 ? probabilities.data[i] * logDensity.data[i] : 0;
            }
            return sum;
        }
    }
}
