package io.grad4j.autodiff;

import static io.grad4j.autodiff.Matrices.generic;
import static io.grad4j.autodiff.Matrices.number;
import static io.grad4j.autodiff.Matrices.row;
import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Factorizations.cholesky;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TapeErrorsTest {
    /** A mistake with x, 2×3, and y, 4×5, and what the message must say. */
    private static Arguments mistake(String message, BiConsumer<Var, Var> mistake) {
        return arguments(message, mistake);
    }

    private static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("mult: argument b: 4×5 cannot follow a, which is 2×3: 3 columns against 4 rows", Var::mult),
                mistake("multTransA: argument b: 4×5 cannot follow a, which is 3×2 (transposed)", Var::multTransA),
                mistake("multTransB: argument b: 5×4 (transposed) cannot follow a, which is 2×3", Var::multTransB),
                mistake("plus: argument b: 4×5 cannot be broadcast with a, which is 2×3", Var::plus),
                mistake("elementMult: argument b: 4×5 cannot be broadcast with a, which is 2×3", Var::elementMult),
                mistake("dot: argument b: 4×5 where 2×3 is needed", Var::dot),
                mistake("(called with x 2×3, y 4×5)", Var::minus),
                mistake(
                        "(called with v2 = exp[x] 2×3, y 4×5)",
                        (x, y) -> x.tape().steps().get(2).plus(y)),
                mistake("broadcast: argument x: 2×3 cannot be repeated to 4×5", (x, y) -> x.broadcast(y.shape())),
                mistake("sumTo: argument x 2×3", (x, y) -> x.sumTo(y.shape())),
                mistake("scalar: argument x 2×3: 2×3 where 1×1 is needed", (x, y) -> x.scalar()),
                mistake("get: argument x 2×3: no entry (2,0) in 2×3", (x, y) -> x.get(2, 0)),
                mistake("get: argument x 2×3: no entry (0,3) in 2×3", (x, y) -> x.get(0, 3)),
                mistake("get: argument x 2×3: no entry (-1,0) in 2×3", (x, y) -> x.get(-1, 0)),
                mistake("get: argument x 2×3: no entry (0,-1) in 2×3", (x, y) -> x.get(0, -1)),
                mistake("minus: argument b: 4×5 cannot be broadcast with a, which is 2×3", Var::minus),
                mistake("elementDiv: argument b: 4×5 cannot be broadcast with a, which is 2×3", Var::elementDiv),
                mistake("elementMultOrZero: argument b: 4×5 cannot be broadcast", Var::elementMultOrZero),
                mistake(
                        "multTransAB: argument b: 5×4 (transposed) cannot follow a, which is 3×2 (transposed)",
                        Var::multTransAB),
                mistake("sumTo: argument x 2×3: 2×3 where 2×2 is needed", (x, y) -> x.sumTo(new Shape(2, 2))),
                mistake("log: argument x: entry (0,1) = ", (x, y) -> log(x)),
                mistake("cholesky: argument A: 2×3 where a square matrix is needed", (x, y) -> cholesky(x)),
                mistake("gradients: argument x 2×3: a gradient needs a 1×1 root", (x, y) -> x.tape()
                        .gradients(x)),
                mistake("gradient: argument x 2×3: a gradient needs a 1×1 root", (x, y) -> x.tape()
                        .gradient(x, y)),
                mistake("gradients: argument yBar: 1×1 where 2×3 is needed", (x, y) -> x.tape()
                        .gradients(x, number(1))),
                mistake("vjp: argument yBar: 4×5 where 2×3 is needed", (x, y) -> x.tape()
                        .vjp(x, y, y)),
                mistake("jvp: argument xDot: 4×5 where 2×3 is needed", (x, y) -> x.tape()
                        .jvp(x, x, y)),
                mistake("is a constant; derivatives are with respect to a variable", (x, y) -> x.tape()
                        .gradient(x.tape().constant(2), x.tape().constant(1))),
                mistake("jvp: argument const 1×1: is a constant; derivatives are", (x, y) -> x.tape()
                        .jvp(x, x.tape().constant(2), number(1))),
                mistake("vjp: argument x: none given", (x, y) -> x.tape().vjp(x, x)),
                mistake("jvp: argument x: none given", (x, y) -> x.tape().jvp(x, new Var[0], new Var[0])),
                mistake(
                        "gradient: gradient: argument v3 = identity[x] 2×3: a gradient needs a 1×1 root",
                        (x, y) -> Autodiff.gradient(z -> z, x)),
                mistake("vjp: vjp: argument yBar: 4×5 where 2×3", (x, y) -> Autodiff.vjp(z -> z, x, y)),
                mistake("jvp: jvp: argument xDot: 4×5 where 2×3", (x, y) -> Autodiff.jvp(z -> z, x, y)),
                mistake("belongs to another tape", (x, y) -> x.plus(new Tape().variable("z", row(1, 2, 3)))),
                mistake(
                        "gradients.of: argument z: is not a variable of the tape",
                        (x, y) -> x.tape().gradients(y, generic(4, 5, 1)).of(new Tape().variable("z", 1))),
                mistake("gradients.of: argument v2: is not a variable", (x, y) -> x.tape()
                        .gradients(y, generic(4, 5, 1))
                        .of(x.tape().steps().get(2))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void aMistakeIsNamedAndLeavesTheTapeAsItWas(String message, BiConsumer<Var, Var> mistake) {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", Matrices.matrix(new double[] {2, -1, 3}, new double[] {0.5, 1, 7}));
            Var y = tape.variable("y", generic(4, 5, 2));
            Var before = exp(x);
            int steps = tape.steps().size();
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> mistake.accept(x, y))
                    .withMessageContaining(message);
            assertThat(tape.steps()).hasSize(steps);
            assertThat(tape.gradients(before.sum()).of(x).get(1, 1)).isEqualTo(Math.E);
        }
    }

    /** Uses of a foreign z, 2×3, on the tape of x, 2×3. */
    private static Stream<BiConsumer<Var, Var>> foreignUses() {
        DMatrixRMaj ones = new DMatrixRMaj(2, 3);
        ones.fill(1);
        return Stream.of(
                Var::plus,
                Var::dot,
                Var::multTransB,
                (x, z) -> Operator.PLUS.of(x, z),
                (x, z) -> x.tape().gradients(z),
                (x, z) -> x.tape().gradients(z, ones),
                (x, z) -> x.tape().gradient(z, x),
                (x, z) -> x.tape().gradient(x.tape().constant(1), z),
                (x, z) -> x.tape().vjp(z, x, x),
                (x, z) -> x.tape().vjp(x, z, x),
                (x, z) -> x.tape().vjp(x, x, z),
                (x, z) -> x.tape().vjp(x, ones, z),
                (x, z) -> x.tape().vjp(x, x, x, z),
                (x, z) -> x.tape().jvp(z, x, x),
                (x, z) -> x.tape().jvp(x, z, x),
                (x, z) -> x.tape().jvp(x, x, z),
                (x, z) -> x.tape().jvp(z, x, ones),
                (x, z) -> Autodiff.vjp(v -> v, x, z),
                (x, z) -> Autodiff.vjp(v -> z, x, x),
                (x, z) -> Autodiff.jvp(v -> v, x, z),
                (x, z) -> Autodiff.hvp(v -> v.dot(v), x, z),
                (x, z) -> Autodiff.gradient(v -> v.dot(z), x),
                (x, z) -> Autodiff.jvp(v -> z, x, x));
    }

    @ParameterizedTest
    @MethodSource("foreignUses")
    void aVarOfAnotherTapeIsRefusedAndLeavesBothTapesAsTheyWere(BiConsumer<Var, Var> use) {
        try (Tape tape = new Tape();
                Tape other = new Tape()) {
            Var x = tape.variable("x", generic(2, 3, 1));
            Var z = other.variable("z", generic(2, 3, 2));
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> use.accept(x, z))
                    .withMessageContaining(
                            "z 2×3: belongs to another tape; bring its value over with constant(x.value())");
            assertThat(tape.steps()).containsExactly(x);
            assertThat(other.steps()).containsExactly(z);
        }
    }

    @Test
    void aRefusalTellsTheOperationAndTheArgument() {
        ArgumentException refusal = new ArgumentException("mult", "b", "is wrong");
        assertThat(refusal.operation()).isEqualTo("mult");
        assertThat(refusal.argument()).isEqualTo("b");
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", -1);
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> tape.scope("outer", () -> log(x)))
                    .withMessageStartingWith("outer: log: argument x: ")
                    .satisfies(inner -> assertThat(inner.operation()).isEqualTo("log"))
                    .satisfies(inner -> assertThat(inner.argument()).isEqualTo("x"));
        }
    }

    @Test
    void everyEntryIsReadByItsRowAndColumn() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable(Matrices.matrix(new double[] {1, 2, 3}, new double[] {4, 5, 6}));
            assertThat(x.get(0, 0)).isEqualTo(1);
            assertThat(x.get(0, 2)).isEqualTo(3);
            assertThat(x.get(1, 0)).isEqualTo(4);
            assertThat(x.get(1, 2)).isEqualTo(6);
        }
    }

    private static Stream<Consumer<Var>> uses() {
        return Stream.of(
                Var::value,
                Var::scalar,
                Var::rows,
                Var::cols,
                Var::shape,
                v -> v.get(0, 0),
                Var::negate,
                v -> v.plus(1),
                v -> v.plus(v),
                v -> exp(v),
                v -> v.tape().gradients(v),
                v -> v.tape().gradient(v, v),
                v -> v.tape().jvp(v, v, number(1)),
                v -> v.tape().vjp(v, number(1), v));
    }

    @ParameterizedTest
    @MethodSource("uses")
    void aVarOfAClosedTapeIsRefused(Consumer<Var> use) {
        Tape tape = new Tape();
        Var v = tape.variable("v", 2).plus(1);
        tape.close();
        tape.close();
        assertThatIllegalStateException().isThrownBy(() -> use.accept(v)).withMessageContaining("tape is closed");
    }

    @ParameterizedTest
    @MethodSource("uses")
    void aVarOfAClearedTapeIsRefused(Consumer<Var> use) {
        try (Tape tape = new Tape()) {
            Var v = tape.variable("v", 2).plus(1);
            tape.clear();
            Var next = tape.variable("w", 5);
            assertThatIllegalStateException()
                    .isThrownBy(() -> use.accept(v))
                    .withMessageContaining("v1 was made before its tape was cleared");
            assertThat(tape.steps()).containsExactly(next);
            assertThat(tape.gradients(next.plus(next)).of(next).data).containsExactly(2);
        }
    }

    @ParameterizedTest
    @MethodSource("uses")
    void aVarIsRefusedToOtherThreads(Consumer<Var> use) throws InterruptedException {
        try (Tape tape = new Tape()) {
            Var v = tape.variable("v", 2).plus(1);
            assertThat(thrownElsewhere(() -> use.accept(v)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("a tape is used by the thread that made it")
                    .hasMessageContaining(Thread.currentThread().getName());
            assertThat(tape.steps()).hasSize(2);
            assertThat(v.scalar()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @MethodSource("usesOfAMatrix")
    void aMatrixIsRefusedToOtherThreadsToo(Consumer<Var> use) throws InterruptedException {
        try (Tape tape = new Tape()) {
            Var v = tape.variable("v", generic(2, 3, 1)).plus(1);
            assertThat(thrownElsewhere(() -> use.accept(v)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("a tape is used by the thread that made it");
            assertThat(tape.steps()).hasSize(2);
        }
    }

    private static Stream<Consumer<Var>> usesOfAMatrix() {
        return Stream.of(v -> exp(v), v -> v.plus(v), Var::negate, Var::sum, Var::transpose);
    }

    @Test
    void aVarOfAnEarlierComputationIsNoEndOfASweep() {
        try (Tape tape = new Tape()) {
            Var stale = tape.variable("x", 2);
            tape.clear();
            Var x = tape.variable("x", 3);
            Var y = x.elementMult(x);
            assertThatIllegalStateException()
                    .isThrownBy(() -> tape.gradient(y, stale))
                    .withMessageContaining("x was made before its tape was cleared");
            assertThatIllegalStateException()
                    .isThrownBy(() -> tape.jvp(y, stale, number(1)))
                    .withMessageContaining("x was made before its tape was cleared");
            assertThat(tape.gradient(y, x).scalar()).isEqualTo(6);
        }
    }

    @Test
    void whatAFailedComputationLetOutSaysSo() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", -1);
            List<Var> out = new ArrayList<>();
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> tape.scope("outer", () -> {
                        out.add(x.negate());
                        return log(x);
                    }));
            assertThatIllegalStateException()
                    .isThrownBy(() -> exp(out.get(0)))
                    .withMessage("v1 was recorded by a computation that failed, and is no longer on its tape");
        }
    }

    private static Stream<Consumer<Tape>> tapeUses() {
        return Stream.of(
                t -> t.variable("x", 1),
                t -> t.variable(number(1)),
                t -> t.constant(1),
                t -> t.constant("c", number(1)),
                t -> t.constant(number(1)),
                t -> t.variable("x", number(1)),
                t -> t.scope("f", () -> 1),
                Tape::steps,
                Tape::clear);
    }

    @ParameterizedTest
    @MethodSource("tapeUses")
    void aClosedTapeIsRefused(Consumer<Tape> use) {
        Tape tape = new Tape();
        tape.close();
        assertThatIllegalStateException().isThrownBy(() -> use.accept(tape)).withMessageContaining("closed");
    }

    @ParameterizedTest
    @MethodSource("tapeUses")
    void aTapeIsRefusedToOtherThreads(Consumer<Tape> use) throws InterruptedException {
        try (Tape tape = new Tape()) {
            assertThat(thrownElsewhere(() -> use.accept(tape))).isInstanceOf(IllegalStateException.class);
            assertThat(tape.steps()).isEmpty();
        }
    }

    @Test
    void anotherThreadCannotCloseATape() throws InterruptedException {
        try (Tape tape = new Tape()) {
            assertThat(thrownElsewhere(tape::close)).isInstanceOf(IllegalStateException.class);
            assertThat(tape.variable("x", 1).scalar()).isEqualTo(1);
        }
    }

    private static Throwable thrownElsewhere(Runnable use) throws InterruptedException {
        try {
            CompletableFuture.runAsync(use, command -> new Thread(command, "elsewhere").start())
                    .get();
            throw new AssertionError("nothing was thrown");
        } catch (ExecutionException e) {
            return Objects.requireNonNull(e.getCause());
        }
    }

    @Test
    void gradientsStayReadableAfterTheTapeIsClosed() {
        Tape tape = new Tape();
        Var used = tape.variable("used", 3);
        Var unused = tape.variable("unused", generic(2, 3, 3));
        Gradients gradients = tape.gradients(used.elementMult(used));
        tape.close();
        assertThat(gradients.of(used).data).containsExactly(6);
        assertThat(gradients.of(unused).data).containsOnly(0).hasSize(6);
    }

    @Test
    void aVarSaysWhatItIsEvenOnAClosedOrClearedTape() {
        Tape tape = new Tape();
        Var v = tape.variable("x", generic(2, 3, 4)).transpose();
        assertThat(v).hasToString("v1 = transpose[x] 3×2");
        assertThat(v.sum()).hasToString("v2 = sum[v1] 1×1");
        assertThat(v.sum(Each.ROW)).hasToString("v3 = sum of each row[v1] 3×1");
        assertThat(v.sum(Each.COLUMN).broadcast(new Shape(4, 2))).hasToString("v5 = broadcast to 4×2[v4] 4×2");
        assertThat(tape.constant(1)).hasToString("const 1×1");
        assertThat(new Tape().variable(number(1))).hasToString("v0 1×1");
        tape.clear();
        tape.variable("y", generic(1, 6, 4)).negate();
        assertThat(v.toString()).startsWith("v1 = transpose[x]").doesNotContain("1×6");
        tape.close();
        assertThat(v.toString()).startsWith("v1 = transpose[x]");
    }

    @Test
    void aRuleThatThrowsLeavesTheTapeRecording() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", 2);
            Var broken = new Thrower().of(x);
            assertThatThrownBy(() -> tape.gradients(broken)).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> tape.jvp(broken, x, number(1))).isInstanceOf(UnsupportedOperationException.class);
            assertThat(tape.steps()).hasSize(2);
            assertThat(x.elementMult(x).isConstant()).isFalse();
        }
    }

    @Test
    void aRuleOfTheWrongShapeIsNamed() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", row(1, 2));
            Var y = new WrongShape().of(x);
            assertThatIllegalStateException()
                    .isThrownBy(() -> tape.gradients(y, row(1, 1)))
                    .withMessage("wrongShape: the vjp rule of argument 0 gives 1×1 where 1×2 is needed");
            assertThatIllegalStateException()
                    .isThrownBy(() -> tape.jvp(y, x, row(1, 1)))
                    .withMessage("wrongShape: the jvp rule of argument 0 gives 1×1 where 1×2 is needed");
        }
    }

    @Test
    void aWrongNumberOfArgumentsIsRefused() {
        try (Tape tape = new Tape()) {
            Var a = tape.variable("a", number(1));
            assertThatThrownBy(() -> Operator.NEGATE.of(a, a))
                    .isInstanceOf(ArgumentException.class)
                    .hasMessageContaining("negate")
                    .hasMessageContaining("2 arguments given, 1 taken");
            assertThatThrownBy(() -> Operator.MULT.of(a)).hasMessageContaining("1 arguments given, 2 taken");
            assertThat(tape.steps()).hasSize(1);
        }
    }
}
