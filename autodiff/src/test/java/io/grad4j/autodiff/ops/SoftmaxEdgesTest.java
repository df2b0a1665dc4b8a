package io.grad4j.autodiff.ops;

import static io.grad4j.autodiff.Matrices.matrix;
import static io.grad4j.autodiff.Matrices.row;
import static io.grad4j.autodiff.ops.Softmaxes.logSoftmax;
import static io.grad4j.autodiff.ops.Softmaxes.logSumExp;
import static io.grad4j.autodiff.ops.Softmaxes.softmax;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Autodiff.ValueAndGradient;
import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Matrices;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class SoftmaxEdgesTest {
    private static final double MASKED = Double.NEGATIVE_INFINITY;
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /** 1/(1 + e^37.43), the smaller softmax of [37.43, 0]. */
    private static final double TAIL = 5.5508250862537194e-17;

    @Test
    @Convention("log-sum-exp-shared")
    void theGradientOfLogSumExpIsSharedWhereTheValueRounds() {
        assertThat(Autodiff.gradient(Softmaxes::logSumExp, row(1e16, 1e16)).data)
                .containsExactly(0.5, 0.5);
    }

    @Test
    @Convention("log-sum-exp-masked")
    void logSumExpOfAFullyMaskedRowHasGradientZero() {
        ValueAndGradient masked = Autodiff.valueAndGradient(Softmaxes::logSumExp, row(MASKED, MASKED));
        assertThat(masked.value()).isEqualTo(MASKED);
        assertThat(masked.gradient().data).containsExactly(0, 0);
    }

    @Test
    @Convention("log-sum-exp-masked")
    void logSumExpOfNothingIsMinusInfinityWithAnEmptyGradient() {
        ValueAndGradient empty = Autodiff.valueAndGradient(Softmaxes::logSumExp, new DMatrixRMaj(0, 3));
        assertThat(empty.value()).isEqualTo(MASKED);
        assertThat(empty.gradient().getNumElements()).isZero();
    }

    @Test
    @Convention("log-sum-exp-infinity")
    void logSumExpWithOneInfinityHasAOneHotGradient() {
        ValueAndGradient infinite = Autodiff.valueAndGradient(Softmaxes::logSumExp, row(3, INFINITY, 700));
        assertThat(infinite.value()).isEqualTo(INFINITY);
        assertThat(infinite.gradient().data).containsExactly(0, 1, 0);
    }

    @Test
    @Convention("log-sum-exp-infinity")
    void severalInfinitiesShareTheGradient() {
        assertThat(Autodiff.gradient(Softmaxes::logSumExp, row(INFINITY, 2, INFINITY)).data)
                .containsExactly(0.5, 0, 0.5);
    }

    @Test
    @Convention("softmax-masked")
    void aFullyMaskedRowHasSoftmaxZeroAndDisturbsNoOther() {
        DMatrixRMaj x = matrix(new double[] {MASKED, MASKED}, new double[] {0, 0});
        try (Tape tape = new Tape()) {
            assertThat(softmax(tape.variable(x), Each.ROW).value().data).containsExactly(0, 0, 0.5, 0.5);
        }
        DMatrixRMaj yBar = matrix(new double[] {2, -3}, new double[] {1, 0});
        assertThat(Autodiff.vjp(v -> softmax(v, Each.ROW), x, yBar).data)
                .containsExactly(new double[] {0, 0, 0.25, -0.25}, within(0.0));
    }

    @Test
    void aMaskedEntryGetsNoGradient() {
        UnaryOperator<Var> loss = v -> logSoftmax(v, Each.ROW).dot(v.tape().constant(row(0, 1, 0)));
        assertThat(Autodiff.gradient(loss, row(MASKED, 0, 0)).data).containsExactly(0, 0.5, -0.5);
    }

    @Test
    @Convention("softmax-tail")
    void theSoftmaxTailDoesNotCancel() {
        assertPair(Autodiff.vjp(v -> softmax(v), row(37.43, 0), row(1, 0)), TAIL, -TAIL);
        assertPair(Autodiff.vjp(v -> softmax(v), row(0, 37.43), row(0, 1)), -TAIL, TAIL);
        assertPair(Autodiff.vjp(v -> softmax(v), row(37.43, 0), row(0, 1)), -TAIL, TAIL);
        assertPair(Autodiff.jvp(v -> softmax(v), row(37.43, 0), row(1, 0)), TAIL, -TAIL);
    }

    @Test
    void theLogSoftmaxTailDoesNotCancel() {
        assertPair(Autodiff.vjp(v -> logSoftmax(v), row(37.43, 0), row(1, 0)), TAIL, -TAIL);
        assertPair(Autodiff.vjp(v -> logSoftmax(v), row(0, 37.43), row(0, 1)), -TAIL, TAIL);
        assertPair(Autodiff.jvp(v -> logSoftmax(v), row(37.43, 0), row(1, 0)), TAIL, -1 + TAIL);
    }

    @Test
    void theValuesOfLogSumExpAndLogSoftmaxKeepTheirTails() {
        try (Tape tape = new Tape()) {
            Var z = tape.variable(row(0, -37.43));
            assertThat(logSumExp(z).scalar()).isCloseTo(TAIL, within(1e-15 * TAIL));
            assertPair(logSoftmax(z).value(), -TAIL, -37.43);
        }
    }

    @Test
    void theCurvatureOfLogSumExpKeepsItsTail() {
        DMatrixRMaj hessian = Autodiff.hessian(Softmaxes::logSumExp, row(37.43, 0));
        assertThat(hessian.data).usingComparatorWithPrecision(1e-13 * TAIL).containsExactly(TAIL, -TAIL, -TAIL, TAIL);
    }

    @Test
    void aNaNMakesItsLineNaNAndNoOther() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable(matrix(new double[] {Double.NaN, 1}, new double[] {0, 0}));
            assertThat(softmax(x, Each.ROW).value().data).containsExactly(Double.NaN, Double.NaN, 0.5, 0.5);
            assertThat(logSumExp(x, Each.ROW).value().data).containsExactly(Double.NaN, Math.log(2));
        }
    }

    @Property(tries = 200)
    void theGradientOfCrossEntropyIsSoftmaxMinusTarget(
            @ForAll("targetsAndLogits") Tuple2<DMatrixRMaj, DMatrixRMaj> drawn) {
        DMatrixRMaj p = drawn.get1();
        DMatrixRMaj gradient = Autodiff.gradient(
                z -> logSoftmax(z, Each.ROW).dot(z.tape().constant(p)).negate(), drawn.get2());
        try (Tape tape = new Tape()) {
            DMatrixRMaj q = softmax(tape.variable(drawn.get2()), Each.ROW).value();
            for (int i = 0; i < p.getNumElements(); i++) {
                assertThat(gradient.data[i]).isCloseTo(q.data[i] - p.data[i], within(1e-14));
            }
        }
    }

    @Property(tries = 200)
    void softmaxRowsAreProbabilities(@ForAll("targetsAndLogits") Tuple2<DMatrixRMaj, DMatrixRMaj> drawn) {
        try (Tape tape = new Tape()) {
            Var q = softmax(tape.variable(drawn.get2()), Each.ROW);
            for (double entry : Matrices.entries(q.value())) {
                assertThat(entry).isBetween(0.0, 1.0);
            }
            for (double sum : Matrices.entries(q.sum(Each.ROW).value())) {
                assertThat(sum).isCloseTo(1, within(1e-14));
            }
        }
    }

    @Provide
    Arbitrary<Tuple2<DMatrixRMaj, DMatrixRMaj>> targetsAndLogits() {
        Arbitrary<Integer> sizes = Arbitraries.integers().between(1, 6);
        return Combinators.combine(sizes, sizes).flatAs((m, n) -> Combinators.combine(
                        Matrices.simplexRows(m, n),
                        Matrices.ofShape(m, n).map(z -> Matrices.each(z, entry -> 20 * entry)))
                .as(Tuple::of));
    }

    private static void assertPair(DMatrixRMaj actual, double first, double second) {
        assertThat(actual.data[0]).isCloseTo(first, within(1e-13 * Math.abs(first)));
        assertThat(actual.data[1]).isCloseTo(second, within(1e-13 * Math.abs(second)));
    }
}
