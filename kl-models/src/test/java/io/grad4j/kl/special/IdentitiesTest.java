package io.grad4j.kl.special;

import static io.grad4j.kl.special.SpecialSpecimens.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.check.Differences;
import io.grad4j.autodiff.check.Differences.Estimate;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;

/** What the special functions satisfy among themselves, to the digits of the largest term. */
class IdentitiesTest {
    private static final double TOLERANCE = 1e-14;

    /** Multiples of 2⁻¹⁰ up to 64: sums with halves, and doubles, are exact. */
    @Provide
    Arbitrary<Double> dyadic() {
        return Arbitraries.integers().between(1, 1 << 16).map(k -> k * 0x1p-10);
    }

    @Provide
    Arbitrary<Double> belowOne() {
        return Arbitraries.integers().between(1, 1023).map(k -> k * 0x1p-10);
    }

    @Provide
    Arbitrary<Double> anySize() {
        return Arbitraries.doubles().between(-300, 300).map(e -> Math.pow(10, e));
    }

    @Property
    void stepsOfOne(@ForAll("dyadic") double x, @ForAll @IntRange(min = 1, max = 12) int n) {
        assertSum(lgamma(x + 1), lgamma(x), Math.log(x));
        assertSum(polygamma(0, x + 1), polygamma(0, x), 1 / x);
        double step = factorial(n) * Math.pow(x, -n - 1);
        assertSum(polygamma(n, x + 1), polygamma(n, x), n % 2 == 0 ? step : -step);
    }

    @Property
    void duplication(@ForAll("dyadic") double x, @ForAll @IntRange(min = 1, max = 12) int n) {
        double ln2 = Math.log(2);
        assertSum(lgamma(2 * x), lgamma(x), lgamma(x + 0.5), (2 * x - 1) * ln2, -Math.log(Math.PI) / 2);
        assertSum(polygamma(0, 2 * x), polygamma(0, x) / 2, polygamma(0, x + 0.5) / 2, ln2);
        assertSum(polygamma(n, 2 * x), halved(n, x), halved(n, x + 0.5));
    }

    private static double halved(int n, double x) {
        return Math.scalb(polygamma(n, x), -n - 1);
    }

    @Property
    void reflection(@ForAll("belowOne") double x) {
        double sine = Math.sin(Math.PI * Math.min(x, 1 - x));
        assertSum(lgamma(1 - x), -lgamma(x), Math.log(Math.PI), -Math.log(sine));
        double cotangent = (x < 0.5 ? 1 : -1) * Math.PI / Math.tan(Math.PI * Math.min(x, 1 - x));
        assertSum(polygamma(0, 1 - x), polygamma(0, x), cotangent);
        assertSum(polygamma(1, 1 - x), -polygamma(1, x), Math.pow(Math.PI / sine, 2));
    }

    @Property
    void theErrorFunctionIsOddAndItsComplementTheRest(@ForAll("anySize") double size) {
        double x = Math.min(size, 1e3);
        double erf = SpecialFunctions.ERF.at(x);
        assertThat(SpecialFunctions.ERF.at(-x)).isEqualTo(-erf);
        assertSum(SpecialFunctions.ERFC.at(x), 1, -erf);
        assertSum(SpecialFunctions.ERFC.at(-x), 1, erf);
        assertThat(SpecialFunctions.ERF_SLOPE.at(-x)).isEqualTo(SpecialFunctions.ERF_SLOPE.at(x));
    }

    @Property
    void theBesselFunctionsAreEvenOrOddAndBounded(@ForAll("anySize") double x) {
        double log = SpecialFunctions.LOG_BESSEL_I0.at(x);
        double ratio = new BesselRatio(0).at(x);
        assertThat(SpecialFunctions.LOG_BESSEL_I0.at(-x)).isEqualTo(log).isBetween(0.0, x);
        assertThat(new BesselRatio(0).at(-x)).isEqualTo(-ratio);
        assertThat(ratio).isBetween(0.0, Math.min(1, x / 2));
        for (int n = 1; n <= BesselRatio.HIGHEST; n++) {
            BesselRatio f = new BesselRatio(n);
            assertThat(f.at(-x)).isEqualTo(n % 2 == 0 ? -f.at(x) : f.at(x));
        }
    }

    @Property
    void theRatioSatisfiesItsEquation(@ForAll("dyadic") double x) {
        double ratio = new BesselRatio(0).at(x);
        assertSum(new BesselRatio(1).at(x), 1, -ratio * ratio, -ratio / x);
    }

    @Property
    void betaIsSymmetricAndStepsByAFraction(@ForAll("dyadic") double a, @ForAll("dyadic") double b) {
        assertThat(lbeta(a, b)).isEqualTo(lbeta(b, a));
        double scale = Math.abs(lgamma(a + b + 1)) + Math.abs(lgamma(a + 1)) + Math.abs(lgamma(b));
        assertThat(lbeta(a + 1, b)).isCloseTo(lbeta(a, b) + Math.log(a / (a + b)), within(TOLERANCE * (1 + scale)));
    }

    @Property
    void multivariateGammaPeelsOffOneDimension(@ForAll("dyadic") double x, @ForAll @IntRange(min = 2, max = 6) int d) {
        double above = x + d / 2.0;
        double peeled = at(v -> SpecialFunctions.logMultiGamma(d - 1, v), above - 0.5);
        assertSum(
                at(v -> SpecialFunctions.logMultiGamma(d, v), above),
                peeled,
                lgamma(above),
                (d - 1) / 2.0 * Math.log(Math.PI));
    }

    @Example
    void compositionsHaveTheirValuesAndBroadcast() {
        assertSum(lbeta(2, 3), -Math.log(12));
        assertSum(at(v -> SpecialFunctions.logMultiGamma(1, v), 3), Math.log(2));
        assertSum(at(v -> SpecialFunctions.logMultiGamma(2, v), 1.5), Math.log(Math.PI / 2));
        DMatrixRMaj a = new DMatrixRMaj(new double[][] {{0.4}, {2.5}});
        DMatrixRMaj b = new DMatrixRMaj(new double[][] {{1.3, 0.2, 7}});
        DMatrixRMaj gradient = Autodiff.gradient(
                v -> SpecialFunctions.lbeta(v, v.tape().constant(b)).sum(), a);
        for (int i = 0; i < 2; i++) {
            double x = a.data[i];
            assertSum(
                    gradient.data[i],
                    3 * polygamma(0, x),
                    -polygamma(0, x + 1.3),
                    -polygamma(0, x + 0.2),
                    -polygamma(0, x + 7));
        }
    }

    @Property(tries = 200)
    void chainsOfDerivativesAreThoseOfDifferences(@ForAll("dyadic") double x, @ForAll("starts") OfEachEntry f) {
        UnaryOperator<Var> second = v -> Autodiff.gradient(w -> Autodiff.gradient(f::of, w), v);
        double third = Autodiff.gradient(second, number(x)).data[0];
        Estimate differences = Differences.derivative(t -> at(second, t), x);
        double bar = differences.error().data[0];
        assertThat(bar).isLessThanOrEqualTo(1e-6 * Math.abs(third) + 1e-9);
        assertThat(third).isCloseTo(differences.value().data[0], within(1e-6 * Math.abs(third) + bar));
    }

    @Provide
    Arbitrary<OfEachEntry> starts() {
        return Arbitraries.of(SpecialSpecimens.functions().stream()
                .filter(f -> !f.label().equals("besselI1OverI0 derivative 6"))
                .toList());
    }

    private static double lgamma(double x) {
        return SpecialFunctions.LGAMMA.at(x);
    }

    private static double polygamma(int n, double x) {
        return at(v -> SpecialFunctions.polygamma(n, v), x);
    }

    private static double lbeta(double a, double b) {
        return at(v -> SpecialFunctions.lbeta(v, v.tape().constant(b)), a);
    }

    private static double at(UnaryOperator<Var> f, double x) {
        return Autodiff.valueAndGradient(f, number(x)).value();
    }

    private static double factorial(int n) {
        double product = 1;
        for (int k = 2; k <= n; k++) {
            product *= k;
        }
        return product;
    }

    private static void assertSum(double actual, double... terms) {
        double sum = 0;
        double scale = Math.abs(actual);
        for (double term : terms) {
            sum += term;
            scale = Math.max(scale, Math.abs(term));
        }
        assertThat(actual).isCloseTo(sum, within(TOLERANCE * scale));
    }
}
