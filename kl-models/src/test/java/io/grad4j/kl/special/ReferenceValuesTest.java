package io.grad4j.kl.special;

import static io.grad4j.kl.special.SpecialSpecimens.labelled;
import static io.grad4j.kl.special.SpecialSpecimens.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Primitive;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.ops.Shaping;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Values and gradients against those of 20 digits, over the whole range of a double. */
class ReferenceValuesTest {
    /** Relative to the value itself, near the zeros of lgamma and digamma too. */
    private static final double TOLERANCE = 1e-14;

    /** What has a function of the table for its slope. */
    private static final Map<String, String> ANTIDERIVATIVES = Map.ofEntries(
            Map.entry("digamma", "lgamma"),
            Map.entry("polygamma 1", "digamma"),
            Map.entry("polygamma 2", "polygamma 1"),
            Map.entry("polygamma 3", "polygamma 2"),
            Map.entry("erfSlope", "erf"),
            Map.entry("besselI1OverI0", "logBesselI0"),
            Map.entry("besselI1OverI0 derivative 1", "besselI1OverI0"),
            Map.entry("besselI1OverI0 derivative 2", "besselI1OverI0 derivative 1"),
            Map.entry("besselI1OverI0 derivative 3", "besselI1OverI0 derivative 2"),
            Map.entry("besselI1OverI0 derivative 4", "besselI1OverI0 derivative 3"),
            Map.entry("besselRatio(0.5)", "logBesselI(0.5)"),
            Map.entry("besselRatio(4.0)", "logBesselI(4.0)"),
            Map.entry("besselRatio(4.0) derivative 1", "besselRatio(4.0)"),
            Map.entry("expIntegral derivative 1", "expIntegral"),
            Map.entry("expIntegral derivative 2", "expIntegral derivative 1"));

    @ParameterizedTest
    @CsvFileSource(resources = "reference.csv", useHeadersInDisplayName = true)
    void valuesAndGradientsHaveTheirDigits(String function, double x, BigDecimal value) {
        assertClose(valueAt(labelled(function), x), value);
        String antiderivative = ANTIDERIVATIVES.get(function);
        if (antiderivative != null) {
            Primitive f = labelled(antiderivative);
            assertClose(Autodiff.gradient(v -> f.of(v), number(x)).data[0], value);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "erf, 0.7, -0.96778480457475399964",
        "erf, 26, -1.5324581964984601609e-292",
        "erfc, 0.7, 0.96778480457475399964"
    })
    void secondDerivativesHaveTheirDigitsToo(String function, double x, BigDecimal value) {
        Primitive f = labelled(function);
        assertClose(Autodiff.hessian(v -> f.of(v), number(x)).data[0], value);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "lbeta.csv", useHeadersInDisplayName = true)
    void theBetaFunctionHasItsDigitsHoweverFarApartItsArguments(
            double a, double b, BigDecimal value, BigDecimal slope, BigDecimal second, BigDecimal mixed) {
        UnaryOperator<Var> f = v -> SpecialFunctions.lbeta(Shaping.rows(v, 0, 1), Shaping.rows(v, 1, 2));
        DMatrixRMaj at = DMatrixRMaj.wrap(2, 1, new double[] {a, b});
        assertClose(Autodiff.valueAndGradient(f, at).value(), value);
        assertClose(Autodiff.gradient(f, at).data[0], slope);
        DMatrixRMaj hessian = Autodiff.hessian(f, at);
        assertInRange(hessian.get(0, 0), second);
        assertInRange(hessian.get(0, 1), mixed);
    }

    /** A value beyond the range of a double is 0 or infinite. */
    private static void assertInRange(double actual, BigDecimal expected) {
        double nearest = expected.doubleValue();
        if (nearest == 0 || Double.isInfinite(nearest)) {
            assertThat(actual).isEqualTo(nearest);
        } else {
            assertClose(actual, expected);
        }
    }

    private static double valueAt(Primitive f, double x) {
        try (Tape tape = new Tape()) {
            return f.of(tape.constant(x)).scalar();
        }
    }

    private static void assertClose(double actual, BigDecimal expected) {
        assertThat(actual).isFinite();
        BigDecimal error = new BigDecimal(actual).subtract(expected);
        double relative = expected.signum() == 0
                ? error.doubleValue()
                : error.divide(expected, MathContext.DECIMAL32).doubleValue();
        assertThat(relative).as("%s against %s", actual, expected).isCloseTo(0, within(TOLERANCE));
    }
}
