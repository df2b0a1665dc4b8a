package io.grad4j.kl.divergences;

import static io.grad4j.autodiff.ops.Shaping.columns;
import static io.grad4j.kl.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.check.GradientCheck;
import io.grad4j.autodiff.ops.Softmaxes;
import io.grad4j.kl.Close;
import io.grad4j.kl.distributions.Binomial;
import io.grad4j.kl.distributions.Categorical;
import io.grad4j.kl.distributions.Distribution;
import io.grad4j.kl.distributions.Exponential;
import io.grad4j.kl.distributions.Gamma;
import io.grad4j.kl.distributions.Mixture;
import io.grad4j.kl.distributions.Normal;
import io.grad4j.kl.distributions.Poisson;
import io.grad4j.kl.distributions.Simplex;
import io.grad4j.kl.distributions.Univariate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.rng.simple.RandomSource;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Divergences other than Kullback and Leibler's. */
class DivergencesTest {
    private static final double LN2 = Math.log(2);

    @FunctionalInterface
    private interface OnTape {
        Var of(Tape tape);
    }

    private static double value(OnTape f) {
        try (Tape tape = new Tape()) {
            return f.of(tape).scalar();
        }
    }

    @Test
    void betweenNormalsTheFormulasOfTheBooksHold() {
        Normal p = new Normal(1, 2);
        Normal q = new Normal(-0.5, 1.5);
        double v = 0.3 * 1.5 * 1.5 + 0.7 * 4;
        double renyi = Math.log(1.5 / 2) + 0.5 / (0.3 - 1) * Math.log(1.5 * 1.5 / v) + 0.5 * 0.3 * 2.25 / v;
        assertClose(value(t -> Divergences.renyi(t, 0.3, p, q)), renyi, 1e-11);
        double bc = Math.sqrt(2 * 2 * 1.5 / (4 + 2.25)) * Math.exp(-0.25 * 2.25 / (4 + 2.25));
        assertClose(value(t -> Divergences.hellinger(t, p, q)), 1 - bc, 1e-11);
        assertClose(value(t -> Divergences.alpha(t, 0.5, p, q)), 4 * (1 - bc), 1e-11);
        assertClose(value(t -> Divergences.jeffreys(t, p, q)), Kl.divergence(p, q) + Kl.divergence(q, p), 1e-15);
        assertThat(value(t -> Divergences.renyi(t, 1, p, q))).isEqualTo(Kl.divergence(p, q));
    }

    @Test
    void aboveOneItMayBeInfinite() {
        assertThat(value(t -> Divergences.renyi(t, 3, new Normal(0, 2), new Normal(0, 1))))
                .isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(value(t -> Divergences.renyi(t, 3, new Exponential(1), new Exponential(2))))
                .isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void theOrderOneIsTheLimitOfTheOthers() {
        Gamma p = new Gamma(2, 1);
        Gamma q = new Gamma(3, 2);
        double near =
                (value(t -> Divergences.renyi(t, 1 + 1e-4, p, q)) + value(t -> Divergences.renyi(t, 1 - 1e-4, p, q)))
                        / 2;
        assertClose(near, Kl.divergence(p, q), 1e-7);
    }

    @Test
    void whatIsNotClosedIsRefused() {
        assertThatThrownBy(() -> value(t -> Divergences.renyi(t, 0.5, new Gamma(2, 1), new Normal(0, 1))))
                .isInstanceOf(UnsupportedPairException.class);
        assertThatThrownBy(() -> value(t -> Divergences.totalVariation(t, new Poisson(2), new Poisson(1))))
                .isInstanceOf(UnsupportedPairException.class);
        assertThatThrownBy(() -> value(t -> Divergences.renyi(t, 0, new Poisson(2), new Poisson(1))))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("alpha");
    }

    @Test
    void onDisjointSupportsTheyAreExtreme() {
        Categorical p = new Categorical(Simplex.of(1, 0));
        Categorical q = new Categorical(Simplex.of(0, 1));
        assertClose(value(t -> Divergences.jensenShannon(t, p, q)), LN2, Close.TO_HAND_FORMULA);
        assertClose(value(t -> Divergences.totalVariation(t, p, q)), 1, Close.TO_HAND_FORMULA);
        assertClose(
                value(t -> Divergences.totalVariation(t, new Binomial(2, 0.5), new Binomial(3, 0.5))),
                0.5 * (0.125 + 0.125 + 0.125 + 0.125),
                Close.TO_HAND_FORMULA);
    }

    static Stream<Arguments> tables() {
        return Stream.of(
                Arguments.of("jensenShannon", of((p, q) -> Discrete.jensenShannon(p, q, Each.MATRIX))),
                Arguments.of("jeffreys", of((p, q) -> Discrete.jeffreys(p, q, Each.MATRIX))),
                Arguments.of("renyi 0.3", of((p, q) -> Discrete.renyi(0.3, p, q, Each.MATRIX))),
                Arguments.of("renyi 2", of((p, q) -> Discrete.renyi(2, p, q, Each.MATRIX))),
                Arguments.of("alpha 0.3", of((p, q) -> Discrete.alpha(0.3, p, q, Each.MATRIX))),
                Arguments.of("hellinger", of((p, q) -> Discrete.hellinger(p, q, Each.MATRIX))),
                Arguments.of("totalVariation", of((p, q) -> Discrete.totalVariation(p, q, Each.MATRIX))));
    }

    private static BinaryOperator<Var> of(BinaryOperator<Var> f) {
        return f;
    }

    /** As a function of the logits of both, one column each. */
    private static Var ofLogits(BinaryOperator<Var> f, Var x) {
        Var both = Softmaxes.logSoftmax(x, Each.COLUMN);
        return f.apply(columns(both, 0, 1), columns(both, 1, 2));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void onTablesTheGradientsAgreeWithDifferences(String name, BinaryOperator<Var> f) {
        DMatrixRMaj at = new DMatrixRMaj(new double[][] {{0.3, -1}, {1.2, 0.4}, {-0.7, 0.9}, {0.1, 0.2}});
        GradientCheck.of(x -> {
                    try (Tape tape = new Tape()) {
                        return ofLogits(f, tape.constant(x)).scalar();
                    }
                })
                .hand(x -> Autodiff.gradient(v -> ofLogits(f, v), x))
                .excuse(1e-10)
                .at(at)
                .assertRight();
    }

    @Test
    void aZeroProbabilityTakesNoPart() {
        try (Tape tape = new Tape()) {
            Var p = tape.constant(new DMatrixRMaj(new double[] {Double.NEGATIVE_INFINITY, 0}));
            Var q = tape.constant(new DMatrixRMaj(new double[] {-LN2, -LN2}));
            assertClose(Discrete.renyi(2, p, q, Each.MATRIX).scalar(), LN2, Close.TO_HAND_FORMULA);
            assertClose(Discrete.renyi(0.5, q, p, Each.MATRIX).scalar(), LN2, Close.TO_HAND_FORMULA);
            assertThat(Discrete.renyi(2, q, p, Each.MATRIX).scalar()).isEqualTo(Double.POSITIVE_INFINITY);
            // ½KL(p‖m) + ½KL(q‖m) with m = (¼, ¾).
            double js = 0.5 * Math.log(4 / 3.0) + 0.25 * (LN2 + Math.log(2 / 3.0));
            assertClose(Discrete.jensenShannon(p, q, Each.MATRIX).scalar(), js, Close.TO_HAND_FORMULA);
        }
    }

    private static Mixture mixture(Random r) {
        double w = 0.1 + 0.8 * r.nextDouble();
        List<Univariate> parts = List.of(
                new Normal(4 * r.nextDouble() - 2, 0.5 + r.nextDouble()),
                new Normal(4 * r.nextDouble() - 2, 0.5 + r.nextDouble()));
        return new Mixture(Simplex.of(w, 1 - w), parts);
    }

    @Property(tries = 20)
    void theDivergenceOfMixturesLiesBetweenItsBounds(@ForAll long seed) {
        Random r = new Random(seed);
        Mixture p = mixture(r);
        Mixture q = mixture(r);
        Estimate kl = Kl.byQuadrature(p, q);
        MixtureBounds bounds = MixtureBounds.of(p, q);
        assertThat(kl.error()).isLessThan(1e-8 * (1 + kl.value()));
        assertThat(kl.value()).isGreaterThanOrEqualTo(bounds.lower() - 1e-9).isLessThanOrEqualTo(bounds.upper() + 1e-9);
    }

    @Test
    void aMixtureIsAnsweredByQuadratureAlone() {
        Distribution p = mixture(new Random(1));
        assertThatThrownBy(() -> Kl.divergence(p, new Normal(0, 1)))
                .isInstanceOf(UnsupportedPairException.class)
                .hasMessageContaining("Mixture");
    }

    @Test
    void aMixtureHasTheMomentsOfItsParts() {
        Mixture m = new Mixture(Simplex.of(0.25, 0.75), List.of(new Normal(-2, 1), new Normal(2, 0.5)));
        assertClose(m.mean(), 1, Close.TO_HAND_FORMULA);
        assertClose(m.variance(), 0.25 * (1 + 9) + 0.75 * (0.25 + 1), Close.TO_HAND_FORMULA);
        DMatrixRMaj x = m.sample(RandomSource.XO_RO_SHI_RO_128_PP.create(4), 20_000);
        double mean = Arrays.stream(x.data).average().orElseThrow();
        assertThat(mean).isCloseTo(1, within(4 * Math.sqrt(m.variance() / 20_000)));
    }
}
