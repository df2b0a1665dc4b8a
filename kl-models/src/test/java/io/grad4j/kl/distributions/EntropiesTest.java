package io.grad4j.kl.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.check.GradientCheck;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Entropies that are sums over the support. */
class EntropiesTest {
    private static final int MOST = 400;

    @Property(tries = 50)
    void entropiesThatAreSumsAreThoseOfTheMasses(@ForAll @DoubleRange(min = 0.05, max = 0.9) double p) {
        for (Univariate d : List.of(new Poisson(20 * p), new NegativeBinomial(2.5, 1 - p), new Logarithmic(p))) {
            double sum = 0;
            for (int x = d instanceof Logarithmic ? 1 : 0; x < MOST; x++) {
                double logMass = logMass(d, new DMatrixRMaj(new double[][] {{x}}));
                sum -= Math.exp(logMass) * logMass;
            }
            assertThat(d.entropy()).as(d.name()).isCloseTo(sum, within(1e-11 * (1 + sum)));
        }
    }

    @Property(tries = 50)
    void theEntropyOfCountsIsThatOfTheirMasses(@ForAll @DoubleRange(min = 0.05, max = 0.9) double p) {
        Multinomial d = new Multinomial(3, Simplex.of(p, 0.7 * (1 - p), 0.3 * (1 - p)));
        double sum = 0;
        for (int a = 0; a <= 3; a++) {
            for (int b = 0; b <= 3 - a; b++) {
                double logMass = logMass(d, new DMatrixRMaj(new double[][] {{a, b, 3 - a - b}}));
                sum -= Math.exp(logMass) * logMass;
            }
        }
        assertThat(d.entropy()).isCloseTo(sum, within(1e-11));
    }

    private static double logMass(Distribution d, DMatrixRMaj x) {
        try (Tape tape = new Tape()) {
            return d.logDensity(tape.constant(x)).scalar();
        }
    }

    private static Stream<Double> rates() {
        return Stream.of(0.3, 2.0, 17.0);
    }

    @ParameterizedTest
    @MethodSource("rates")
    void theyAreDifferentiable(double rate) {
        GradientCheck.of(x -> new Poisson(x.data[0]).entropy())
                .hand(x -> Autodiff.gradient(v -> new Poisson(v).entropy(v.tape()), x))
                .at(new DMatrixRMaj(new double[][] {{rate}}))
                .assertRight();
    }

    @Test
    void aSinglePointHasNone() {
        assertThat(new Poisson(0).entropy()).isZero();
        assertThat(new Binomial(5, 1).entropy()).isZero();
    }

    @Test
    void thatOfAMixtureIsNotKnown() {
        Mixture mixture = new Mixture(Simplex.of(0.5, 0.5), List.of(new Normal(0, 1), new Normal(3, 1)));
        assertThatThrownBy(mixture::entropy)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("Mixture");
    }
}
