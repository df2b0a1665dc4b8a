package io.grad4j.kl.families;

import io.grad4j.autodiff.ArgumentException;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;

/** Positive definite matrices of plain numbers. */
final class Definite {
    /** A pivot below this share of its diagonal entry is rounding of 0. */
    private static final double ROUNDING = 1e-15;

    private Definite() {}

    /** c·½(M + Mᵀ) for the d×d matrix M packed from {@code offset} on. */
    static DMatrixRMaj symmetric(double[] packed, int offset, int d, double c) {
        DMatrixRMaj m = new DMatrixRMaj(d, d);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                m.set(i, j, 0.5 * c * (packed[offset + i * d + j] + packed[offset + j * d + i]));
            }
        }
        return m;
    }

    /**
     * The inverse of {@code m}.
     *
     * @throws ArgumentException if it is not positive definite
     */
    static DMatrixRMaj requirePositive(String operation, String argument, DMatrixRMaj m) {
        CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(m.numRows, true);
        boolean positive = cholesky.decompose(m.copy());
        DMatrixRMaj l = cholesky.getT(null);
        for (int i = 0; positive && i < m.numRows; i++) {
            positive = l.get(i, i) * l.get(i, i) > ROUNDING * m.get(i, i);
        }
        if (!positive) {
            throw new ArgumentException(operation, argument, "is not positive definite: " + m);
        }
        DMatrixRMaj inverse = new DMatrixRMaj(m.numRows, m.numRows);
        CommonOps_DDRM.invertSPD(m, inverse);
        return inverse;
    }

    /** ln|M| of a positive definite M. */
    static double logDet(DMatrixRMaj m) {
        CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(m.numRows, true);
        cholesky.decompose(m.copy());
        DMatrixRMaj l = cholesky.getT(null);
        double sum = 0;
        for (int i = 0; i < m.numRows; i++) {
            sum += 2 * Math.log(l.get(i, i));
        }
        return sum;
    }

    /** Writes c·M, packed, at the end of a column. */
    static void pack(double c, DMatrixRMaj m, DMatrixRMaj column) {
        int offset = column.numRows - m.getNumElements();
        for (int i = 0; i < m.getNumElements(); i++) {
            column.data[offset + i] = c * m.data[i];
        }
    }
}
