package io.grad4j.autodiff;

import static io.grad4j.autodiff.Matrices.entries;
import static io.grad4j.autodiff.Matrices.evaluated;
import static io.grad4j.autodiff.Matrices.generic;
import static io.grad4j.autodiff.Matrices.number;
import static io.grad4j.autodiff.Matrices.row;
import static io.grad4j.autodiff.Matrices.spd;
import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.square;
import static io.grad4j.autodiff.ops.Elementwise.tanh;
import static io.grad4j.autodiff.ops.Softmaxes.logSumExp;
import static io.grad4j.autodiff.ops.Softmaxes.softmax;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.grad4j.autodiff.check.Differences;
import io.grad4j.autodiff.ops.Factorizations;
import io.grad4j.autodiff.ops.Gaussians;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HigherDerivativesTest {
    private static final double BY_DIFFERENCES = 1e-7;
    private static final double BY_ARITHMETIC = 1e-12;

    private static Arguments function(String name, UnaryOperator<Var> f, DMatrixRMaj x) {
        return arguments(name, f, x);
    }

    private static Stream<Arguments> scalarFunctions() {
        return Stream.of(
                function("Σ exp", x -> exp(x).sum(), generic(2, 2, 1)),
                function("log-sum-exp", x -> logSumExp(x), generic(2, 3, 2)),
                function("⟨softmax, x⟩", x -> softmax(x, Each.ROW).dot(x), generic(2, 3, 3)),
                function("|tanh(x·xᵀ)|²", x -> square(tanh(x.multTransB(x))).sum(), generic(2, 3, 4)),
                function("ln det", x -> Factorizations.logDetSpd(x), spd(2, 5)),
                function("a Gaussian covariance", HigherDerivativesTest::gaussian, spd(2, 6)),
                function("a linear function", x -> x.sum(), generic(2, 2, 7)),
                function("a constant", x -> x.tape().constant(3), generic(2, 2, 8)));
    }

    private static Var gaussian(Var sigma) {
        Tape tape = sigma.tape();
        Var x = tape.constant(generic(3, 2, 9));
        return Gaussians.logDensityByCovariance(x, tape.constant(row(0.1, -0.2)), sigma)
                .sum();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scalarFunctions")
    void theHessianAgreesWithDifferencesAndWithItsProducts(String name, UnaryOperator<Var> f, DMatrixRMaj x) {
        DMatrixRMaj hessian = Autodiff.hessian(f, x);
        DMatrixRMaj direction = generic(x.numRows, x.numCols, 10);
        double[] product = times(hessian, direction);
        assertThat(product).as(name).containsExactly(entries(Autodiff.hvp(f, x, direction)), within(BY_ARITHMETIC));
        assertThat(product)
                .containsExactly(entries(along(z -> Autodiff.gradient(f, z), x, direction)), within(BY_DIFFERENCES));
        assertThat(product)
                .as("reverse over reverse")
                .containsExactly(
                        entries(Autodiff.vjp(z -> Autodiff.gradient(f, z), x, direction)), within(BY_ARITHMETIC));
        for (int i = 0; i < hessian.numRows; i++) {
            for (int j = 0; j < i; j++) {
                assertThat(hessian.get(i, j)).isCloseTo(hessian.get(j, i), within(BY_ARITHMETIC));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scalarFunctions")
    void theThirdDerivativeAgreesWithDifferences(String name, UnaryOperator<Var> f, DMatrixRMaj x) {
        DMatrixRMaj u = generic(x.numRows, x.numCols, 11);
        DMatrixRMaj v = generic(x.numRows, x.numCols, 12);
        DMatrixRMaj third =
                Autodiff.hvp(z -> Autodiff.gradient(f, z).dot(z.tape().constant(u)), x, v);
        DMatrixRMaj nested = Autodiff.jvp(z -> Autodiff.hvp(f, z, z.tape().constant(u)), x, v);
        assertThat(entries(third))
                .as(name)
                .containsExactly(entries(along(z -> Autodiff.hvp(f, z, u), x, v)), within(10 * BY_DIFFERENCES));
        assertThat(entries(nested)).as(name).containsExactly(entries(third), within(10 * BY_ARITHMETIC));
    }

    @Test
    void everyDerivativeOfTheExponentialIsTheExponential() {
        UnaryOperator<Var> derivative = x -> exp(x);
        for (int order = 1; order <= 5; order++) {
            UnaryOperator<Var> lower = derivative;
            derivative = x -> Autodiff.gradient(lower, x);
            assertThat(evaluated(derivative, number(0.7)).data[0]).isCloseTo(Math.exp(0.7), within(1e-14));
        }
    }

    private static Stream<Arguments> matrixFunctions() {
        return Stream.of(
                function("more results than arguments", x -> x.multTransA(tanh(x)), row(0.3, -0.8, 1.2)),
                function("more arguments than results", x -> tanh(x).sum(Each.COLUMN), generic(3, 2, 13)),
                function("as many", x -> softmax(x, Each.COLUMN), generic(3, 2, 14)),
                function("one number", x -> logSumExp(x), generic(3, 2, 15)),
                function("no arguments", x -> x.sum(Each.COLUMN), new DMatrixRMaj(0, 2)),
                function("no results", x -> x.sum(Each.ROW), new DMatrixRMaj(0, 2)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("matrixFunctions")
    void theJacobianAgreesWithDifferencesAndWithItsProducts(String name, UnaryOperator<Var> f, DMatrixRMaj x) {
        DMatrixRMaj jacobian = Autodiff.jacobian(f, x);
        DMatrixRMaj y = evaluated(f, x);
        assertThat(Shape.of(jacobian)).as(name).isEqualTo(new Shape(y.getNumElements(), x.getNumElements()));
        DMatrixRMaj xDot = generic(x.numRows, x.numCols, 16);
        DMatrixRMaj yBar = generic(y.numRows, y.numCols, 17);
        DMatrixRMaj transposed = new DMatrixRMaj(jacobian.numCols, jacobian.numRows);
        for (int i = 0; i < jacobian.numRows; i++) {
            for (int j = 0; j < jacobian.numCols; j++) {
                transposed.set(j, i, jacobian.get(i, j));
            }
        }
        assertThat(times(jacobian, xDot)).containsExactly(entries(Autodiff.jvp(f, x, xDot)), within(BY_ARITHMETIC));
        assertThat(times(jacobian, xDot))
                .containsExactly(entries(along(z -> evaluated(f, z), x, xDot)), within(BY_DIFFERENCES));
        assertThat(times(transposed, yBar)).containsExactly(entries(Autodiff.vjp(f, x, yBar)), within(BY_ARITHMETIC));
    }

    @Test
    void anInnerDerivativeIsNotConfusedWithTheOuter() {
        assertThat(gradientAt(3, x -> x.elementMult(Autodiff.gradient(y -> x.plus(y), x))))
                .isEqualTo(1);
        assertThat(gradientAt(
                        3,
                        x -> x.elementMult(
                                Autodiff.gradient(y -> x.plus(y), x.tape().constant(2)))))
                .isEqualTo(1);
        assertThat(gradientAt(
                        3,
                        x -> x.elementMult(Autodiff.gradient(
                                y -> x.elementMult(y), x.tape().constant(2)))))
                .isEqualTo(6);
        assertThat(gradientAt(
                        3,
                        x -> x.elementMult(
                                Autodiff.jvp(y -> x.plus(y), x, x.tape().constant(1)))))
                .isEqualTo(1);
        assertThat(gradientAt(
                        3,
                        x -> x.elementMult(
                                Autodiff.gradient(y -> x.elementMult(y).elementMult(y), x))))
                .isEqualTo(6 * 9);
    }

    private static double gradientAt(double x, UnaryOperator<Var> f) {
        return Autodiff.gradient(f, number(x)).data[0];
    }

    @Test
    void anOuterDerivativeFlowsThroughACotangent() {
        // x̄ = ȳ·2z at z = x and ȳ = x², whose derivative is 6x².
        assertThat(gradientAt(3, x -> Autodiff.vjp(z -> z.elementMult(z), x, x.elementMult(x))))
                .isEqualTo(6 * 9);
        assertThat(gradientAt(3, x -> Autodiff.jvp(z -> z.elementMult(z), x, x.elementMult(x))))
                .isEqualTo(6 * 9);
        assertThat(gradientAt(3, x -> Autodiff.hvp(z -> z.elementMult(z).elementMult(z), x, x)))
                .isEqualTo(12 * 3);
    }

    @Test
    void anOuterDerivativeFlowsThroughThePointOfAnInnerOne() {
        UnaryOperator<Var> cube = z -> z.elementMult(z).elementMult(z);
        assertThat(gradientAt(2, x -> Autodiff.gradient(cube, x.elementMult(x))))
                .isEqualTo(3 * 4 * 8);
    }

    @Test
    void aDerivativeWithRespectToSeveralVariablesMixes() {
        try (Tape tape = new Tape()) {
            Var a = tape.variable("a", 2);
            Var b = tape.variable("b", 5);
            Var y = a.elementMult(a).elementMult(exp(b));
            Var byA = tape.gradient(y, a);
            assertThat(tape.gradient(byA, b).scalar()).isCloseTo(4 * Math.exp(5), within(1e-12));
            assertThat(tape.gradient(tape.gradient(byA, a), b).scalar()).isCloseTo(2 * Math.exp(5), within(1e-12));
        }
    }

    @Test
    void aGradientNeedsAScalarRoot() {
        assertThatExceptionOfType(ArgumentException.class)
                .isThrownBy(() -> Autodiff.gradient(x -> exp(x), row(1, 2)))
                .withMessageContaining("needs a 1×1 root");
        assertThatExceptionOfType(ArgumentException.class)
                .isThrownBy(() -> Autodiff.hessian(x -> exp(x), row(1, 2)))
                .withMessageContaining("needs a 1×1 root");
    }

    private static DMatrixRMaj along(UnaryOperator<DMatrixRMaj> f, DMatrixRMaj x, DMatrixRMaj xDot) {
        return Differences.along(z -> f.apply(z[0]), new DMatrixRMaj[] {x}, new DMatrixRMaj[] {xDot})
                .value();
    }

    /** The matrix times the entries of {@code v}. */
    private static double[] times(DMatrixRMaj matrix, DMatrixRMaj v) {
        double[] product = new double[matrix.numRows];
        for (int i = 0; i < matrix.numRows; i++) {
            for (int j = 0; j < matrix.numCols; j++) {
                product[i] += matrix.get(i, j) * v.data[j];
            }
        }
        return product;
    }
}
