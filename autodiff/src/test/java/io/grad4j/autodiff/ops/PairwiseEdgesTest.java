package io.grad4j.autodiff.ops;

import static io.grad4j.autodiff.Matrices.column;
import static io.grad4j.autodiff.Matrices.generic;
import static io.grad4j.autodiff.Matrices.number;
import static io.grad4j.autodiff.Matrices.row;
import static io.grad4j.autodiff.ops.Pairwise.clamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Gradients;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ties, bounds, zeros and infinities of the functions of two entries. */
class PairwiseEdgesTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static Stream<BinaryOperator<Var>> extremes() {
        return Stream.of(Pairwise::max, Pairwise::min);
    }

    @ParameterizedTest
    @MethodSource("extremes")
    @Convention("pair-ties")
    void aTieSharesTheCotangentEqually(BinaryOperator<Var> extreme) {
        try (Tape tape = new Tape()) {
            Var a = tape.variable("a", row(2, 0, INFINITY, -INFINITY));
            Var b = tape.variable("b", row(2, -0.0, INFINITY, -INFINITY));
            Gradients gradients = tape.gradients(extreme.apply(a, b), row(3, 3, 3, 3));
            assertThat(gradients.of(a).data).containsExactly(1.5, 1.5, 1.5, 1.5);
            assertThat(gradients.of(b).data).containsExactly(1.5, 1.5, 1.5, 1.5);
        }
    }

    @ParameterizedTest
    @MethodSource("extremes")
    @Convention("pair-ties")
    void aVariableAgainstItselfHasItsWholeCotangent(BinaryOperator<Var> extreme) {
        assertThat(Autodiff.gradient(x -> extreme.apply(x, x), number(7)).data).containsExactly(1);
    }

    @ParameterizedTest
    @MethodSource("extremes")
    @Convention("nan-position")
    void aNaNOnEitherSideIsTheExtreme(BinaryOperator<Var> extreme) {
        try (Tape tape = new Tape()) {
            Var a = tape.constant(row(Double.NaN, 1));
            Var b = tape.constant(row(1, Double.NaN));
            assertThat(extreme.apply(a, b).value().data).containsOnly(Double.NaN);
        }
    }

    @Test
    @Convention("clamp")
    void theSlopeOfAClampIsAHalfOnABound() {
        DMatrixRMaj x = row(-2, -1, 0, 3, 4);
        assertThat(Autodiff.vjp(v -> clamp(v, -1, 3), x, row(1, 1, 1, 1, 1)).data)
                .containsExactly(0, 0.5, 1, 0.5, 0);
        try (Tape tape = new Tape()) {
            assertThat(clamp(tape.constant(x), -1, 3).value().data).containsExactly(-1, -1, 0, 3, 3);
            assertThat(clamp(tape.constant(x), 1, 1).value().data).containsOnly(1);
            assertThat(clamp(tape.constant(Double.NaN), -1, 3).scalar()).isNaN();
        }
    }

    @Test
    @Convention("clamp")
    void boundsInTheWrongOrderAreRefused() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", 1);
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> clamp(x, 2, 1))
                    .withMessage("clamp: argument low: 2.0 is not at most high = 1.0");
            assertThatExceptionOfType(ArgumentException.class).isThrownBy(() -> clamp(x, Double.NaN, 1));
            assertThat(tape.steps()).containsExactly(x);
        }
    }

    @Test
    @Convention("division")
    void divisionFollowsIeee() {
        try (Tape tape = new Tape()) {
            Var a = tape.variable("a", row(0, 1, -1, INFINITY, 0));
            Var b = tape.variable("b", row(0, 0, 0, INFINITY, INFINITY));
            assertThat(a.elementDiv(b).value().data).containsExactly(Double.NaN, INFINITY, -INFINITY, Double.NaN, 0);
        }
    }

    @Test
    @Convention("multiplication")
    void multiplicationFollowsIeee() {
        try (Tape tape = new Tape()) {
            Var a = tape.variable("a", row(0, 2));
            Var b = tape.variable("b", row(INFINITY, INFINITY));
            assertThat(a.elementMult(b).value().data).containsExactly(Double.NaN, INFINITY);
            assertThat(tape.gradients(a.elementMult(b), row(1, 1)).of(b).data).containsExactly(0, 2);
        }
    }

    @Test
    @Convention("broadcasting")
    void aDimensionOfOneIsRepeatedAndItsGradientSummed() {
        try (Tape tape = new Tape()) {
            Var rowVector = tape.variable("row", row(1, 2, 3));
            Var columnVector = tape.variable("column", column(10, 20));
            Var sum = rowVector.plus(columnVector);
            assertThat(sum.value().data).containsExactly(11, 12, 13, 21, 22, 23);
            Gradients gradients = tape.gradients(sum.sum());
            assertThat(gradients.of(rowVector).data).containsExactly(2, 2, 2);
            assertThat(gradients.of(columnVector).data).containsExactly(3, 3);
        }
    }

    @Test
    @Convention("broadcasting")
    void aDimensionOfOneIsRepeatedZeroTimesBesideNothing() {
        try (Tape tape = new Tape()) {
            Var nothing = tape.variable("nothing", new DMatrixRMaj(0, 3));
            Var one = tape.variable("one", row(1, 2, 3));
            Var product = nothing.elementMult(one);
            assertThat(product.shape()).isEqualTo(new Shape(0, 3));
            assertThat(tape.gradients(product.sum()).of(one).data).containsExactly(0, 0, 0);
            assertThat(tape.gradients(product.sum()).of(nothing).getNumElements())
                    .isZero();
        }
    }

    @Test
    @Convention("broadcasting")
    void dimensionsThatDifferAreRefusedNamingBothShapes() {
        try (Tape tape = new Tape()) {
            Var a = tape.variable("a", generic(2, 3, 1));
            Var b = tape.variable("b", generic(3, 2, 2));
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> Pairwise.max(a, b))
                    .withMessageContaining("max: argument b: 3×2 cannot be broadcast with a, which is 2×3")
                    .withMessageContaining("called with a 2×3, b 3×2");
            assertThat(tape.steps()).hasSize(2);
        }
    }
}
