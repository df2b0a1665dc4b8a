package io.grad4j.kl.models;

import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.kl.Close.TO_HAND_FORMULA;
import static io.grad4j.kl.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Gradients;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.ops.Factorizations;
import io.grad4j.autodiff.ops.Gaussians;
import io.grad4j.kl.Close;
import io.grad4j.kl.Points;
import io.grad4j.kl.byhand.MixtureFormulas;
import io.grad4j.kl.byhand.MixtureFormulas.Mixture;
import io.grad4j.kl.byhand.SoftmaxFormulas;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

class GaussianMixtureTest {
    private static final int K = 3;
    private static final int D = 2;
    private static final int ROWS = 12;

    /** The likelihood goes through a Cholesky factor here and through determinant and inverse there. */
    private static final double TOLERANCE = 100 * TO_HAND_FORMULA;

    /** Observations, logits, means and covariances. */
    record Case(DMatrixRMaj x, DMatrixRMaj logits, DMatrixRMaj means, List<DMatrixRMaj> covariances) {
        Mixture mixture() {
            DMatrixRMaj weights = DMatrixRMaj.wrap(1, K, SoftmaxFormulas.softmax(logits.data));
            return new Mixture(weights, means, covariances);
        }

        DMatrixRMaj factors() {
            DMatrixRMaj factors = new DMatrixRMaj(K, D * (D + 1) / 2);
            for (int j = 0; j < K; j++) {
                double[] row = GaussianMixture.packed(factor(covariances.get(j)));
                System.arraycopy(row, 0, factors.data, j * row.length, row.length);
            }
            return factors;
        }
    }

    @Provide
    Arbitrary<Case> cases() {
        return Combinators.combine(
                        Points.matrix(ROWS, D, 2),
                        Points.matrix(1, K, 1.5),
                        Points.matrix(K, D, 2),
                        Points.covariance(D).list().ofSize(K))
                .as(Case::new)
                .filter(c -> size(MixtureFormulas.gradientByLogits(c.mixture(), c.x)) > 0.05
                        && size(MixtureFormulas.gradientByMeans(c.mixture(), c.x)) > 0.05)
                .withoutEdgeCases();
    }

    @Property(tries = 300)
    void likelihoodAndGradientsAreTheFormulasByHand(@ForAll("cases") Case c) {
        try (Tape tape = new Tape()) {
            Var logits = tape.variable("logits", c.logits);
            Var means = tape.variable("means", c.means);
            GaussianMixture model = new GaussianMixture(logits, means, tape.variable("factors", c.factors()));
            Var likelihood = model.logLikelihood(tape.constant(c.x));
            Gradients gradients = tape.gradients(likelihood);
            Mixture hand = c.mixture();
            assertClose(likelihood.scalar(), MixtureFormulas.logLikelihood(hand, c.x), TOLERANCE);
            assertClose(gradients.of(logits), MixtureFormulas.gradientByLogits(hand, c.x).data, TOLERANCE);
            assertClose(gradients.of(means), MixtureFormulas.gradientByMeans(hand, c.x).data, TOLERANCE);
            Var responsibilities = exp(model.logResponsibilities(tape.constant(c.x)));
            assertClose(model.covariance(1).value(), c.covariances.get(1).data, TO_HAND_FORMULA);
            assertClose(responsibilities.value(), MixtureFormulas.responsibilities(hand, c.x).data, TOLERANCE);
        }
    }

    @Property(tries = 300)
    void aStepOfExpectationMaximisationNeverLowersTheLikelihood(@ForAll("cases") Case c) {
        double before = MixtureFormulas.logLikelihood(c.mixture(), c.x);
        Mixture after = MixtureFormulas.emStep(c.mixture(), c.x);
        // A component that has taken hold of hardly any rows has a covariance that is almost singular.
        boolean degenerate = after.covariances().stream().anyMatch(s -> CommonOps_DDRM.det(s) < 1e-8);
        if (!degenerate) {
            assertThat(MixtureFormulas.logLikelihood(after, c.x)).isGreaterThanOrEqualTo(before - 1e-10 * ROWS);
        }
        assertClose(CommonOps_DDRM.elementSum(after.weights()), 1, 1e-14);
    }

    @Property(tries = 100)
    void oneComponentIsAGaussian(@ForAll("cases") Case c) {
        try (Tape tape = new Tape()) {
            Var x = tape.constant(c.x);
            DMatrixRMaj mean = CommonOps_DDRM.extractRow(c.means, 0, null);
            DMatrixRMaj l = factor(c.covariances.get(0));
            GaussianMixture model = new GaussianMixture(
                    tape.constant(17),
                    tape.constant(mean),
                    tape.constant(DMatrixRMaj.wrap(1, 3, GaussianMixture.packed(l))));
            double gaussian = Gaussians.logDensityByCholesky(x, tape.constant(mean), tape.constant(l))
                    .sum()
                    .scalar();
            assertClose(model.logLikelihood(x).scalar(), gaussian, TO_HAND_FORMULA);
        }
    }

    @Test
    void aPointFarFromEveryComponentKeepsAFiniteLikelihoodAndGradient() {
        try (Tape tape = new Tape()) {
            Var means = tape.variable("means", new DMatrixRMaj(new double[][] {{-1}, {1}}));
            GaussianMixture model = new GaussianMixture(
                    tape.constant(new DMatrixRMaj(1, 2)), means, tape.constant(new DMatrixRMaj(2, 1)));
            Var likelihood = model.logLikelihood(tape.constant(new DMatrixRMaj(new double[][] {{1000}})));
            // ln ½ - ½ ln 2π - ½·999², the other component being e^-2000 of it.
            assertClose(likelihood.scalar(), Math.log(0.5) - 0.5 * Math.log(2 * Math.PI) - 0.5 * 999 * 999, 1e-15);
            assertClose(tape.gradients(likelihood).of(means), new double[] {0, 999}, 1e-15);
        }
    }

    @Test
    void parametersAndObservationsThatDoNotFitAreRefused() {
        try (Tape tape = new Tape()) {
            Var logits = tape.constant(new DMatrixRMaj(1, K));
            Var means = tape.constant(new DMatrixRMaj(K, D));
            Var factors = tape.constant(new DMatrixRMaj(K, 3));
            GaussianMixture model = new GaussianMixture(logits, means, factors);
            DMatrixRMaj broken = new DMatrixRMaj(ROWS, D);
            broken.set(3, 1, Double.POSITIVE_INFINITY);
            assertThatThrownBy(() -> model.logLikelihood(tape.constant(broken)))
                    .isInstanceOf(ArgumentException.class)
                    .hasMessageContaining("mixture: argument x: entry (3,1) = Infinity is not finite");
            assertThatThrownBy(() -> model.logLikelihood(tape.constant(new DMatrixRMaj(ROWS, 3))))
                    .isInstanceOf(ArgumentException.class);
            assertThatThrownBy(() -> new GaussianMixture(means, means, factors))
                    .hasMessageContaining("mixture: argument logits: 3×2 where 1×3 is needed");
            assertThatThrownBy(() -> new GaussianMixture(logits, means, means))
                    .hasMessageContaining("mixture: argument factors: 3×2 where 3×3 is needed");
            assertThatThrownBy(() -> GaussianMixture.packed(new DMatrixRMaj(2, 2)))
                    .hasMessageContaining("entry (0,0) = 0.0 is not positive");
        }
    }

    private static double size(DMatrixRMaj m) {
        return Close.size(m.data);
    }

    private static DMatrixRMaj factor(DMatrixRMaj covariance) {
        try (Tape tape = new Tape()) {
            return Factorizations.cholesky(tape.constant(covariance)).value();
        }
    }
}
