package io.grad4j.autodiff.ops;

import static io.grad4j.autodiff.Matrices.evaluated;
import static io.grad4j.autodiff.Matrices.generic;
import static io.grad4j.autodiff.Matrices.matrix;
import static io.grad4j.autodiff.Matrices.row;
import static io.grad4j.autodiff.ops.Singular.singularValues;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shape, rank, repetition and scale of singular values. */
class SingularEdgesTest {
    private static Var nuclearNorm(Var a) {
        return singularValues(a).sum();
    }

    @Test
    @Convention("singular-order")
    void singularValuesAscendForTallAndWideMatrices() {
        DMatrixRMaj tall = matrix(new double[] {3, 0}, new double[] {0, -2}, new double[] {4, 0});
        DMatrixRMaj wide = matrix(new double[] {3, 0, 4}, new double[] {0, -2, 0});
        assertThat(evaluated(Singular::singularValues, tall).data).containsExactly(new double[] {2, 5}, within(1e-14));
        assertThat(evaluated(Singular::singularValues, wide).data).containsExactly(new double[] {2, 5}, within(1e-14));
        assertThat(Autodiff.gradient(SingularEdgesTest::nuclearNorm, tall).data)
                .containsExactly(new double[] {0.6, 0, 0, -1, 0.8, 0}, within(1e-14));
        assertThat(Autodiff.gradient(SingularEdgesTest::nuclearNorm, wide).data)
                .containsExactly(new double[] {0.6, 0, 0.8, 0, -1, 0}, within(1e-14));
        assertThat(evaluated(Singular::singularValues, new DMatrixRMaj(0, 3)).getNumElements())
                .isZero();
    }

    @Test
    @Convention("singular-zero")
    void aSingularValueOfZeroHasGradientZero() {
        // 5·u·vᵀ with u = (1, 2)/√5 and v = (1, 2)/√5: the gradient of the nuclear norm is u·vᵀ alone.
        DMatrixRMaj rankOne = matrix(new double[] {1, 2}, new double[] {2, 4});
        assertThat(Autodiff.gradient(SingularEdgesTest::nuclearNorm, rankOne).data)
                .containsExactly(new double[] {0.2, 0.4, 0.4, 0.8}, within(1e-14));
        assertThat(Autodiff.gradient(SingularEdgesTest::nuclearNorm, new DMatrixRMaj(3, 2)).data)
                .containsOnly(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    @Convention("singular-zero")
    void aSingularValueThatIsZeroButForRoundingHasGradientZeroToo(int seed) {
        DMatrixRMaj u = generic(4, 1, seed);
        DMatrixRMaj v = generic(1, 3, seed + 100);
        DMatrixRMaj a = new DMatrixRMaj(4, 3);
        CommonOps_DDRM.mult(u, v, a);
        double norm = evaluated(x -> Reductions.norm(x, Each.MATRIX), a).data[0];
        DMatrixRMaj expected = a.copy();
        CommonOps_DDRM.divide(expected, norm);
        assertThat(Autodiff.gradient(SingularEdgesTest::nuclearNorm, a).data)
                .containsExactly(expected.data, within(1e-13));
        DMatrixRMaj along = Autodiff.jvp(SingularEdgesTest::nuclearNorm, a, generic(4, 3, seed + 200));
        double inner = 0;
        for (int i = 0; i < 12; i++) {
            inner += expected.data[i] * generic(4, 3, seed + 200).data[i];
        }
        assertThat(along.data[0]).isCloseTo(inner, within(1e-13));
    }

    @Test
    @Convention("singular-repeated")
    void theNuclearNormAtRepeatedSingularValuesHasItsGradient() {
        DMatrixRMaj rotation = matrix(new double[] {0.6, -0.8}, new double[] {0.8, 0.6});
        DMatrixRMaj a = rotation.copy();
        CommonOps_DDRM.scale(3, a);
        assertThat(Autodiff.gradient(SingularEdgesTest::nuclearNorm, a).data)
                .containsExactly(rotation.data, within(1e-14));
        assertThatExceptionOfType(ArgumentException.class)
                .isThrownBy(() -> Autodiff.hvp(SingularEdgesTest::nuclearNorm, a, generic(2, 2, 1)))
                .withMessageContaining("are equal");
    }

    @Test
    @Convention("singular-repeated")
    void theGradientOfTheNuclearNormIsOrthogonal() {
        DMatrixRMaj gradient = Autodiff.gradient(SingularEdgesTest::nuclearNorm, generic(4, 3, 2));
        DMatrixRMaj product = new DMatrixRMaj(3, 3);
        CommonOps_DDRM.multTransA(gradient, gradient, product);
        assertThat(product.data).containsExactly(CommonOps_DDRM.identity(3).data, within(1e-13));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-200, 1e-100, 1, 1e100, 1e150})
    @Convention("spectral-scale")
    void singularValuesScaleWithTheirMatrix(double scale) {
        DMatrixRMaj a = matrix(new double[] {3 * scale, 0}, new double[] {4 * scale, 2 * scale});
        double[] expected = evaluated(Singular::singularValues, matrix(new double[] {3, 0}, new double[] {4, 2})).data;
        assertThat(evaluated(x -> singularValues(x).scale(1 / scale), a).data).containsExactly(expected, within(1e-14));
    }

    @Test
    @Convention("not-finite")
    void anEntryThatIsNotFiniteIsRefused() {
        try (Tape tape = new Tape()) {
            Var a = tape.variable("A", row(1, Double.NaN));
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> singularValues(a))
                    .withMessageContaining("singularValues: ")
                    .withMessageContaining("= NaN is not finite");
            assertThat(tape.steps()).containsExactly(a);
        }
    }
}
