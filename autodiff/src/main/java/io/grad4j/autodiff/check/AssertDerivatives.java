package io.grad4j.autodiff.check;

import java.util.function.BinaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;

/**
 * One line for a test in any framework: nothing happens if the hand-written derivative is right at {@code x}.
 *
 * <p>Each throws an {@link AssertionError} with the whole report if an entry is wrong or cannot be told. For more points, or for
 * what may be forgiven, see {@link GradientCheck} and its like.
 */
public final class AssertDerivatives {
    private AssertDerivatives() {}

    /** {@code gradient} is ∇f, of the shape of x. */
    public static void assertGradient(
            ToDoubleFunction<DMatrixRMaj> f, UnaryOperator<DMatrixRMaj> gradient, DMatrixRMaj x) {
        GradientCheck.of(f).hand(gradient).at(x).assertRight();
    }

    /** {@code gradient} is ∇f at the vector {@code x}. */
    public static void assertGradient(ToDoubleFunction<double[]> f, UnaryOperator<double[]> gradient, double... x) {
        GradientCheck.ofArray(f).handArray(gradient).at(x).assertRight();
    }

    /** {@code jacobian} is P×N, by the entries of f(x) and of x in row-major order. */
    public static void assertJacobian(
            UnaryOperator<DMatrixRMaj> f, UnaryOperator<DMatrixRMaj> jacobian, DMatrixRMaj x) {
        JacobianCheck.of(f).hand(jacobian).at(x).assertRight();
    }

    /** {@code vjp} takes x and any ȳ to Jᵀ·ȳ, of the shape of x; unit and generic ȳ are tried. */
    public static void assertVjp(UnaryOperator<DMatrixRMaj> f, BinaryOperator<DMatrixRMaj> vjp, DMatrixRMaj x) {
        VjpCheck.of(f).hand(vjp).at(x).assertRight();
    }

    /** {@code jvp} takes x and any ẋ to J·ẋ, of the shape of f(x); unit and generic ẋ are tried. */
    public static void assertJvp(UnaryOperator<DMatrixRMaj> f, BinaryOperator<DMatrixRMaj> jvp, DMatrixRMaj x) {
        JvpCheck.of(f).hand(jvp).at(x).assertRight();
    }

    /** {@code hessian} is N×N by the entries of x in row-major order, and symmetric. */
    public static void assertHessian(
            ToDoubleFunction<DMatrixRMaj> f, UnaryOperator<DMatrixRMaj> hessian, DMatrixRMaj x) {
        HessianCheck.of(f).hand(hessian).at(x).assertRight();
    }
}
