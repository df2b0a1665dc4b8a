package io.grad4j.kl;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The points that the properties draw: generic and well conditioned; edges have tests of their own. */
public final class Points {
    private Points() {}

    /** n entries in [-bound, bound] as n×1. */
    public static Arbitrary<DMatrixRMaj> column(int n, double bound) {
        return matrix(n, 1, bound);
    }

    /** rows×cols entries in [-bound, bound]. */
    public static Arbitrary<DMatrixRMaj> matrix(int rows, int cols, double bound) {
        return Arbitraries.doubles()
                .between(-bound, bound)
                .ofScale(6)
                .array(double[].class)
                .ofSize(rows * cols)
                .map(data -> DMatrixRMaj.wrap(rows, cols, data));
    }

    /** Two columns of logits of one length 2..8, far enough apart that the divergence is not lost in its rounding. */
    public static Arbitrary<Tuple.Tuple2<DMatrixRMaj, DMatrixRMaj>> logits() {
        return Arbitraries.integers()
                .between(2, 8)
                .flatMap(n -> Combinators.combine(column(n, 3), column(n, 3)).as(Tuple::of))
                .filter(pair -> spread(CommonOps_DDRM.subtract(pair.get1(), pair.get2(), null)) > 0.5)
                .withoutEdgeCases();
    }

    /** Means, standard deviations in [1/3, 3] as 1×n, n = 1..6. */
    public static Arbitrary<Tuple.Tuple2<DMatrixRMaj, DMatrixRMaj>> gaussian(int n) {
        return Combinators.combine(matrix(1, n, 3), matrix(1, n, 1.1)).as((mu, logSigma) -> {
            CommonOps_DDRM.elementExp(logSigma, logSigma);
            return Tuple.of(mu, logSigma);
        });
    }

    /** Symmetric positive definite n×n, eigenvalues 1 to about 2n. */
    public static Arbitrary<DMatrixRMaj> covariance(int n) {
        return matrix(n, n, 1).map(a -> {
            DMatrixRMaj s = CommonOps_DDRM.multTransB(a, a, null);
            for (int i = 0; i < n; i++) {
                s.add(i, i, 1);
            }
            return s;
        });
    }

    private static double spread(DMatrixRMaj m) {
        return CommonOps_DDRM.elementMax(m) - CommonOps_DDRM.elementMin(m);
    }
}
