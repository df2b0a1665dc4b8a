package io.grad4j.autodiff.ops;

import static io.grad4j.autodiff.Matrices.entries;
import static io.grad4j.autodiff.Matrices.factor;
import static io.grad4j.autodiff.Matrices.generic;
import static io.grad4j.autodiff.Matrices.matrix;
import static io.grad4j.autodiff.Matrices.spd;
import static io.grad4j.autodiff.ops.Factorizations.cholesky;
import static io.grad4j.autodiff.ops.Factorizations.logDetSpd;
import static io.grad4j.autodiff.ops.Factorizations.solveLower;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Matrices;
import io.grad4j.autodiff.Tape;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CholeskyEdgesTest {
    @Test
    @Convention("cholesky-symmetric")
    void onlyTheSymmetricPartCounts() {
        DMatrixRMaj a = spd(3, 1);
        DMatrixRMaj skewed = a.copy();
        skewed.set(0, 2, skewed.get(0, 2) + 0.25);
        skewed.set(2, 0, skewed.get(2, 0) - 0.25);
        try (Tape tape = new Tape()) {
            assertThat(cholesky(tape.constant(skewed)).value().data)
                    .containsExactly(cholesky(tape.constant(a)).value().data, within(1e-15));
        }
    }

    @Property(tries = 100)
    @Convention("cholesky-symmetric")
    void theGradientIsSymmetric(@ForAll("positiveDefinite") DMatrixRMaj a) {
        DMatrixRMaj gradient = Autodiff.vjp(x -> cholesky(x), a, generic(a.numRows, a.numRows, 2));
        for (int i = 0; i < a.numRows; i++) {
            for (int j = 0; j < i; j++) {
                assertThat(gradient.get(i, j)).isEqualTo(gradient.get(j, i));
            }
        }
    }

    @Property(tries = 100)
    void theGradientOfLogDetIsTheInverse(@ForAll("positiveDefinite") DMatrixRMaj a) {
        DMatrixRMaj product = new DMatrixRMaj(a.numRows, a.numRows);
        CommonOps_DDRM.mult(Autodiff.gradient(x -> logDetSpd(x), a), a, product);
        assertThat(entries(product)).containsExactly(entries(CommonOps_DDRM.identity(a.numRows)), within(1e-10));
    }

    @Provide
    Arbitrary<DMatrixRMaj> positiveDefinite() {
        return Arbitraries.integers().between(1, 6).flatMap(Matrices::spd);
    }

    @Test
    void theFactorOfNothingIsNothingAndItsLogDetIsZero() {
        try (Tape tape = new Tape()) {
            assertThat(cholesky(tape.variable(new DMatrixRMaj(0, 0))).value().getNumElements())
                    .isZero();
            assertThat(logDetSpd(tape.variable(new DMatrixRMaj(0, 0))).scalar()).isZero();
        }
    }

    private static Stream<Arguments> refused() {
        return Stream.of(
                arguments(
                        matrix(new double[] {1, 2}, new double[] {2, 1}), "is not positive definite: pivot 1 is -3.0"),
                arguments(matrix(new double[] {0, 0}, new double[] {0, 1}), "is not positive definite: pivot 0 is 0.0"),
                arguments(matrix(new double[] {1, 0}, new double[] {0, Double.NaN}), "entry (1,1) = NaN is not finite"),
                arguments(
                        matrix(new double[] {Double.POSITIVE_INFINITY, 0}, new double[] {0, 1}),
                        "entry (0,0) = Infinity is not finite"),
                arguments(
                        matrix(new double[] {1, 0}, new double[] {Double.POSITIVE_INFINITY, 1}),
                        "entry (1,0) = Infinity"),
                arguments(generic(2, 3, 3), "2×3 where a square matrix is needed"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    @Convention("not-positive-definite")
    void aMatrixWithoutAFactorIsRefusedWithItsEntry(DMatrixRMaj a, String message) {
        try (Tape tape = new Tape()) {
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> cholesky(tape.variable("A", a)))
                    .withMessageContaining("cholesky: argument A: " + message);
        }
    }

    @Test
    void aSingularTriangleIsRefusedWithItsPivot() {
        DMatrixRMaj l = factor(3, 4);
        l.set(1, 1, 0);
        try (Tape tape = new Tape()) {
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> solveLower(tape.variable("L", l), tape.constant(generic(3, 1, 5))))
                    .withMessageContaining("solveLower: argument L: entry (1,1) = 0.0 is no finite, nonzero pivot");
        }
    }
}
