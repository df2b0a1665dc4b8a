package io.grad4j.autodiff.check;

import static io.grad4j.autodiff.Matrices.each;
import static io.grad4j.autodiff.Matrices.generic;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

class TaylorTestTest {
    private static final DMatrixRMaj BIG = generic(100, 50, 3);

    @Test
    void theRemainderOfAGradientFallsWithTheSquareOfTheStep() {
        TaylorReport report = TaylorTest.of(TaylorTestTest::sumOfExponentials, x -> each(x, Math::exp))
                .at(BIG);
        assertThat(report.slope()).isCloseTo(2, within(0.1));
        report.assertRight();
    }

    @Test
    void aPercentShowsInTheSlope() {
        TaylorReport report = TaylorTest.of(TaylorTestTest::sumOfExponentials, x -> each(x, e -> 1.01 * Math.exp(e)))
                .at(BIG);
        assertThat(report.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(report.slope()).isCloseTo(1, within(0.1));
        assertThatThrownBy(report::assertRight)
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("where 2 is needed", "remainder", "seed 42");
    }

    @Test
    void theRemainderOfAHessianFallsWithTheCubeOfTheStep() {
        TaylorReport report = TaylorTest.of(TaylorTestTest::sumOfExponentials, x -> each(x, Math::exp))
                .hessian((x, v) -> CommonOps_DDRM.elementMult(each(x, Math::exp), v, null))
                .seed(5)
                .at(BIG);
        assertThat(report.slope()).isCloseTo(3, within(0.2));
        report.assertRight();
    }

    @Test
    void aWrongHessianLeavesSlopeTwo() {
        TaylorReport report = TaylorTest.of(TaylorTestTest::sumOfExponentials, x -> each(x, Math::exp))
                .hessian((x, v) -> each(v, e -> e))
                .at(BIG);
        assertThat(report.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(report.slope()).isCloseTo(2, within(0.1));
    }

    @Test
    void aLinearFunctionHasNoRemainderButRounding() {
        TaylorTest.of(CommonOps_DDRM::elementSum, x -> each(x, e -> 1)).at(BIG).assertRight();
    }

    @Test
    void aDerivativeThatIsNoNumberIsWrong() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThat(TaylorTest.of(TaylorTestTest::sumOfExponentials, x -> each(x, e -> bad))
                            .at(BIG)
                            .verdict())
                    .isEqualTo(Verdict.WRONG);
        }
    }

    @Test
    void noiseIsInconclusive() {
        assertThat(TaylorTest.of(x -> Double.NaN, x -> x).at(BIG).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void aGradientOfAnotherShapeIsRefused() {
        assertThatThrownBy(() -> TaylorTest.of(CommonOps_DDRM::elementSum, x -> generic(2, 2, 1))
                        .at(BIG))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2×2 where x is 100×50");
    }

    private static double sumOfExponentials(DMatrixRMaj x) {
        return CommonOps_DDRM.elementSum(each(x, Math::exp));
    }
}
