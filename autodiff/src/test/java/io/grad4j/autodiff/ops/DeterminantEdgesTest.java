package io.grad4j.autodiff.ops;

import static io.grad4j.autodiff.Matrices.entries;
import static io.grad4j.autodiff.Matrices.generic;
import static io.grad4j.autodiff.Matrices.matrix;
import static io.grad4j.autodiff.Matrices.number;
import static io.grad4j.autodiff.ops.Solves.det;
import static io.grad4j.autodiff.ops.Solves.logDet;
import static io.grad4j.autodiff.ops.Solves.signedLogDet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Autodiff.ValueAndGradient;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.ops.Solves.SignedLogDet;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Determinants of singular, negative, empty and single matrices. */
class DeterminantEdgesTest {
    private static final DMatrixRMaj RANK_ONE = matrix(new double[] {1, 2}, new double[] {2, 4});

    @Test
    @Convention("det-rank-deficient")
    void theGradientOfDetAtRankOneLessIsTheAdjugate() {
        assertThat(Autodiff.gradient(Solves::det, RANK_ONE).data)
                .containsExactly(new double[] {4, -2, -2, 1}, within(1e-14));
        DMatrixRMaj rankTwo = matrix(new double[] {1, 2, 3}, new double[] {4, 5, 6}, new double[] {7, 8, 9});
        assertThat(Autodiff.gradient(Solves::det, rankTwo).data)
                .containsExactly(new double[] {-3, 6, -3, 6, -12, 6, -3, 6, -3}, within(1e-13));
    }

    @Test
    @Convention("det-rank-deficient")
    void theGradientOfDetAtRankTwoLessIsZero() {
        assertThat(Autodiff.gradient(Solves::det, new DMatrixRMaj(2, 2)).data).containsOnly(0);
        DMatrixRMaj rankOne = matrix(new double[] {1, 2, 3}, new double[] {2, 4, 6}, new double[] {-1, -2, -3});
        assertThat(Autodiff.gradient(Solves::det, rankOne).data).containsExactly(new double[9], within(1e-14));
    }

    @Test
    @Convention("det-of-nothing")
    void theDeterminantOfNothingIsOne() {
        DMatrixRMaj nothing = new DMatrixRMaj(0, 0);
        ValueAndGradient det = Autodiff.valueAndGradient(Solves::det, nothing);
        assertThat(det.value()).isEqualTo(1);
        assertThat(det.gradient().getNumElements()).isZero();
        assertThat(Autodiff.valueAndGradient(Solves::logDet, nothing).value()).isZero();
        assertThat(Autodiff.hessian(Solves::det, nothing).getNumElements()).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-3, 0, 1e-200, 7})
    void theDeterminantOfOneEntryIsThatEntry(double entry) {
        ValueAndGradient det = Autodiff.valueAndGradient(Solves::det, number(entry));
        assertThat(det.value()).isEqualTo(entry);
        assertThat(det.gradient().data).containsExactly(1);
    }

    @Test
    @Convention("det-second-derivative")
    void theSecondDerivativeOfDetIsRightAtARegularMatrix() {
        DMatrixRMaj hessian = Autodiff.hessian(Solves::det, matrix(new double[] {3, 1}, new double[] {-2, 5}));
        assertThat(hessian.data)
                .containsExactly(new double[] {0, 0, 0, 1, 0, 0, -1, 0, 0, -1, 0, 0, 1, 0, 0, 0}, within(1e-14));
    }

    @Test
    @Convention("det-second-derivative")
    void theSecondDerivativeOfDetAtASingularMatrixIsRefused() {
        assertThatExceptionOfType(ArgumentException.class)
                .isThrownBy(() -> Autodiff.hessian(Solves::det, RANK_ONE))
                .withMessageContaining("second derivative of det: solve: argument A: is singular")
                .withMessageContaining("pivot 1");
    }

    @Test
    @Convention("logdet-sign")
    void theLogarithmOfANegativeDeterminantIsRefused() {
        try (Tape tape = new Tape()) {
            Var a = tape.variable("A", matrix(new double[] {0, 1}, new double[] {2, 0}));
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> logDet(a))
                    .withMessage("logDet: argument A 2×2: its determinant is negative; see signedLogDet");
            assertThat(tape.steps()).containsExactly(a);
        }
    }

    private static Stream<DMatrixRMaj> singular() {
        DMatrixRMaj zeroButForRounding = matrix(new double[] {1, 2, 3}, new double[] {4, 5, 6}, new double[] {7, 8, 9});
        return Stream.of(RANK_ONE, zeroButForRounding, number(0));
    }

    @ParameterizedTest
    @MethodSource("singular")
    @Convention("logdet-sign")
    void theLogarithmOfAZeroDeterminantIsRefused(DMatrixRMaj singular) {
        try (Tape tape = new Tape()) {
            Var a = tape.variable("A", singular);
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> logDet(a))
                    .withMessage("logDet: argument A " + a.shape() + ": its determinant is 0; see signedLogDet");
            assertThat(tape.steps()).containsExactly(a);
        }
    }

    @Test
    @Convention("signed-logdet")
    void signAndLogarithmTellADeterminantApart() {
        try (Tape tape = new Tape()) {
            SignedLogDet negative = signedLogDet(tape.variable(matrix(new double[] {0, 1}, new double[] {2, 0})));
            assertThat(negative.sign().scalar()).isEqualTo(-1);
            assertThat(negative.sign().isConstant()).isTrue();
            assertThat(negative.logAbs().scalar()).isCloseTo(Math.log(2), within(1e-16));
            SignedLogDet singular = signedLogDet(tape.variable(RANK_ONE));
            assertThat(singular.sign().scalar()).isZero();
            assertThat(singular.logAbs().scalar()).isEqualTo(Double.NEGATIVE_INFINITY);
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> tape.gradients(singular.logAbs()))
                    .withMessageContaining("is singular");
            SignedLogDet nothing = signedLogDet(tape.variable(new DMatrixRMaj(0, 0)));
            assertThat(nothing.sign().scalar()).isEqualTo(1);
            assertThat(nothing.logAbs().scalar()).isZero();
        }
    }

    @Test
    @Convention("signed-logdet")
    void theGradientOfLogAbsDetIsTheTransposedInverse() {
        DMatrixRMaj a = generic(4, 4, 1);
        DMatrixRMaj gradient = Autodiff.gradient(x -> signedLogDet(x).logAbs(), a);
        DMatrixRMaj product = new DMatrixRMaj(4, 4);
        CommonOps_DDRM.multTransA(gradient, a, product);
        assertThat(entries(product)).containsExactly(entries(CommonOps_DDRM.identity(4)), within(1e-13));
    }

    @Test
    @Convention("det-scale")
    void theLogarithmOfADeterminantNeitherOverflowsNorUnderflows() {
        for (double scale : new double[] {1e-200, 1e200}) {
            DMatrixRMaj a = CommonOps_DDRM.diag(scale, scale, scale);
            assertThat(Autodiff.valueAndGradient(Solves::logDet, a).value())
                    .isCloseTo(3 * Math.log(scale), within(1e-12));
        }
    }

    @Test
    void exchangedRowsTurnTheSign() {
        DMatrixRMaj cycle = matrix(new double[] {0, 2, 0}, new double[] {0, 0, 3}, new double[] {5, 0, 0});
        try (Tape tape = new Tape()) {
            assertThat(det(tape.constant(cycle)).scalar()).isEqualTo(30);
            assertThat(det(tape.constant(matrix(new double[] {0, 2}, new double[] {3, 0})))
                            .scalar())
                    .isEqualTo(-6);
        }
    }

    @Test
    @Convention("not-finite")
    void anEntryThatIsNotFiniteIsRefused() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            try (Tape tape = new Tape()) {
                Var a = tape.variable("A", matrix(new double[] {1, 0}, new double[] {0, bad}));
                assertThatExceptionOfType(ArgumentException.class)
                        .isThrownBy(() -> det(a))
                        .withMessageContaining("det: argument A: entry (1,1) = " + bad + " is not finite");
                assertThatExceptionOfType(ArgumentException.class)
                        .isThrownBy(() -> logDet(a))
                        .withMessageContaining("logDet: ")
                        .withMessageContaining("argument A: entry (1,1) = " + bad + " is not finite");
                assertThatExceptionOfType(ArgumentException.class)
                        .isThrownBy(() -> signedLogDet(a))
                        .withMessageContaining("signedLogDet: ");
                assertThat(tape.steps()).containsExactly(a);
            }
        }
    }
}
