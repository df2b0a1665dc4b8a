package io.grad4j.autodiff.ops;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.lu.LUDecompositionAlt_DDRM;
import org.ejml.dense.row.linsol.lu.LinearSolverLu_DDRM;

/** EJML's P·A = L·U, asked for its pivots: its solver calls a singular system solved, and its determinant under- and overflows. */
final class Lu {
    private final int n;
    private final LUDecompositionAlt_DDRM decomposition = new LUDecompositionAlt_DDRM();
    private final LinearSolverLu_DDRM solver = new LinearSolverLu_DDRM(decomposition);

    Lu(DMatrixRMaj a) {
        n = a.numRows;
        solver.setA(a.copy());
    }

    /** The pivot Uₖₖ. */
    private double pivot(int k) {
        return decomposition.getLU().data[k * n + k];
    }

    /** The first pivot that is 0 to the rounding of the elimination, or -1 if A has an inverse. */
    int singularPivot() {
        for (int k = 0; k < n; k++) {
            if (!(Math.abs(pivot(k)) > 4 * n * Math.ulp(1.0) * terms(k))) {
                return k;
            }
        }
        return -1;
    }

    /** Σ |Lₖⱼ·Uⱼₖ|, the size of the terms whose sum left pivot k: its own rounding, however rows and columns are scaled. */
    private double terms(int k) {
        double[] lu = decomposition.getLU().data;
        double sum = Math.abs(pivot(k));
        for (int j = 0; j < k; j++) {
            sum += Math.abs(lu[k * n + j] * lu[j * n + k]);
        }
        return sum;
    }

    /** det A; 1 for 0×0. */
    double det() {
        double det = parity();
        for (int k = 0; k < n; k++) {
            det *= pivot(k);
        }
        return det;
    }

    /** ln |det A|; -∞ where A is singular to working precision. */
    double logAbsDet() {
        if (singularPivot() >= 0) {
            return Double.NEGATIVE_INFINITY;
        }
        double sum = 0;
        for (int k = 0; k < n; k++) {
            sum += Math.log(Math.abs(pivot(k)));
        }
        return sum;
    }

    /** The sign of det A: -1 or 1, 0 where A is singular to working precision. */
    double sign() {
        double sign = singularPivot() >= 0 ? 0 : parity();
        for (int k = 0; k < n; k++) {
            sign *= Math.signum(pivot(k));
        }
        return sign;
    }

    /** 1 or -1 as the row exchanges are even or odd. */
    private int parity() {
        int[] order = decomposition.getRowPivotV(null).clone();
        int parity = 1;
        for (int i = 0; i < n; i++) {
            while (order[i] != i) {
                int other = order[i];
                order[i] = order[other];
                order[other] = other;
                parity = -parity;
            }
        }
        return parity;
    }

    /** x = A⁻¹·b. */
    void solve(DMatrixRMaj b, DMatrixRMaj x) {
        solver.solve(b, x);
    }
}
