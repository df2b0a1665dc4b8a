package io.grad4j.tour.models;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Matrices as collections of rows. */
final class Rows {
    private Rows() {}

    /** Refuses data that are too few. */
    static void requireAtLeast(int rows, DMatrixRMaj x, String name) {
        if (x.numRows < rows) {
            throw new IllegalArgumentException(
                    name + ": " + x.numRows + " rows where at least " + rows + " are needed");
        }
    }

    static DMatrixRMaj first(DMatrixRMaj x, int n) {
        return CommonOps_DDRM.extract(x, 0, n, 0, x.numCols);
    }

    /** The mean of each column, 1×d. */
    static DMatrixRMaj mean(DMatrixRMaj x) {
        DMatrixRMaj mean = CommonOps_DDRM.sumCols(x, null);
        CommonOps_DDRM.divide(mean, x.numRows);
        return mean;
    }

    /** (1/m) Σ (x - x̄)ᵀ(x - x̄), d×d. */
    static DMatrixRMaj covariance(DMatrixRMaj x) {
        DMatrixRMaj mean = mean(x);
        DMatrixRMaj covariance = CommonOps_DDRM.multTransA(x, x, null);
        CommonOps_DDRM.divide(covariance, x.numRows);
        CommonOps_DDRM.multAddTransA(-1, mean, mean, covariance);
        return covariance;
    }

    static double[][] arrays(DMatrixRMaj x) {
        double[][] rows = new double[x.numRows][];
        Arrays.setAll(rows, i -> Arrays.copyOfRange(x.data, i * x.numCols, (i + 1) * x.numCols));
        return rows;
    }
}
