package io.grad4j.kl.models;

import static io.grad4j.autodiff.ops.Softmaxes.binaryCrossEntropy;
import static io.grad4j.kl.Close.TO_HAND_FORMULA;
import static io.grad4j.kl.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.byhand.GaussianFormulas;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

class VariationalAutoencoderTest {
    private static final int PIXELS = 3;

    /** A grid over which integrals against N(0, 1) are sums: step 0.1 to ±8, exact to rounding for smooth integrands. */
    private static final double STEP = 0.1;

    private static final DMatrixRMaj GRID = grid();

    private static DMatrixRMaj grid() {
        int half = (int) Math.round(8 / STEP);
        DMatrixRMaj z = new DMatrixRMaj(2 * half + 1, 1);
        for (int i = 0; i < z.numRows; i++) {
            z.data[i] = (i - half) * STEP;
        }
        return z;
    }

    private static double weight(double z) {
        return STEP * Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
    }

    private static Var[] onTape(Tape tape, List<DMatrixRMaj> parameters) {
        return parameters.stream().map(tape::constant).toArray(Var[]::new);
    }

    /** Weights of a model with one latent dimension, biases random as well. */
    private static List<DMatrixRMaj> parameters(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<DMatrixRMaj> parameters = VariationalAutoencoder.initialParameters(PIXELS, 4, 1, random);
        for (DMatrixRMaj p : parameters) {
            for (int i = 0; i < p.getNumElements(); i++) {
                p.data[i] += random.nextDouble(-0.7, 0.7);
            }
        }
        return parameters;
    }

    private static DMatrixRMaj repeated(DMatrixRMaj row) {
        DMatrixRMaj x = new DMatrixRMaj(GRID.numRows, row.numCols);
        for (int i = 0; i < x.numRows; i++) {
            CommonOps_DDRM.insert(row, x, i, 0);
        }
        return x;
    }

    @Property(tries = 60)
    void theMeanOfTheElboIsALowerBoundOfTheLogLikelihood(@ForAll long seed) {
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {{1, 0, 1}});
        try (Tape tape = new Tape()) {
            VariationalAutoencoder model = VariationalAutoencoder.of(onTape(tape, parameters(seed)));
            Var rows = tape.constant(repeated(x));
            // ln p(x|z) on the grid gives p(x) = ∫ p(x|z) N(z) dz.
            DMatrixRMaj logLikelihoods = binaryCrossEntropy(rows, model.decode(tape.constant(GRID)))
                    .sum(Each.ROW)
                    .negate()
                    .value();
            double evidence = 0;
            double elbo = 0;
            for (int i = 0; i < GRID.numRows; i++) {
                double w = weight(GRID.data[i]);
                evidence += w * Math.exp(logLikelihoods.data[i]);
                DMatrixRMaj noise = DMatrixRMaj.wrap(1, 1, new double[] {GRID.data[i]});
                elbo -= w
                        * model.negativeElbo(tape.constant(x), tape.constant(noise))
                                .scalar();
            }
            assertThat(elbo).isLessThanOrEqualTo(Math.log(evidence) + 1e-12);
        }
    }

    @Test
    void theBoundIsTightWhereThePosteriorIsThePrior() {
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {{1, 0, 1}});
        List<DMatrixRMaj> parameters = parameters(1);
        // Pixels that do not depend on z; μ = 0 and v = 0.
        parameters.get(8).zero();
        for (int i = 2; i < 6; i++) {
            parameters.get(i).zero();
        }
        try (Tape tape = new Tape()) {
            VariationalAutoencoder model = VariationalAutoencoder.of(onTape(tape, parameters));
            DMatrixRMaj noise = new DMatrixRMaj(new double[][] {{0.7}});
            double evidence = binaryCrossEntropy(tape.constant(x), tape.constant(parameters.get(9)))
                    .sum()
                    .scalar();
            assertClose(
                    model.negativeElbo(tape.constant(x), tape.constant(noise)).scalar(), evidence, TO_HAND_FORMULA);
        }
    }

    @Property(tries = 100)
    void theDivergenceIsTheClosedFormByHandAveragedOverTheRows(@ForAll long seed) {
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {{1, 0, 1}, {0.5, 0.25, 0}});
        DMatrixRMaj noise = new DMatrixRMaj(new double[][] {{0.7}, {-0.3}});
        try (Tape tape = new Tape()) {
            VariationalAutoencoder model = VariationalAutoencoder.of(onTape(tape, parameters(seed)));
            Var rows = tape.constant(x);
            Var epsilon = tape.constant(noise);
            VariationalAutoencoder.Posterior q = model.posterior(rows);
            double hand = 0;
            for (int i = 0; i < 2; i++) {
                double sigma = Math.exp(0.5 * q.logVariance().get(i, 0));
                hand += GaussianFormulas.klFromStandard(new double[] {q.mu().get(i, 0)}, new double[] {sigma}) / 2;
            }
            double without =
                    model.loss(rows, epsilon, (mu, v) -> tape.constant(0)).scalar();
            // The divergence is a difference of two losses, whose rounding it keeps.
            assertThat(model.negativeElbo(rows, epsilon).scalar() - without)
                    .isCloseTo(hand, within(1e-12 * (1 + without)));
        }
    }

    @Test
    void pixelsAndParametersThatDoNotFitAreRefused() {
        try (Tape tape = new Tape()) {
            VariationalAutoencoder model = VariationalAutoencoder.of(onTape(tape, parameters(2)));
            Var noise = tape.constant(new DMatrixRMaj(1, 1));
            assertThatThrownBy(() ->
                            model.negativeElbo(tape.constant(new DMatrixRMaj(new double[][] {{1, 0, 16}})), noise))
                    .isInstanceOf(ArgumentException.class)
                    .hasMessageContaining("entry (0,2) = 16.0 is not from 0 to 1");
            assertThatThrownBy(() -> model.negativeElbo(
                            tape.constant(new DMatrixRMaj(new double[][] {{1, 0, Double.NaN}})), noise))
                    .hasMessageContaining("variational autoencoder: argument x: entry (0,2) = NaN is not finite");
            assertThatThrownBy(() -> model.negativeElbo(tape.constant(new DMatrixRMaj(0, PIXELS)), noise))
                    .hasMessageContaining("0×3 where at least one row");
            assertThatThrownBy(() -> VariationalAutoencoder.of(noise)).hasMessageContaining("1 matrices where 10");
        }
    }
}
