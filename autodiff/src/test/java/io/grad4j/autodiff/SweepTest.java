package io.grad4j.autodiff;

import static io.grad4j.autodiff.Matrices.generic;
import static io.grad4j.autodiff.Matrices.number;
import static io.grad4j.autodiff.Matrices.row;
import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.tanh;
import static io.grad4j.autodiff.ops.Shaping.columns;
import static io.grad4j.autodiff.ops.Softmaxes.logSumExp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** What a tape records, what its sweeps visit, and whose the matrices are. */
class SweepTest {
    @Test
    void constantsRecordNothing() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", generic(2, 3, 1));
            Var c = tape.constant(generic(3, 2, 2));
            Var product = exp(c.transpose().plus(1)).scale(2);
            assertThat(product.isConstant()).isTrue();
            assertThat(product.primitive()).isNull();
            assertThat(product.arguments()).isEmpty();
            assertThat(tape.steps()).containsExactly(x);
            assertThat(x.elementMult(product).isConstant()).isFalse();
        }
    }

    @Test
    void aSweepOfNumbersRecordsNothing() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", generic(2, 3, 1));
            Var y = tanh(x).dot(exp(x));
            List<Var> before = tape.steps();
            tape.gradients(y);
            tape.jvp(y, x, generic(2, 3, 2));
            tape.vjp(y, number(1), x);
            assertThat(tape.steps()).isEqualTo(before);
        }
    }

    @Test
    void anUnusedVariableHasZerosOfItsShape() {
        try (Tape tape = new Tape()) {
            Var early = tape.variable("early", generic(2, 3, 1));
            Var x = tape.variable("x", 2);
            Var y = x.elementMult(x);
            Var late = tape.variable("late", generic(1, 4, 1));
            Gradients gradients = tape.gradients(y);
            assertThat(gradients.of(early)).satisfies(SweepTest::isZero).matches(new Shape(2, 3)::matches);
            assertThat(gradients.of(late)).satisfies(SweepTest::isZero).matches(new Shape(1, 4)::matches);
            assertThat(tape.gradient(y, early).value())
                    .satisfies(SweepTest::isZero)
                    .matches(new Shape(2, 3)::matches);
            assertThat(tape.gradient(y, late).value())
                    .satisfies(SweepTest::isZero)
                    .matches(new Shape(1, 4)::matches);
            assertThat(tape.jvp(y, early, generic(2, 3, 2)).data).containsExactly(0);
            assertThat(tape.jvp(y, late, generic(1, 4, 2)).data).containsExactly(0);
        }
    }

    @Test
    void aConstantRootHasGradientsOfZero() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", generic(2, 3, 1));
            Var root = tape.constant(5);
            assertThat(tape.gradients(root).of(x)).satisfies(SweepTest::isZero);
            assertThat(tape.gradient(root, x).value()).satisfies(SweepTest::isZero);
            assertThat(tape.jvp(root, x, generic(2, 3, 2)).data).containsExactly(0);
        }
    }

    private static void isZero(DMatrixRMaj m) {
        assertThat(Matrices.entries(m)).containsOnly(0);
    }

    @Test
    void aVariableIsItsOwnGradientSeed() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", 3);
            assertThat(tape.gradients(x).of(x).data).containsExactly(1);
            assertThat(tape.jvp(x, x, number(7)).data).containsExactly(7);
            assertThat(tape.vjp(x, number(7), x).data).containsExactly(7);
        }
    }

    @Test
    void gradientsTwiceAreTheSame() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", generic(2, 3, 1));
            Var y = logSumExp(x.elementMult(tanh(x)));
            double[] first = tape.gradients(y).of(x).data.clone();
            assertThat(tape.gradients(y).of(x).data).containsExactly(first);
            assertThat(tape.gradient(y, x).value().data).containsExactly(first);
        }
    }

    @Test
    void aStepInTheMiddleHasAGradientToo() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", row(1, 2));
            Var middle = exp(x);
            Var y = middle.dot(middle);
            assertThat(tape.gradient(y, middle).value().data).containsExactly(2 * Math.E, 2 * Math.exp(2));
        }
    }

    @Test
    void stepsOffThePathAreNotSwept() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", 2);
            Var z = tape.variable("z", 3);
            Var offThePath = new Thrower().of(x);
            Var beside = new Thrower().of(z);
            Var y = x.elementMult(x).plus(beside.elementMult(beside));
            assertThat(tape.jvp(y, x, number(1)).data).containsExactly(4);
            assertThat(tape.gradient(y, x).scalar()).isEqualTo(4);
            assertThat(offThePath.scalar()).isEqualTo(2);
        }
    }

    @Test
    void whatAPartSendsIsAddedToASharedCotangentInACopy() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", row(1, 2, 3));
            Var z = tape.variable("z", row(4, 5, 6));
            Var part = columns(x, 0, 1);
            Var loss = x.plus(z).sum().plus(part.scale(10));
            Gradients gradients = tape.gradients(loss);
            assertThat(gradients.of(x).data).containsExactly(11, 1, 1);
            assertThat(gradients.of(z).data).containsExactly(1, 1, 1);
        }
    }

    @Test
    void anObserverIsToldWhatAPartSends() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", row(1, 2, 3));
            Var part = columns(x, 1, 2);
            List<double[]> sent = new ArrayList<>();
            tape.gradients(
                    part, number(5), (step, argument, contribution, total) -> sent.add(contribution.data.clone()));
            assertThat(sent).hasSize(1);
            assertThat(sent.get(0)).startsWith(0, 5, 0);
        }
    }

    @Test
    void aMillionStepsAreSweptWithoutRecursion() {
        int depth = 1_000_000;
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", 1);
            Var step = tape.constant(0x1p-20);
            Var y = x;
            for (int i = 0; i < depth; i++) {
                y = y.plus(step);
            }
            assertThat(y.scalar()).isEqualTo(1 + depth * 0x1p-20);
            assertThat(tape.gradients(y).of(x).data).containsExactly(1);
            assertThat(tape.jvp(y, x, number(3)).data).containsExactly(3);
        }
    }

    @Test
    void aClearedTapeGivesTheSameBits() {
        try (Tape tape = new Tape()) {
            double[] first = network(tape);
            for (int i = 0; i < 3; i++) {
                tape.clear();
                assertThat(network(tape)).containsExactly(first);
            }
        }
    }

    @Test
    void sixtyFourThreadsGetTheSameBits() throws Exception {
        double[] here = onATapeOfItsOwn();
        int threads = 64;
        CyclicBarrier together = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<double[]> elsewhere = new ArrayList<>();
        try {
            Callable<double[]> run = () -> {
                together.await();
                return onATapeOfItsOwn();
            };
            for (Future<double[]> gradient : pool.invokeAll(Collections.nCopies(threads, run))) {
                elsewhere.add(gradient.get());
            }
        } finally {
            pool.shutdown();
        }
        assertThat(elsewhere).hasSize(threads);
        assertThat(elsewhere).allSatisfy(gradient -> assertThat(gradient).containsExactly(here));
    }

    private static double[] onATapeOfItsOwn() {
        try (Tape tape = new Tape()) {
            return network(tape);
        }
    }

    private static double[] network(Tape tape) {
        Var w = tape.variable("w", generic(3, 4, 1));
        Var x = tape.constant(generic(5, 3, 2));
        Var loss = logSumExp(tanh(x.mult(w)).elementMult(x.mult(w)));
        return Arrays.copyOf(tape.gradients(loss).of(w).data, 12);
    }

    @Test
    void whatATapeGivesBackIsTheCallersToChange() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", generic(2, 3, 1));
            Var z = tape.variable("z", generic(2, 3, 2));
            Var sum = x.plus(z);
            DMatrixRMaj yBar = generic(2, 3, 3);
            Gradients gradients = tape.gradients(sum, yBar);
            double[] expected = yBar.data.clone();
            double[] value = sum.value().data;
            gradients.of(x).fill(-1);
            sum.value().fill(-1);
            x.value().fill(-1);
            tape.jvp(x, x, yBar).fill(-1);
            tape.vjp(x, yBar, x).fill(-1);
            assertThat(gradients.of(z).data).containsExactly(expected);
            assertThat(yBar.data).containsExactly(expected);
            assertThat(tape.gradients(sum, yBar).of(x).data).containsExactly(expected);
            assertThat(sum.value().data).containsExactly(value);
            assertThat(x.value().data).containsExactly(generic(2, 3, 1).data);
        }
    }

    @Test
    void gradientsOutliveTheNextComputationOnTheirTape() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", generic(2, 3, 1));
            Gradients gradients = tape.gradients(exp(x).sum());
            DMatrixRMaj value = exp(x).value();
            double[] before = gradients.of(x).data.clone();
            tape.clear();
            network(tape);
            exp(tape.variable("other", generic(2, 3, 9))).sum();
            assertThat(gradients.of(x).data).containsExactly(before);
            assertThat(value.data).containsExactly(before);
        }
    }

    @Test
    void aClearedTapeLeavesTheUsersMatricesAlone() {
        DMatrixRMaj given = generic(2, 3, 1);
        DMatrixRMaj fixed = generic(2, 3, 2);
        try (Tape tape = new Tape()) {
            exp(tape.variable("x", given)).plus(tape.constant(fixed));
            tape.clear();
            Var other = tape.variable("other", generic(2, 3, 3));
            exp(exp(exp(exp(other).negate()).negate()).negate());
        }
        assertThat(given.data).containsExactly(generic(2, 3, 1).data);
        assertThat(fixed.data).containsExactly(generic(2, 3, 2).data);
    }

    @Test
    void aMatrixLargerThanItsShapeIsReadByItsShape() {
        DMatrixRMaj oversized = new DMatrixRMaj(4, 4);
        oversized.fill(99);
        oversized.reshape(1, 2);
        oversized.data[0] = 1;
        oversized.data[1] = 2;
        assertThat(Matrices.entries(
                        Autodiff.gradient(x -> x.dot(x).plus(logSumExp(x)).plus(x.sum()), oversized)))
                .containsExactly(new double[] {3 + 1 / (1 + Math.E), 5 + Math.E / (1 + Math.E)}, within(1e-14));
    }

    @Test
    void anObserverSeesEachContributionInTheOrderOfTheSweep() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", 3);
            Var square = x.elementMult(x);
            Var y = square.plus(x);
            List<String> seen = new ArrayList<>();
            tape.gradients(
                    y,
                    number(1),
                    (step, argument, contribution, total) -> seen.add(
                            step.name() + "." + argument + ": " + contribution.data[0] + " of " + total.data[0]));
            assertThat(seen)
                    .containsExactly("v2.0: 1.0 of 1.0", "v2.1: 1.0 of 1.0", "v1.0: 3.0 of 4.0", "v1.1: 3.0 of 7.0");
        }
    }
}
