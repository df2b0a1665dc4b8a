package io.grad4j.autodiff.ops;

import static io.grad4j.autodiff.Matrices.column;
import static io.grad4j.autodiff.Matrices.entries;
import static io.grad4j.autodiff.Matrices.evaluated;
import static io.grad4j.autodiff.Matrices.generic;
import static io.grad4j.autodiff.Matrices.matrix;
import static io.grad4j.autodiff.Matrices.number;
import static io.grad4j.autodiff.Matrices.row;
import static io.grad4j.autodiff.ops.Softmaxes.binaryCrossEntropy;
import static io.grad4j.autodiff.ops.Softmaxes.crossEntropy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Autodiff.ValueAndGradient;
import io.grad4j.autodiff.Gradients;
import io.grad4j.autodiff.Matrices;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.constraints.DoubleRange;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BinaryCrossEntropyTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /** e⁻⁴⁰, the loss of a right answer at a logit of 40. */
    private static final double EXP_MINUS_40 = 4.248354255291589e-18;

    private static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }

    /** -y·ln σ(z) - (1-y)·ln σ(-z), its slope σ(z) - y by z and its slope -z by y, times a cotangent. */
    @Property(tries = 200)
    void valueAndSlopesAreTheFormulaForAnyCotangent(@ForAll("labelsAndLogits") Tuple2<DMatrixRMaj, DMatrixRMaj> drawn) {
        DMatrixRMaj y = drawn.get1();
        DMatrixRMaj z = drawn.get2();
        DMatrixRMaj yBar = generic(z.numRows, z.numCols, 1);
        try (Tape tape = new Tape()) {
            Var labels = tape.variable("y", y);
            Var logits = tape.variable("z", z);
            Var loss = binaryCrossEntropy(labels, logits);
            Gradients gradients = tape.gradients(loss, yBar);
            for (int i = 0; i < z.getNumElements(); i++) {
                double p = sigmoid(z.data[i]);
                double expected = -y.data[i] * Math.log(p) - (1 - y.data[i]) * Math.log1p(-p);
                assertThat(loss.value().data[i]).isCloseTo(expected, within(1e-13));
                assertThat(gradients.of(logits).data[i]).isCloseTo(yBar.data[i] * (p - y.data[i]), within(1e-15));
                assertThat(gradients.of(labels).data[i]).isCloseTo(-yBar.data[i] * z.data[i], within(1e-14));
            }
        }
    }

    /** The curvature of each entry is σ(z)·σ(-z) by z, -1 by z and y, 0 by y. */
    @Property(tries = 100)
    void theCurvatureIsTheSlopeOfTheSigmoid(
            @ForAll @DoubleRange(min = 0, max = 1) double y, @ForAll @DoubleRange(min = -8, max = 8) double z) {
        double curvature = sigmoid(z) * sigmoid(-z);
        DMatrixRMaj hessian = Autodiff.hessian(
                x -> binaryCrossEntropy(x[0], x[1]).scale(3), new DMatrixRMaj[] {number(y), number(z)});
        assertThat(hessian.data).containsExactly(new double[] {0, -3, -3, 3 * curvature}, within(1e-14));
    }

    @Property(tries = 200)
    void hardLabelsAreSoftOnesOfZeroAndOne(@ForAll("hardLabels") Tuple2<int[], DMatrixRMaj> drawn) {
        DMatrixRMaj z = drawn.get2();
        DMatrixRMaj y = new DMatrixRMaj(z.numRows, 1);
        for (int i = 0; i < z.numRows; i++) {
            y.data[i] = drawn.get1()[i];
        }
        DMatrixRMaj yBar = generic(z.numRows, 1, 2);
        assertThat(entries(evaluated(v -> binaryCrossEntropy(drawn.get1(), v), z)))
                .containsExactly(
                        entries(evaluated(v -> binaryCrossEntropy(v.tape().constant(y), v), z)));
        assertThat(entries(Autodiff.vjp(v -> binaryCrossEntropy(drawn.get1(), v), z, yBar)))
                .containsExactly(
                        entries(Autodiff.vjp(v -> binaryCrossEntropy(v.tape().constant(y), v), z, yBar)), within(0.0));
    }

    @Property(tries = 100)
    void theLossIsTheCrossEntropyOfTwoClasses(
            @ForAll @DoubleRange(min = 0, max = 1) double y, @ForAll @DoubleRange(min = -30, max = 30) double z) {
        double ofTwo = evaluated(v -> crossEntropy(v.tape().constant(row(y, 1 - y)), v), row(z, 0)).data[0];
        assertThat(loss(y, z)).isCloseTo(ofTwo, within(1e-15 * Math.max(1, ofTwo)));
    }

    @Provide
    Arbitrary<Tuple2<DMatrixRMaj, DMatrixRMaj>> labelsAndLogits() {
        return Matrices.shapes().flatMap(shape -> Combinators.combine(
                        Matrices.ofShape(shape.rows(), shape.cols()).map(y -> Matrices.each(y, e -> Math.abs(e) / 3)),
                        Matrices.ofShape(shape.rows(), shape.cols()))
                .as(Tuple::of));
    }

    @Provide
    Arbitrary<Tuple2<int[], DMatrixRMaj>> hardLabels() {
        return Matrices.dimensions().flatMap(m -> Combinators.combine(
                        Arbitraries.integers().between(0, 1).array(int[].class).ofSize(m),
                        Matrices.ofShape(m, 1).map(z -> Matrices.each(z, e -> 20 * e)))
                .as(Tuple::of));
    }

    /** y, z, loss, slope by z. */
    private static Stream<Arguments> tails() {
        return Stream.of(
                arguments(1, 40, EXP_MINUS_40, -EXP_MINUS_40),
                arguments(0, -40, EXP_MINUS_40, EXP_MINUS_40),
                arguments(0, 1000, 1000, 1),
                arguments(1, -1000, 1000, -1),
                arguments(0.25, 1000, 750, 0.75),
                arguments(0.25, -1000, 250, -0.25),
                arguments(1, INFINITY, 0, 0),
                arguments(0, -INFINITY, 0, 0),
                arguments(0, INFINITY, INFINITY, 1),
                arguments(1, -INFINITY, INFINITY, -1),
                arguments(0.25, INFINITY, INFINITY, 0.75));
    }

    @ParameterizedTest
    @MethodSource("tails")
    @Convention("binary-cross-entropy")
    void aSureLogitKeepsTheDigitsOfItsLossAndSlope(double y, double z, double loss, double slope) {
        ValueAndGradient soft =
                Autodiff.valueAndGradient(v -> binaryCrossEntropy(v.tape().constant(y), v), number(z));
        assertClose(soft.value(), loss);
        assertClose(soft.gradient().data[0], slope);
        if (y == 0 || y == 1) {
            ValueAndGradient hard =
                    Autodiff.valueAndGradient(v -> binaryCrossEntropy(new int[] {(int) y}, v), number(z));
            assertClose(hard.value(), loss);
            assertClose(hard.gradient().data[0], slope);
        }
    }

    private static void assertClose(double actual, double expected) {
        if (Double.isInfinite(expected) || expected == 0) {
            assertThat(actual).isEqualTo(expected);
        } else {
            assertThat(actual).isCloseTo(expected, within(0x1p-51 * Math.abs(expected)));
        }
    }

    private static double loss(double y, double z) {
        return evaluated(v -> binaryCrossEntropy(v.tape().constant(y), v), number(z)).data[0];
    }

    private static Stream<Arguments> refusedLabels() {
        return Stream.of(
                arguments("y: 2×1 where 1×2 is needed", column(0, 1)),
                arguments("y: 1×1 where 1×2 is needed", number(1)),
                arguments("y: entry (0,1) = 1.5 is not from 0 to 1", row(1, 1.5)),
                arguments("y: entry (0,0) = -0.5 is not from 0 to 1", row(-0.5, 1)),
                arguments("y: entry (0,1) = NaN is not from 0 to 1", row(1, Double.NaN)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedLabels")
    @Convention("bounds")
    void labelsThatAreNotProbabilitiesOfTheLogitsAreRefused(String message, DMatrixRMaj y) {
        try (Tape tape = new Tape()) {
            Var labels = tape.variable("labels", y);
            Var z = tape.variable("z", row(1, 2));
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> binaryCrossEntropy(labels, z))
                    .withMessageContaining("binaryCrossEntropy: argument " + message);
            assertThat(tape.steps()).containsExactly(labels, z);
        }
    }

    @Test
    @Convention("bounds")
    void hardLabelsThatAreNoClassOrNotOneARowAreRefused() {
        try (Tape tape = new Tape()) {
            Var z = tape.variable("z", column(1, 2));
            Var wide = tape.variable("wide", matrix(new double[] {1, 2}, new double[] {3, 4}));
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> binaryCrossEntropy(new int[] {0, 2}, z))
                    .withMessage("binaryCrossEntropy: argument labels: 2 of row 1 is neither 0 nor 1");
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> binaryCrossEntropy(new int[] {-1, 0}, z))
                    .withMessage("binaryCrossEntropy: argument labels: -1 of row 0 is neither 0 nor 1");
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> binaryCrossEntropy(new int[] {0}, z))
                    .withMessage("binaryCrossEntropy: argument labels: 1×1 where 2×1 is needed");
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> binaryCrossEntropy(new int[] {0, 1}, wide))
                    .withMessage("binaryCrossEntropy: argument labels: 2×1 where 2×2 is needed");
            assertThat(tape.steps()).containsExactly(z, wide);
        }
    }
}
