package io.grad4j.kl.divergences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.check.GradientCheck;
import io.grad4j.kl.distributions.Support;
import io.grad4j.kl.distributions.Univariate;
import io.grad4j.kl.distributions.VonMises;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.rng.simple.RandomSource;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Densities against one another's claims: mass 1, mean, variance, entropy, and draws that follow the density. */
class ScalarDistributionsTest {
    private static final double TOLERANCE = 1e-8;
    private static final int DRAWS = 20_000;
    private static final int BINS = 15;

    private static Univariate specimen(ScalarKind kind) {
        return kind.of(kind.at(0.37, 0.62, 0.45));
    }

    /** E f(x) from {@code low} to {@code high} of the support, by quadrature or summation of the density. */
    private static double mean(Univariate p, DoubleUnaryOperator f, double low, double high) {
        if (p.isDiscrete()) {
            double sum = 0;
            for (double k = Math.max(low, p.support().low());
                    k <= Math.min(Math.min(high, p.support().high()), 400);
                    k++) {
                sum += weighted(p, f, k)[0];
            }
            return sum;
        }
        double middle = Math.min(Math.max(Double.isFinite(p.mean()) ? p.mean() : 0, low), high);
        double scale = Double.isFinite(p.variance()) ? Math.sqrt(p.variance()) : 1;
        double left = middle > low
                ? Quadrature.over(x -> weighted(p, f, x), low, middle, scale).value()
                : 0;
        double right = middle < high
                ? Quadrature.over(x -> weighted(p, f, x), middle, high, scale).value()
                : 0;
        return left + right;
    }

    private static double[] weighted(Univariate p, DoubleUnaryOperator f, double... x) {
        double[] density = p.logDensity(DMatrixRMaj.wrap(x.length, 1, x)).data;
        double[] y = new double[x.length];
        for (int i = 0; i < y.length; i++) {
            double mass = Math.exp(density[i]);
            y[i] = mass == 0 || Double.isInfinite(mass) ? 0 : mass * f.applyAsDouble(x[i]);
        }
        return y;
    }

    private static double mean(Univariate p, DoubleUnaryOperator f) {
        Support s = p.support();
        return mean(p, f, s.low(), s.high());
    }

    private static void assertNear(double actual, double expected) {
        assertThat(actual).isCloseTo(expected, within(TOLERANCE * (1 + Math.abs(expected))));
    }

    @ParameterizedTest
    @EnumSource(ScalarKind.class)
    void theMassIsOne(ScalarKind kind) {
        assertNear(mean(specimen(kind), x -> 1), 1);
    }

    @ParameterizedTest
    @EnumSource(ScalarKind.class)
    void meanAndVarianceAreThoseOfTheDensity(ScalarKind kind) {
        Univariate p = specimen(kind);
        if (p instanceof VonMises) {
            assertNear(mean(p, x -> Math.cos(x - p.mean())), 1 - p.variance());
            return;
        }
        if (!Double.isFinite(p.variance())) {
            assertThat(kind).isEqualTo(ScalarKind.CAUCHY);
            assertThat(p.mean()).isNaN();
            return;
        }
        assertNear(p.mean(), mean(p, x -> x));
        assertNear(p.variance(), mean(p, x -> (x - p.mean()) * (x - p.mean())));
    }

    @ParameterizedTest
    @EnumSource(ScalarKind.class)
    void theEntropyIsThatOfTheDensity(ScalarKind kind) {
        Univariate p = specimen(kind);
        if (!hasEntropy(kind)) {
            return;
        }
        double quadrature = -mean(p, x -> p.logDensity(DMatrixRMaj.wrap(1, 1, new double[] {x})).data[0]);
        assertNear(p.entropy(), quadrature);
    }

    /** Sums over all counts have no closed form. */
    private static boolean hasEntropy(ScalarKind kind) {
        return kind != ScalarKind.POISSON && kind != ScalarKind.NEGATIVE_BINOMIAL && kind != ScalarKind.LOGARITHMIC;
    }

    @ParameterizedTest
    @EnumSource(ScalarKind.class)
    void momentsAndEntropyHaveTheGradientsOfTheirValues(ScalarKind kind) {
        DMatrixRMaj x = new DMatrixRMaj(kind.at(0.37, 0.62, 0.45));
        if (kind != ScalarKind.CAUCHY) {
            GradientCheck.of(y -> kind.of(y, 0).variance() + kind.of(y, 0).mean())
                    .hand(y -> Autodiff.gradient(
                            v -> kind.of(v, 0)
                                    .variance(v.tape())
                                    .plus(kind.of(v, 0).mean(v.tape())),
                            y))
                    .excuse(1e-9)
                    .at(x)
                    .assertRight();
        }
        if (hasEntropy(kind)) {
            GradientCheck.of(y -> kind.of(y, 0).entropy())
                    .hand(y -> Autodiff.gradient(v -> kind.of(v, 0).entropy(v.tape()), y))
                    .excuse(1e-9)
                    .at(x)
                    .assertRight();
        }
    }

    @ParameterizedTest
    @EnumSource(ScalarKind.class)
    void theDensityHasTheGradientOfItsValues(ScalarKind kind) {
        Univariate p = specimen(kind);
        DMatrixRMaj points = p.sample(RandomSource.XO_RO_SHI_RO_128_PP.create(3), 5);
        DMatrixRMaj x = new DMatrixRMaj(kind.at(0.37, 0.62, 0.45));
        GradientCheck.of(y -> sum(kind.of(y, 0).logDensity(points)))
                .hand(y -> Autodiff.gradient(
                        v -> kind.of(v, 0).logDensity(v.tape().constant(points)).sum(), y))
                .excuse(1e-9)
                .at(x)
                .assertRight();
    }

    private static double sum(DMatrixRMaj m) {
        return Arrays.stream(m.data).sum();
    }

    /** χ² of the counts in bins between sample quantiles of another seed: below its mean plus five standard deviations. */
    @ParameterizedTest
    @EnumSource(ScalarKind.class)
    void theDrawsFollowTheDensity(ScalarKind kind) {
        Univariate p = specimen(kind);
        double[] pilot = sorted(p, 1);
        double[] x = sorted(p, 2);
        double chiSquared = 0;
        int bins = 0;
        int before = 0;
        double low = p.support().low();
        for (int b = 1; b <= BINS; b++) {
            double high = b == BINS ? p.support().high() : pilot[b * DRAWS / BINS];
            if (high < low || (high == low && !p.isDiscrete())) {
                continue;
            }
            int upTo = before;
            while (upTo < x.length && x[upTo] <= high) {
                upTo++;
            }
            double expected = DRAWS * mean(p, y -> 1, low, high);
            chiSquared += (upTo - before - expected) * (upTo - before - expected) / expected;
            bins++;
            before = upTo;
            low = p.isDiscrete() ? high + 1 : high;
        }
        assertThat(before).isEqualTo(DRAWS);
        assertThat(chiSquared).as("%s bins", bins).isLessThan(bins + 5 * Math.sqrt(2.0 * bins));
    }

    private static double[] sorted(Univariate p, long seed) {
        double[] x = p.sample(RandomSource.XO_RO_SHI_RO_128_PP.create(seed), DRAWS).data;
        Arrays.sort(x);
        return x;
    }

    @ParameterizedTest
    @EnumSource(ScalarKind.class)
    void outsideTheSupportTheDensityIsZero(ScalarKind kind) {
        Univariate p = specimen(kind);
        try (Tape tape = new Tape()) {
            double outside = p.support().low() == Double.NEGATIVE_INFINITY
                    ? p.support().low()
                    : p.support().low() - 0.5;
            assertThat(p.logDensity(tape.constant(outside)).scalar()).isEqualTo(Double.NEGATIVE_INFINITY);
        }
    }
}
