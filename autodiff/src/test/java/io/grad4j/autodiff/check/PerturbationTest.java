package io.grad4j.autodiff.check;

import static io.grad4j.autodiff.check.Perturbation.ENTRIES;
import static io.grad4j.autodiff.check.Perturbation.SIMPLEX_EDGES;
import static io.grad4j.autodiff.check.Perturbation.SYMMETRIC_PAIRS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grad4j.autodiff.Matrices;
import io.grad4j.autodiff.ops.Factorizations;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

/** Which derivative a check is of, where f is defined for symmetric matrices or on a simplex alone. */
class PerturbationTest {
    @Test
    void overSymmetricMatricesAFunctionThatReadsOneTriangleHasASymmetricGradient() {
        DerivativeCheck check = ofLogDet(PerturbationTest::inverse);
        check.assertRight();
        assertThat(check.report().tested()).contains("symmetric pairs");
        assertThat(check.perturb(ENTRIES).report().verdict()).isEqualTo(Verdict.WRONG);
    }

    @Test
    void overSymmetricMatricesTheTapeIsReadAsSymmetricToo() {
        CheckReport report = ofLogDet(PerturbationTest::inverse)
                .tape(a -> Factorizations.logDetSpd(a))
                .report();
        assertThat(report.verdict()).isEqualTo(Verdict.RIGHT);
        assertThat(report.engineSuspect()).isFalse();
    }

    @Test
    void theGradientByTheUpperTriangleAloneIsWrongForSymmetricMatrices() {
        assertThat(ofLogDet(a -> {
                            DMatrixRMaj g = inverse(a);
                            for (int i = 0; i < g.numRows; i++) {
                                for (int j = 0; j < g.numCols; j++) {
                                    g.set(i, j, i == j ? g.get(i, j) : i < j ? 2 * g.get(i, j) : 0);
                                }
                            }
                            return g;
                        })
                        .report()
                        .verdict())
                .isEqualTo(Verdict.WRONG);
    }

    @Test
    void aVjpAndAJvpAndAJacobianMoveSymmetricPairsToo() {
        UnaryOperator<DMatrixRMaj> f = a -> Matrices.number(logDet(a));
        VjpCheck.of(f)
                .hand((a, yBar) -> Matrices.each(inverse(a), e -> yBar.data[0] * e))
                .over(Domain.spd())
                .points(8)
                .assertRight();
        JvpCheck.of(f)
                .hand((a, aDot) -> Matrices.number(Move.inner(inverse(a), aDot)))
                .over(Domain.spd())
                .points(8)
                .assertRight();
        JacobianCheck.of(f)
                .hand(a -> Matrices.row(Matrices.entries(inverse(a))))
                .over(Domain.spd())
                .points(8)
                .assertRight();
    }

    @Test
    void onTheSimplexAConstantIsWrongForTheFreeGradientAndRightAlongTheSimplex() {
        CheckReport free = ofNegativeEntropy(Math::log).report();
        assertThat(free.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(free.tested()).isEqualTo("each entry moved on its own");
        assertThat(free.diagnoses()).containsExactly("an additive +1.0 missing");
        assertThat(free.toString()).contains("perturb(SIMPLEX_EDGES)");
        CheckReport along = ofNegativeEntropy(Math::log).perturb(SIMPLEX_EDGES).report();
        along.assertRight();
        assertThat(along.tested()).contains("along the simplex", "a constant may be added");
        assertThat(along.judgements().get(0).entry()).matches("along e.* - e.*");
    }

    @Test
    void alongTheSimplexAFunctionThatThrowsElsewhereIsJudgedAndAFaultOfAnyEntryIsFound() {
        for (int entry = 0; entry < 3; entry++) {
            int faulty = entry;
            DerivativeCheck check = GradientCheck.ofArray(PerturbationTest::onlyOnTheSimplex)
                    .handArray(p -> {
                        double[] g = Arrays.stream(p).map(Math::log).toArray();
                        g[faulty] *= 1.01;
                        return g;
                    })
                    .over(Domain.simplex())
                    .dimensions(3)
                    .perturb(SIMPLEX_EDGES);
            assertThat(check.report().verdict()).isEqualTo(Verdict.WRONG);
        }
        GradientCheck.ofArray(PerturbationTest::onlyOnTheSimplex)
                .handArray(p -> Arrays.stream(p).map(Math::log).toArray())
                .over(Domain.simplex())
                .dimensions(2, 3, 5)
                .perturb(SIMPLEX_EDGES)
                .assertRight();
    }

    @Test
    void pairsNeedASquareMatrixAndAHessianIsByEntries() {
        assertThatThrownBy(() -> GradientCheck.of(x -> 1)
                        .hand(x -> x)
                        .perturb(SYMMETRIC_PAIRS)
                        .at(1, 2)
                        .report())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("symmetric pairs: x is 2×1");
        assertThatThrownBy(() -> HessianCheck.of(x -> 1)
                        .hand(x -> x)
                        .perturb(SIMPLEX_EDGES)
                        .at(1, 2)
                        .report())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a Hessian is by entries");
    }

    private static DerivativeCheck ofLogDet(UnaryOperator<DMatrixRMaj> gradient) {
        return GradientCheck.of(PerturbationTest::logDet)
                .hand(gradient)
                .over(Domain.spd())
                .points(20);
    }

    /** By a factorization of the upper triangle, with no look at the lower one. */
    private static double logDet(DMatrixRMaj a) {
        DMatrixRMaj symmetric = a.copy();
        for (int i = 0; i < a.numRows; i++) {
            for (int j = 0; j < i; j++) {
                symmetric.set(i, j, a.get(j, i));
            }
        }
        return Math.log(CommonOps_DDRM.det(symmetric));
    }

    private static DMatrixRMaj inverse(DMatrixRMaj a) {
        DMatrixRMaj inverse = a.createLike();
        CommonOps_DDRM.invert(a.copy(), inverse);
        return inverse;
    }

    private static DerivativeCheck ofNegativeEntropy(DoubleUnaryOperator slope) {
        return GradientCheck.ofArray(
                        p -> Arrays.stream(p).map(e -> e * Math.log(e)).sum())
                .handArray(p -> Arrays.stream(p).map(slope).toArray())
                .over(Domain.simplex())
                .dimensions(2, 3, 5)
                .points(30);
    }

    private static double onlyOnTheSimplex(double... p) {
        if (Math.abs(Arrays.stream(p).sum() - 1) > 1e-12) {
            throw new IllegalArgumentException("no probabilities: " + Arrays.toString(p));
        }
        return Arrays.stream(p).map(e -> e * Math.log(e)).sum();
    }
}
