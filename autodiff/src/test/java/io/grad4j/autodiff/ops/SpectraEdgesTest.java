package io.grad4j.autodiff.ops;

import static io.grad4j.autodiff.Matrices.column;
import static io.grad4j.autodiff.Matrices.entries;
import static io.grad4j.autodiff.Matrices.evaluated;
import static io.grad4j.autodiff.Matrices.generic;
import static io.grad4j.autodiff.Matrices.matrix;
import static io.grad4j.autodiff.Matrices.number;
import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.square;
import static io.grad4j.autodiff.ops.Spectra.eigenvalues;
import static io.grad4j.autodiff.ops.Spectra.eigenvectors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.List;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Order, repetition and scale of eigenvalues. */
class SpectraEdgesTest {
    /** 2I, whose eigenvalues are all equal. */
    private static final DMatrixRMaj REPEATED = CommonOps_DDRM.diag(2, 2, 2);

    @Test
    @Convention("eigenvalue-order")
    void eigenvaluesAscend() {
        assertThat(evaluated(Spectra::eigenvalues, CommonOps_DDRM.diag(3, -1, 2, 0)).data)
                .containsExactly(-1, 0, 2, 3);
    }

    @Test
    @Convention("eigenvalue-order")
    void eigenvectorsFollowTheirEigenvaluesWithTheLargestEntryPositive() {
        assertThat(evaluated(Spectra::eigenvectors, CommonOps_DDRM.diag(3, -1)).data)
                .containsExactly(0, 1, 1, 0);
        DMatrixRMaj a = generic(4, 4, 1);
        DMatrixRMaj v = evaluated(Spectra::eigenvectors, a);
        for (int k = 0; k < 4; k++) {
            double largest = 0;
            for (int i = 0; i < 4; i++) {
                largest = Math.abs(v.get(i, k)) > Math.abs(largest) ? v.get(i, k) : largest;
            }
            assertThat(largest).isPositive();
        }
    }

    @Test
    @Convention("eigenvalue-order")
    void ofEntriesEquallyLargeTheFirstIsPositive() {
        double[] vectors = new double[9];
        SymmetricEigen.column(i -> new double[] {-0.5, 0.7, -0.7}[i], vectors, 3, 1);
        assertThat(vectors).containsExactly(0, -0.5, 0, 0, 0.7, 0, 0, -0.7, 0);
        SymmetricEigen.column(i -> new double[] {0.5, -0.7, 0.7}[i], vectors, 3, 1);
        assertThat(vectors).containsExactly(0, -0.5, 0, 0, 0.7, 0, 0, -0.7, 0);
    }

    @Test
    @Convention("repeated-eigenvalues")
    void aGapOfTheRoundingIsNoGap() {
        DMatrixRMaj equal = column(1 - 0x1p-49, 1);
        DMatrixRMaj apart = column(1 - 0x1.2p-49, 1);
        DMatrixRMaj far = column(-1e6, -1, -1 + 0x1p-48);
        for (DMatrixRMaj values : List.of(equal, far)) {
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> OverGaps.requireDistinct(values))
                    .withMessageContaining("are equal");
        }
        OverGaps.requireDistinct(apart);
        DMatrixRMaj ones = matrix(new double[] {1, 1}, new double[] {1, 1});
        DMatrixRMaj y = new DMatrixRMaj(2, 2);
        assertThatExceptionOfType(ArgumentException.class)
                .isThrownBy(() -> OverGaps.divide(ones, equal, y))
                .withMessageContaining("eigenvalues 0 and 1 are equal");
        OverGaps.divide(ones, apart, y);
        assertThat(y.data).containsExactly(0, 1 / 0x1.2p-49, -1 / 0x1.2p-49, 0);
    }

    @Test
    @Convention("spd-symmetric")
    void onlyTheSymmetricPartHasEigenvalues() {
        DMatrixRMaj skewed = matrix(new double[] {1, 5}, new double[] {-1, 3});
        assertThat(evaluated(Spectra::eigenvalues, skewed).data)
                .containsExactly(new double[] {2 - Math.sqrt(5), 2 + Math.sqrt(5)}, within(1e-14));
        DMatrixRMaj gradient = Autodiff.gradient(a -> exp(eigenvalues(a)).sum(), skewed);
        assertThat(gradient.get(0, 1)).isCloseTo(gradient.get(1, 0), within(1e-14));
    }

    @Test
    @Convention("repeated-eigenvalues")
    void aSymmetricFunctionOfRepeatedEigenvaluesHasItsGradient() {
        UnaryOperator<Var> squares = a -> square(eigenvalues(a)).sum();
        assertThat(Autodiff.gradient(squares, REPEATED).data)
                .containsExactly(new double[] {4, 0, 0, 0, 4, 0, 0, 0, 4}, within(1e-14));
        double e = Math.exp(2);
        assertThat(Autodiff.gradient(a -> exp(eigenvalues(a)).sum(), REPEATED).data)
                .containsExactly(new double[] {e, 0, 0, 0, e, 0, 0, 0, e}, within(1e-13));
        DMatrixRMaj rotated = matrix(new double[] {2, 1, 1}, new double[] {1, 2, 1}, new double[] {1, 1, 2});
        DMatrixRMaj expected = rotated.copy();
        CommonOps_DDRM.scale(2, expected);
        assertThat(Autodiff.gradient(squares, rotated).data).containsExactly(expected.data, within(1e-13));
    }

    @Test
    @Convention("repeated-eigenvalues")
    void eigenvectorsOfARepeatedEigenvalueAreRefusedNamingTheTwo() {
        try (Tape tape = new Tape()) {
            Var a = tape.variable("A", CommonOps_DDRM.diag(5, 2, 5));
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> eigenvectors(a))
                    .withMessageContaining("eigenvectors: argument A: eigenvalues 1 and 2 are equal, 5.0 and 5.0");
            assertThat(tape.steps()).containsExactly(a);
        }
    }

    @Test
    @Convention("repeated-eigenvalues")
    void aSecondDerivativeAtARepeatedEigenvalueIsRefused() {
        DMatrixRMaj direction = generic(3, 3, 2);
        assertThatExceptionOfType(ArgumentException.class)
                .isThrownBy(() -> Autodiff.hvp(a -> exp(eigenvalues(a)).sum(), REPEATED, direction))
                .withMessageContaining("eigenvalues 0 and 1 are equal");
    }

    @Test
    @Convention("repeated-eigenvalues")
    void secondDerivativesAtDistinctEigenvaluesAreRight() {
        // Σ λ² = ‖A‖², whose second derivative is 2 along every symmetric direction.
        DMatrixRMaj a = matrix(new double[] {1, 0.3, 0}, new double[] {0.3, 2, -0.4}, new double[] {0, -0.4, 4});
        DMatrixRMaj direction = matrix(new double[] {1, 2, 3}, new double[] {2, -1, 4}, new double[] {3, 4, 5});
        DMatrixRMaj product = Autodiff.hvp(x -> square(eigenvalues(x)).sum(), a, direction);
        CommonOps_DDRM.scale(2, direction);
        assertThat(product.data).containsExactly(direction.data, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-200, 1e-100, 1, 1e100, 1e150})
    @Convention("spectral-scale")
    void eigenvaluesScaleWithTheirMatrix(double scale) {
        DMatrixRMaj a = matrix(new double[] {2 * scale, scale}, new double[] {scale, 2 * scale});
        assertThat(evaluated(Spectra::eigenvalues, a).data)
                .containsExactly(new double[] {scale, 3 * scale}, within(1e-14 * scale));
    }

    @Test
    void ofNothingThereAreNoEigenvaluesAndOfOneEntryItself() {
        assertThat(evaluated(Spectra::eigenvalues, new DMatrixRMaj(0, 0)).getNumElements())
                .isZero();
        assertThat(evaluated(Spectra::eigenvectors, new DMatrixRMaj(0, 0)).getNumElements())
                .isZero();
        assertThat(evaluated(Spectra::eigenvalues, number(-3)).data).containsExactly(-3);
        assertThat(evaluated(Spectra::eigenvectors, number(-3)).data).containsExactly(1);
        assertThat(entries(Autodiff.gradient(Spectra::eigenvalues, number(-3)))).containsExactly(1);
    }

    @Test
    @Convention("not-finite")
    void anEntryThatIsNotFiniteIsRefused() {
        for (double bad : new double[] {Double.NaN, Double.NEGATIVE_INFINITY}) {
            try (Tape tape = new Tape()) {
                Var a = tape.variable("A", matrix(new double[] {1, 0}, new double[] {0, bad}));
                assertThatExceptionOfType(ArgumentException.class)
                        .isThrownBy(() -> eigenvalues(a))
                        .withMessageContaining("eigenvalues: argument A: entry (1,1) = " + bad + " is not finite");
                assertThat(tape.steps()).containsExactly(a);
            }
        }
    }
}
