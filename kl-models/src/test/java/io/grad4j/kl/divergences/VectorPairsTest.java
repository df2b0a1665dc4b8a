package io.grad4j.kl.divergences;

import static io.grad4j.autodiff.ops.Reductions.variance;
import static io.grad4j.kl.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.check.GradientCheck;
import io.grad4j.kl.Close;
import io.grad4j.kl.distributions.Beta;
import io.grad4j.kl.distributions.Covariance;
import io.grad4j.kl.distributions.Dirichlet;
import io.grad4j.kl.distributions.Gamma;
import io.grad4j.kl.distributions.Multivariate;
import io.grad4j.kl.distributions.MultivariateNormal;
import io.grad4j.kl.distributions.VonMises;
import io.grad4j.kl.distributions.VonMisesFisher;
import io.grad4j.kl.distributions.Wishart;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.rng.simple.RandomSource;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Divergences of vectors and matrices: against sampling, against differences, against those of numbers. */
class VectorPairsTest {
    /** Entries of a gradient that are smaller drown in the rounding of the differences of a value near 1. */
    private static final double EXCUSED = 1e-8;

    /** Two of one kind, or two normals, by one column. */
    record Pair(VectorKind p, VectorKind q, DMatrixRMaj at) {
        Var divergence(Var x) {
            return Kl.divergence(x.tape(), p.of(x, 0), q.of(x, VectorKind.SIZE));
        }

        double value(DMatrixRMaj x) {
            try (Tape tape = new Tape()) {
                return divergence(tape.constant(x)).scalar();
            }
        }
    }

    @Provide
    Arbitrary<Pair> pairs() {
        return Combinators.combine(
                        Arbitraries.of(VectorKind.class), Arbitraries.of(VectorKind.class), Arbitraries.longs())
                .as((p, q, seed) -> new Pair(p, q, point(seed)))
                .filter(10_000, pair -> areComparable(pair.p, pair.q))
                .withoutEdgeCases();
    }

    /** Uniform in the cube: drawn number by number they would crowd at 0, where p and q are equal. */
    private static DMatrixRMaj point(long seed) {
        double[] x = new Random(seed).doubles(2 * VectorKind.SIZE, -1, 1).toArray();
        return DMatrixRMaj.wrap(x.length, 1, x);
    }

    private static boolean areComparable(VectorKind p, VectorKind q) {
        return p == q || family(p).equals(family(q));
    }

    private static String family(VectorKind kind) {
        return kind.name().split("_", 2)[0];
    }

    @Property(tries = 60)
    void theGradientAgreesWithDifferences(@ForAll("pairs") Pair pair) {
        GradientCheck.of(pair::value)
                .hand(x -> Autodiff.gradient(pair::divergence, x))
                .excuse(EXCUSED)
                .at(pair.at())
                .assertRight();
    }

    @Property(tries = 200)
    void itIsNotNegativeAndZeroBetweenEquals(@ForAll("pairs") Pair pair) {
        assertThat(pair.value(pair.at())).isPositive();
        DMatrixRMaj twice = pair.at().copy();
        System.arraycopy(twice.data, 0, twice.data, VectorKind.SIZE, VectorKind.SIZE);
        Pair same = new Pair(pair.p(), pair.p(), twice);
        assertThat(same.value(twice)).isLessThan(1e-14);
    }

    /** At a fixed seed: four standard errors and a point that is not special. */
    @ParameterizedTest
    @EnumSource(VectorKind.class)
    void theDivergenceIsTheMeanLogRatio(VectorKind kind) {
        DMatrixRMaj at = new DMatrixRMaj(2 * VectorKind.SIZE, 1);
        for (int i = 0; i < at.numRows; i++) {
            at.data[i] = Math.sin(2.3 * i + 1);
        }
        try (Tape tape = new Tape()) {
            Var x = tape.constant(at);
            double kl = new Pair(kind, kind, at).value(at);
            Estimate sampled = monteCarlo(x, kind);
            assertThat(Math.abs(kl - sampled.value()))
                    .as("%s against %s", kl, sampled)
                    .isLessThan(4 * sampled.error());
            assertThat(sampled.error()).isLessThan(0.1 * kl);
        }
    }

    private static Estimate monteCarlo(Var x, VectorKind kind) {
        int n = 4000;
        Multivariate p = kind.of(x, 0);
        Var points = x.tape().constant(p.sample(RandomSource.XO_RO_SHI_RO_128_PP.create(11), n));
        Var ratios = p.logDensity(points).minus(kind.of(x, VectorKind.SIZE).logDensity(points));
        double variance = variance(ratios, Each.MATRIX).scalar();
        return new Estimate(ratios.sum().scalar() / n, Math.sqrt(variance / n));
    }

    @Test
    void theNormalAnchorHolds() {
        assertClose(
                Kl.divergence(
                        normal(new double[] {.3, -.4}, new double[][] {{2, .3}, {.3, 1}}),
                        normal(new double[] {-.1, .9}, new double[][] {{1, -.2}, {-.2, .7}})),
                1.585357323656565,
                Close.TO_HAND_FORMULA);
    }

    private static MultivariateNormal normal(double[] mean, double[][] covariance) {
        return new MultivariateNormal(new DMatrixRMaj(mean), Covariance.of(new DMatrixRMaj(covariance)));
    }

    @Test
    void aDirichletOfTwoIsABeta() {
        assertClose(
                Kl.divergence(new Dirichlet(2, 3.5), new Dirichlet(0.7, 9)),
                Kl.divergence(new Beta(2, 3.5), new Beta(0.7, 9)),
                Close.TO_HAND_FORMULA);
    }

    @Test
    void aWishartOfOneIsAGamma() {
        assertClose(
                Kl.divergence(
                        new Wishart(3, new DMatrixRMaj(new double[][] {{2}})),
                        new Wishart(5, new DMatrixRMaj(new double[][] {{0.7}}))),
                Kl.divergence(new Gamma(1.5, 0.25), new Gamma(2.5, 0.5 / 0.7)),
                Close.TO_HAND_FORMULA);
    }

    @Test
    void aDirectionInThePlaneIsAnAngle() {
        assertClose(
                Kl.divergence(direction(0.4, 3), direction(-1, 1.2)),
                Kl.divergence(new VonMises(0.4, 3), new VonMises(-1, 1.2)),
                Close.TO_HAND_FORMULA);
    }

    private static VonMisesFisher direction(double angle, double kappa) {
        return new VonMisesFisher(new DMatrixRMaj(new double[] {Math.cos(angle), Math.sin(angle)}), kappa);
    }

    @Test
    void closeDirichletsAreAsCloseAsFisherInformationSays() {
        // ½δ²(ψ′(α₁) - ψ′(α₀)), here of α = (1e8, 2e8) and δ = 1 in the first: ½(1e-8 - 1/3e8), up to 1e-8 of it.
        assertClose(Kl.divergence(new Dirichlet(1e8, 2e8), new Dirichlet(1e8 + 1, 2e8)), 1e-8 / 3, 2e-8);
    }
}
