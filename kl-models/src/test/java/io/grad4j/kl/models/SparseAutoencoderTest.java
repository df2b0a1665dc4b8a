package io.grad4j.kl.models;

import static io.grad4j.kl.Close.TO_HAND_FORMULA;
import static io.grad4j.kl.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.Close;
import io.grad4j.kl.Points;
import io.grad4j.kl.byhand.LossFormulas;
import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

class SparseAutoencoderTest {
    private static final int INPUTS = 3;
    private static final int HIDDEN = 2;

    record Case(DMatrixRMaj x, DMatrixRMaj weights, DMatrixRMaj bias) {
        double[][] activations() {
            double[][] a = new double[x.numRows][HIDDEN];
            for (int i = 0; i < a.length; i++) {
                for (int j = 0; j < HIDDEN; j++) {
                    double z = bias.data[j];
                    for (int d = 0; d < INPUTS; d++) {
                        z += x.get(i, d) * weights.get(d, j);
                    }
                    a[i][j] = 1 / (1 + Math.exp(-z));
                }
            }
            return a;
        }

        double[] means() {
            double[] means = new double[HIDDEN];
            for (double[] row : activations()) {
                for (int j = 0; j < HIDDEN; j++) {
                    means[j] += row[j] / x.numRows;
                }
            }
            return means;
        }
    }

    @Provide
    Arbitrary<Case> cases() {
        return Combinators.combine(
                        Points.matrix(5, INPUTS, 1), Points.matrix(INPUTS, HIDDEN, 1.5), Points.matrix(1, HIDDEN, 1.5))
                .as(Case::new)
                .withoutEdgeCases();
    }

    private static SparseAutoencoder model(Tape tape, DMatrixRMaj weights, Var bias) {
        return SparseAutoencoder.of(
                tape.constant(weights),
                bias,
                tape.constant(new DMatrixRMaj(HIDDEN, INPUTS)),
                tape.constant(new DMatrixRMaj(1, INPUTS)));
    }

    @Property
    void thePenaltyAndItsGradientAreTheFormulasByHand(
            @ForAll("cases") Case c, @ForAll @DoubleRange(min = 0.01, max = 0.2) double rho) {
        double[] hand = LossFormulas.sparsityGradientByBias(rho, c.activations());
        double value = LossFormulas.sparsityPenalty(rho, c.means());
        try (Tape tape = new Tape()) {
            Var bias = tape.variable("b", c.bias);
            Var penalty = model(tape, c.weights, bias).sparsityPenalty(tape.constant(c.x), rho);
            // Where a mean is close to ρ, the formulas by hand are differences that cancel.
            assertThat(penalty.scalar()).isCloseTo(value, within(1e-13 * (1 + value)));
            assertClose(tape.gradients(penalty).of(bias), hand, TO_HAND_FORMULA / Math.min(1, Close.size(hand)));
        }
    }

    @Property
    void theLossIsTheErrorAndBetaTimesThePenalty(
            @ForAll("cases") Case c, @ForAll @DoubleRange(min = 0.1, max = 10) double beta) {
        try (Tape tape = new Tape()) {
            SparseAutoencoder model = SparseAutoencoder.of(
                    tape.constant(c.weights),
                    tape.constant(c.bias),
                    tape.constant(CommonOps_DDRM.transpose(c.weights, null)),
                    tape.constant(new DMatrixRMaj(1, INPUTS)));
            Var x = tape.constant(c.x);
            double parts = model.reconstructionError(x).scalar()
                    + beta * model.sparsityPenalty(x, 0.1).scalar();
            assertClose(model.loss(x, 0.1, beta).scalar(), parts, 1e-14);
        }
    }

    @Property
    void thePenaltyVanishesExactlyWhereEveryMeanIsTheTarget(
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double rho,
            @ForAll @DoubleRange(min = 0.1, max = 2) double away) {
        DMatrixRMaj bias = new DMatrixRMaj(1, HIDDEN);
        Arrays.fill(bias.data, Math.log(rho / (1 - rho)));
        try (Tape tape = new Tape()) {
            Var x = tape.constant(new DMatrixRMaj(4, INPUTS));
            Var at = model(tape, new DMatrixRMaj(INPUTS, HIDDEN), tape.variable("b", bias))
                    .sparsityPenalty(x, rho);
            assertThat(at.scalar()).isBetween(0.0, 1e-28);
            DMatrixRMaj other = bias.copy();
            other.data[1] += away;
            Var beside = model(tape, new DMatrixRMaj(INPUTS, HIDDEN), tape.variable("b", other))
                    .sparsityPenalty(x, rho);
            assertThat(beside.scalar()).isGreaterThan(1e-6);
        }
    }

    @Test
    void thePenaltyOfUntrainedUnitsIsTheDivergenceFromAFairCoin() {
        try (Tape tape = new Tape()) {
            Var bias = tape.variable("b", new DMatrixRMaj(1, HIDDEN));
            Var penalty = model(tape, new DMatrixRMaj(INPUTS, HIDDEN), bias)
                    .sparsityPenalty(tape.constant(new DMatrixRMaj(4, INPUTS)), 0.05);
            // 2·KL(Bernoulli(0.05)‖Bernoulli(½)) = 2·(ln 2 - H(0.05)).
            assertClose(penalty.scalar(), 2 * (Math.log(2) + 0.05 * Math.log(0.05) + 0.95 * Math.log(0.95)), 1e-14);
        }
    }

    @Test
    void aSaturatedUnitHasAFinitePenaltyAndAForceBack() {
        DMatrixRMaj bias = new DMatrixRMaj(new double[][] {{-800, 800}});
        try (Tape tape = new Tape()) {
            Var b = tape.variable("b", bias);
            Var penalty = model(tape, new DMatrixRMaj(INPUTS, HIDDEN), b)
                    .sparsityPenalty(tape.constant(new DMatrixRMaj(4, INPUTS)), 0.05);
            // ρ·800 for the unit that never fires, (1-ρ)·800 for the one that always does, less the entropies.
            double entropy = -0.05 * Math.log(0.05) - 0.95 * Math.log(0.95);
            assertClose(penalty.scalar(), 800 - 2 * entropy, 1e-14);
            assertClose(tape.gradients(penalty).of(b), new double[] {-0.05, 0.95}, 1e-12);
        }
    }

    @Test
    void aTargetOutsideTheUnitIntervalAndDataThatAreNotFiniteAreRefused() {
        try (Tape tape = new Tape()) {
            SparseAutoencoder model =
                    model(tape, new DMatrixRMaj(INPUTS, HIDDEN), tape.constant(new DMatrixRMaj(1, HIDDEN)));
            Var x = tape.constant(new DMatrixRMaj(4, INPUTS));
            for (double rho : new double[] {0, 1, -0.1, Double.NaN}) {
                assertThatThrownBy(() -> model.sparsityPenalty(x, rho))
                        .isInstanceOf(ArgumentException.class)
                        .hasMessageContaining("argument rho: " + rho + " is not between 0 and 1");
            }
            DMatrixRMaj broken = new DMatrixRMaj(4, INPUTS);
            broken.set(2, 1, Double.NaN);
            assertThatThrownBy(() -> model.reconstructionError(tape.constant(broken)))
                    .hasMessageContaining("sparse autoencoder: argument x: entry (2,1) = NaN is not finite");
        }
    }
}
