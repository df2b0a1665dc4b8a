package io.grad4j.autodiff.ops;

import static io.grad4j.autodiff.Matrices.each;
import static io.grad4j.autodiff.Matrices.factor;
import static io.grad4j.autodiff.Matrices.generic;
import static io.grad4j.autodiff.Matrices.matrix;
import static io.grad4j.autodiff.Matrices.number;
import static io.grad4j.autodiff.Matrices.row;
import static io.grad4j.autodiff.ops.Gaussians.logDensity;
import static io.grad4j.autodiff.ops.Gaussians.logDensityByCholesky;
import static io.grad4j.autodiff.ops.Gaussians.logDensityByCovariance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Gradients;
import io.grad4j.autodiff.Matrices;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GaussianEdgesTest {
    private static final double NAN = Double.NaN;

    @Test
    @Convention("gaussian-scale")
    void aTinyScaleKeepsItsDigits() {
        try (Tape tape = new Tape()) {
            Var x = tape.constant(1e-200);
            Var mu = tape.variable("mu", 0);
            Var sigma = tape.variable("sigma", 1e-200);
            Var density = logDensity(x, mu, sigma);
            Gradients gradients = tape.gradients(density);
            assertThat(density.scalar()).isCloseTo(459.09808006560445, within(1e-12));
            assertThat(gradients.of(mu).data[0]).isEqualTo(1e200);
            assertThat(gradients.of(sigma).data[0]).isZero();
        }
    }

    @Property(tries = 200)
    void gradientsAreTheScoresAtEveryScale(
            @ForAll("scales") DMatrixRMaj sigma, @ForAll @DoubleRange(min = -3, max = 3) double z) {
        try (Tape tape = new Tape()) {
            DMatrixRMaj x = each(sigma, s -> z * s);
            Var mu = tape.variable("mu", new DMatrixRMaj(1, sigma.numCols));
            Var scale = tape.variable("sigma", sigma);
            Gradients gradients = tape.gradients(logDensity(tape.constant(x), mu, scale));
            for (int j = 0; j < sigma.numCols; j++) {
                double s = sigma.data[j];
                assertThat(gradients.of(mu).data[j]).isCloseTo(z / s, within(1e-14 * 3 / s));
                assertThat(gradients.of(scale).data[j]).isCloseTo((z * z - 1) / s, within(1e-14 * 10 / s));
            }
        }
    }

    @Provide
    Arbitrary<DMatrixRMaj> scales() {
        return Matrices.scales(1, 3);
    }

    @Test
    void theThreeFormsAgreeOnADiagonalCovariance() {
        DMatrixRMaj x = generic(4, 2, 1);
        DMatrixRMaj mu = row(0.3, -0.4);
        try (Tape tape = new Tape()) {
            Var points = tape.constant(x);
            Var mean = tape.constant(mu);
            double[] byScale =
                    logDensity(points, mean, tape.constant(row(0.5, 2))).value().data;
            Var factor = tape.constant(matrix(new double[] {0.5, 0}, new double[] {0, 2}));
            Var covariance = tape.constant(matrix(new double[] {0.25, 0}, new double[] {0, 4}));
            assertThat(logDensityByCholesky(points, mean, factor).value().data).containsExactly(byScale, within(1e-14));
            assertThat(logDensityByCovariance(points, mean, covariance).value().data)
                    .containsExactly(byScale, within(1e-14));
        }
    }

    @Test
    void theGradientForACovarianceIsSymmetric() {
        DMatrixRMaj x = generic(4, 2, 2);
        DMatrixRMaj gradient = Autodiff.gradient(
                sigma -> logDensityByCovariance(
                                sigma.tape().constant(x), sigma.tape().constant(row(0.3, -0.4)), sigma)
                        .sum(),
                matrix(new double[] {2, 0.3}, new double[] {0.3, 1}));
        assertThat(gradient.get(0, 1)).isEqualTo(gradient.get(1, 0)).isNotZero();
    }

    private static Stream<Arguments> refusedScales() {
        return Stream.of(
                arguments(row(1, 0), "gaussian standardize: argument sigma: entry (0,1) = 0.0 is not positive"),
                arguments(row(-2, 1), "gaussian standardize: argument sigma: entry (0,0) = -2.0 is not positive"),
                arguments(row(1, NAN), "gaussian standardize: argument sigma: entry (0,1) = NaN is not finite"),
                arguments(row(1, 2, 3), "gaussian standardize: argument sigma: 1×3 does not fit x"));
    }

    @ParameterizedTest
    @MethodSource("refusedScales")
    @Convention("gaussian-domain")
    void aScaleThatIsNotPositiveIsRefusedWithItsEntry(DMatrixRMaj sigma, String message) {
        try (Tape tape = new Tape()) {
            Var x = tape.constant(generic(4, 2, 3));
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> logDensity(x, tape.constant(row(0, 0)), tape.variable("s", sigma)))
                    .withMessageContaining(message)
                    .withMessageContaining("called with")
                    .withMessageContaining("s ");
        }
    }

    private static Stream<Arguments> refusedFactors() {
        return Stream.of(
                arguments(
                        matrix(new double[] {1, 0.5}, new double[] {0.2, 1}),
                        "entry (0,1) = 0.5 is above the diagonal"),
                arguments(matrix(new double[] {1, 0}, new double[] {0.2, -1}), "entry (1,1) = -1.0 is not positive"),
                arguments(matrix(new double[] {0, 0}, new double[] {0.2, 1}), "entry (0,0) = 0.0"),
                arguments(matrix(new double[] {1, 0}, new double[] {NAN, 1}), "entry (1,0) = NaN"),
                arguments(matrix(new double[] {1, NAN}, new double[] {0, 1}), "entry (0,1) = NaN"),
                arguments(factor(3, 4), "3×3 where 2×2 is needed"));
    }

    @ParameterizedTest
    @MethodSource("refusedFactors")
    void aMatrixThatIsNoCholeskyFactorIsRefusedWithItsEntry(DMatrixRMaj l, String message) {
        try (Tape tape = new Tape()) {
            Var x = tape.constant(generic(4, 2, 3));
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> logDensityByCholesky(x, tape.constant(row(0, 0)), tape.variable("l", l)))
                    .withMessageContaining("gaussian whiten: argument L: " + message);
        }
    }

    @Test
    @Convention("gaussian-domain")
    void aCovarianceThatIsNotPositiveDefiniteIsRefusedWithItsPivot() {
        try (Tape tape = new Tape()) {
            Var sigma = tape.variable("Σ", matrix(new double[] {1, 2}, new double[] {2, 1}));
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> logDensityByCovariance(tape.constant(row(0, 0)), tape.constant(row(0, 0)), sigma))
                    .withMessageContaining("cholesky: argument A: is not positive definite: pivot 1 is -3.0")
                    .withMessageContaining("Σ 2×2");
        }
    }

    @Test
    @Convention("gaussian-domain")
    void aPointOrMeanThatIsNaNIsRefusedWithItsEntry() {
        try (Tape tape = new Tape()) {
            Var one = tape.constant(1);
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> logDensity(tape.variable(number(NAN)), one, one))
                    .withMessageContaining("gaussian standardize: argument x: entry (0,0) = NaN is NaN");
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> logDensity(one, tape.variable(number(NAN)), one))
                    .withMessageContaining("argument mu: entry (0,0) = NaN");
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> logDensityByCholesky(one, tape.variable(number(NAN)), one))
                    .withMessageContaining("gaussian whiten: argument mu: entry (0,0) = NaN");
        }
    }
}
