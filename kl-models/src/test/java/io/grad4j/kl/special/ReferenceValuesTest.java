package io.grad4j.kl.special;

import static io.grad4j.kl.special.SpecialSpecimens.labelled;
import static io.grad4j.kl.special.SpecialSpecimens.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Primitive;
import io.grad4j.autodiff.Tape;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Values and gradients against those of 20 digits, over the whole range of a double. */
class ReferenceValuesTest {
    /** Relative to the value itself, near the zeros of lgamma and digamma too. */
    private static final double TOLERANCE = 1e-14;

    /** What has a function of the table for its slope. */
    private static final Map<String, String> ANTIDERIVATIVES = Map.of(
            "digamma", "lgamma",
            "polygamma 1", "digamma",
            "polygamma 2", "polygamma 1",
            "polygamma 3", "polygamma 2",
            "erfSlope", "erf",
            "besselI1OverI0", "logBesselI0",
            "besselI1OverI0 derivative 1", "besselI1OverI0",
            "besselI1OverI0 derivative 2", "besselI1OverI0 derivative 1",
            "besselI1OverI0 derivative 3", "besselI1OverI0 derivative 2",
            "besselI1OverI0 derivative 4", "besselI1OverI0 derivative 3");

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
