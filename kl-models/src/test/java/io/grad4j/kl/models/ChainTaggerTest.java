package io.grad4j.kl.models;

import static io.grad4j.kl.Close.TO_HAND_FORMULA;
import static io.grad4j.kl.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.Points;
import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class ChainTaggerTest {
    private static final int LABELS = 3;
    private static final int SYMBOLS = 4;
    private static final int[] X = {2, 0, 3, 3};

    record Case(DMatrixRMaj transitions, DMatrixRMaj emissions) {
        /** The score of a labelling of {@link #X}, by the definition. */
        double score(int... y) {
            double score = 0;
            for (int t = 0; t < X.length; t++) {
                score += emissions.get(X[t], y[t]) + (t == 0 ? 0 : transitions.get(y[t - 1], y[t]));
            }
            return score;
        }
    }

    @Provide
    Arbitrary<Case> cases() {
        return Combinators.combine(Points.matrix(LABELS, LABELS, 2), Points.matrix(SYMBOLS, LABELS, 2))
                .as(Case::new)
                .withoutEdgeCases();
    }

    /** Labelling number {@code n} of all. */
    private static int[] labelling(int n) {
        int[] y = new int[X.length];
        int rest = n;
        for (int t = 0; t < y.length; t++) {
            y[t] = rest % LABELS;
            rest /= LABELS;
        }
        return y;
    }

    private static final int LABELLINGS = (int) Math.pow(LABELS, X.length);

    @Property(tries = 200)
    void likelihoodAndMarginalsAreThoseOfAllLabellings(@ForAll("cases") Case c) {
        double z = 0;
        DMatrixRMaj marginals = new DMatrixRMaj(X.length, LABELS);
        for (int n = 0; n < LABELLINGS; n++) {
            int[] y = labelling(n);
            double weight = Math.exp(c.score(y));
            z += weight;
            for (int t = 0; t < y.length; t++) {
                marginals.add(t, y[t], weight);
            }
        }
        double total = z;
        double[] expected =
                Arrays.stream(marginals.data).map(weight -> weight / total).toArray();
        try (Tape tape = new Tape()) {
            ChainTagger tagger = new ChainTagger(tape.constant(c.transitions), tape.constant(c.emissions));
            assertClose(tagger.marginals(X).value(), expected, TO_HAND_FORMULA);
            for (int n = 0; n < LABELLINGS; n += 7) {
                int[] y = labelling(n);
                assertClose(
                        tagger.negativeLogLikelihood(X, y).scalar() + c.score(y),
                        Math.log(total),
                        // log Z is a difference here that may come near 0.
                        TO_HAND_FORMULA * Math.max(1, 20 / Math.abs(Math.log(total))));
            }
        }
    }

    @Property(tries = 200)
    void theGradientIsExpectedLessObservedCounts(@ForAll("cases") Case c) {
        int[] y = {1, 1, 0, 2};
        try (Tape tape = new Tape()) {
            Var emissions = tape.variable("B", c.emissions);
            ChainTagger tagger = new ChainTagger(tape.constant(c.transitions), emissions);
            DMatrixRMaj marginals = tagger.marginals(X).value();
            DMatrixRMaj expected = new DMatrixRMaj(SYMBOLS, LABELS);
            for (int t = 0; t < X.length; t++) {
                for (int b = 0; b < LABELS; b++) {
                    expected.add(X[t], b, marginals.get(t, b) - (y[t] == b ? 1 : 0));
                }
            }
            DMatrixRMaj gradient =
                    tape.gradients(tagger.negativeLogLikelihood(X, y)).of(emissions);
            assertClose(gradient, expected.data, TO_HAND_FORMULA);
        }
    }

    @Test
    void withoutTransitionsEachLabelIsASoftmaxOfItsOwn() {
        try (Tape tape = new Tape()) {
            DMatrixRMaj emissions = new DMatrixRMaj(SYMBOLS, LABELS);
            emissions.set(2, 1, Math.log(2));
            ChainTagger tagger =
                    new ChainTagger(tape.constant(new DMatrixRMaj(LABELS, LABELS)), tape.constant(emissions));
            assertClose(
                    tagger.marginals(2, 0).value(), new double[] {0.25, 0.5, 0.25, 1 / 3.0, 1 / 3.0, 1 / 3.0}, 1e-15);
            double expected = Math.log(2) + Math.log(3);
            assertClose(
                    tagger.negativeLogLikelihood(new int[] {2, 0}, new int[] {1, 2})
                            .scalar(),
                    expected,
                    1e-15);
        }
    }

    @Test
    void sequencesThatDoNotFitAreRefused() {
        try (Tape tape = new Tape()) {
            Var a = tape.constant(new DMatrixRMaj(LABELS, LABELS));
            Var b = tape.constant(new DMatrixRMaj(SYMBOLS, LABELS));
            ChainTagger tagger = new ChainTagger(a, b);
            assertThatThrownBy(() -> tagger.marginals(1))
                    .isInstanceOf(ArgumentException.class)
                    .hasMessageContaining("chain tagger: argument symbols: 1 where at least 2 are needed");
            assertThatThrownBy(() -> tagger.marginals(1, 4)).hasMessageContaining("4 at position 1 is not from 0 to 3");
            assertThatThrownBy(() -> tagger.negativeLogLikelihood(new int[] {1, 2}, new int[] {1}))
                    .hasMessageContaining("argument labels: 1 where 2 are needed");
            assertThatThrownBy(() -> tagger.negativeLogLikelihood(new int[] {1, 2}, new int[] {1, 3}))
                    .isInstanceOf(ArgumentException.class)
                    .hasMessageContaining("is not a label");
            assertThatThrownBy(() -> new ChainTagger(b, b))
                    .hasMessageContaining("chain tagger: argument transitions: 4×3 where 3×3 is needed");
        }
    }
}
