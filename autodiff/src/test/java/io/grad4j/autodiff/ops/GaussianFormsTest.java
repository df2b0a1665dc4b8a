package io.grad4j.autodiff.ops;

import static io.grad4j.autodiff.Matrices.generic;
import static io.grad4j.autodiff.Matrices.row;
import static io.grad4j.autodiff.Matrices.spd;
import static io.grad4j.autodiff.ops.Factorizations.cholesky;
import static io.grad4j.autodiff.ops.Gaussians.logDensityByCholesky;
import static io.grad4j.autodiff.ops.Gaussians.logDensityByCovariance;
import static io.grad4j.autodiff.ops.Gaussians.logDensityByPrecision;
import static io.grad4j.autodiff.ops.Gaussians.logLikelihoodByCholesky;
import static io.grad4j.autodiff.ops.Gaussians.logLikelihoodByCovariance;
import static io.grad4j.autodiff.ops.Solves.inverse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Gradients;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** One Gaussian by its covariance, its factor and its precision. */
class GaussianFormsTest {
    private static Var byPrecision(Var x, Var mu, Var covariance) {
        return logDensityByPrecision(x, mu, inverse(covariance));
    }

    @Property(tries = 50)
    @Convention("gaussian-forms")
    void everyFormHasTheSameRowsAndGradients(
            @ForAll @IntRange(min = 1, max = 5) int d, @ForAll @IntRange(max = 6) int m) {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", generic(m, d, 1));
            Var mu = tape.variable("mu", generic(1, d, 2));
            Var sigma = tape.variable("Σ", spd(d, 3));
            Var expected = logDensityByCovariance(x, mu, sigma);
            Gradients gradients = tape.gradients(expected, generic(m, 1, 4));
            for (Var other : new Var[] {byPrecision(x, mu, sigma), logDensityByCholesky(x, mu, cholesky(sigma))}) {
                assertThat(other.value().data).containsExactly(expected.value().data, within(1e-11));
                Gradients others = tape.gradients(other, generic(m, 1, 4));
                for (Var v : new Var[] {x, mu, sigma}) {
                    assertThat(others.of(v).data).containsExactly(gradients.of(v).data, within(1e-10));
                }
            }
        }
    }

    /** In d up to 20, where the vector kernels have blocks and rests. */
    @Property(tries = 30)
    void theLikelihoodOfAllRowsIsTheSumOfTheirDensities(
            @ForAll @IntRange(min = 1, max = 20) int d, @ForAll @IntRange(max = 40) int m) {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", generic(m, d, 7));
            Var mu = tape.variable("mu", generic(1, d, 8));
            Var sigma = tape.variable("Σ", spd(d, 9));
            Var l = tape.variable("L", cholesky(tape.constant(spd(d, 9))).value());
            assertSameSum(logDensityByCovariance(x, mu, sigma), logLikelihoodByCovariance(x, mu, sigma), x, mu, sigma);
            assertSameSum(logDensityByCholesky(x, mu, l), logLikelihoodByCholesky(x, mu, l), x, mu, l);
        }
    }

    private static void assertSameSum(Var rows, Var sum, Var... variables) {
        Var expected = rows.sum();
        double scale = 1 + Math.abs(expected.scalar());
        assertThat(sum.scalar()).isCloseTo(expected.scalar(), within(1e-11 * scale));
        Gradients gradients = expected.tape().gradients(expected);
        Gradients others = expected.tape().gradients(sum);
        for (Var v : variables) {
            assertThat(others.of(v).data).containsExactly(gradients.of(v).data, within(1e-10 * scale));
        }
    }

    @Test
    @Convention("gaussian-forms")
    void theGradientForAPrecisionIsSymmetric() {
        DMatrixRMaj precision = spd(2, 5);
        precision.add(0, 1, 0.1);
        DMatrixRMaj gradient = Autodiff.gradient(
                p -> logDensityByPrecision(
                                p.tape().constant(generic(4, 2, 6)), p.tape().constant(row(0.3, -0.4)), p)
                        .sum(),
                precision);
        assertThat(gradient.get(0, 1)).isEqualTo(gradient.get(1, 0)).isNotZero();
    }
}
