package io.grad4j.autodiff;

import static io.grad4j.autodiff.Matrices.evaluated;
import static io.grad4j.autodiff.Matrices.generic;
import static io.grad4j.autodiff.ops.Elementwise.exp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grad4j.autodiff.check.Differences;
import io.grad4j.autodiff.ops.Factorizations;
import io.grad4j.autodiff.ops.Pairwise;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One matrix reaching a result by several ways, where an engine that shares a buffer or overwrites goes wrong. */
class AliasingTest {
    private static Stream<Arguments> orders() {
        List<BinaryOperator<Var>> sums = List.of(Var::plus, (a, b) -> b.plus(a));
        return sums.stream().flatMap(outer -> sums.stream()
                .flatMap(inner -> Stream.of(true, false).map(first -> Arguments.of(outer, inner, first))));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void aSumBesideASecondUseOfItsTermIsRightInEveryOrder(
            BinaryOperator<Var> outer, BinaryOperator<Var> inner, boolean exponentialFirst) {
        DMatrixRMaj x0 = generic(2, 3, 1);
        DMatrixRMaj yBar = generic(2, 3, 2);
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", x0);
            Var y = tape.variable("y", generic(2, 3, 3));
            Var early = exp(x);
            Var sum = inner.apply(x, y);
            Gradients gradients = tape.gradients(outer.apply(sum, exponentialFirst ? early : exp(x)), yBar);
            assertThat(gradients.of(y).data).containsExactly(yBar.data);
            for (int i = 0; i < 6; i++) {
                assertThat(gradients.of(x).data[i]).isCloseTo(yBar.data[i] * (1 + Math.exp(x0.data[i])), within(1e-14));
            }
        }
    }

    /** Functions of a square matrix that use it more than once, entry by entry. */
    private static Stream<Arguments> entrywise() {
        return Stream.of(
                entrywise("x + x", x -> x.plus(x), x -> 2),
                entrywise("x - x", x -> x.minus(x), x -> 0),
                entrywise("x ∘ x", x -> x.elementMult(x), x -> 2 * x),
                entrywise("x / x", x -> x.elementDiv(x), x -> 0),
                entrywise("x + -x", x -> x.plus(x.negate()), x -> 0),
                entrywise("(x + x) + x", x -> x.plus(x).plus(x), x -> 3),
                entrywise("x + (x + x)", x -> x.plus(x.plus(x)), x -> 3),
                entrywise("(x ∘ x) ∘ (x + x)", x -> x.elementMult(x).elementMult(x.plus(x)), x -> 6 * x * x),
                entrywise("xᵀᵀ + x", x -> x.transpose().transpose().plus(x), x -> 2),
                entrywise("a diamond", x -> diamond(x), x -> 2 * Math.exp(2 * x) + Math.exp(x)),
                entrywise("(x²)^1.5", x -> Pairwise.pow(x.elementMult(x), 1.5), x -> 3 * x * Math.abs(x)));
    }

    private static Arguments entrywise(String name, UnaryOperator<Var> f, DoubleUnaryOperator slope) {
        return Arguments.of(name, f, slope);
    }

    private static Var diamond(Var x) {
        Var e = exp(x);
        Var left = e.elementMult(e);
        return left.plus(e);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("entrywise")
    void everyUseOfAVariableCounts(String name, UnaryOperator<Var> f, DoubleUnaryOperator slope) {
        DMatrixRMaj x = generic(3, 3, 4);
        DMatrixRMaj yBar = generic(3, 3, 5);
        DMatrixRMaj backward = Autodiff.vjp(f, x, yBar);
        DMatrixRMaj forward = Autodiff.jvp(f, x, yBar);
        for (int i = 0; i < 9; i++) {
            double expected = yBar.data[i] * slope.applyAsDouble(x.data[i]);
            assertThat(backward.data[i]).as(name).isCloseTo(expected, within(1e-13));
            assertThat(forward.data[i]).as(name).isCloseTo(expected, within(1e-13));
        }
    }

    /** Functions of a square matrix that use it more than once, as a matrix. */
    private static final List<UnaryOperator<Var>> MATRIXWISE = List.of(
            a -> a.mult(a),
            a -> a.multTransB(a),
            a -> a.multTransA(a),
            a -> a.multTransAB(a),
            a -> a.mult(a).mult(a),
            a -> a.mult(a.transpose().plus(a)),
            a -> a.elementMult(a.mult(a)),
            a -> a.dot(a).elementMult(a),
            a -> a.sum(Each.ROW).mult(a.sum(Each.COLUMN)).plus(a),
            a -> a.elementDiv(a.elementMult(a).sum().plus(1)),
            a -> a.plus(a.sum(Each.ROW)).elementMult(a.sum(Each.COLUMN)),
            a -> Factorizations.solveLower(Factorizations.cholesky(spd(a)), a),
            a -> Factorizations.solveLower(Factorizations.cholesky(spd(a)), spd(a)));

    private static Var spd(Var a) {
        DMatrixRMaj identity = new DMatrixRMaj(a.rows(), a.rows());
        for (int i = 0; i < a.rows(); i++) {
            identity.set(i, i, 1);
        }
        return a.multTransB(a).plus(a.tape().constant(identity));
    }

    @Property(tries = 200)
    void everyUseOfAMatrixCounts(@ForAll("matrixwise") UnaryOperator<Var> f, @ForAll("squares") DMatrixRMaj a) {
        DMatrixRMaj direction = generic(a.numRows, a.numRows, 6);
        DMatrixRMaj forward = Autodiff.jvp(f, a, direction);
        DMatrixRMaj differences = Differences.along(
                        x -> evaluated(f, x[0]), new DMatrixRMaj[] {a}, new DMatrixRMaj[] {direction})
                .value();
        DMatrixRMaj yBar = generic(forward.numRows, forward.numCols, 7);
        DMatrixRMaj backward = Autodiff.vjp(f, a, yBar);
        double scale = 1 + Math.abs(dot(yBar, forward));
        assertThat(dot(backward, direction)).isCloseTo(dot(yBar, forward), within(1e-10 * scale));
        assertThat(dot(yBar, differences)).isCloseTo(dot(yBar, forward), within(1e-6 * scale));
    }

    @Provide
    Arbitrary<UnaryOperator<Var>> matrixwise() {
        return Arbitraries.of(MATRIXWISE);
    }

    @Provide
    Arbitrary<DMatrixRMaj> squares() {
        return Arbitraries.integers().between(0, 4).flatMap(n -> Matrices.ofShape(n, n));
    }

    private static double dot(DMatrixRMaj a, DMatrixRMaj b) {
        double sum = 0;
        for (int i = 0; i < a.getNumElements(); i++) {
            sum += a.data[i] * b.data[i];
        }
        return sum;
    }

    @Test
    void aRootUsedAgainAfterwardsIsStillARoot() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", 3);
            Var square = x.elementMult(x);
            Var fourth = square.elementMult(square);
            assertThat(tape.gradients(square).of(x).data).containsExactly(6);
            assertThat(tape.gradients(fourth).of(x).data).containsExactly(108);
        }
    }
}
