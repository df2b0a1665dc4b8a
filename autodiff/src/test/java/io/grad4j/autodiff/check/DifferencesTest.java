package io.grad4j.autodiff.check;

import static io.grad4j.autodiff.Matrices.each;
import static io.grad4j.autodiff.Matrices.number;
import static io.grad4j.autodiff.Matrices.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grad4j.autodiff.check.Differences.Estimate;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class DifferencesTest {
    /** Good enough to tell a slope from one that is off by a thousandth of a percent. */
    private static final double RELATIVE = 1e-7;

    @Property
    void logIsRightNearZero(@ForAll @DoubleRange(min = -300, max = 300) double exponent) {
        double x = Math.pow(10, exponent);
        assertRight(Math::log, x, 1 / x);
    }

    @Property
    void aLogThatThrowsBelowZeroIsRightNearZero(@ForAll @DoubleRange(min = -12, max = 2) double exponent) {
        double x = Math.pow(10, exponent);
        assertRight(DifferencesTest::logOrThrow, x, 1 / x);
    }

    @Property
    void entropyIsRightNearZero(@ForAll @DoubleRange(min = -12, max = -1) double exponent) {
        double p = Math.pow(10, exponent);
        assertRight(t -> t * Math.log(t), p, Math.log(p) + 1);
    }

    @Property
    void aSteepExponentialIsRight(@ForAll @DoubleRange(min = -5, max = 5) double x) {
        assertRight(t -> Math.exp(40 * t), x, 40 * Math.exp(40 * x));
    }

    @Property
    void aSmallSineIsRight(@ForAll @DoubleRange(min = -1.5, max = 1.5) double x) {
        assertRight(t -> 1e-6 * Math.sin(t), x, 1e-6 * Math.cos(x));
    }

    @Property
    void aSineFarOutIsRight(@ForAll @DoubleRange(min = 1e5, max = 1e6) double x) {
        Estimate estimate = Differences.derivative(Math::sin, x);
        assertThat(estimate.value().data[0]).isCloseTo(Math.cos(x), within(RELATIVE));
    }

    @Property
    void aPoleNearbyIsNotSteppedOver(@ForAll @DoubleRange(min = -10, max = 0) double exponent) {
        double x = Math.pow(10, exponent);
        assertRight(t -> 1 / t, x, -1 / (x * x));
    }

    @Property
    void theErrorBarCoversTheError(@ForAll @DoubleRange(min = -3, max = 3) double x) {
        Estimate estimate = Differences.derivative(t -> Math.exp(Math.sin(3 * t)), x);
        double truth = 3 * Math.cos(3 * x) * Math.exp(Math.sin(3 * x));
        assertThat(estimate.value().data[0]).isCloseTo(truth, within(10 * estimate.error().data[0]));
    }

    @Test
    void aConstantHasDerivativeZero() {
        assertThat(Differences.derivative(t -> 3, 2).value().data[0]).isZero();
    }

    @Test
    void aHugeArgumentStillMoves() {
        assertRight(t -> t - 1e16, 1e16, 1);
    }

    @Test
    void anEntryThatIsNeverFiniteHasNoEstimateAndSpoilsNoOther() {
        Estimate estimate = Differences.along(
                x -> row(x[0].data[0] * x[0].data[0], Double.NEGATIVE_INFINITY),
                new DMatrixRMaj[] {number(3)},
                new DMatrixRMaj[] {number(1)});
        assertThat(estimate.value().data[0]).isCloseTo(6, within(1e-9));
        assertThat(estimate.value().data[1]).isNaN();
        assertThat(estimate.error().data[1]).isInfinite();
    }

    @Test
    void aDirectionMayMoveSeveralArgumentsAtOnce() {
        Estimate estimate = Differences.along(
                x -> number(x[0].data[0] * x[1].data[0]),
                new DMatrixRMaj[] {number(2), number(5)},
                new DMatrixRMaj[] {number(1), number(10)});
        assertThat(estimate.value().data[0]).isCloseTo(25, within(1e-9));
    }

    @Test
    void aDirectionOfZerosGivesExactlyZero() {
        Estimate estimate = Differences.along(
                x -> each(x[0], Math::exp), new DMatrixRMaj[] {row(1, 2)}, new DMatrixRMaj[] {row(0, 0)});
        assertThat(estimate.value().data).containsExactly(0, 0);
        assertThat(estimate.error().data).containsExactly(0, 0);
    }

    private static double logOrThrow(double x) {
        if (!(x > 0)) {
            throw new IllegalArgumentException("log of " + x);
        }
        return Math.log(x);
    }

    private static void assertRight(DoubleUnaryOperator f, double x, double truth) {
        Estimate estimate = Differences.derivative(f, x);
        double allowed = RELATIVE * Math.abs(truth);
        assertThat(estimate.value().data[0]).isCloseTo(truth, within(allowed));
        assertThat(estimate.error().data[0]).isLessThan(100 * allowed);
    }
}
