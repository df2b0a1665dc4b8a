package io.grad4j.kl.divergences;

import static io.grad4j.kl.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.check.Differences;
import io.grad4j.kl.Close;
import io.grad4j.kl.distributions.Bernoulli;
import io.grad4j.kl.distributions.Binomial;
import io.grad4j.kl.distributions.Categorical;
import io.grad4j.kl.distributions.ChiSquared;
import io.grad4j.kl.distributions.Covariance;
import io.grad4j.kl.distributions.Distribution;
import io.grad4j.kl.distributions.Exponential;
import io.grad4j.kl.distributions.Gamma;
import io.grad4j.kl.distributions.Gumbel;
import io.grad4j.kl.distributions.HalfNormal;
import io.grad4j.kl.distributions.InverseGamma;
import io.grad4j.kl.distributions.InverseGaussian;
import io.grad4j.kl.distributions.Laplace;
import io.grad4j.kl.distributions.LogNormal;
import io.grad4j.kl.distributions.Logistic;
import io.grad4j.kl.distributions.MultivariateNormal;
import io.grad4j.kl.distributions.Normal;
import io.grad4j.kl.distributions.Pareto;
import io.grad4j.kl.distributions.Rayleigh;
import io.grad4j.kl.distributions.Simplex;
import io.grad4j.kl.distributions.Uniform;
import io.grad4j.kl.distributions.Weibull;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every Kullback-Leibler divergence obeys. */
class KlLawsTest {
    /** Own forms are sums of terms ≥ 0; across kinds large terms cancel, up to rounding. */
    private static final double ROUNDING = 1e-12;

    /** Kinds whose support moves with a parameter, so that equal ones are at an edge, or that have no form. */
    private static final Set<ScalarKind> WITHOUT_A_STATIONARY_POINT = EnumSet.of(
            ScalarKind.UNIFORM, ScalarKind.WIDE_UNIFORM, ScalarKind.PARETO, ScalarKind.STUDENT_T, ScalarKind.LOGISTIC);

    @Provide
    Arbitrary<ScalarPairsTest.Pair> answered() {
        return new ScalarPairsTest().answered();
    }

    @Provide
    Arbitrary<ScalarPairsTest.Pair> equals() {
        return Arbitraries.of(EnumSet.complementOf(EnumSet.copyOf(WITHOUT_A_STATIONARY_POINT)))
                .flatMap(kind -> Arbitraries.longs().map(seed -> twice(kind, seed)))
                .withoutEdgeCases();
    }

    private static ScalarPairsTest.Pair twice(ScalarKind kind, long seed) {
        ScalarPairsTest.Pair pair = ScalarPairsTest.pair(kind, kind, seed);
        System.arraycopy(pair.at().data, 0, pair.at().data, kind.parameters(), kind.parameters());
        return pair;
    }

    @Property(tries = 1000)
    void itIsNotNegative(@ForAll("answered") ScalarPairsTest.Pair pair) {
        assertThat(pair.value(pair.at())).isGreaterThanOrEqualTo(pair.p() == pair.q() ? 0 : -ROUNDING);
    }

    @Property(tries = 200)
    void betweenEqualsItIsZeroAndStationary(@ForAll("equals") ScalarPairsTest.Pair pair) {
        assertThat(pair.value(pair.at())).isBetween(0.0, 1e-15);
        DMatrixRMaj gradient = Autodiff.gradient(pair::divergence, pair.at());
        assertThat(CommonOps_DDRM.elementMaxAbs(gradient)).isLessThan(1e-14);
    }

    /** The two Hessians at p = q are the Fisher information, and the divergence is half its square up to third order. */
    @Property(tries = 100)
    void nearEqualsItIsHalfTheFisherInformation(@ForAll("equals") ScalarPairsTest.Pair pair, @ForAll long seed) {
        int k = pair.p().parameters();
        DMatrixRMaj hessian = Autodiff.hessian(pair::divergence, pair.at());
        double scale = CommonOps_DDRM.elementMaxAbs(hessian);
        Random random = new Random(seed);
        double[] delta = random.doubles(k, 0.5, 1).toArray();
        double half = 0;
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                double fisher = hessian.get(k + i, k + j);
                assertThat(Math.abs(hessian.get(i, j) - fisher)).isLessThan(1e-9 * scale);
                half += 0.5 * delta[i] * fisher * delta[j];
            }
        }
        double h = 1e-6;
        DMatrixRMaj moved = pair.at().copy();
        for (int i = 0; i < k; i++) {
            moved.data[k + i] += h * delta[i];
        }
        assertClose(pair.value(moved), h * h * half, 1e-3);
    }

    @Property(tries = 100)
    void theSecondDerivativesAgreeWithDifferencesOfTheGradient(@ForAll("answered") ScalarPairsTest.Pair pair) {
        DMatrixRMaj x = pair.at();
        DMatrixRMaj v = x.copy();
        for (int i = 0; i < v.numRows; i++) {
            v.data[i] = 0.05 * Math.cos(i + 1);
        }
        DMatrixRMaj product = Autodiff.hvp(pair::divergence, x, v);
        Differences.Estimate differences = Differences.along(
                m -> Autodiff.gradient(pair::divergence, m[0]), new DMatrixRMaj[] {x}, new DMatrixRMaj[] {v});
        double scale = 1 + CommonOps_DDRM.elementMaxAbs(product);
        for (int i = 0; i < x.numRows; i++) {
            assertThat(Math.abs(product.data[i] - differences.value().data[i]))
                    .as("%s entry %s: %s against %s", pair, i, product, differences)
                    .isLessThan(1e-6 * scale + 10 * differences.error().data[i]);
        }
    }

    @Property(tries = 100)
    void independentPartsAdd(@ForAll long seed) {
        double[] x = new Random(seed).doubles(8, 0.3, 2).toArray();
        double parts = Kl.divergence(new Normal(x[0], x[1]), new Normal(x[2], x[3]))
                + Kl.divergence(new Normal(x[4], x[5]), new Normal(x[6], x[7]));
        double whole = Kl.divergence(
                new MultivariateNormal(column(x[0], x[4]), Covariance.diagonal(x[1], x[5])),
                new MultivariateNormal(column(x[2], x[6]), Covariance.diagonal(x[3], x[7])));
        assertClose(whole, parts, Close.TO_HAND_FORMULA);
        assertClose(
                Kl.divergence(new Binomial(7, x[0] / 3), new Binomial(7, x[1] / 3)),
                7 * Kl.divergence(new Bernoulli(x[0] / 3), new Bernoulli(x[1] / 3)),
                Close.TO_HAND_FORMULA);
    }

    private static DMatrixRMaj column(double... entries) {
        return new DMatrixRMaj(entries);
    }

    @Property(tries = 100)
    void aSharedBijectionChangesNothing(@ForAll long seed) {
        double[] x = new Random(seed).doubles(4, 0.5, 2).toArray();
        double a = x[0];
        double b = x[1];
        double c = x[2];
        double d = x[3];
        assertSame(new Normal(a, b), new Normal(c, d), new LogNormal(a, b), new LogNormal(c, d));
        assertSame(new Gamma(a, b), new Gamma(c, d), new InverseGamma(a, b), new InverseGamma(c, d));
        assertSame(
                new Weibull(a, b), new Weibull(c, d), new Gumbel(-Math.log(b), 1 / a), new Gumbel(-Math.log(d), 1 / c));
        assertSame(new Exponential(a), new Exponential(b), new Pareto(3, a), new Pareto(3, b));
        assertSame(new Gamma(a, b), new LogNormal(c, d), new InverseGamma(a, b), new LogNormal(-c, d));
        assertSame(
                new Exponential(a),
                new Weibull(c, d),
                new Rayleigh(Math.sqrt(0.5 / a)),
                new Weibull(2 * c, Math.sqrt(d)));
        assertSame(new HalfNormal(a), new HalfNormal(b), new ChiSquared(1), new Gamma(0.5, 0.5 * a * a / (b * b)));
        assertSame(new Normal(a, b), new Laplace(c, d), new Normal(-a, b), new Laplace(-c, d));
        assertSame(new Logistic(a, b), new Normal(c, d), new Logistic(2 * a + 1, 2 * b), new Normal(2 * c + 1, 2 * d));
    }

    private static void assertSame(Distribution p, Distribution q, Distribution mappedP, Distribution mappedQ) {
        double kl = Kl.divergence(p, q);
        assertThat(Math.abs(kl - Kl.divergence(mappedP, mappedQ)))
                .as("%s %s", p, q)
                .isLessThan(ROUNDING * (1 + kl));
    }

    @Property(tries = 200)
    void mergingCategoriesTakesInformationAway(@ForAll long seed) {
        Random r = new Random(seed);
        double[] p = simplex(r);
        double[] q = simplex(r);
        double[] mergedP = {p[0] + p[1], p[2], p[3]};
        double[] mergedQ = {q[0] + q[1], q[2], q[3]};
        assertThat(kl(mergedP, mergedQ)).isLessThanOrEqualTo(kl(p, q) + ROUNDING);
    }

    @Property(tries = 200)
    void theTotalVariationIsBoundedByPinsker(@ForAll long seed) {
        Random r = new Random(seed);
        double[] p = simplex(r);
        double[] q = simplex(r);
        try (Tape tape = new Tape()) {
            double tv = Discrete.totalVariation(logs(tape, p), logs(tape, q), Each.MATRIX)
                    .scalar();
            assertThat(tv * tv).isLessThanOrEqualTo(kl(p, q) / 2 + ROUNDING);
        }
    }

    @Property(tries = 200)
    void itIsConvexInThePair(@ForAll long seed) {
        Random r = new Random(seed);
        double[][] tables = {simplex(r), simplex(r), simplex(r), simplex(r)};
        double t = r.nextDouble();
        double mixed = kl(mix(t, tables[0], tables[1]), mix(t, tables[2], tables[3]));
        assertThat(mixed)
                .isLessThanOrEqualTo(t * kl(tables[0], tables[2]) + (1 - t) * kl(tables[1], tables[3]) + ROUNDING);
    }

    private static double[] mix(double t, double[] a, double[] b) {
        double[] mixed = new double[a.length];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = t * a[i] + (1 - t) * b[i];
        }
        return mixed;
    }

    private static Var logs(Tape tape, double... p) {
        return Simplex.of(p).log(tape);
    }

    private static double kl(double[] p, double[] q) {
        return Kl.divergence(new Categorical(Simplex.of(p)), new Categorical(Simplex.of(q)));
    }

    private static double[] simplex(Random r) {
        double[] p = r.doubles(4, 0.01, 1).toArray();
        double sum = p[0] + p[1] + p[2] + p[3];
        for (int i = 0; i < p.length; i++) {
            p[i] /= sum;
        }
        return p;
    }

    /** Pairs at a scale s, whose divergence does not depend on it. */
    private static List<Distribution[]> atScale(double s) {
        return List.of(
                new Distribution[] {new Gamma(2, 1 / s), new Gamma(3, 2 / s)},
                new Distribution[] {new Exponential(1 / s), new Gamma(2, 3 / s)},
                new Distribution[] {new Gamma(2, 1 / s), new Weibull(1.5, 2 * s)},
                new Distribution[] {new Gamma(2, 1 / s), new InverseGamma(1.5, 2 * s)},
                new Distribution[] {new InverseGamma(2, s), new InverseGamma(3, 2 * s)},
                new Distribution[] {new InverseGamma(2, s), new Exponential(2 / s)},
                new Distribution[] {new Weibull(1.5, s), new Weibull(2.5, 2 * s)},
                new Distribution[] {new Weibull(1.5, s), new Rayleigh(2 * s)},
                new Distribution[] {new Rayleigh(s), new HalfNormal(2 * s)},
                new Distribution[] {new HalfNormal(s), new Exponential(2 / s)},
                new Distribution[] {new Pareto(s, 3), new Pareto(0.5 * s, 2)},
                new Distribution[] {new Pareto(s, 3), new Gamma(2, 1 / s)},
                new Distribution[] {new Pareto(s, 3), new Normal(s, s)},
                new Distribution[] {new Normal(s, s), new Normal(2 * s, 3 * s)},
                new Distribution[] {new Normal(s, s), new Laplace(2 * s, 3 * s)},
                new Distribution[] {new Laplace(s, s), new Laplace(2 * s, 3 * s)},
                new Distribution[] {new Laplace(s, s), new Normal(2 * s, 3 * s)},
                new Distribution[] {new Gumbel(s, s), new Gumbel(2 * s, 3 * s)},
                new Distribution[] {new Normal(s, s), new Gumbel(2 * s, 3 * s)},
                new Distribution[] {new Logistic(s, s), new Normal(2 * s, 3 * s)},
                new Distribution[] {new Logistic(s, s), new Laplace(2 * s, 3 * s)},
                new Distribution[] {new Uniform(s, 2 * s), new Uniform(0, 3 * s)},
                new Distribution[] {new Uniform(s, 2 * s), new Normal(0, s)},
                new Distribution[] {new InverseGaussian(s, s), new InverseGaussian(2 * s, 3 * s)},
                new Distribution[] {new InverseGaussian(s, s), new Gamma(2, 1 / s)});
    }

    static List<Arguments> extremes() {
        return List.of(1e-8, 1e8, 1e-150, 1e150, 1e-300, 1e300).stream()
                .flatMap(s -> IntStream.range(0, atScale(1).size()).mapToObj(i -> Arguments.of(s, i)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("extremes")
    void theScaleDoesNotMatter(double s, int i) {
        Distribution[] unit = atScale(1).get(i);
        Distribution[] scaled = atScale(s).get(i);
        // 1e-11: across kinds the terms are of the size of |ln s|, up to 690, and cancel.
        assertClose(Kl.divergence(scaled[0], scaled[1]), Kl.divergence(unit[0], unit[1]), 1e-11);
    }
}
