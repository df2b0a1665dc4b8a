package io.grad4j.kl.families;

import static io.grad4j.kl.families.Columns.column;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Tape;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalsTest {
    private static DMatrixRMaj rows(double[]... rows) {
        return new DMatrixRMaj(rows);
    }

    private static DMatrixRMaj numbers(double... x) {
        return column(x);
    }

    /** Data of which the likelihood has no maximum. */
    private static Stream<Arguments> onABoundary() {
        return Stream.of(
                Arguments.of(new DiscreteFamilies.Bernoulli(), numbers(0, 0, 0)),
                Arguments.of(new DiscreteFamilies.Bernoulli(), numbers(1, 1)),
                Arguments.of(new DiscreteFamilies.Binomial(3), numbers(3, 3)),
                Arguments.of(new DiscreteFamilies.Poisson(), numbers(0, 0)),
                Arguments.of(new DiscreteFamilies.Geometric(), numbers(0)),
                Arguments.of(new DiscreteFamilies.NegativeBinomial(2), numbers(0)),
                Arguments.of(new DiscreteFamilies.Logarithmic(), numbers(1, 1)),
                Arguments.of(new FiniteFamilies.Categorical(3), rows(new double[] {0, 1, 0}, new double[] {1, 0, 0})),
                Arguments.of(new FiniteFamilies.Multinomial(2, 2), rows(new double[] {0, 2})),
                Arguments.of(new PositiveFamilies.Gamma(), numbers(2, 2)),
                Arguments.of(new PositiveFamilies.InverseGamma(), numbers(2)),
                Arguments.of(new PositiveFamilies.InverseGaussian(), numbers(2, 2)),
                Arguments.of(new PositiveFamilies.LogNormal(), numbers(1, 1)),
                Arguments.of(new PowerFamilies.Pareto(2), numbers(2, 2)),
                Arguments.of(new IntervalFamilies.Beta(), numbers(0.25, 0.25)),
                Arguments.of(new IntervalFamilies.Dirichlet(2), rows(new double[] {0.5, 0.5})),
                Arguments.of(new IntervalFamilies.ContinuousBernoulli(), numbers(0, 0)),
                Arguments.of(new RealFamilies.Normal(), numbers(2, 2)),
                Arguments.of(new RealFamilies.Laplace(3), numbers(3)),
                Arguments.of(new DirectionalFamilies.VonMises(), numbers(0, 0)),
                Arguments.of(new DirectionalFamilies.VonMisesFisher(2), rows(new double[] {0, 1})),
                Arguments.of(new MatrixFamilies.MultivariateNormal(2), rows(new double[] {1, 2}, new double[] {2, 4})),
                Arguments.of(new MatrixFamilies.Wishart(2), rows(new double[] {2, 0, 0, 2})),
                Arguments.of(new FeatureFamily(numbers(0, 1, 3)), numbers(2, 2)));
    }

    @ParameterizedTest
    @MethodSource("onABoundary")
    void aLikelihoodWithoutAMaximumIsRefused(ExponentialFamily family, DMatrixRMaj data) {
        assertThatThrownBy(() -> family.maximumLikelihood(data))
                .isInstanceOf(ArgumentException.class)
                .hasMessageStartingWith(
                        family.name() + ": argument data: the likelihood has no maximum in the family: ");
    }

    /** Natural parameters outside the domain, and what the message says. */
    private static Stream<Arguments> outside() {
        return Stream.of(
                Arguments.of(new DiscreteFamilies.Geometric(), numbers(0), "entry (0,0) = 0.0 is not negative"),
                Arguments.of(new DiscreteFamilies.Bernoulli(), numbers(Double.NaN), "entry (0,0) = NaN is not finite"),
                Arguments.of(new PositiveFamilies.Gamma(), numbers(-1, -1), "entry (0,0) = -1.0 is not above -1"),
                Arguments.of(new PositiveFamilies.Gamma(), numbers(1, 2), "entry (1,0) = 2.0 is not negative"),
                Arguments.of(new PositiveFamilies.Gamma(), numbers(1), "1×1 where 2×1 is needed"),
                Arguments.of(new PowerFamilies.Pareto(1), numbers(-1), "entry (0,0) = -1.0 is not below -1"),
                Arguments.of(new RealFamilies.Normal(), numbers(0, 0), "entry (1,0) = 0.0 is not negative"),
                Arguments.of(
                        new MatrixFamilies.MultivariateNormal(2), numbers(0, 0, -1, 2, 2, -1), "not positive definite"),
                Arguments.of(
                        new MatrixFamilies.MultivariateNormal(2),
                        numbers(0, 0, -1, -1, -1, -1),
                        "not positive definite"),
                Arguments.of(new MatrixFamilies.Wishart(2), numbers(-1, -1, 0, 0, -1), "-1.0 is not above -1"),
                Arguments.of(new MatrixFamilies.InverseWishart(2), numbers(-2, -1, 0, 0, -1), "is not below -d"));
    }

    @ParameterizedTest
    @MethodSource("outside")
    void parametersOutsideTheDomainAreRefusedByName(ExponentialFamily family, DMatrixRMaj eta, String problem) {
        assertThatThrownBy(() -> family.fisher(eta))
                .isInstanceOf(ArgumentException.class)
                .hasMessageStartingWith(family.name() + ": argument ")
                .hasMessageContaining(problem);
        try (Tape tape = new Tape()) {
            assertThatThrownBy(() -> family.kl(tape.constant(eta), tape.constant(eta)))
                    .hasMessageContaining(problem);
        }
    }

    /** Points outside the support, and what the message says. */
    private static Stream<Arguments> offTheSupport() {
        return Stream.of(
                Arguments.of(new DiscreteFamilies.Bernoulli(), numbers(0, 0.5), "entry (1,0) = 0.5 is not 0 or 1"),
                Arguments.of(new DiscreteFamilies.Binomial(3), numbers(4), "is above n"),
                Arguments.of(new DiscreteFamilies.Poisson(), numbers(1.5), "is not a whole number"),
                Arguments.of(new DiscreteFamilies.Logarithmic(), numbers(0), "from 1 on"),
                Arguments.of(
                        new FiniteFamilies.Categorical(2), rows(new double[] {1, 1}), "row 0 sums to 2.0, not to 1"),
                Arguments.of(new PositiveFamilies.Gamma(), numbers(0), "is not positive"),
                Arguments.of(new PowerFamilies.Pareto(2), numbers(1), "is below m"),
                Arguments.of(new IntervalFamilies.Beta(), numbers(1), "is not between 0 and 1"),
                Arguments.of(new IntervalFamilies.Dirichlet(2), rows(new double[] {0.5, 0.6}), "sums to 1.1"),
                Arguments.of(
                        new DirectionalFamilies.VonMisesFisher(2), rows(new double[] {1, 1}), "squared length 2.0"),
                Arguments.of(new MatrixFamilies.Wishart(2), rows(new double[] {1, 2, 2, 1}), "row 0 of x"),
                Arguments.of(new MatrixFamilies.MultivariateNormal(2), numbers(1), "1×1 where 1×2 is needed"),
                Arguments.of(new FeatureFamily(numbers(0, 1, 3)), numbers(3), "is not the number of a point"));
    }

    @ParameterizedTest
    @MethodSource("offTheSupport")
    void pointsOutsideTheSupportAreRefusedByName(ExponentialFamily family, DMatrixRMaj x, String problem) {
        assertThatThrownBy(() -> family.requirePoints(x))
                .isInstanceOf(ArgumentException.class)
                .hasMessageStartingWith(family.name() + ": argument ")
                .hasMessageContaining(problem);
        assertThatThrownBy(() -> family.maximumLikelihood(x)).hasMessageContaining(problem);
    }

    @Test
    void whatAFamilyKeepsFixedIsChecked() {
        assertThatThrownBy(() -> new DiscreteFamilies.Binomial(0))
                .hasMessage("Binomial: argument n: 0.0 is not a whole number from 1 on");
        assertThatThrownBy(() -> new DiscreteFamilies.NegativeBinomial(-1)).hasMessageContaining("r: -1.0");
        assertThatThrownBy(() -> new PowerFamilies.Weibull(Double.NaN)).hasMessageContaining("k: NaN");
        assertThatThrownBy(() -> new IntervalFamilies.Dirichlet(1)).hasMessageContaining("is not above 1");
        assertThatThrownBy(() -> new MatrixFamilies.Wishart(0)).hasMessageContaining("d: 0.0");
    }

    @Test
    void noDataHasNoLikelihood() {
        assertThatThrownBy(() -> new RealFamilies.Normal().maximumLikelihood(new DMatrixRMaj(0, 1)))
                .hasMessageContaining("at least one row");
    }

    @Test
    void entropiesTooLongToSumAreRefused() {
        try (Tape tape = new Tape()) {
            assertThatThrownBy(() -> new DiscreteFamilies.Poisson().entropy(tape.constant(column(30))))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("Poisson: the mean of ln h");
        }
    }
}
