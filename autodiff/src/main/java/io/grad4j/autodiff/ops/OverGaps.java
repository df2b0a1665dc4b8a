package io.grad4j.autodiff.ops;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Var;
import org.ejml.data.DMatrixRMaj;

/** Division by the gaps λⱼ - λᵢ between eigenvalues, which the derivatives of eigenvectors need. */
final class OverGaps {
    private OverGaps() {}

    static Var of(Var x, Var eigenvalues) {
        return Spectra.OVER_GAPS.of(x, eigenvalues);
    }

    /** The cotangent of the eigenvalues: yᵢⱼ = xᵢⱼ/(λⱼ - λᵢ) falls with λⱼ and rises with λᵢ. */
    static Var byEigenvalues(Var products) {
        return products.sum(Each.ROW).minus(products.sum(Each.COLUMN).transpose());
    }

    /** yᵢⱼ = xᵢⱼ/(λⱼ - λᵢ), 0 on the diagonal and where xᵢⱼ is 0 between equal eigenvalues. */
    static void divide(DMatrixRMaj x, DMatrixRMaj eigenvalues, DMatrixRMaj y) {
        int n = x.numRows;
        double rounding = rounding(eigenvalues);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double entry = x.data[i * n + j];
                double gap = eigenvalues.data[j] - eigenvalues.data[i];
                boolean equal = Math.abs(gap) <= rounding;
                if (i != j && equal && entry != 0) {
                    throw repeated(eigenvalues, i, j);
                }
                y.data[i * n + j] = i == j || equal ? 0 : entry / gap;
            }
        }
    }

    /** Refuses eigenvalues of which two are equal to working precision. */
    static void requireDistinct(DMatrixRMaj eigenvalues) {
        for (int i = 1; i < eigenvalues.numRows; i++) {
            if (eigenvalues.data[i] - eigenvalues.data[i - 1] <= rounding(eigenvalues)) {
                throw repeated(eigenvalues, i - 1, i);
            }
        }
    }

    private static ArgumentException repeated(DMatrixRMaj eigenvalues, int i, int j) {
        return new ArgumentException(
                "eigenvectors",
                "A",
                "eigenvalues " + i + " and " + j + " are equal, " + eigenvalues.data[i] + " and " + eigenvalues.data[j]
                        + ", so that their eigenvectors are not defined");
    }

    /** A gap below this is the decomposition's rounding. */
    private static double rounding(DMatrixRMaj eigenvalues) {
        double largest = 0;
        for (int i = 0; i < eigenvalues.numRows; i++) {
            largest = Math.max(largest, Math.abs(eigenvalues.data[i]));
        }
        return 4 * eigenvalues.numRows * Math.ulp(largest);
    }
}
