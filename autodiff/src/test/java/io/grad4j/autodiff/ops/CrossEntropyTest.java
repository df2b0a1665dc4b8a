package io.grad4j.autodiff.ops;

import static io.grad4j.autodiff.Matrices.column;
import static io.grad4j.autodiff.Matrices.entries;
import static io.grad4j.autodiff.Matrices.evaluated;
import static io.grad4j.autodiff.Matrices.generic;
import static io.grad4j.autodiff.Matrices.row;
import static io.grad4j.autodiff.ops.Softmaxes.crossEntropy;
import static io.grad4j.autodiff.ops.Softmaxes.softmax;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Matrices;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class CrossEntropyTest {
    private static final double MASKED = Double.NEGATIVE_INFINITY;

    /** Logits with a label of each row. */
    record Labelled(DMatrixRMaj logits, List<Integer> classes) {
        int[] labels() {
            return classes.stream().mapToInt(i -> i).toArray();
        }

        DMatrixRMaj oneHot() {
            DMatrixRMaj p = new DMatrixRMaj(logits.numRows, logits.numCols);
            for (int i = 0; i < classes.size(); i++) {
                p.set(i, classes.get(i), 1);
            }
            return p;
        }
    }

    @Property(tries = 200)
    void hardLabelsAreSoftOnesOnASingleClass(@ForAll("labelled") Labelled drawn) {
        DMatrixRMaj p = drawn.oneHot();
        assertThat(entries(evaluated(z -> crossEntropy(drawn.labels(), z), drawn.logits)))
                .containsExactly(
                        entries(evaluated(z -> crossEntropy(z.tape().constant(p), z), drawn.logits)), within(0.0));
    }

    @Property(tries = 200)
    void theGradientIsSoftmaxMinusTheLabel(@ForAll("labelled") Labelled drawn) {
        DMatrixRMaj yBar = generic(drawn.logits.numRows, 1, 1);
        DMatrixRMaj hard = Autodiff.vjp(z -> crossEntropy(drawn.labels(), z), drawn.logits, yBar);
        DMatrixRMaj q = evaluated(z -> softmax(z, Each.ROW), drawn.logits);
        DMatrixRMaj p = drawn.oneHot();
        for (int i = 0; i < p.numRows; i++) {
            for (int j = 0; j < p.numCols; j++) {
                assertThat(hard.get(i, j)).isCloseTo(yBar.get(i) * (q.get(i, j) - p.get(i, j)), within(1e-14));
            }
        }
    }

    @Provide
    Arbitrary<Labelled> labelled() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.integers().between(1, 6))
                .flatAs((m, n) -> Combinators.combine(
                                Matrices.ofShape(m, n).map(z -> Matrices.each(z, entry -> 10 * entry)),
                                Arbitraries.integers().between(0, n - 1).list().ofSize(m))
                        .as((z, labels) -> new Labelled(z, labels)));
    }

    @Test
    @Convention("cross-entropy-tail")
    void aSureClassKeepsTheDigitsOfItsLossAndGradient() {
        double tail = 5.5508250862537194e-17;
        DMatrixRMaj z = row(37.43, 0);
        assertThat(evaluated(v -> crossEntropy(new int[] {0}, v), z).data[0]).isCloseTo(tail, within(1e-13 * tail));
        assertThat(Autodiff.gradient(v -> crossEntropy(new int[] {0}, v), z).data)
                .containsExactly(new double[] {-tail, tail}, within(1e-13 * tail));
        assertThat(Autodiff.gradient(v -> crossEntropy(v.tape().constant(row(1, 0)), v), z).data)
                .containsExactly(new double[] {-tail, tail}, within(1e-13 * tail));
    }

    @Test
    @Convention("cross-entropy-masked")
    void aMaskedClassWithoutProbabilityCostsNothing() {
        DMatrixRMaj z = row(0, MASKED, 0);
        assertThat(evaluated(v -> crossEntropy(v.tape().constant(row(1, 0, 0)), v), z).data[0])
                .isCloseTo(Math.log(2), within(1e-16));
        assertThat(Autodiff.gradient(v -> crossEntropy(v.tape().constant(row(1, 0, 0)), v), z).data)
                .containsExactly(-0.5, 0, 0.5);
        assertThat(evaluated(v -> crossEntropy(new int[] {1}, v), z).data).containsExactly(Double.POSITIVE_INFINITY);
    }

    @Test
    @Convention("bounds")
    void aLabelWithoutAColumnIsRefusedAndLeavesTheTapeAsItWas() {
        try (Tape tape = new Tape()) {
            Var z = tape.variable("z", column(1, 2));
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> crossEntropy(new int[] {0, 1}, z))
                    .withMessageContaining("crossEntropy: pick: argument columns: no column 1 in 2×1");
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> crossEntropy(new int[] {0}, z))
                    .withMessageContaining("crossEntropy: pick: argument columns: 1 numbers for the rows of 2×1");
            assertThat(tape.steps()).containsExactly(z);
        }
    }
}
