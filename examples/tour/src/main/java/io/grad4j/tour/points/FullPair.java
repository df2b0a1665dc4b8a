package io.grad4j.tour.points;

import static io.grad4j.tour.points.Columns.uniform;

import io.grad4j.tour.judge.Domain;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Two Gaussians with full covariances; means are 1×n. */
public record FullPair(DMatrixRMaj muP, DMatrixRMaj sigmaP, DMatrixRMaj muQ, DMatrixRMaj sigmaQ) {
    /** Means in [-2, 2], the first at least 0.1 apart; variances along the axes in [¼, 4], so a condition number of at most 16. */
    public static final Domain<FullPair> APART = Domain.swept(FullPair::draw);

    private static FullPair draw(RandomGenerator random, int n) {
        while (true) {
            FullPair pair =
                    new FullPair(mean(random, n), covariance(random, n), mean(random, n), covariance(random, n));
            if (Math.abs(pair.muP.get(0, 0) - pair.muQ.get(0, 0)) >= 0.1) {
                return pair;
            }
        }
    }

    private static DMatrixRMaj mean(RandomGenerator random, int n) {
        return Columns.row(uniform(random, n, -2, 2));
    }

    /** R·diag(λ)·Rᵀ for a product R of random rotations in every coordinate plane. */
    private static DMatrixRMaj covariance(RandomGenerator random, int n) {
        DMatrixRMaj axes = CommonOps_DDRM.identity(n);
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                axes = CommonOps_DDRM.mult(rotation(n, i, j, random.nextDouble(2 * Math.PI)), axes, null);
            }
        }
        DMatrixRMaj scaled = axes.copy();
        CommonOps_DDRM.multCols(scaled, uniform(random, n, 0.25, 4));
        DMatrixRMaj sigma = CommonOps_DDRM.multTransB(scaled, axes, null);
        return CommonOps_DDRM.add(0.5, sigma, 0.5, CommonOps_DDRM.transpose(sigma, null), null);
    }

    private static DMatrixRMaj rotation(int n, int i, int j, double angle) {
        DMatrixRMaj r = CommonOps_DDRM.identity(n);
        r.set(i, i, Math.cos(angle));
        r.set(j, j, Math.cos(angle));
        r.set(i, j, -Math.sin(angle));
        r.set(j, i, Math.sin(angle));
        return r;
    }
}
