package io.grad4j.autodiff.ops;

import static io.grad4j.autodiff.Matrices.number;
import static io.grad4j.autodiff.Matrices.row;
import static io.grad4j.autodiff.ops.Pairwise.pow;
import static io.grad4j.autodiff.ops.Pairwise.xlogy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Gradients;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PowerEdgesTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /** a, b, aᵇ, ∂/∂a, ∂/∂b. */
    private static Stream<Arguments> powers() {
        return Stream.of(
                arguments(0, 0, 1, 0, -INFINITY),
                arguments(0, 2, 0, 0, 0),
                arguments(0, 1, 0, 1, 0),
                arguments(0, 0.5, 0, INFINITY, 0),
                arguments(3, 0, 1, 0, Math.log(3)),
                arguments(2, 3, 8, 12, 8 * Math.log(2)),
                arguments(2, -1, 0.5, -0.25, 0.5 * Math.log(2)));
    }

    @ParameterizedTest
    @MethodSource("powers")
    @Convention("power")
    void powersAtTheEdgesHaveTheirLimits(double a, double b, double value, double byBase, double byExponent) {
        try (Tape tape = new Tape()) {
            Var base = tape.variable("a", a);
            Var exponent = tape.variable("b", b);
            Var y = pow(base, exponent);
            Gradients gradients = tape.gradients(y);
            assertThat(y.scalar()).isEqualTo(value);
            assertThat(gradients.of(base).data[0]).isEqualTo(byBase);
            assertThat(gradients.of(exponent).data[0]).isEqualTo(byExponent);
        }
    }

    @Test
    void derivativesOfAnIntegerPowerAreRightAtZeroToAnyOrder() {
        assertThat(Autodiff.hessian(x -> pow(x, 2), number(0)).data[0]).isEqualTo(2);
        assertThat(Autodiff.hessian(x -> pow(x, 1), number(0)).data[0]).isZero();
        assertThat(Autodiff.hessian(x -> pow(x, 0), number(0)).data[0]).isZero();
        assertThat(Autodiff.hessian(x -> Autodiff.gradient(z -> pow(z, 3), x), number(0)).data[0])
                .isEqualTo(6);
    }

    @Test
    void aNegativeBaseHasIntegerPowers() {
        assertThat(Autodiff.gradient(x -> pow(x, 3), number(-2)).data[0]).isEqualTo(12);
    }

    @Test
    @Convention("power")
    void aFractionalPowerOfANegativeBaseIsRefusedWithItsEntry() {
        assertThatExceptionOfType(ArgumentException.class)
                .isThrownBy(() -> Autodiff.gradient(x -> pow(x, 0.5).sum(), row(4, -2)))
                .withMessageContaining("pow: argument a: no real power -2.0^0.5 at entry (0,1)");
    }

    /** x, y, x·ln y, ∂/∂x, ∂/∂y. */
    private static Stream<Arguments> logarithms() {
        return Stream.of(
                arguments(0, 0, 0, 0, 0),
                arguments(0, 2, 0, Math.log(2), 0),
                arguments(2, 1, 0, 0, 2),
                arguments(1, 0, -INFINITY, -INFINITY, INFINITY));
    }

    @ParameterizedTest
    @MethodSource("logarithms")
    @Convention("zero-times-infinity")
    void zeroTimesTheLogarithmOfZeroIsZeroInValueAndGradient(double x, double y, double value, double byX, double byY) {
        try (Tape tape = new Tape()) {
            Var first = tape.variable("x", x);
            Var second = tape.variable("y", y);
            Var product = xlogy(first, second);
            Gradients gradients = tape.gradients(product);
            assertThat(product.scalar()).isEqualTo(value);
            assertThat(gradients.of(first).data[0]).isEqualTo(byX);
            assertThat(gradients.of(second).data[0]).isEqualTo(byY);
        }
    }

    @Test
    void entropyWithAZeroProbabilityHasAFiniteGradient() {
        assertThat(Autodiff.gradient(p -> xlogy(p, p).sum(), row(0, 1)).data).containsExactly(0, 1);
    }

    @Test
    void anInnerProductLeavesOutZeroTimesInfinity() {
        try (Tape tape = new Tape()) {
            Var p = tape.variable("p", row(0, 1));
            Var q = tape.variable("q", row(0, 0.5));
            Var crossEntropy = p.dot(Elementwise.log(q)).negate();
            Gradients gradients = tape.gradients(crossEntropy);
            assertThat(crossEntropy.scalar()).isEqualTo(Math.log(2));
            assertThat(gradients.of(q).data).containsExactly(0, -2);
            assertThat(gradients.of(p).data).containsExactly(new double[] {0, Math.log(2)}, within(0.0));
        }
    }

    @Test
    @Convention("zero-times-infinity")
    void aPairOfZeroAndInfinityIsLeftOutOfBothGradients() {
        try (Tape tape = new Tape()) {
            Var a = tape.variable("a", row(INFINITY, 0, 2));
            Var b = tape.variable("b", row(0, INFINITY, 3));
            Gradients entrywise = tape.gradients(a.elementMultOrZero(b).sum());
            assertThat(entrywise.of(a).data).containsExactly(0, 0, 3);
            assertThat(entrywise.of(b).data).containsExactly(0, 0, 2);
            Gradients inner = tape.gradients(a.dot(b));
            assertThat(inner.of(a).data).containsExactly(0, 0, 3);
            assertThat(inner.of(b).data).containsExactly(0, 0, 2);
        }
    }

    @Test
    void aNaNIsNotZeroTimesInfinity() {
        try (Tape tape = new Tape()) {
            Var zero = tape.variable("zero", 0);
            assertThat(zero.elementMultOrZero(tape.constant(Double.NaN)).scalar())
                    .isNaN();
            assertThat(zero.elementMultOrZero(tape.constant(INFINITY)).scalar()).isZero();
            assertThat(zero.elementMult(tape.constant(INFINITY)).scalar()).isNaN();
        }
    }
}
