package io.grad4j.kl.models;

import static io.grad4j.autodiff.ops.Softmaxes.logSoftmax;
import static io.grad4j.kl.Close.TO_HAND_FORMULA;
import static io.grad4j.kl.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Gradients;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.Points;
import io.grad4j.kl.byhand.LossFormulas;
import io.grad4j.kl.divergences.Discrete;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

/** Logistic and softmax regression. */
class RegressionTest {
    private static final int ROWS = 6;
    private static final int INPUTS = 3;

    /** Observations of as many classes as the weights have columns, those of the first rows all different. */
    record Case(DMatrixRMaj x, int classes, DMatrixRMaj weights, DMatrixRMaj bias) {
        int[] labels() {
            int[] labels = new int[ROWS];
            Arrays.setAll(labels, i -> i % classes);
            return labels;
        }
    }

    @Provide
    Arbitrary<Case> softmaxCases() {
        return Arbitraries.integers().between(2, 4).flatMap(k -> cases(k, k));
    }

    @Provide
    Arbitrary<Case> logisticCases() {
        return cases(2, 1);
    }

    private static Arbitrary<Case> cases(int classes, int cols) {
        return Combinators.combine(
                        Points.matrix(ROWS, INPUTS, 1.5), Points.matrix(INPUTS, cols, 1.5), Points.matrix(1, cols, 1.5))
                .as((x, w, b) -> new Case(x, classes, w, b))
                .withoutEdgeCases();
    }

    @Property
    void theGradientIsXTransposedTimesTheResiduals(@ForAll("softmaxCases") Case c) {
        try (Tape tape = new Tape()) {
            Var w = tape.variable("w", c.weights);
            Var b = tape.variable("b", c.bias);
            Var loss = new SoftmaxRegression(w, b).negativeLogLikelihood(c.labels(), tape.constant(c.x));
            Gradients gradients = tape.gradients(loss);
            double[][] hand =
                    LossFormulas.softmaxRegressionGradient(c.labels(), rows(c.x), rows(c.weights), c.bias.data);
            double[] all = Arrays.stream(hand).flatMapToDouble(Arrays::stream).toArray();
            DMatrixRMaj both = CommonOps_DDRM.concatRowsMulti(gradients.of(w), gradients.of(b));
            assertClose(both, all, TO_HAND_FORMULA);
        }
    }

    @Property
    void theNegativeLogLikelihoodIsTheCrossEntropyFromTheEmpiricalDistribution(@ForAll("softmaxCases") Case c) {
        try (Tape tape = new Tape()) {
            SoftmaxRegression model = new SoftmaxRegression(tape.constant(c.weights), tape.constant(c.bias));
            Var x = tape.constant(c.x);
            // p̂(x, y) is 1/m at each observation; log q(x, y) = log q(y|x), as the rows of x are given.
            DMatrixRMaj empirical = new DMatrixRMaj(ROWS, c.classes);
            for (int i = 0; i < ROWS; i++) {
                empirical.set(i, c.labels()[i], 1.0 / ROWS);
            }
            Var logQ = logSoftmax(model.logits(x), Each.ROW);
            double crossEntropy =
                    Discrete.crossEntropy(tape.constant(empirical), logQ).scalar();
            assertClose(model.negativeLogLikelihood(c.labels(), x).scalar(), crossEntropy, TO_HAND_FORMULA);
        }
    }

    @Property
    void logisticRegressionIsSoftmaxRegressionBesideALogitOfZero(@ForAll("logisticCases") Case c) {
        try (Tape tape = new Tape()) {
            Var x = tape.constant(c.x);
            Var logistic = new LogisticRegression(tape.constant(c.weights), tape.constant(c.bias))
                    .negativeLogLikelihood(c.labels(), x);
            DMatrixRMaj weights = CommonOps_DDRM.concatColumnsMulti(new DMatrixRMaj(INPUTS, 1), c.weights);
            DMatrixRMaj bias = CommonOps_DDRM.concatColumnsMulti(new DMatrixRMaj(1, 1), c.bias);
            Var softmax = new SoftmaxRegression(tape.constant(weights), tape.constant(bias))
                    .negativeLogLikelihood(c.labels(), x);
            assertClose(logistic.scalar(), softmax.scalar(), TO_HAND_FORMULA);
        }
    }

    @Property
    void theLogisticGradientIsXTransposedTimesTheResiduals(@ForAll("logisticCases") Case c) {
        try (Tape tape = new Tape()) {
            Var w = tape.variable("w", c.weights);
            Var b = tape.variable("b", c.bias);
            Var loss = new LogisticRegression(w, b).negativeLogLikelihood(c.labels(), tape.constant(c.x));
            Gradients gradients = tape.gradients(loss);
            double[] hand = new double[INPUTS + 1];
            for (int i = 0; i < ROWS; i++) {
                double eta = c.bias.data[0];
                for (int d = 0; d < INPUTS; d++) {
                    eta += c.x.get(i, d) * c.weights.data[d];
                }
                double residual = LossFormulas.binarySlope(c.labels()[i], eta) / ROWS;
                for (int d = 0; d < INPUTS; d++) {
                    hand[d] += residual * c.x.get(i, d);
                }
                hand[INPUTS] += residual;
            }
            assertClose(CommonOps_DDRM.concatRowsMulti(gradients.of(w), gradients.of(b)), hand, TO_HAND_FORMULA);
        }
    }

    @Test
    void untrainedModelsCostTheLogarithmOfTheNumberOfClasses() {
        try (Tape tape = new Tape()) {
            Var x = tape.constant(new DMatrixRMaj(ROWS, INPUTS));
            Var zero = tape.constant(new DMatrixRMaj(INPUTS, 10));
            SoftmaxRegression softmax = new SoftmaxRegression(zero, tape.constant(new DMatrixRMaj(1, 10)));
            assertClose(softmax.negativeLogLikelihood(new int[ROWS], x).scalar(), Math.log(10), 1e-15);
            LogisticRegression logistic =
                    new LogisticRegression(tape.constant(new DMatrixRMaj(INPUTS, 1)), tape.constant(0));
            assertClose(logistic.negativeLogLikelihood(new int[ROWS], x).scalar(), Math.log(2), 1e-15);
        }
    }

    @Test
    void observationsThatCannotBeFittedAreRefused() {
        try (Tape tape = new Tape()) {
            SoftmaxRegression softmax = new SoftmaxRegression(
                    tape.variable(new DMatrixRMaj(INPUTS, 3)), tape.variable(new DMatrixRMaj(1, 3)));
            LogisticRegression logistic =
                    new LogisticRegression(tape.variable(new DMatrixRMaj(INPUTS, 1)), tape.variable("b", 0));
            DMatrixRMaj broken = new DMatrixRMaj(2, INPUTS);
            broken.set(1, 2, Double.NaN);
            Var x = tape.constant(new DMatrixRMaj(2, INPUTS));
            assertRefused(
                    () -> softmax.negativeLogLikelihood(new int[2], tape.constant(broken)),
                    "softmax regression: argument x: entry (1,2) = NaN is not finite; shape 2×3");
            assertRefused(
                    () -> logistic.negativeLogLikelihood(new int[0], tape.constant(new DMatrixRMaj(0, INPUTS))),
                    "logistic: argument x: 0×3 where at least one row");
            assertRefused(() -> softmax.negativeLogLikelihood(new int[] {0, 3}, x), "3");
            assertRefused(() -> softmax.negativeLogLikelihood(new int[] {0, -1}, x), "-1");
            assertRefused(() -> logistic.negativeLogLikelihood(new int[] {0, 2}, x), "2 of row 1 is neither 0 nor 1");
            assertRefused(() -> logistic.negativeLogLikelihood(new int[] {0}, x), "labels");
            assertRefused(
                    () -> new SoftmaxRegression(softmax.weights(), tape.constant(0)), "argument bias: 1×1 where 1×3");
            assertRefused(
                    () -> new LogisticRegression(softmax.weights(), tape.constant(0)),
                    "argument weights: 3×3 where 3×1");
        }
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(ArgumentException.class).hasMessageContaining(message);
    }

    private static double[][] rows(DMatrixRMaj m) {
        double[][] rows = new double[m.numRows][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOfRange(m.data, i * m.numCols, (i + 1) * m.numCols);
        }
        return rows;
    }
}
