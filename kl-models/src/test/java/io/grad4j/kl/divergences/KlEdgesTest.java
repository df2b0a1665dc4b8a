package io.grad4j.kl.divergences;

import static io.grad4j.kl.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Gradients;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.Close;
import io.grad4j.kl.distributions.Bernoulli;
import io.grad4j.kl.distributions.Beta;
import io.grad4j.kl.distributions.Binomial;
import io.grad4j.kl.distributions.Categorical;
import io.grad4j.kl.distributions.Cauchy;
import io.grad4j.kl.distributions.Distribution;
import io.grad4j.kl.distributions.Exponential;
import io.grad4j.kl.distributions.Gamma;
import io.grad4j.kl.distributions.Geometric;
import io.grad4j.kl.distributions.Gumbel;
import io.grad4j.kl.distributions.InverseGamma;
import io.grad4j.kl.distributions.Laplace;
import io.grad4j.kl.distributions.LogNormal;
import io.grad4j.kl.distributions.Logarithmic;
import io.grad4j.kl.distributions.Logistic;
import io.grad4j.kl.distributions.NegativeBinomial;
import io.grad4j.kl.distributions.Normal;
import io.grad4j.kl.distributions.Parameter;
import io.grad4j.kl.distributions.Pareto;
import io.grad4j.kl.distributions.Poisson;
import io.grad4j.kl.distributions.Probability;
import io.grad4j.kl.distributions.Simplex;
import io.grad4j.kl.distributions.StudentT;
import io.grad4j.kl.distributions.Uniform;
import io.grad4j.kl.distributions.VonMises;
import io.grad4j.kl.distributions.Weibull;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KlEdgesTest {
    private static Arguments row(Distribution p, Distribution q, double kl) {
        return Arguments.of(p, q, kl);
    }

    /** Values at 40 digits by the series or formulas of each pair. */
    static List<Arguments> valuesAtTheEdges() {
        return List.of(
                row(new Binomial(5, 1.0), new Binomial(5, 0.3), 5 * Math.log(1 / 0.3)),
                row(new Poisson(0), new Poisson(2), 2),
                row(new Bernoulli(0.5), new Bernoulli(Probability.ofLogit(40)), 19.306852819440056),
                row(new Normal(0, 1e-300), new Normal(0, 1), 690.2755278982137),
                row(new Gamma(1e8, 1), new Gamma(1e8 + 1, 1), 4.999999991666667e-09),
                row(new Uniform(0, 1), new Beta(2, 2), 2 - Math.log(6)),
                row(new Bernoulli(0.0), new Bernoulli(0.25), -Math.log(0.75)),
                row(new Bernoulli(1.0), new Bernoulli(1.0), 0),
                row(new Geometric(1.0), new Geometric(0.25), Math.log(4)),
                row(new Geometric(1.0), new Poisson(3), 3),
                row(new Binomial(3, 0.0), new Poisson(3), 3),
                row(new Exponential(1e-300), new Exponential(1e-300), 0),
                row(new Exponential(3), new Exponential(3 + 3e-9), 0.5e-18),
                row(new Normal(1e8, 1e-8), new Normal(1e8, 2e-8), Math.log(2) - 0.375),
                row(new Normal(0, 1e300), new Normal(1e300, 1e300), 0.5),
                row(new Laplace(0, 1), new Laplace(1e-9, 1), 0.5e-18),
                row(new Laplace(1e300, 1e299), new Laplace(0, 1e300), Math.log(10) + 0.1 * Math.exp(-10)),
                row(new Cauchy(0, 1e-8), new Cauchy(0, 1e8), 2 * Math.log(1e8) - Math.log(4)),
                row(new VonMises(0, 0), new VonMises(1, 0), 0),
                row(new VonMises(0, 1e8), new VonMises(1e-6, 1e8), 5e-5),
                row(new Gamma(2, 1e300), new Gamma(2, 2e300), 2 * (1 - Math.log(2))),
                row(new Categorical(Simplex.of(0, 1)), new Categorical(Simplex.of(0.5, 0.5)), Math.log(2)),
                row(new Categorical(Simplex.of(0, 1)), new Categorical(Simplex.of(0, 1)), 0));
    }

    @ParameterizedTest
    @MethodSource("valuesAtTheEdges")
    void theEdgesKeepTheirDigits(Distribution p, Distribution q, double kl) {
        // 1e-8: the parameters 3 + 3e-9 and 1e8 + 1e-6 are themselves rounded by that much of their distance.
        double tolerance = kl > 0 && kl < 1e-4 ? 1e-6 : Close.TO_HAND_FORMULA;
        assertClose(Kl.divergence(p, q), kl, tolerance);
    }

    static List<Arguments> infinite() {
        return List.of(
                row(new Pareto(1, 1), new Exponential(1), 0),
                row(new Pareto(1, 2), new Normal(0, 1), 0),
                row(new Pareto(1, 1), new Laplace(3, 1), 0),
                row(new Pareto(1, 1.5), new Weibull(1.5, 1), 0),
                row(new Cauchy(0, 1), new Normal(0, 1), 0),
                row(new Cauchy(0, 1), new Laplace(0, 1), 0),
                row(new Cauchy(0, 1), new Gumbel(0, 1), 0),
                row(new Cauchy(0, 1), new Logistic(0, 1), 0),
                row(new StudentT(2, 0, 1), new Normal(0, 1), 0),
                row(new StudentT(5, 0, 1), new Gumbel(0, 1), 0),
                row(new StudentT(1, 0, 1), new Laplace(0, 1), 0),
                row(new Laplace(0, 1), new Gumbel(0, 1), 0),
                row(new Logistic(0, 2), new Gumbel(0, 1), 0),
                row(new Gamma(1, 1), new InverseGamma(2, 1), 0),
                row(new Exponential(1), new InverseGamma(2, 1), 0),
                row(new Beta(1, 1), new InverseGamma(2, 1), 0),
                row(new Uniform(0, 1), new InverseGamma(2, 1), 0),
                row(new InverseGamma(1, 1), new Exponential(1), 0),
                row(new InverseGamma(2, 1), new Normal(0, 1), 0),
                row(new Normal(0, 1), new Gamma(2, 1), 0),
                row(new Exponential(1), new Uniform(0, 9), 0),
                row(new Exponential(1), new Pareto(0.1, 1), 0),
                row(new Pareto(1, 3), new Pareto(2, 3), 0),
                row(new Uniform(0, 1), new Uniform(0, 0.9), 0),
                row(new Poisson(2), new Binomial(5, 0.3), 0),
                row(new Poisson(2), new Poisson(0), 0),
                row(new Poisson(2), new Logarithmic(0.5), 0),
                row(new Binomial(5, 0.5), new Binomial(4, 0.5), 0),
                row(new Bernoulli(0.5), new Bernoulli(1.0), 0),
                row(new Geometric(0.5), new Bernoulli(0.5), 0),
                row(new LogNormal(0, 1), new Beta(1, 1), 0),
                row(
                        new Categorical(Simplex.of(0.5, 0.5)),
                        new Categorical(Simplex.ofLogits(0, Double.NEGATIVE_INFINITY)),
                        0));
    }

    @ParameterizedTest
    @MethodSource("infinite")
    void massOutsideAndHeavyTailsMakeItInfinite(Distribution p, Distribution q, double ignored) {
        assertThat(Kl.divergence(p, q)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void quadratureKnowsTheInfiniteOnesToo() {
        assertThat(Kl.byQuadrature(new Cauchy(0, 1), new Normal(0, 1)))
                .isEqualTo(new Estimate(Double.POSITIVE_INFINITY, 0));
    }

    @Test
    void theGradientOfAnInfiniteDivergenceIsNaN() {
        try (Tape tape = new Tape()) {
            Var shape = tape.variable("shape", 0.9);
            Var rate = tape.variable("rate", 1);
            Var kl = Kl.divergence(tape, new Gamma(shape, rate), new InverseGamma(2, 1));
            Gradients gradients = tape.gradients(kl);
            assertThat(kl.scalar()).isEqualTo(Double.POSITIVE_INFINITY);
            assertThat(gradients.of(shape).data[0]).isNaN();
            assertThat(gradients.of(rate).data[0]).isNaN();
            assertThat(tape.jvp(kl, shape, tape.constant(1)).scalar()).isNaN();
        }
    }

    @Test
    void theGradientAtAZeroProbabilityIsFinite() {
        try (Tape tape = new Tape()) {
            Var p = tape.variable("p", 0.25);
            Var kl = Kl.divergence(tape, new Bernoulli(0.0), new Bernoulli(p));
            assertClose(tape.gradients(kl).of(p).data[0], 1 / 0.75, Close.TO_HAND_FORMULA);
        }
    }

    @Test
    void numbersAndVariablesMix() {
        try (Tape tape = new Tape()) {
            Var mu = tape.variable("mu", 0.5);
            Normal p = new Normal(Parameter.of(mu), Parameter.of(1));
            Var kl = Kl.divergence(tape, p, new Normal(0, 2));
            assertClose(tape.gradients(kl).of(mu).data[0], 0.125, Close.TO_HAND_FORMULA);
        }
    }

    @Test
    void aVariableNeedsItsTape() {
        try (Tape tape = new Tape()) {
            Normal p = new Normal(Parameter.of(tape.variable("mu", 0.5)), Parameter.of(1));
            assertThatThrownBy(() -> Kl.divergence(p, new Normal(0, 1)))
                    .isInstanceOf(ArgumentException.class)
                    .hasMessageContaining("mu");
        }
    }

    @Test
    void discreteAgainstContinuousIsRefused() {
        assertThatThrownBy(() -> Kl.divergence(new Poisson(1), new Normal(0, 1)))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("discrete Poisson")
                .hasMessageContaining("continuous Normal");
    }

    @Test
    void aPairWithoutAClosedFormSaysWhatToUseInstead() {
        for (List<Distribution> pair : List.of(
                List.<Distribution>of(new StudentT(3, 0, 1), new StudentT(4, 0, 1)),
                List.<Distribution>of(new NegativeBinomial(2, 0.5), new NegativeBinomial(3, 0.5)),
                List.<Distribution>of(new Logistic(0, 1), new Logistic(1, 1)))) {
            assertThatThrownBy(() -> Kl.divergence(pair.get(0), pair.get(1)))
                    .isInstanceOf(UnsupportedPairException.class)
                    .hasMessageContaining(pair.get(0).name())
                    .hasMessageContaining(pair.get(1).name())
                    .hasMessageContaining("Kl.byQuadrature")
                    .hasMessageContaining("Kl.byMonteCarlo");
            Estimate quadrature = Kl.byQuadrature(pair.get(0), pair.get(1));
            Estimate sampled = Kl.byMonteCarlo(pair.get(0), pair.get(1), 40_000, 7);
            assertThat(quadrature.error()).isLessThan(1e-9);
            assertThat(Math.abs(sampled.value() - quadrature.value())).isLessThan(4 * sampled.error());
        }
    }

    @Test
    void parametersOutsideTheirDomainAreRefused() {
        assertThatThrownBy(() -> new Gamma(0, 1))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("shape");
        assertThatThrownBy(() -> new Normal(0, 0))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("sigma");
        assertThatThrownBy(() -> new Normal(Double.NaN, 1)).isInstanceOf(ArgumentException.class);
        assertThatThrownBy(() -> new Bernoulli(1.5)).isInstanceOf(ArgumentException.class);
        assertThatThrownBy(() -> new Uniform(1, 1)).isInstanceOf(ArgumentException.class);
        assertThatThrownBy(() -> new Categorical(Simplex.of(0.5, 0.6))).isInstanceOf(ArgumentException.class);
        assertThatThrownBy(() -> new Geometric(0.0)).isInstanceOf(ArgumentException.class);
    }
}
