package io.grad4j.autodiff;

import static io.grad4j.autodiff.Autodiff.checkpoint;
import static io.grad4j.autodiff.Matrices.generic;
import static io.grad4j.autodiff.Matrices.number;
import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.tanh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grad4j.autodiff.Autodiff.ValueAndGradients;
import java.util.List;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.junit.jupiter.api.Test;

class CheckpointTest {
    private final DMatrixRMaj[] hw = {generic(2, 3, 1), generic(3, 3, 2)};

    private static Var layer(Var... x) {
        return tanh(x[0].mult(x[1]).plus(x[0]));
    }

    private static Var plain(Var... x) {
        return layer(layer(x), x[1]).dot(x[0]);
    }

    private static Var checkpointed(Var... x) {
        return checkpoint(CheckpointTest::layer, checkpoint(CheckpointTest::layer, x), x[1])
                .dot(x[0]);
    }

    private static Var nested(Var... x) {
        Function<Var[], Var> both = in -> layer(checkpoint(CheckpointTest::layer, in), in[1]);
        return checkpoint(both, x).dot(x[0]);
    }

    @Test
    void valueIsTheSameToTheLastBitAndGradientsAreButForTheOrderOfTheirSums() {
        ValueAndGradients expected = Autodiff.valueAndGradient(CheckpointTest::plain, hw);
        for (Function<Var[], Var> f :
                List.<Function<Var[], Var>>of(CheckpointTest::checkpointed, CheckpointTest::nested)) {
            ValueAndGradients actual = Autodiff.valueAndGradient(f, hw);
            assertThat(actual.value()).isEqualTo(expected.value());
            for (int i = 0; i < 2; i++) {
                assertSame(actual.gradients().get(i), expected.gradients().get(i));
            }
        }
    }

    @Test
    void furtherDerivativesAreRight() {
        DMatrixRMaj expected = Autodiff.hessian(CheckpointTest::plain, hw);
        assertSame(Autodiff.hessian(CheckpointTest::checkpointed, hw), expected);
        assertSame(Autodiff.hessian(CheckpointTest::nested, hw), expected);
        DMatrixRMaj[] directions = {generic(2, 3, 3), generic(3, 3, 4)};
        assertSame(
                Autodiff.jvp(CheckpointTest::checkpointed, hw, directions),
                Autodiff.jvp(CheckpointTest::plain, hw, directions));
    }

    /** Contributions to one variable arrive in another order, so that their sum may round another way. */
    private static void assertSame(DMatrixRMaj actual, DMatrixRMaj expected) {
        assertThat(MatrixFeatures_DDRM.isIdentical(
                        actual, expected, 1e-14 * (1 + CommonOps_DDRM.elementMaxAbs(expected))))
                .as("%s against %s", actual, expected)
                .isTrue();
    }

    @Test
    void theTapeHoldsOneStepForIt() {
        try (Tape tape = new Tape()) {
            Var h = tape.variable("h", hw[0]);
            Var w = tape.constant("w", hw[1]);
            checkpoint(x -> exp(layer(x)).plus(layer(x)), h, w);
            assertThat(tape.steps()).hasSize(2);
        }
    }

    @Test
    void aConstantInputGetsNoCotangentAndAllConstantsRecordNothing() {
        try (Tape tape = new Tape()) {
            Var h = tape.variable("h", hw[0]);
            Var w = tape.constant("w", hw[1]);
            DMatrixRMaj gradient = tape.gradients(
                            checkpoint(CheckpointTest::layer, h, w).sum())
                    .of(h);
            DMatrixRMaj expected = tape.gradients(layer(h, w).sum()).of(h);
            assertThat(gradient.data).containsExactly(expected.data);
            assertThat(checkpoint(CheckpointTest::layer, tape.constant(hw[0]), w)
                            .isConstant())
                    .isTrue();
        }
    }

    @Test
    void oneVariableForTwoInputsGetsBothCotangents() {
        DMatrixRMaj square = generic(3, 3, 5);
        DMatrixRMaj expected = Autodiff.gradient(x -> layer(x, x).sum(), square);
        DMatrixRMaj actual =
                Autodiff.gradient(x -> checkpoint(CheckpointTest::layer, x, x).sum(), square);
        assertSame(actual, expected);
    }

    @Test
    void aVariableThatIsUsedWithoutBeingAnInputIsRefused() {
        try (Tape tape = new Tape()) {
            Var h = tape.variable("h", hw[0]);
            Var w = tape.variable("w", hw[1]);
            assertThatThrownBy(() -> checkpoint(x -> x[0].mult(w), h))
                    .isInstanceOf(ArgumentException.class)
                    .hasMessageContaining("checkpoint, whose function must take every variable it uses as an input")
                    .hasMessageContaining("another tape");
            assertThat(tape.steps()).hasSize(2);
            assertThatThrownBy(() -> checkpoint(x -> x[0])).hasMessageContaining("none given");
        }
    }

    /**
     * A chain of 1000 steps on 2 MB matrices would hold 2 GB; in segments of 32 the tape holds 32 results and, one segment at a time, the 32
     * matrices of its steps, some 128 MB.
     */
    @Test
    void aLongChainInSegmentsHoldsAFewTensOfMatrices() {
        int segment = 32;
        DMatrixRMaj start = generic(512, 512, 6);
        long bytes = 8L * start.getNumElements();
        Runtime runtime = Runtime.getRuntime();
        long[] most = {0};
        DMatrixRMaj gradient = Autodiff.gradient(
                x -> {
                    Var y = x;
                    for (int k = 0; k < 1000 / segment; k++) {
                        y = checkpoint(
                                in -> {
                                    Var z = in[0];
                                    for (int i = 0; i < segment; i++) {
                                        z = z.plus(0.001);
                                    }
                                    return z;
                                },
                                y);
                        runtime.gc();
                        most[0] = Math.max(most[0], runtime.totalMemory() - runtime.freeMemory());
                    }
                    return y.sum();
                },
                start);
        assertThat(gradient.data).containsOnly(1);
        assertThat(most[0]).isLessThan(1000 * bytes / 8);
    }

    @Test
    void anExceptionInsideLeavesTheTapeAsItWas() {
        try (Tape tape = new Tape()) {
            Var h = tape.variable("h", hw[0]);
            assertThatThrownBy(() -> checkpoint(x -> x[0].mult(x[0]), h)).hasMessageContaining("mult: argument b: 2×3");
            assertThat(tape.steps()).hasSize(1);
            assertThat(tape.gradients(h.sum()).of(h).data).containsOnly(1);
        }
    }

    @Test
    void aStoppedGradientPassesNothing() {
        DMatrixRMaj gradient = Autodiff.gradient(x -> x.elementMult(Autodiff.stopGradient(x)), number(3));
        assertThat(gradient.data).containsExactly(3);
    }
}
