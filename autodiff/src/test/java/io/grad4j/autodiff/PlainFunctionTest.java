package io.grad4j.autodiff;

import static io.grad4j.autodiff.Matrices.generic;
import static io.grad4j.autodiff.Matrices.row;
import static io.grad4j.autodiff.ops.Elementwise.exp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.grad4j.autodiff.check.Law;
import io.grad4j.autodiff.check.PrimitiveLaws;
import io.grad4j.autodiff.check.Specimen;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class PlainFunctionTest {
    /** (Σ x², ∏ x) with its vjp by hand. */
    private static final PlainFunction SQUARES_AND_PRODUCT =
            new PlainFunction("squaresAndProduct", new Shape(2, 1), PlainFunctionTest::value, PlainFunctionTest::vjp);

    private static double[] value(double[] x) {
        double squares = 0;
        double product = 1;
        for (double v : x) {
            squares += v * v;
            product *= v;
        }
        return new double[] {squares, product};
    }

    private static double[] vjp(double[] x, double[] y, double[] yBar) {
        double[] xBar = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            xBar[i] = 2 * x[i] * yBar[0] + y[1] / x[i] * yBar[1];
        }
        return xBar;
    }

    @Test
    void itsHandWrittenVjpGivesTheGradient() {
        DMatrixRMaj x = row(2, 3, 5);
        DMatrixRMaj gradient = Autodiff.gradient(
                v -> exp(SQUARES_AND_PRODUCT.of(v).scale(0.01)).sum(), x);
        for (int i = 0; i < 3; i++) {
            double expected = Math.exp(0.38) * 0.01 * 2 * x.data[i] + Math.exp(0.3) * 0.01 * 30 / x.data[i];
            assertThat(gradient.data[i]).isCloseTo(expected, within(1e-15));
        }
    }

    @Test
    void itObeysTheLawsThatNeedNeitherTangentNorSecondDerivative() {
        assertThat(PrimitiveLaws.examine(Specimen.of(SQUARES_AND_PRODUCT, generic(2, 3, 1)))
                        .failures())
                .containsExactlyInAnyOrder(
                        Law.TANGENT,
                        Law.TRANSPOSE,
                        Law.SECOND_DERIVATIVE,
                        Law.SYMMETRY,
                        Law.LINEARITY,
                        Law.UNCHANGED,
                        Law.REPEATABLE);
    }

    @Test
    void aSecondDerivativeThrowsAndSaysWhy() {
        assertThatThrownBy(() -> Autodiff.hessian(v -> SQUARES_AND_PRODUCT.of(v).sum(), row(1, 2)))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("squaresAndProduct")
                .hasMessageContaining("no second derivative");
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", row(1, 2));
            Var gradient = tape.gradient(SQUARES_AND_PRODUCT.of(x).sum(), x);
            Var root = gradient.sum();
            int before = tape.steps().size();
            assertThatThrownBy(() -> tape.gradients(root))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("cannot be differentiated again");
            assertThat(tape.steps()).hasSize(before);
        }
    }

    @Test
    void aTangentThrowsAndSaysWhy() {
        assertThatThrownBy(() -> Autodiff.jvp(v -> SQUARES_AND_PRODUCT.of(v), row(1, 2), row(1, 0)))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("squaresAndProduct")
                .hasMessageContaining("no tangent");
    }

    @Test
    void aResultOfTheWrongLengthIsNamed() {
        PlainFunction wrong =
                new PlainFunction("wrong", new Shape(3, 1), PlainFunctionTest::value, PlainFunctionTest::vjp);
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", row(1, 2));
            assertThatThrownBy(() -> wrong.of(x))
                    .hasMessageContaining("wrong: the plain code gives 2 entries where 3×1");
            assertThat(tape.steps()).hasSize(1);
        }
    }
}
