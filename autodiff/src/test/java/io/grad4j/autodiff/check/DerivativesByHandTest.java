package io.grad4j.autodiff.check;

import static io.grad4j.autodiff.Matrices.column;
import static io.grad4j.autodiff.Matrices.generic;
import static io.grad4j.autodiff.Matrices.matrix;
import static io.grad4j.autodiff.check.AssertDerivatives.assertGradient;
import static io.grad4j.autodiff.check.AssertDerivatives.assertHessian;
import static io.grad4j.autodiff.check.AssertDerivatives.assertJacobian;
import static io.grad4j.autodiff.check.AssertDerivatives.assertJvp;
import static io.grad4j.autodiff.check.AssertDerivatives.assertVjp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.ops.Elementwise;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

/** Gradients, Jacobians, vjps, jvps and Hessians, right and wrong, by one line each. */
class DerivativesByHandTest {
    private static final DMatrixRMaj X = generic(2, 3, 4);
    private static final DMatrixRMaj W = generic(4, 2, 5);

    @Test
    void aRightGradientPassesInOneLine() {
        assertGradient(x -> x[0] * Math.log(x[1]), x -> new double[] {Math.log(x[1]), x[0] / x[1]}, 3, 1e-6);
    }

    @Test
    void aWrongGradientThrowsTheWholeReport() {
        assertThatThrownBy(() -> assertGradient(x -> x[0] * x[1], x -> new double[] {x[1], -x[0]}, 3, 2))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("gradient: WRONG", "x[1]", "-3.0", "the wrong sign", "seed 42");
    }

    @Test
    void aGradientByAMatrixHasItsShape() {
        assertGradient(
                x -> CommonOps_DDRM.elementSum(times(x)),
                x -> {
                    DMatrixRMaj ones = new DMatrixRMaj(4, 3);
                    CommonOps_DDRM.fill(ones, 1);
                    return transposeTimes(ones);
                },
                X);
    }

    @Test
    void aVjpIsRightOrWrong() {
        assertVjp(DerivativesByHandTest::times, (x, yBar) -> transposeTimes(yBar), X);
        assertThatThrownBy(() -> assertVjp(DerivativesByHandTest::times, (x, yBar) -> scaled(transposeTimes(yBar)), X))
                .hasMessageContainingAll("vjp: WRONG", "bar of x[0,0]", "a factor 2 too many");
    }

    @Test
    void aJvpIsRightOrWrong() {
        assertJvp(DerivativesByHandTest::times, (x, xDot) -> times(xDot), X);
        assertThatThrownBy(() -> assertJvp(DerivativesByHandTest::times, (x, xDot) -> scaled(times(xDot)), X))
                .hasMessageContainingAll("jvp: WRONG", "dot of y[0,0]", "a factor 2 too many");
    }

    @Test
    void aJacobianIsRightOrWrong() {
        assertJacobian(DerivativesByHandTest::polar, DerivativesByHandTest::ofPolar, column(2, 0.7));
        assertThatThrownBy(() -> assertJacobian(
                        DerivativesByHandTest::polar, x -> CommonOps_DDRM.transpose(ofPolar(x), null), column(2, 0.7)))
                .hasMessageContainingAll("Jacobian: WRONG", "∂y[0]/∂x[1]", "transposed");
    }

    @Test
    void aJacobianWithRowsForColumnsIsTransposed() {
        assertThatThrownBy(() -> assertJacobian(
                        x -> column(x.data[0] * x.data[1]), x -> column(x.data[1], x.data[0]), column(2, 0.7)))
                .hasMessageContaining("shape 2×1 where 1×2 is needed: transposed");
    }

    @Test
    void aHessianIsRightAtEveryScale() {
        for (double scale : new double[] {1e-6, 1e-3, 1, 1e3}) {
            DMatrixRMaj x = column(scale, 2 * scale);
            assertHessian(DerivativesByHandTest::mixed, DerivativesByHandTest::hessian, x);
        }
    }

    @Test
    void aHessianThatIsWrongOrNotSymmetricIsFound() {
        assertThatThrownBy(() -> assertHessian(DerivativesByHandTest::mixed, x -> scaled(hessian(x)), column(1.5, 2)))
                .hasMessageContainingAll("Hessian: WRONG", "∂²/∂x[0]∂x[1]", "a factor 2 too many");
    }

    @Test
    void symmetryIsAVerdictOfItsOwnAlsoWhereEntriesCannotBeTold() {
        CheckReport noisy = HessianCheck.of(x -> Math.sin(x.data[0] * x.data[1]) + 1e20)
                .hand(x -> matrix(new double[] {0, 1}, new double[] {2, 0}))
                .at(1, 2)
                .report();
        assertThat(noisy.worstFirst().get(0).entry()).isEqualTo("symmetry");
        assertThat(noisy.verdict()).isEqualTo(Verdict.WRONG);
        assertThat(noisy.toString()).contains("∂²/∂x[1]∂x[0] and ∂²/∂x[0]∂x[1] differ");
        CheckReport right = HessianCheck.of(DerivativesByHandTest::mixed)
                .hand(DerivativesByHandTest::hessian)
                .at(1.5, 2)
                .report();
        assertThat(right.judgements())
                .filteredOn(j -> j.entry().equals("symmetry"))
                .singleElement()
                .extracting(Judgement::verdict)
                .isEqualTo(Verdict.RIGHT);
    }

    @Test
    void aGradientByHandGivesAHessianTheDigitsThatSecondDifferencesLack() {
        HessianCheck far = HessianCheck.of(x -> Math.exp(x.data[0]) + 1e12);
        assertThat(far.hand(x -> column(Math.exp(x.data[0]))).at(0.3).report().verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
        HessianCheck withGradient = far.gradient(x -> column(Math.exp(x.data[0])));
        withGradient.hand(x -> column(Math.exp(x.data[0]))).at(0.3).assertRight();
        assertThat(withGradient
                        .hand(x -> column(1.01 * Math.exp(x.data[0])))
                        .at(0.3)
                        .report()
                        .verdict())
                .isEqualTo(Verdict.WRONG);
    }

    @Test
    void aWrongGradientDoesNotMakeARightHessianWrong() {
        assertThat(HessianCheck.of(DerivativesByHandTest::mixed)
                        .gradient(x -> column(1, x.data[0] * x.data[1]))
                        .hand(DerivativesByHandTest::hessian)
                        .at(1.5, 2)
                        .report()
                        .verdict())
                .isEqualTo(Verdict.RIGHT);
    }

    @Test
    void theTapeJudgesAHessianThatDifferencesCannotTell() {
        HessianCheck far = HessianCheck.of(x -> Math.exp(x.data[0]) + 1e12);
        far.hand(x -> column(Math.exp(x.data[0])))
                .tape(x -> Elementwise.exp(x).plus(1e12))
                .at(0.3)
                .assertRight();
        assertThat(far.hand(x -> column(1.01 * Math.exp(x.data[0])))
                        .tape(x -> Elementwise.exp(x).plus(1e12))
                        .at(0.3)
                        .report()
                        .verdict())
                .isEqualTo(Verdict.WRONG);
    }

    @Test
    void everyKindIsCheckedAgainstTheTapeToo() {
        JacobianCheck.of(DerivativesByHandTest::squares)
                .hand(x -> CommonOps_DDRM.diag(2 * x.data[0], 2 * x.data[1]))
                .tape(x -> x.elementMult(x))
                .at(1.5, 2)
                .assertRight();
        VjpCheck.of(DerivativesByHandTest::squares)
                .hand(DerivativesByHandTest::doubledProduct)
                .tape(x -> x.elementMult(x))
                .at(1.5, 2)
                .assertRight();
        JvpCheck.of(DerivativesByHandTest::squares)
                .hand(DerivativesByHandTest::doubledProduct)
                .tape(x -> x.elementMult(x))
                .at(1.5, 2)
                .assertRight();
        HessianCheck.of(x -> CommonOps_DDRM.elementSum(squares(x)))
                .hand(x -> CommonOps_DDRM.diag(2, 2))
                .tape((Var x) -> x.elementMult(x).sum())
                .at(1.5, 2)
                .assertRight();
    }

    private static DMatrixRMaj squares(DMatrixRMaj x) {
        return CommonOps_DDRM.elementMult(x, x, null);
    }

    private static DMatrixRMaj doubledProduct(DMatrixRMaj x, DMatrixRMaj v) {
        return scaled(CommonOps_DDRM.elementMult(x, v, null));
    }

    private static DMatrixRMaj times(DMatrixRMaj x) {
        return CommonOps_DDRM.mult(W, x, null);
    }

    private static DMatrixRMaj transposeTimes(DMatrixRMaj y) {
        return CommonOps_DDRM.multTransA(W, y, null);
    }

    private static DMatrixRMaj scaled(DMatrixRMaj x) {
        CommonOps_DDRM.scale(2, x);
        return x;
    }

    /** (r, φ) ↦ (r·cos φ, r·sin φ). */
    private static DMatrixRMaj polar(DMatrixRMaj x) {
        return column(x.data[0] * Math.cos(x.data[1]), x.data[0] * Math.sin(x.data[1]));
    }

    private static DMatrixRMaj ofPolar(DMatrixRMaj x) {
        double r = x.data[0];
        double cos = Math.cos(x.data[1]);
        double sin = Math.sin(x.data[1]);
        return matrix(new double[] {cos, -r * sin}, new double[] {sin, r * cos});
    }

    /** ab² + a·log b + a². */
    private static double mixed(DMatrixRMaj x) {
        double a = x.data[0];
        double b = x.data[1];
        return a * b * b + a * Math.log(b) + a * a;
    }

    private static DMatrixRMaj hessian(DMatrixRMaj x) {
        double a = x.data[0];
        double b = x.data[1];
        return matrix(new double[] {2, 2 * b + 1 / b}, new double[] {2 * b + 1 / b, 2 * a - a / (b * b)});
    }
}
