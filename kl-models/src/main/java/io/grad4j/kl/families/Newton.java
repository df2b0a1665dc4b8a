package io.grad4j.kl.families;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** Steps F⁺·g with the pseudo-inverse of a positive semidefinite matrix. */
final class Newton {
    /** Eigenvalues of the scaled matrix below this are rounding of 0. */
    private static final double NULL = 1e-13;

    private Newton() {}

    /**
     * F⁺·g, by the eigenvectors of F scaled to a unit diagonal, so that statistics of any size keep their directions.
     *
     * @param f k×k, symmetric positive semidefinite
     * @param g k×1
     */
    static DMatrixRMaj solve(DMatrixRMaj f, DMatrixRMaj g) {
        int k = f.numRows;
        double[] scale = new double[k];
        DMatrixRMaj scaled = new DMatrixRMaj(k, k);
        for (int i = 0; i < k; i++) {
            scale[i] = f.get(i, i) > 0 ? 1 / Math.sqrt(f.get(i, i)) : 0;
        }
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                scaled.set(i, j, 0.5 * scale[i] * (f.get(i, j) + f.get(j, i)) * scale[j]);
            }
        }
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(k, true, true);
        if (!eigen.decompose(scaled)) {
            throw new ArithmeticException("no eigenvalues of the Fisher information " + f);
        }
        DMatrixRMaj x = new DMatrixRMaj(k, 1);
        for (int e = 0; e < k; e++) {
            double value = eigen.getEigenvalue(e).getReal();
            if (value > NULL * k) {
                addAlong(eigen.getEigenVector(e), value, scale, g, x);
            }
        }
        return x;
    }

    /** x += S·v·(v·S·g)/λ. */
    private static void addAlong(DMatrixRMaj v, double value, double[] scale, DMatrixRMaj g, DMatrixRMaj x) {
        DMatrixRMaj direction = v.copy();
        for (int i = 0; i < scale.length; i++) {
            direction.data[i] *= scale[i];
        }
        double dot = 0;
        for (int i = 0; i < scale.length; i++) {
            dot += direction.data[i] * g.data[i];
        }
        CommonOps_DDRM.addEquals(x, dot / value, direction);
    }
}
