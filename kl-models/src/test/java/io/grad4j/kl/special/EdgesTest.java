package io.grad4j.kl.special;

import static io.grad4j.kl.special.SpecialSpecimens.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Primitive;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits, what lies beyond the range of a double, and what is refused. */
class EdgesTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static Stream<Arguments> limits() {
        return Stream.of(
                arguments(SpecialFunctions.LGAMMA, INFINITY, INFINITY, INFINITY),
                arguments(SpecialFunctions.DIGAMMA, INFINITY, INFINITY, 0),
                arguments(SpecialFunctions.DIGAMMA, 1e-200, -1e200, INFINITY),
                arguments(SpecialFunctions.DIGAMMA, Double.MIN_VALUE, -INFINITY, INFINITY),
                arguments(new Polygamma(1), INFINITY, 0, -0.0),
                arguments(new Polygamma(2), Double.MIN_VALUE, -INFINITY, INFINITY),
                arguments(new Polygamma(40), 1e300, -0.0, 0),
                arguments(SpecialFunctions.ERF, INFINITY, 1, 0),
                arguments(SpecialFunctions.ERF, -INFINITY, -1, 0),
                arguments(SpecialFunctions.ERF, 0, 0, 2 / Math.sqrt(Math.PI)),
                arguments(SpecialFunctions.ERFC, INFINITY, 0, -0.0),
                arguments(SpecialFunctions.ERFC, -INFINITY, 2, -0.0),
                arguments(SpecialFunctions.ERFC, 1e300, 0, -0.0),
                arguments(SpecialFunctions.ERF_SLOPE, INFINITY, 0, -0.0),
                arguments(SpecialFunctions.LOG_BESSEL_I0, 0, 0, 0),
                arguments(SpecialFunctions.LOG_BESSEL_I0, INFINITY, INFINITY, 1),
                arguments(SpecialFunctions.LOG_BESSEL_I0, -INFINITY, INFINITY, -1),
                arguments(SpecialFunctions.LOG_BESSEL_I0, Double.MAX_VALUE, Double.MAX_VALUE, 1),
                arguments(new BesselRatio(0), 0, 0, 0.5),
                arguments(new BesselRatio(0), Double.MIN_NORMAL, Double.MIN_NORMAL / 2, 0.5),
                arguments(new BesselRatio(0), -INFINITY, -1, 0),
                arguments(new BesselRatio(1), 0, 0.5, 0),
                arguments(new BesselRatio(2), 0, 0, -0.375),
                arguments(new BesselRatio(7), 1e300, 0, -0.0));
    }

    @ParameterizedTest
    @MethodSource("limits")
    void limitsAreTakenInValueAndGradient(Primitive f, double x, double value, double slope) {
        try (Tape tape = new Tape()) {
            Var v = tape.variable("x", number(x));
            Var y = f.of(v);
            assertThat(y.scalar()).as("value").isEqualTo(value);
            assertThat(tape.gradients(y).of(v).data[0]).as("slope").isEqualTo(slope);
        }
    }

    @Test
    void theLogarithmOfGammaIsExactlyZeroAtItsZeros() {
        assertThat(SpecialFunctions.LGAMMA.at(1)).isZero();
        assertThat(SpecialFunctions.LGAMMA.at(2)).isZero();
    }

    @Test
    void aValueBeyondTheRangeLeavesTheSlopeItsDigits() {
        assertThat(SpecialFunctions.LGAMMA.at(1e307)).isEqualTo(INFINITY);
        assertThat(Autodiff.gradient(SpecialFunctions::lgamma, number(1e307)).data[0])
                .isCloseTo(Math.log(1e307), within(1e-12));
    }

    private static Stream<OfEachEntry> functions() {
        return SpecialSpecimens.functions().stream();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void aNaNIsRefusedAndNamed(OfEachEntry f) {
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {{1, 2}, {3, Double.NaN}});
        assertRefused(f::of, x, f.label() + ": argument x: entry (1,1) = NaN is NaN; shape 2×2");
    }

    @ParameterizedTest
    @MethodSource("functions")
    void theGammaFamilyRefusesWhatIsNotPositive(OfEachEntry f) {
        for (double bad : new double[] {0, -0.0, -1e-300, -2.5, -INFINITY}) {
            DMatrixRMaj x = new DMatrixRMaj(new double[][] {{1, bad}});
            if (f.needsPositive()) {
                String entry = f.label() + ": argument x: entry (0,1) = " + bad + " is not positive; shape 1×2";
                assertRefused(f::of, x, entry);
            } else {
                assertThat(Autodiff.gradient(v -> f.of(v).sum(), x).data[1]).isNotNaN();
            }
        }
    }

    @Test
    void functionsOfSeveralNumbersSayWhichIsRefused() {
        assertRefused(
                x -> SpecialFunctions.lbeta(x, x.minus(1)),
                number(0.5),
                "lbeta: argument b: entry (0,0) = -0.5 is not positive");
        assertRefused(x -> SpecialFunctions.logMultiGamma(3, x), number(1), "logMultiGamma: lgamma: argument x");
    }

    private static void assertRefused(UnaryOperator<Var> f, DMatrixRMaj x, String message) {
        try (Tape tape = new Tape()) {
            Var v = tape.variable("x", x);
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> f.apply(v))
                    .withMessageStartingWith(message);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 101})
    void anOrderOutOfRangeIsRefused(int order) {
        try (Tape tape = new Tape()) {
            Var x = tape.constant(1);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SpecialFunctions.polygamma(order, x))
                    .withMessage("polygamma: order " + order + " is not from 0 to 100");
            assertThatIllegalArgumentException().isThrownBy(() -> SpecialFunctions.logMultiGamma(0, x));
            assertThatIllegalArgumentException().isThrownBy(() -> new BesselRatio(order));
        }
    }

    @Test
    void aDerivativeBeyondTheHighestOrderIsRefusedAndNotZero() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> Autodiff.gradient(x -> SpecialFunctions.polygamma(100, x), number(1)))
                .withMessageContaining("no derivative beyond order 100");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> Autodiff.gradient(x -> new BesselRatio(BesselRatio.HIGHEST).of(x), number(1)))
                .withMessageContaining("no derivative beyond order 8");
    }

    @Test
    void aZeroCotangentPassesNothingThroughAnInfiniteSlope() {
        UnaryOperator<Var> masked =
                x -> SpecialFunctions.digamma(x).dot(x.tape().constant(new DMatrixRMaj(new double[][] {{0, 1}})));
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {{Double.MIN_VALUE, INFINITY}});
        assertThat(Autodiff.gradient(masked, x).data).containsExactly(0, 0);
    }
}
