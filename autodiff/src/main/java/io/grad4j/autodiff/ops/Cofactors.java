package io.grad4j.autodiff.ops;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/** The matrix of cofactors of any square matrix, by A = U·S·Vᵀ: cof A = det(U)·det(V) · U·diag(∏_{j≠i} sⱼ)·Vᵀ. */
final class Cofactors {
    private Cofactors() {}

    static void of(DMatrixRMaj a, DMatrixRMaj cofactors) {
        int n = a.numRows;
        SingularValueDecomposition_F64<DMatrixRMaj> svd = DecompositionFactory_DDRM.svd(n, n, true, true, false);
        if (!svd.decompose(a.copy())) {
            throw new ArithmeticException("cofactors: the singular value iteration did not converge");
        }
        DMatrixRMaj u = svd.getU(null, false);
        DMatrixRMaj v = svd.getV(null, false);
        double[] s = svd.getSingularValues();
        double sign = Math.signum(new Lu(u).det()) * Math.signum(new Lu(v).det());
        for (int i = 0; i < n; i++) {
            double others = sign;
            for (int j = 0; j < n; j++) {
                others *= i == j ? 1 : s[j];
            }
            for (int row = 0; row < n; row++) {
                u.data[row * n + i] *= others;
            }
        }
        CommonOps_DDRM.multTransB(u, v, cofactors);
    }
}
