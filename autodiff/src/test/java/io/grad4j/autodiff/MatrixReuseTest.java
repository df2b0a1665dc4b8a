package io.grad4j.autodiff;

import static io.grad4j.autodiff.Matrices.generic;
import static io.grad4j.autodiff.Matrices.matrix;
import static io.grad4j.autodiff.Matrices.number;
import static io.grad4j.autodiff.Matrices.row;
import static io.grad4j.autodiff.Matrices.spd;
import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.tanh;
import static io.grad4j.autodiff.ops.Factorizations.cholesky;
import static io.grad4j.autodiff.ops.Factorizations.logDetSpd;
import static io.grad4j.autodiff.ops.Shaping.rows;
import static io.grad4j.autodiff.ops.Softmaxes.logSumExp;
import static io.grad4j.autodiff.ops.Softmaxes.softmax;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A tape that computes the same again makes no new matrix. */
class MatrixReuseTest {
    /** As many computations of others a size outlives. */
    private static final int KEPT = 16;

    private static long made(Tape tape, Runnable computation) {
        long before = tape.recorder.matricesMade();
        computation.run();
        return tape.recorder.matricesMade() - before;
    }

    private static Var loss(Tape tape) {
        Var w = tape.variable("w", generic(3, 4, 1));
        Var x = tape.constant(generic(5, 3, 2));
        Var s = tape.variable("s", spd(3, 3));
        Var constant = exp(x.scale(0.1)).sum(Each.COLUMN);
        Var attention = softmax(tanh(x.mult(w)), Each.ROW).elementMult(x.mult(w));
        return logSumExp(attention).plus(logDetSpd(s)).plus(constant.sum());
    }

    private static Arguments computation(String name, Consumer<Tape> computation) {
        return arguments(name, computation);
    }

    private static Stream<Arguments> computations() {
        return Stream.of(
                computation("values", tape -> loss(tape)),
                computation("gradients", tape -> tape.gradients(loss(tape))),
                computation("a recorded gradient and its tangent", tape -> {
                    Var loss = loss(tape);
                    Var w = tape.steps().get(0);
                    tape.jvp(tape.gradient(loss, w), w, generic(3, 4, 4));
                }),
                computation("a cotangent", tape -> {
                    Var loss = loss(tape);
                    tape.vjp(loss, number(2), tape.steps().get(2));
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("computations")
    void theSameComputationAfterAClearMakesNoMatrix(String name, Consumer<Tape> computation) {
        try (Tape tape = new Tape()) {
            assertThat(made(tape, () -> computation.accept(tape))).isPositive();
            // The first computation leaves its constants to the garbage collector, the second makes them once more.
            for (int i = 0; i < 2; i++) {
                tape.clear();
                computation.accept(tape);
            }
            for (int i = 0; i < 3; i++) {
                tape.clear();
                assertThat(made(tape, () -> computation.accept(tape))).as(name).isZero();
            }
        }
    }

    @Test
    void afterManyClearsTheNumbersAreThoseOfAFreshTape() {
        double[] fresh;
        try (Tape tape = new Tape()) {
            fresh = lossAndGradients(tape);
        }
        try (Tape tape = new Tape()) {
            for (int i = 0; i < 6; i++) {
                assertThat(lossAndGradients(tape)).containsExactly(fresh);
                tape.clear();
            }
        }
    }

    private static double[] lossAndGradients(Tape tape) {
        Var loss = loss(tape);
        Gradients gradients = tape.gradients(loss);
        return DoubleStream.concat(
                        DoubleStream.of(loss.scalar()),
                        tape.steps().stream()
                                .filter(Var::isVariable)
                                .flatMapToDouble(v -> Arrays.stream(
                                        gradients.of(v).data, 0, v.shape().size())))
                .toArray();
    }

    private static Stream<Arguments> sweeps() {
        return Stream.of(
                arguments("gradients", sweep((tape, loss) -> tape.gradients(loss))),
                arguments(
                        "a tangent",
                        sweep((tape, loss) -> tape.jvp(loss, tape.steps().get(0), generic(3, 4, 5)))),
                arguments(
                        "a cotangent of a step",
                        sweep((tape, loss) ->
                                tape.vjp(loss, number(2), tape.steps().get(2)))));
    }

    private static BiConsumer<Tape, Var> sweep(BiConsumer<Tape, Var> sweep) {
        return sweep;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sweeps")
    void theSameSweepTwiceMakesNoMatrix(String name, BiConsumer<Tape, Var> sweep) {
        try (Tape tape = new Tape()) {
            Var loss = loss(tape);
            sweep.accept(tape, loss);
            assertThat(made(tape, () -> sweep.accept(tape, loss))).as(name).isZero();
        }
    }

    @Test
    void anotherShapeOfTheSameSizeTakesTheSameMatrix() {
        try (Tape tape = new Tape()) {
            exp(tape.variable("x", generic(2, 6, 1)));
            tape.clear();
            assertThat(made(tape, () -> exp(tape.variable("x", generic(4, 3, 2)))))
                    .isZero();
        }
    }

    @Test
    void numbersNeedNoMatrix() {
        try (Tape tape = new Tape()) {
            assertThat(made(tape, () -> {
                        Var x = tape.variable("x", 2);
                        Var y = exp(x.plus(1)).elementMult(tanh(x.scale(3)));
                        tape.gradients(y.dot(y.negate()));
                    }))
                    .isZero();
        }
    }

    @Test
    void theConstantsOfATapeThatIsNeverClearedAreLeftToTheGarbageCollector() {
        try (Tape tape = new Tape()) {
            exp(tape.constant(generic(5, 6, 1)));
            tape.clear();
            assertThat(made(tape, () -> exp(tape.constant(generic(5, 6, 1))))).isEqualTo(1);
            tape.clear();
            assertThat(made(tape, () -> exp(tape.constant(generic(5, 6, 1))))).isZero();
        }
    }

    /** A long chain in which every cotangent is shared: each goes on to an earlier link too. */
    private static Var chain(Tape tape) {
        Var y = tape.variable("x", generic(5, 8, 1));
        for (int i = 0; i < 100; i++) {
            y = y.plus(tanh(y)).scale(0.5);
        }
        return y;
    }

    @Test
    void aReverseSweepHoldsAFewMatricesAtATime() {
        try (Tape tape = new Tape()) {
            Var y = chain(tape);
            Var loss = y.sum();
            assertThat(made(tape, () -> tape.gradients(loss))).isLessThan(20);
        }
        try (Tape tape = new Tape()) {
            Var y = chain(tape);
            Var x = tape.steps().get(0);
            assertThat(made(tape, () -> tape.vjp(y, generic(5, 8, 2), x))).isLessThan(20);
        }
    }

    @Test
    void slicesOfOneMatrixShareItsCotangent() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", generic(50, 8, 1));
            Var sum = tape.constant(0);
            for (int i = 0; i < 50; i++) {
                sum = sum.plus(exp(rows(x, i, i + 1)).sum());
            }
            Var loss = sum;
            assertThat(made(tape, () -> tape.gradients(loss))).isLessThan(10);
        }
    }

    /** y = factor·x, with a rule of the test's. */
    private record Multiple(double factor, Derivative.UnaryMap rule) implements Primitive {
        @Override
        public String label() {
            return "multiple";
        }

        @Override
        public int arity() {
            return 1;
        }

        @Override
        public Shape shape(DMatrixRMaj... x) {
            return Shape.of(x[0]);
        }

        @Override
        public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
            for (int i = 0; i < y.getNumElements(); i++) {
                y.data[i] = factor * x[0].data[i];
            }
        }

        @Override
        public Derivative derivative(int argument) {
            return Derivative.unary("factor·ȳ", (x, y, v) -> v.scale(factor), rule);
        }
    }

    /** 40v, one v at a time. */
    private static Var sumOfForty(Var v) {
        Var sum = v;
        for (int i = 1; i < 40; i++) {
            sum = sum.plus(v);
        }
        return sum;
    }

    @Test
    void aRuleMayTakeManySteps() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", row(1, 2));
            Primitive forty = new Multiple(40, (of, y, v) -> sumOfForty(v));
            Var y = forty.of(forty.of(x));
            assertThat(tape.gradients(y, row(1, 10)).of(x).data).containsExactly(1600, 16000);
            assertThat(made(tape, () -> tape.gradients(y, row(1, 10)))).isZero();
        }
    }

    @Test
    void aSizeOutlivesAFewComputationsWithoutItAndThenIsLetGo() {
        try (Tape tape = new Tape()) {
            assertThat(madeAfter(tape, KEPT)).isZero();
            assertThat(madeAfter(tape, KEPT + 1)).isEqualTo(1);
        }
    }

    /** How many matrices a 6×7 result takes after so many computations of another size. */
    private static long madeAfter(Tape tape, int computations) {
        for (int i = 0; i < KEPT; i++) {
            tape.clear();
        }
        exp(tape.variable("x", generic(6, 7, 1)));
        for (int i = 0; i < computations; i++) {
            tape.clear();
            exp(tape.variable("y", generic(1, 2, 2)));
        }
        return made(tape, () -> exp(tape.variable("x", generic(6, 7, 1))));
    }

    @Test
    void aRefusedOperationGivesItsMatrixBack() {
        try (Tape tape = new Tape()) {
            Var a = tape.variable("A", matrix(new double[] {1, 2}, new double[] {2, 1}));
            assertThat(made(tape, () -> refused(a))).isEqualTo(1);
            assertThat(made(tape, () -> refused(a))).isZero();
        }
    }

    private static void refused(Var a) {
        assertThatExceptionOfType(ArgumentException.class).isThrownBy(() -> cholesky(a));
    }

    @Test
    void aClosedTapeHoldsNoStep() {
        Tape tape = new Tape();
        tape.scope("f", () -> exp(tape.variable("x", 1)));
        tape.close();
        assertThat(tape.recorder.steps).isEmpty();
        assertThat(tape.recorder.scopes).isEmpty();
    }

    @Test
    void whatARuleMadeIsRefusedAfterTheSweepUnlessItWasRecorded() {
        List<Var> kept = new ArrayList<>();
        Primitive keeper = new Multiple(2, (of, y, v) -> {
            kept.add(v.scale(3));
            return v.scale(2);
        });
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", row(1, 2));
            Var y = keeper.of(x);
            assertThat(tape.gradients(y, row(1, 10)).of(x).data).containsExactly(2, 20);
            assertThatIllegalStateException()
                    .isThrownBy(() -> kept.get(0).value())
                    .withMessage("a Var that a rule made in a sweep of plain numbers is read after its rule was done");
            tape.gradient(y.sum(), x);
            assertThat(kept.get(1).value().data).containsExactly(3, 3);
        }
    }

    @Test
    void aRuleCannotGiveWhatItKept() {
        List<Var> kept = new ArrayList<>();
        Primitive keeper = new Multiple(2, (of, y, v) -> {
            kept.add(v.scale(2));
            return kept.get(0);
        });
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", 2);
            Var y = keeper.of(x);
            assertThat(tape.gradients(y).of(x).data).containsExactly(2);
            assertThatIllegalStateException()
                    .isThrownBy(() -> tape.gradients(y))
                    .withMessage("a Var that a rule made in a sweep of plain numbers is read after its rule was done");
        }
    }
}
