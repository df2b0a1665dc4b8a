package io.grad4j.autodiff.ops;

import static io.grad4j.autodiff.Matrices.number;
import static io.grad4j.autodiff.Matrices.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Var;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Elementwise functions and their slopes far out and at the edge of the domain, against values of 40 digits. */
class TailsTest {
    /** Two units in the last place. */
    private static final double ULPS = 0x1p-51;

    private static final double EXP_40 = 2.3538526683702e17;
    private static final double EXP_MINUS_40 = 4.248354255291589e-18;
    private static final double SECH_SQUARED_40 = 7.219405551381661e-35;
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static Stream<Arguments> slopes() {
        return Stream.of(
                arguments(Elementwise.EXPM1, 40, EXP_40),
                arguments(Elementwise.EXPM1, -40, EXP_MINUS_40),
                arguments(Elementwise.SIGMOID, 40, EXP_MINUS_40),
                arguments(Elementwise.SIGMOID, -40, EXP_MINUS_40),
                arguments(Elementwise.TANH, 40, SECH_SQUARED_40),
                arguments(Elementwise.TANH, -40, SECH_SQUARED_40),
                arguments(Elementwise.SECH_SQUARED, 40, -2 * SECH_SQUARED_40),
                arguments(Elementwise.SECH_SQUARED, -40, 2 * SECH_SQUARED_40),
                arguments(Elementwise.SOFTPLUS, 40, 1),
                arguments(Elementwise.SOFTPLUS, -40, EXP_MINUS_40),
                arguments(Elementwise.EXPM1_MINUS_ARGUMENT, 1e-9, 1.0000000005e-9),
                arguments(Elementwise.LOG1P, -1, INFINITY),
                arguments(Elementwise.LOG, 0, INFINITY),
                arguments(Elementwise.SQRT, 0, INFINITY),
                arguments(Elementwise.LOG, 1e-300, 1e300));
    }

    @ParameterizedTest
    @MethodSource("slopes")
    @Convention("tails")
    void slopesKeepTheirDigits(Elementwise f, double x, double slope) {
        assertClose(Autodiff.gradient(v -> f.of(v), number(x)).data[0], slope);
    }

    private static Stream<Arguments> values() {
        return Stream.of(
                arguments(Elementwise.SIGMOID, -40, EXP_MINUS_40),
                arguments(Elementwise.SIGMOID, -1000, 0),
                arguments(Elementwise.SIGMOID, 1000, 1),
                arguments(Elementwise.SOFTPLUS, -40, EXP_MINUS_40),
                arguments(Elementwise.SOFTPLUS, 1000, 1000),
                arguments(Elementwise.SOFTPLUS, -1000, 0),
                arguments(Elementwise.EXPM1_MINUS_ARGUMENT, 1e-9, 5.000000001666667e-19),
                arguments(Elementwise.EXPM1_MINUS_ARGUMENT, INFINITY, INFINITY),
                arguments(Elementwise.EXPM1_MINUS_ARGUMENT, -INFINITY, INFINITY),
                arguments(Elementwise.LOG, 0, -INFINITY),
                arguments(Elementwise.LOG1P, -1, -INFINITY),
                arguments(Elementwise.RECIPROCAL, 0, INFINITY));
    }

    @ParameterizedTest
    @MethodSource("values")
    @Convention("log-zero")
    void valuesKeepTheirDigits(Elementwise f, double x, double value) {
        assertClose(Autodiff.valueAndGradient(v -> f.of(v), number(x)).value(), value);
    }

    @Test
    void secondDerivativesKeepTheirDigitsToo() {
        assertClose(Autodiff.hessian(Elementwise::sigmoid, number(40)).data[0], -EXP_MINUS_40);
        assertClose(Autodiff.hessian(Elementwise::tanh, number(40)).data[0], -2 * SECH_SQUARED_40);
        assertClose(Autodiff.hessian(Elementwise::softplus, number(40)).data[0], EXP_MINUS_40);
    }

    @Test
    @Convention("where-nan")
    void aZeroCotangentPassesNothingThroughAnInfiniteSlope() {
        DMatrixRMaj x = row(0, 4);
        UnaryOperator<Var> masked = v ->
                Elementwise.sqrt(v).elementMult(v.tape().constant(row(0, 1))).sum();
        assertThat(Autodiff.gradient(masked, x).data).containsExactly(0, 0.25);
        assertThat(Autodiff.hvp(masked, x, row(1, 1)).data).containsExactly(0, -0.03125);
    }

    @Test
    void aZeroTangentPassesNothingThroughAnInfiniteSlope() {
        assertThat(Autodiff.jvp(Elementwise::sqrt, row(0, 4), row(0, 1)).data).containsExactly(0, 0.25);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void aNaNStaysWhereItIs(Elementwise f) {
        double inside = f == Elementwise.LOG1MEXP ? -0.5 : 0.5;
        DMatrixRMaj value = Autodiff.jvp(v -> f.of(v), row(Double.NaN, inside), row(0, 0));
        assertThat(value.data[1]).isZero();
        assertThat(Autodiff.gradient(v -> f.of(v).sum(), row(Double.NaN, inside)).data[1])
                .isFinite();
        assertThat(Autodiff.valueAndGradient(v -> f.of(v), number(Double.NaN)).value())
                .isNaN();
    }

    private static Stream<Elementwise> functions() {
        return Stream.of(Elementwise.values());
    }

    private static void assertClose(double actual, double expected) {
        if (Double.isInfinite(expected) || expected == 0) {
            assertThat(actual).isEqualTo(expected);
        } else {
            assertThat(actual).isCloseTo(expected, within(ULPS * Math.abs(expected)));
        }
    }
}
