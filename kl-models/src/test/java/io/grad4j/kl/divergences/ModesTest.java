package io.grad4j.kl.divergences;

import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.softplus;
import static io.grad4j.autodiff.ops.Gaussians.logDensity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Autodiff.ValueAndGradient;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.ejml.data.DMatrixRMaj;

/** One Gaussian against the mixture ½N(-3, ½²) + ½N(3, ½²): the forward divergence covers both modes, the reverse seeks one. */
class ModesTest {
    private static final double STEP = 0.01;
    private static final int POINTS = 4001;

    /** What the mass of one component beyond 0, six standard deviations off, sees of the other: 1e-9 times some hundreds. */
    private static final double OVERLAP = 1e-6;

    /** KL(P‖Q) by the trapezoidal rule on ±20, which is exact to rounding for these densities, at (m, log s). */
    private static Var forward(Var m, Var logS) {
        Var x = grid(m.tape());
        Var logP = mixture(x);
        return exp(logP).dot(logP.minus(logDensity(x, m, exp(logS)))).scale(STEP);
    }

    private static Var reverse(Var m, Var logS) {
        Var x = grid(m.tape());
        Var logQ = logDensity(x, m, exp(logS));
        return exp(logQ).dot(logQ.minus(mixture(x))).scale(STEP);
    }

    private static Var mixture(Var x) {
        Tape tape = x.tape();
        Var left = logDensity(x, tape.constant(-3), tape.constant(0.5));
        Var right = logDensity(x, tape.constant(3), tape.constant(0.5));
        return left.plus(softplus(right.minus(left))).plus(Math.log(0.5));
    }

    private static Var grid(Tape tape) {
        DMatrixRMaj x = new DMatrixRMaj(POINTS, 1);
        for (int i = 0; i < POINTS; i++) {
            x.data[i] = (i - POINTS / 2) * STEP;
        }
        return tape.constant(x);
    }

    @FunctionalInterface
    private interface Divergence {
        Var at(Var m, Var logS);
    }

    /** Value and gradient by (m, log s). */
    private static ValueAndGradient at(Divergence divergence, double m, double s) {
        DMatrixRMaj theta = new DMatrixRMaj(new double[][] {{m, Math.log(s)}});
        DMatrixRMaj first = new DMatrixRMaj(new double[][] {{1}, {0}});
        DMatrixRMaj second = new DMatrixRMaj(new double[][] {{0}, {1}});
        return Autodiff.valueAndGradient(
                t -> divergence.at(
                        t.mult(t.tape().constant(first)), t.mult(t.tape().constant(second))),
                theta);
    }

    @Example
    void theForwardDivergenceIsLeastAtTheMomentsOfTheMixture() {
        ValueAndGradient best = at(ModesTest::forward, 0, Math.sqrt(9.25));
        assertThat(Math.sqrt(9.25)).isCloseTo(3.0414, within(5e-5));
        assertThat(best.gradient().data[0]).isCloseTo(0, within(1e-13));
        assertThat(best.gradient().data[1]).isCloseTo(0, within(1e-13));
    }

    @Example
    void theReverseDivergenceIsLeastAtOneModeWhereItIsLogTwo() {
        for (double mode : new double[] {-3, 3}) {
            ValueAndGradient best = at(ModesTest::reverse, mode, 0.5);
            assertThat(best.value()).isCloseTo(Math.log(2), within(OVERLAP));
            assertThat(best.gradient().data[0]).isCloseTo(0, within(OVERLAP));
            assertThat(best.gradient().data[1]).isCloseTo(0, within(OVERLAP));
        }
    }

    @Property(tries = 50)
    void elsewhereTheForwardDivergenceIsLarger(
            @ForAll @DoubleRange(min = -2, max = 2) double m, @ForAll @DoubleRange(min = 1.5, max = 6) double s) {
        double least = at(ModesTest::forward, 0, Math.sqrt(9.25)).value();
        assertThat(at(ModesTest::forward, m, s).value()).isGreaterThanOrEqualTo(least - 1e-13);
    }

    @Property(tries = 50)
    void nearAModeTheReverseDivergenceIsLarger(
            @ForAll @DoubleRange(min = 2, max = 4) double m, @ForAll @DoubleRange(min = 0.25, max = 1) double s) {
        assertThat(at(ModesTest::reverse, m, s).value()).isGreaterThanOrEqualTo(Math.log(2) - OVERLAP);
    }
}
