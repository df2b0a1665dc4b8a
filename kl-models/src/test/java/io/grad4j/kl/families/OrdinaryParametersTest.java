package io.grad4j.kl.families;

import static io.grad4j.kl.Close.TO_HAND_FORMULA;
import static io.grad4j.kl.Close.assertClose;
import static io.grad4j.kl.families.Columns.column;
import static org.assertj.core.api.Assertions.assertThat;

import io.grad4j.autodiff.Tape;
import java.util.Arrays;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Ordinary parameters mean what textbooks mean by them: the means of T are the known ones. */
class OrdinaryParametersTest {
    private static final double EULER = 0.5772156649015329;
    private static final double ROOT = Math.sqrt(0.7);

    /** A family, its ordinary parameters, and E[T]. */
    private static Stream<Arguments> means() {
        return Stream.of(
                of(new DiscreteFamilies.Bernoulli(), column(0.3), 0.3),
                of(new DiscreteFamilies.Binomial(7), column(0.3), 2.1),
                of(new DiscreteFamilies.Poisson(), column(2.5), 2.5),
                of(new DiscreteFamilies.Geometric(), column(0.2), 4),
                of(new DiscreteFamilies.NegativeBinomial(2.5), column(0.2), 10),
                of(new DiscreteFamilies.Logarithmic(), column(0.5), 1 / Math.log(2)),
                of(new FiniteFamilies.Categorical(3), column(0.2, 0.3, 0.5), 0.2, 0.3, 0.5),
                of(new FiniteFamilies.Multinomial(4, 2), column(0.25, 0.75), 1, 3),
                of(new PositiveFamilies.Exponential(), column(4), 0.25),
                of(new PositiveFamilies.Gamma(), column(1, 2), -EULER - Math.log(2), 0.5),
                of(new PositiveFamilies.InverseGamma(), column(1, 2), EULER + Math.log(2), 0.5),
                of(new PositiveFamilies.ChiSquared(), column(2), Math.log(2) - EULER),
                of(new PositiveFamilies.InverseGaussian(), column(2, 5), 2, 0.7),
                of(new PositiveFamilies.LogNormal(), column(1.5, 0.5), 1.5, 2.5),
                of(new PowerFamilies.Weibull(2), column(3), 9),
                of(new PowerFamilies.Rayleigh(), column(3), 18),
                of(new PowerFamilies.Pareto(2), column(4), Math.log(2) + 0.25),
                of(new IntervalFamilies.Beta(), column(2, 3), -13 / 12.0, -7 / 12.0),
                of(new IntervalFamilies.Dirichlet(3), column(1, 1, 1), -1.5, -1.5, -1.5),
                of(new IntervalFamilies.ContinuousBernoulli(), column(0.75), 1.5 - 1 / Math.log(3)),
                of(new RealFamilies.Normal(), column(1.5, 0.5), 1.5, 2.5),
                of(new RealFamilies.Laplace(7), column(3), 3),
                of(new MatrixFamilies.MultivariateNormal(2), column(1, 2, 3, 0.5, 0.5, 4), 1, 2, 4, 2.5, 2.5, 8),
                of(new MatrixFamilies.Wishart(1), column(2, 3), Math.log(6) - EULER, 6),
                of(new MatrixFamilies.InverseWishart(1), column(2, 3), Math.log(1.5) + EULER, 2 / 3.0));
    }

    private static Arguments of(ExponentialFamily family, DMatrixRMaj ordinary, double... mean) {
        return Arguments.of(family, ordinary, mean);
    }

    @ParameterizedTest
    @MethodSource("means")
    void theMeanIsTheKnownOneAndTheParametersComeBack(
            ExponentialFamily family, DMatrixRMaj ordinary, double[] mean) {
        try (Tape tape = new Tape()) {
            DMatrixRMaj eta = family.natural(tape.constant(ordinary)).value();
            assertClose(family.meanParameters(eta), mean, TO_HAND_FORMULA);
            DMatrixRMaj back = family.ordinary(tape.constant(eta)).value();
            assertClose(back, Arrays.copyOf(ordinary.data, ordinary.numRows), TO_HAND_FORMULA);
        }
    }

    /** E[X] = nV, E[X⁻¹] = νΨ⁻¹ for matrices. */
    @Test
    void matricesHaveTheirMeans() {
        DMatrixRMaj wishart = mean(new MatrixFamilies.Wishart(2), column(5, 2, 0.5, 0.5, 1));
        assertClose(matrix(wishart), new double[] {10, 2.5, 2.5, 5}, TO_HAND_FORMULA);
        DMatrixRMaj inverse = mean(new MatrixFamilies.InverseWishart(2), column(5, 2, 0.5, 0.5, 1));
        assertClose(matrix(inverse), new double[] {5 / 1.75, -2.5 / 1.75, -2.5 / 1.75, 10 / 1.75}, TO_HAND_FORMULA);
    }

    private static DMatrixRMaj matrix(DMatrixRMaj mean) {
        return column(mean.data[1], mean.data[2], mean.data[3], mean.data[4]);
    }

    /** The mean of a direction points to μ, in every quadrant and on the cut. */
    @Test
    void anglesComeBackInEveryQuadrant() {
        DirectionalFamilies.VonMises family = new DirectionalFamilies.VonMises();
        try (Tape tape = new Tape()) {
            for (double mu : new double[] {0, 0.3, 1.7, 3, Math.PI, -0.3, -1.7, -3}) {
                DMatrixRMaj eta = family.natural(tape.constant(column(mu, ROOT))).value();
                DMatrixRMaj mean = family.meanParameters(eta);
                assertThat(Math.abs(Math.atan2(mean.data[1], mean.data[0]) - mu)).isLessThan(TO_HAND_FORMULA);
                DMatrixRMaj back = family.ordinary(tape.constant(eta)).value();
                assertThat(Math.abs(back.data[0] - mu)).isLessThan(TO_HAND_FORMULA);
                assertClose(back.data[1], ROOT, TO_HAND_FORMULA);
            }
            assertThat(family.ordinary(tape.constant(column(0, 0))).value().data).containsExactly(0, 0);
        }
    }

    private static DMatrixRMaj mean(ExponentialFamily family, DMatrixRMaj ordinary) {
        try (Tape tape = new Tape()) {
            return family.meanParameters(family.natural(tape.constant(ordinary)).value());
        }
    }
}
