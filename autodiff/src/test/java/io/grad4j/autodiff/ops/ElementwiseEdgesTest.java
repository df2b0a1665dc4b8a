package io.grad4j.autodiff.ops;

import static io.grad4j.autodiff.Matrices.number;
import static io.grad4j.autodiff.Matrices.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Kinks, ends of domains, zeros of either sign and infinities of the functions of one entry. */
class ElementwiseEdgesTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    @Test
    @Convention("kinks")
    void theSlopeAtAKinkIsZero() {
        assertThat(Autodiff.gradient(x -> Elementwise.relu(x).sum(), row(-1, -0.0, 0, 2)).data)
                .containsExactly(0, 0, 0, 1);
        assertThat(Autodiff.gradient(x -> Elementwise.abs(x).sum(), row(-3, 0, 2)).data)
                .containsExactly(-1, 0, 1);
    }

    @Test
    @Convention("kinks")
    void theSecondDerivativeAtAKinkIsZero() {
        assertThat(Autodiff.hessian(Elementwise::relu, number(0)).data).containsExactly(0);
        assertThat(Autodiff.hessian(Elementwise::abs, number(0)).data).containsExactly(0);
    }

    @Test
    @Convention("locally-constant")
    void aSignIsAConstant() {
        try (Tape tape = new Tape()) {
            Var sign = Elementwise.sign(tape.variable("x", row(-2, 0, 3)));
            assertThat(sign.isConstant()).isTrue();
            assertThat(sign.value().data).containsExactly(-1, 0, 1);
        }
    }

    private static Stream<Arguments> slopes() {
        double nearOne = 1 - 0x1p-53;
        return Stream.of(
                arguments(Elementwise.LOG, -0.0, INFINITY),
                arguments(Elementwise.SQRT, -0.0, INFINITY),
                arguments(Elementwise.LOG1MEXP, 0.0, -INFINITY),
                arguments(Elementwise.LOG1MEXP, -0.0, -INFINITY),
                arguments(Elementwise.LOG1MEXP, -1e-20, -1e20),
                arguments(Elementwise.LOG1MEXP, -800, 0),
                arguments(Elementwise.LOG1MEXP, -40, -4.248354255291589e-18),
                arguments(Elementwise.ASIN, 1, INFINITY),
                arguments(Elementwise.ASIN, -1, INFINITY),
                arguments(Elementwise.ACOS, 1, -INFINITY),
                arguments(Elementwise.ACOS, -1, -INFINITY),
                arguments(Elementwise.ASIN, nearOne, 0x1p26),
                arguments(Elementwise.ACOS, -nearOne, -0x1p26),
                arguments(Elementwise.TAN, 1.5, 199.85004452649247),
                arguments(Elementwise.ATAN, 1e200, 0),
                arguments(Elementwise.ATAN, 1e100, 1e-200),
                arguments(Elementwise.ATAN, INFINITY, 0),
                arguments(Elementwise.TANH, INFINITY, 0),
                arguments(Elementwise.TANH, -INFINITY, 0),
                arguments(Elementwise.SIGMOID, INFINITY, 0),
                arguments(Elementwise.SIGMOID, -INFINITY, 0),
                arguments(Elementwise.SOFTPLUS, INFINITY, 1),
                arguments(Elementwise.SOFTPLUS, -INFINITY, 0),
                arguments(Elementwise.EXP, -INFINITY, 0),
                arguments(Elementwise.EXPM1, -INFINITY, 0),
                arguments(Elementwise.RECIPROCAL, INFINITY, 0),
                arguments(Elementwise.RECIPROCAL, 1e-200, -INFINITY));
    }

    @ParameterizedTest
    @MethodSource("slopes")
    @Convention("infinite-slopes")
    void slopesAtTheEndsOfADomainAreTheirLimits(Elementwise f, double x, double slope) {
        assertClose(Autodiff.gradient(f::of, number(x)).data[0], slope);
    }

    private static Stream<Arguments> values() {
        return Stream.of(
                arguments(Elementwise.LOG1MEXP, 0, -INFINITY),
                arguments(Elementwise.LOG1MEXP, -1e-20, -46.051701859880914),
                arguments(Elementwise.LOG1MEXP, -1, -0.4586751453870819),
                arguments(Elementwise.LOG1MEXP, -40, -4.248354255291589e-18),
                arguments(Elementwise.LOG1MEXP, -800, 0),
                arguments(Elementwise.LOG1MEXP, -INFINITY, 0),
                arguments(Elementwise.ATAN, 1e200, Math.PI / 2),
                arguments(Elementwise.TAN, Math.PI / 2, 1.633123935319537e16),
                arguments(Elementwise.SINH, 800, INFINITY),
                arguments(Elementwise.COSH, -800, INFINITY),
                arguments(Elementwise.TANH, INFINITY, 1));
    }

    @ParameterizedTest
    @MethodSource("values")
    @Convention("log1mexp")
    void valuesAtTheEndsOfADomainAreTheirLimits(Elementwise f, double x, double value) {
        assertClose(Autodiff.valueAndGradient(f::of, number(x)).value(), value);
    }

    private static Stream<Arguments> outside() {
        return Stream.of(
                arguments(Elementwise.LOG, -1e-300),
                arguments(Elementwise.LOG, -INFINITY),
                arguments(Elementwise.SQRT, -1e-300),
                arguments(Elementwise.LOG1P, Math.nextDown(-1.0)),
                arguments(Elementwise.LOG1MEXP, 1e-300),
                arguments(Elementwise.ASIN, Math.nextUp(1.0)),
                arguments(Elementwise.ASIN, Math.nextDown(-1.0)),
                arguments(Elementwise.ACOS, Math.nextUp(1.0)),
                arguments(Elementwise.ACOS, -INFINITY));
    }

    @ParameterizedTest
    @MethodSource("outside")
    @Convention("domain")
    void anEntryOutsideTheDomainIsRefusedAndLeavesTheTapeAsItWas(Elementwise f, double bad) {
        double inside = f == Elementwise.LOG1MEXP ? -0.5 : 0.5;
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", row(inside, bad));
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> f.of(x))
                    .withMessageContaining(f.label() + ": argument x: entry (0,1) = " + bad + " is outside the domain")
                    .withMessageContaining("called with x 1×2");
            assertThat(tape.steps()).containsExactly(x);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Elementwise.class,
            names = {"SIN", "COS", "TAN"})
    @Convention("trigonometric-infinity")
    void anAngleWithoutALimitIsNaN(Elementwise f) {
        assertThat(Autodiff.valueAndGradient(f::of, number(INFINITY)).value()).isNaN();
    }

    @Test
    @Convention("where-nan")
    void aMaskedEntryHasGradientZeroWhateverItsSlope() {
        UnaryOperator<Var> masked = x -> Elementwise.sqrt(x)
                .plus(Elementwise.log(x))
                .plus(Elementwise.reciprocal(x))
                .elementMultOrZero(x.tape().constant(row(0, 1)))
                .sum();
        assertThat(Autodiff.gradient(masked, row(0, 4)).data).containsExactly(0, 0.25 + 0.25 - 0.0625);
    }

    private static void assertClose(double actual, double expected) {
        if (Double.isInfinite(expected) || expected == 0) {
            assertThat(actual).isEqualTo(expected);
        } else {
            assertThat(actual).isCloseTo(expected, within(0x1p-51 * Math.abs(expected)));
        }
    }
}
