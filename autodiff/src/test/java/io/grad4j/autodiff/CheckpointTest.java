package io.grad4j.autodiff;

import static io.grad4j.autodiff.Autodiff.checkpoint;
import static io.grad4j.autodiff.Matrices.entries;
import static io.grad4j.autodiff.Matrices.generic;
import static io.grad4j.autodiff.Matrices.number;
import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Elementwise.sin;
import static io.grad4j.autodiff.ops.Elementwise.tanh;
import static io.grad4j.autodiff.ops.Softmaxes.logSumExp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.grad4j.autodiff.check.PrimitiveLaws;
import io.grad4j.autodiff.check.Specimen;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** A function recorded as one step is the function. */
class CheckpointTest {
    /** A function of any number of 2×3 matrices, in which every two meet. */
    private static Var mixed(Var... x) {
        Var product = tanh(x[0]);
        for (Var v : x) {
            product = product.elementMult(sin(v)).plus(exp(v.scale(0.3)));
        }
        return product;
    }

    private static UnaryOperator<Var> whole(boolean checked) {
        return x -> {
            Var y = tanh(x).plus(1);
            Var middle = checked ? checkpoint(CheckpointTest::mixed, x, y) : mixed(x, y);
            return logSumExp(middle.elementMult(x));
        };
    }

    @Property(tries = 50)
    void valueAndGradientsAreTheSameForAnyInputs(
            @ForAll @IntRange(min = 1, max = 5) int inputs, @ForAll @IntRange(max = 31) int constants) {
        assertThat(results(inputs, constants, true)).isEqualTo(results(inputs, constants, false));
    }

    /** Value, then the gradient of each variable; input i is a constant where bit i is set. */
    private static List<List<Double>> results(int inputs, int constants, boolean checked) {
        try (Tape tape = new Tape()) {
            Var[] x = new Var[inputs];
            for (int i = 0; i < inputs; i++) {
                DMatrixRMaj value = generic(2, 3, i);
                x[i] = (constants >> i & 1) == 1 ? tape.constant(value) : tape.variable(value);
            }
            Var y = checked ? checkpoint(CheckpointTest::mixed, x) : mixed(x);
            Gradients gradients = tape.gradients(y, generic(2, 3, 99));
            return Arrays.stream(x)
                    .map(v -> v.isConstant() ? y.value() : gradients.of(v))
                    .map(m -> Arrays.stream(entries(m)).boxed().toList())
                    .toList();
        }
    }

    @Test
    void theTapeHoldsOneStepForIt() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", generic(2, 3, 1));
            Var y = checkpoint(CheckpointTest::mixed, x, tape.constant(generic(2, 3, 2)));
            assertThat(tape.steps()).containsExactly(x, y);
            tape.gradients(y.sum());
            assertThat(tape.steps()).hasSize(3);
            assertThat(checkpoint(CheckpointTest::mixed, tape.constant(1)).isConstant())
                    .isTrue();
        }
    }

    @Test
    void tangentsAndHigherDerivativesAreThoseOfTheFunction() {
        DMatrixRMaj x = generic(2, 3, 3);
        DMatrixRMaj xDot = generic(2, 3, 4);
        assertThat(Autodiff.jvp(whole(true), x, xDot).data)
                .containsExactly(Autodiff.jvp(whole(false), x, xDot).data, within(1e-13));
        assertThat(Autodiff.hessian(whole(true), x).data)
                .containsExactly(Autodiff.hessian(whole(false), x).data, within(1e-12));
        assertThat(Autodiff.vjp(v -> Autodiff.hvp(whole(true), v, v.tape().constant(xDot)), x, xDot).data)
                .containsExactly(
                        Autodiff.vjp(v -> Autodiff.hvp(whole(false), v, v.tape().constant(xDot)), x, xDot).data,
                        within(1e-12));
    }

    @Test
    void checkpointsNest() {
        Function<Var[], Var> inner = v -> exp(v[0]).elementMult(v[1]);
        Function<Var[], Var> outer = v -> tanh(checkpoint(inner, v[0], v[0].elementMult(v[1])));
        UnaryOperator<Var> plain = x -> tanh(exp(x).elementMult(x.elementMult(x)));
        UnaryOperator<Var> nested = x -> checkpoint(outer, x, x);
        DMatrixRMaj x = number(0.4);
        assertThat(Autodiff.gradient(nested, x).data).containsExactly(Autodiff.gradient(plain, x).data, within(1e-14));
        assertThat(Autodiff.hessian(nested, x).data).containsExactly(Autodiff.hessian(plain, x).data, within(1e-13));
        assertThat(Autodiff.jvp(nested, x, x).data).containsExactly(Autodiff.jvp(plain, x, x).data, within(1e-14));
    }

    @Test
    void anInputGivenTwiceGetsBothCotangents() {
        assertThat(Autodiff.gradient(x -> checkpoint(v -> v[0].elementMult(v[1]), x, x), number(3)).data)
                .containsExactly(6);
    }

    @Test
    void itsPrimitiveIsAnOrdinaryOne() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", generic(2, 3, 7));
            Var y = checkpoint(CheckpointTest::mixed, x, x);
            assertThat(y).hasToString("v1 = checkpoint[x, x] 2×3");
            Primitive primitive = Objects.requireNonNull(y.primitive());
            assertThat(primitive.of(x, x).value().data).containsExactly(y.value().data);
            PrimitiveLaws.examine(Specimen.of(primitive, generic(2, 3, 8), generic(2, 3, 9)))
                    .assertHold();
            DMatrixRMaj yBar = generic(2, 3, 10);
            Var byFirst = primitive.derivative(0).vjp().apply(y, tape.constant(yBar));
            Var bySecond = primitive.derivative(1).vjp().apply(y, tape.constant(yBar));
            assertThat(byFirst.plus(bySecond).value().data)
                    .containsExactly(tape.gradients(y, yBar).of(x).data, within(1e-15));
        }
    }

    @Test
    void theCotangentOfAConstantInputIsZerosWhereItIsAskedFor() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", generic(2, 3, 7));
            Var y = checkpoint(CheckpointTest::mixed, x, tape.constant(generic(2, 3, 8)));
            Var cotangent =
                    Objects.requireNonNull(y.primitive()).derivative(1).vjp().apply(y, y);
            assertThat(cotangent.value().data).containsOnly(0).hasSize(6);
        }
    }

    @Test
    void aFunctionThatGivesItsInputOrAConstantIsItself() {
        assertThat(Autodiff.gradient(x -> checkpoint(v -> v[0], x), number(3)).data)
                .containsExactly(1);
        assertThat(Autodiff.gradient(x -> checkpoint(v -> v[0].tape().constant(5), x), number(3)).data)
                .containsExactly(0);
    }

    @Test
    void aVariableUsedWithoutBeingAnInputIsRefusedAndLeavesTheTapeAsItWas() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", 2);
            Var w = tape.variable("w", 3);
            List<Function<Var[], Var>> mistakes =
                    List.of(v -> v[0].plus(w), v -> w.plus(v[0]), v -> w, v -> w.elementMult(w));
            for (Function<Var[], Var> mistake : mistakes) {
                assertThatExceptionOfType(ArgumentException.class)
                        .isThrownBy(() -> checkpoint(mistake, x))
                        .withMessageContaining("checkpoint: its function must take every variable it uses as an input")
                        .withMessageContaining("belongs to another tape");
                assertThat(tape.steps()).containsExactly(x, w);
            }
        }
    }

    @Test
    void noInputAndInputsOfTwoTapesAreRefused() {
        try (Tape tape = new Tape();
                Tape other = new Tape()) {
            Var x = tape.variable("x", 2);
            Var z = other.variable("z", 3);
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> checkpoint(v -> x))
                    .withMessage("checkpoint: argument inputs: none given");
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> checkpoint(v -> v[0].plus(v[1]), x, z))
                    .withMessageContaining("checkpoint: argument z 1×1: belongs to another tape");
        }
    }

    @Test
    void anExceptionInsideLeavesTheTapeAsItWas() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", -2);
            assertThatThrownBy(() -> checkpoint(v -> log(exp(v[0]).plus(v[0])), x))
                    .isInstanceOf(ArgumentException.class)
                    .hasMessageContaining("log: argument x: entry (0,0)");
            assertThatThrownBy(() -> checkpoint(
                            v -> {
                                throw new UnsupportedOperationException("mine");
                            },
                            x))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThat(tape.steps()).containsExactly(x);
            assertThat(tape.gradients(x.elementMult(x)).of(x).data).containsExactly(-4);
        }
    }
}
