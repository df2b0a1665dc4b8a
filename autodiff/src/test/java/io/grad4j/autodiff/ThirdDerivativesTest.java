package io.grad4j.autodiff;

import static io.grad4j.autodiff.Matrices.entries;
import static io.grad4j.autodiff.Matrices.evaluated;
import static io.grad4j.autodiff.Matrices.generic;
import static io.grad4j.autodiff.Matrices.number;
import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Softmaxes.logSumExp;
import static io.grad4j.autodiff.ops.Softmaxes.softmax;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grad4j.autodiff.ops.Shaping;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Third derivatives against closed forms. */
class ThirdDerivativesTest {
    /** D³f[·, u, v], of the shape of x. */
    private static DMatrixRMaj third(UnaryOperator<Var> f, DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj v) {
        return Autodiff.hvp(z -> Autodiff.gradient(f, z).dot(z.tape().constant(u)), x, v);
    }

    @Test
    void thatOfTheSumOfExponentialsIsTheirs() {
        DMatrixRMaj x = generic(2, 3, 1);
        DMatrixRMaj u = generic(2, 3, 2);
        DMatrixRMaj v = generic(2, 3, 3);
        DMatrixRMaj third = third(z -> exp(z).sum(), x, u, v);
        for (int i = 0; i < 6; i++) {
            assertThat(third.data[i]).isCloseTo(Math.exp(x.data[i]) * u.data[i] * v.data[i], within(1e-14));
        }
    }

    @Test
    void thatOfLogSumExpIsTheThirdCumulant() {
        DMatrixRMaj x = generic(1, 4, 4);
        DMatrixRMaj u = generic(1, 4, 5);
        DMatrixRMaj v = generic(1, 4, 6);
        double[] p = entries(evaluated(z -> softmax(z), x));
        double meanU = 0;
        double meanV = 0;
        double meanUV = 0;
        for (int i = 0; i < 4; i++) {
            meanU += p[i] * u.data[i];
            meanV += p[i] * v.data[i];
            meanUV += p[i] * u.data[i] * v.data[i];
        }
        DMatrixRMaj third = third(z -> logSumExp(z), x, u, v);
        for (int i = 0; i < 4; i++) {
            double cumulant = p[i] * ((u.data[i] - meanU) * (v.data[i] - meanV) - (meanUV - meanU * meanV));
            assertThat(third.data[i]).isCloseTo(cumulant, within(1e-14));
        }
    }

    @Test
    void thatOfATwoClassSoftmaxIsTheSigmoids() {
        // σ‴ = σ′·(1 - 6σ + 6σ²).
        UnaryOperator<Var> first =
                x -> Shaping.rows(softmax(Shaping.stackRows(x, x.tape().constant(0)), Each.COLUMN), 0, 1);
        double x = 0.7;
        double s = 1 / (1 + Math.exp(-x));
        double expected = s * (1 - s) * (1 - 6 * s + 6 * s * s);
        assertThat(third(first, number(x), number(1), number(1)).data[0]).isCloseTo(expected, within(1e-14));
        UnaryOperator<Var> slope = z -> Autodiff.gradient(first, z);
        UnaryOperator<Var> curvature = z -> Autodiff.gradient(slope, z);
        assertThat(Autodiff.gradient(curvature, number(x)).data[0]).isCloseTo(expected, within(1e-14));
    }

    @Test
    void aStoppedGradientIsAConstantToEveryOrder() {
        UnaryOperator<Var> f = x -> Autodiff.stopGradient(x).elementMult(x).elementMult(x);
        assertThat(Autodiff.gradient(f, number(3)).data).containsExactly(18);
        assertThat(Autodiff.hessian(f, number(3)).data).containsExactly(6);
        assertThat(third(f, number(3), number(1), number(1)).data).containsExactly(0);
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", 2);
            assertThat(Autodiff.stopGradient(exp(x)).isConstant()).isTrue();
            assertThat(Autodiff.stopGradient(exp(x)).scalar()).isEqualTo(Math.exp(2));
            assertThat(tape.gradients(Autodiff.stopGradient(x)).of(x).data).containsExactly(0);
        }
    }
}
