package io.grad4j.kl.families;

import static io.grad4j.kl.families.Columns.column;
import static org.assertj.core.api.Assertions.assertThat;

import io.grad4j.autodiff.Autodiff;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Parameters of 1e±8, 1e±300, beside a boundary, and pairs that are close: values of 20 digits. */
class ExtremesTest {
    /** Relative to the value itself. */
    private static final double VALUE = 1e-13;

    /** Relative to the entry, or to what the entries beside it allow where it is 0. */
    private static final double DERIVATIVE = 1e-12;

    private static final Map<String, ExponentialFamily> FAMILIES = Stream.of(
                    new DiscreteFamilies.Bernoulli(),
                    new DiscreteFamilies.Poisson(),
                    new DiscreteFamilies.Geometric(),
                    new DiscreteFamilies.Logarithmic(),
                    new PositiveFamilies.Exponential(),
                    new PositiveFamilies.Gamma(),
                    new PositiveFamilies.InverseGamma(),
                    new PositiveFamilies.ChiSquared(),
                    new PositiveFamilies.InverseGaussian(),
                    new IntervalFamilies.Beta(),
                    new IntervalFamilies.ContinuousBernoulli(),
                    new RealFamilies.Normal(),
                    new DirectionalFamilies.VonMises(),
                    new DirectionalFamilies.VonMisesFisher(3),
                    new DirectionalFamilies.VonMisesFisher(10),
                    new PowerFamilies.Pareto(1.2))
            .collect(Collectors.toMap(ExponentialFamily::name, Function.identity()));

    @ParameterizedTest
    @CsvFileSource(resources = "extremes.csv", delimiter = ';', useHeadersInDisplayName = true)
    void everyDerivedQuantityHasItsDigits(
            String family, String p, String q, double a, double kl, String mean, String fisher) {
        ExponentialFamily f = Optional.ofNullable(FAMILIES.get(family)).orElseThrow();
        DMatrixRMaj eta = column(numbers(p));
        assertDigits("A", Autodiff.valueAndGradient(f::logPartition, eta).value(), a, VALUE);
        assertDigits("E[T]", f.meanParameters(eta), numbers(mean));
        assertDigits("Fisher", f.fisher(eta), numbers(fisher));
        assertDigits("KL", f.kl(eta, column(numbers(q))), kl, DERIVATIVE);
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    private static void assertDigits(String name, DMatrixRMaj actual, double[] expected) {
        for (int i = 0; i < expected.length; i++) {
            assertDigits(name + " " + i, actual.data[i], expected[i], DERIVATIVE);
        }
    }

    private static void assertDigits(String name, double actual, double expected, double tolerance) {
        if (actual != expected) {
            assertThat(Math.abs(actual - expected))
                    .as("%s: %s against %s", name, actual, expected)
                    .isLessThanOrEqualTo(Math.max(tolerance * Math.abs(expected), 1e-290));
        }
    }
}
