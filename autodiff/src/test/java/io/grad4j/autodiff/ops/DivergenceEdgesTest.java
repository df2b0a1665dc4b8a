package io.grad4j.autodiff.ops;

import static io.grad4j.autodiff.Matrices.number;
import static io.grad4j.autodiff.ops.Pairwise.divergenceTerms;
import static io.grad4j.autodiff.ops.Pairwise.logRatio;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Gradients;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class DivergenceEdgesTest {
    private static final double MINUS_INFINITY = Double.NEGATIVE_INFINITY;

    /** Value and slopes of a function of two numbers. */
    record At(double value, double byA, double byB) {
        static At divergence(double a, double b) {
            try (Tape tape = new Tape()) {
                Var x = tape.variable("a", a);
                Var y = tape.variable("b", b);
                Var terms = divergenceTerms(x, y);
                Gradients gradients = tape.gradients(terms);
                return new At(terms.scalar(), gradients.of(x).data[0], gradients.of(y).data[0]);
            }
        }
    }

    @Property
    void aTermIsNeverNegative(
            @ForAll @DoubleRange(min = -50, max = 5) double a, @ForAll @DoubleRange(min = -50, max = 5) double b) {
        assertThat(At.divergence(a, b).value).isNotNegative();
    }

    @Property
    void closeProbabilitiesKeepTheDigitsOfTheirTerm(
            @ForAll @DoubleRange(min = -3, max = 0) double a, @ForAll @DoubleRange(min = 1, max = 2) double scale) {
        // eᵃ·(δ²/2 + δ³/6 + …) for b = a + δ, with the δ that is left after rounding a + δ.
        double b = a + scale * 1e-8;
        double delta = b - a;
        double expected = Math.exp(a) * delta * delta / 2 * (1 + delta / 3);
        assertThat(At.divergence(a, b).value).isCloseTo(expected, within(1e-15 * expected));
    }

    @Test
    void aProbabilityOfZeroLeavesTheOther() {
        At at = At.divergence(MINUS_INFINITY, Math.log(0.3));
        assertThat(at.value).isCloseTo(0.3, within(1e-16));
        assertThat(at.byA).isZero();
        assertThat(at.byB).isCloseTo(0.3, within(1e-16));
        assertThat(At.divergence(MINUS_INFINITY, MINUS_INFINITY)).isEqualTo(new At(0, 0, 0));
    }

    @Test
    void massWithoutAnyOnTheOtherSideIsInfinite() {
        assertThat(At.divergence(Math.log(0.3), MINUS_INFINITY).value).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void aTinyProbabilityDoesNotOverflow() {
        At at = At.divergence(-800, 0);
        assertThat(at.value).isEqualTo(1);
        assertThat(at.byB).isEqualTo(1);
        assertThat(at.byA).isZero();
    }

    @Test
    void aNanGivesNan() {
        assertThat(At.divergence(Double.NaN, 0).value).isNaN();
        assertThat(At.divergence(0, Double.NaN).value).isNaN();
    }

    @Test
    void logarithmsOfRatiosNeitherCancelNorOverflow() {
        assertThat(ratio(1 + 1e-10, 1)).isCloseTo(Math.log1p((1 + 1e-10) - 1), within(1e-25));
        assertThat(ratio(1e-300, 1e300)).isCloseTo(-600 * Math.log(10), within(1e-12));
        assertThat(ratio(1e300, 1e-300)).isCloseTo(600 * Math.log(10), within(1e-12));
    }

    @Test
    void aRatioWithAnEntryThatIsNotPositiveIsRefused() {
        try (Tape tape = new Tape()) {
            Var one = tape.constant(number(1));
            for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
                assertThatThrownBy(() -> logRatio(one, tape.constant(bad)))
                        .isInstanceOf(ArgumentException.class)
                        .hasMessageContaining("logRatio: argument b: entry (0,0) = " + bad);
            }
        }
    }

    private static double ratio(double a, double b) {
        try (Tape tape = new Tape()) {
            return logRatio(tape.constant(a), tape.constant(b)).scalar();
        }
    }
}
