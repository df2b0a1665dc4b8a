package io.grad4j.autodiff;

import static io.grad4j.autodiff.Matrices.generic;
import static io.grad4j.autodiff.Matrices.number;
import static io.grad4j.autodiff.Matrices.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.grad4j.autodiff.check.Differences;
import io.grad4j.autodiff.check.Law;
import io.grad4j.autodiff.check.PrimitiveLaws;
import io.grad4j.autodiff.check.Specimen;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** A primitive of plain code has gradients, and says what it has not. */
class PlainFunctionTest {
    /** (x₀·x₁, x₁·x₂, …) of n entries. */
    private static PlainFunction neighbours(int n) {
        return new PlainFunction(
                "neighbours",
                new Shape(n - 1, 1),
                x -> {
                    double[] y = new double[n - 1];
                    for (int i = 0; i < n - 1; i++) {
                        y[i] = x[i] * x[i + 1];
                    }
                    return y;
                },
                (x, y, yBar) -> {
                    double[] xBar = new double[n];
                    for (int i = 0; i < n - 1; i++) {
                        xBar[i] += yBar[i] * x[i + 1];
                        xBar[i + 1] += yBar[i] * x[i];
                    }
                    return xBar;
                });
    }

    private static Var composed(Var x) {
        int n = x.cols();
        return x.elementMult(x.tape().constant(2))
                .transpose()
                .mult(x)
                .sum()
                .plus(neighbours(n).of(x).sum());
    }

    @Test
    void itsGradientIsTheOneWrittenByHand() {
        assertThat(Autodiff.vjp(x -> neighbours(3).of(x), row(2, 3, 5), Matrices.column(10, 100)).data)
                .containsExactly(30, 520, 300);
    }

    @Test
    void itsGradientAddsToThoseOfOtherSteps() {
        DMatrixRMaj x = row(2, 3, 5);
        assertThat(Autodiff.gradient(PlainFunctionTest::composed, x).data)
                .containsExactly(new double[] {40 + 3, 40 + 7, 40 + 3}, within(1e-13));
    }

    @Test
    void theLawsThatNeedNoTangentHold() {
        assertThat(PrimitiveLaws.examine(Specimen.of(neighbours(4), generic(1, 4, 1)))
                        .failures())
                .doesNotContain(Law.ACCUMULATION, Law.WRITTEN, Law.LOCALLY_CONSTANT)
                .contains(Law.TANGENT);
    }

    @Test
    void itsGradientAgreesWithDifferences() {
        DMatrixRMaj x = generic(1, 4, 2);
        DMatrixRMaj xDot = generic(1, 4, 3);
        DMatrixRMaj slope = Differences.along(
                        z -> Matrices.evaluated(PlainFunctionTest::composed, z[0]),
                        new DMatrixRMaj[] {x},
                        new DMatrixRMaj[] {xDot})
                .value();
        double inner = 0;
        for (int i = 0; i < 4; i++) {
            inner += Autodiff.gradient(PlainFunctionTest::composed, x).data[i] * xDot.data[i];
        }
        assertThat(inner).isCloseTo(slope.data[0], within(1e-8));
    }

    @Test
    void itsJacobianIsSweptByRowsWhereTheseAreFewer() {
        assertThat(Autodiff.jacobian(x -> neighbours(3).of(x), row(2, 3, 5)).data)
                .containsExactly(3, 2, 0, 0, 5, 3);
    }

    @Test
    void itsVjpIsAStepOfItsOwnWhereItIsRecorded() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", row(1, 2));
            assertThat(tape.gradient(neighbours(2).of(x), x)).hasToString("v2 = vjp of neighbours[x, v1, const] 1×2");
        }
    }

    @Test
    void aTangentIsRefused() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> Autodiff.jvp(x -> neighbours(2).of(x), row(1, 2), row(1, 1)))
                .withMessage("neighbours: made with a vjp only, it has no tangent and no second derivative");
    }

    @Test
    void aSecondDerivativeIsRefused() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> Autodiff.hessian(x -> neighbours(2).of(x), row(1, 2)))
                .withMessageContaining("neighbours: made with a vjp only");
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", row(1, 2));
            Var gradient = tape.gradient(neighbours(2).of(x), x);
            assertThat(gradient.value().data).containsExactly(2, 1);
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> tape.gradients(gradient.sum()))
                    .withMessage(
                            "neighbours: its vjp is plain code, which cannot be differentiated again; write it on Vars for that");
        }
    }

    @Test
    void codeOfTheWrongLengthIsRefusedAndLeavesTheTapeAsItWas() {
        PlainFunction tooMany = new PlainFunction("pair", Shape.SCALAR, x -> new double[2], (x, y, yBar) -> x);
        PlainFunction tooFew = new PlainFunction("none", Shape.SCALAR, x -> x, (x, y, yBar) -> new double[0]);
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", 3);
            assertThatIllegalStateException()
                    .isThrownBy(() -> tooMany.of(x))
                    .withMessage("pair: the plain code gives 2 entries where 1×1 is needed");
            assertThat(tape.steps()).containsExactly(x);
            Var y = tooFew.of(x);
            assertThatIllegalStateException()
                    .isThrownBy(() -> tape.gradients(y))
                    .withMessage("none: the plain code gives 0 entries where 1×1 is needed");
            assertThat(tape.gradients(x.elementMult(x)).of(x).data).containsExactly(6);
        }
    }

    @Test
    void codeThatWritesOnItsArgumentsChangesNothing() {
        PlainFunction vandal = new PlainFunction(
                "vandal",
                Shape.SCALAR,
                x -> {
                    x[0] = -1;
                    return new double[] {7};
                },
                (x, y, yBar) -> {
                    y[0] = -1;
                    yBar[0] = -1;
                    return x;
                });
        DMatrixRMaj x = number(3);
        assertThat(Autodiff.gradient(vandal::of, x).data).containsExactly(3);
        assertThat(x.data).containsExactly(3);
    }
}
