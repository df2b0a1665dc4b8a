package io.grad4j.kl.distributions;

import static io.grad4j.kl.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import io.grad4j.autodiff.Tape;
import io.grad4j.kl.divergences.Kl;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Distributions as members of exponential families, and back. */
class NaturalTest {
    /** A Bregman divergence of log-partitions cancels some digits that the form of the pair keeps. */
    private static final double TOLERANCE = 1e-9;

    private static Arguments pair(Distribution p, Distribution q) {
        return Arguments.of(p, q);
    }

    static List<Arguments> pairs() {
        DMatrixRMaj a = new DMatrixRMaj(new double[][] {{2, .3}, {.3, 1}});
        DMatrixRMaj b = new DMatrixRMaj(new double[][] {{1, -.2}, {-.2, .7}});
        DMatrixRMaj u = new DMatrixRMaj(new double[] {.6, .8});
        DMatrixRMaj v = new DMatrixRMaj(new double[] {-.8, .6});
        return List.of(
                pair(new Bernoulli(.3), new Bernoulli(.6)),
                pair(new Binomial(4, .3), new Binomial(4, .6)),
                pair(new Poisson(2.5), new Poisson(1.5)),
                pair(new Geometric(.3), new Geometric(.6)),
                pair(new NegativeBinomial(2.5, .3), new NegativeBinomial(2.5, .6)),
                pair(new Logarithmic(.3), new Logarithmic(.6)),
                pair(new Exponential(2), new Exponential(.7)),
                pair(new Gamma(2, 3), new Gamma(1.5, .7)),
                pair(new ChiSquared(3), new ChiSquared(4.5)),
                pair(new InverseGamma(2, 3), new InverseGamma(1.5, .7)),
                pair(new Weibull(1.5, 2), new Weibull(1.5, 3)),
                pair(new Rayleigh(2), new Rayleigh(.7)),
                pair(new Pareto(.5, 2), new Pareto(.5, 3)),
                pair(new LogNormal(.5, 2), new LogNormal(-.2, .9)),
                pair(new Beta(2, 3), new Beta(.7, 1.5)),
                pair(new Normal(.5, 2), new Normal(-.2, .9)),
                pair(new Laplace(.5, 2), new Laplace(.5, .9)),
                pair(new VonMises(.5, 2), new VonMises(-.2, .9)),
                pair(new InverseGaussian(.5, 2), new InverseGaussian(1.2, .9)),
                pair(new ContinuousBernoulli(.2), new ContinuousBernoulli(.7)),
                pair(new Categorical(Simplex.of(.2, .3, .5)), new Categorical(Simplex.of(.6, .3, .1))),
                pair(new Multinomial(3, Simplex.of(.2, .3, .5)), new Multinomial(3, Simplex.of(.6, .3, .1))),
                pair(new Dirichlet(2, 3, .7), new Dirichlet(1, 1.5, 2)),
                pair(new MultivariateNormal(u, Covariance.of(a)), new MultivariateNormal(v, Covariance.of(b))),
                pair(new VonMisesFisher(u, 2), new VonMisesFisher(v, 3)),
                pair(new Wishart(3, a), new Wishart(4.5, b)),
                pair(new InverseWishart(3, a), new InverseWishart(4.5, b)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theBregmanDivergenceOfTheFamilyIsTheDivergence(Distribution p, Distribution q) {
        try (Tape tape = new Tape()) {
            Natural a = p.natural(tape).orElseThrow();
            Natural b = q.natural(tape).orElseThrow();
            assertThat(a.family()).isEqualTo(b.family());
            assertClose(Kl.divergence(p, q), a.family().kl(a.eta(), b.eta()).scalar(), TOLERANCE);
        }
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theWayBackGivesTheSameDistribution(Distribution p, Distribution q) {
        try (Tape tape = new Tape()) {
            Distribution back = p.natural(tape).orElseThrow().distribution();
            assertThat(Kl.divergence(tape, back, p).scalar()).isLessThan(1e-14);
            assertThat(back.getClass()).isEqualTo(p.getClass());
        }
    }

    @Test
    void whatIsNoFamilyHasNoNaturalParameters() {
        try (Tape tape = new Tape()) {
            assertThat(new Cauchy(0, 1).natural(tape)).isEmpty();
        }
    }
}
