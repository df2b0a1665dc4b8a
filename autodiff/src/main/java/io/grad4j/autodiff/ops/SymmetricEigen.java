package io.grad4j.autodiff.ops;

import java.util.Comparator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The eigenvalues of ½(A + Aᵀ) in ascending order with their unit eigenvectors, which EJML gives in no order.
 *
 * @param values n eigenvalues
 * @param vectors n×n row-major, one eigenvector a column, its largest entry positive
 */
@SuppressWarnings("ArrayRecordComponent") // handed over at once and never compared
record SymmetricEigen(double[] values, double[] vectors) {
    static SymmetricEigen of(DMatrixRMaj a) {
        int n = a.numRows;
        if (n == 0) {
            return new SymmetricEigen(new double[0], new double[0]);
        }
        DMatrixRMaj symmetric = new DMatrixRMaj(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                symmetric.data[i * n + j] = 0.5 * a.data[i * n + j] + 0.5 * a.data[j * n + i];
            }
        }
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, true, true);
        if (!eigen.decompose(symmetric)) {
            throw new ArithmeticException("eigenvalues: the iteration did not converge");
        }
        int[] order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> eigen.getEigenvalue(i).real))
                .mapToInt(i -> i)
                .toArray();
        double[] values = new double[n];
        double[] vectors = new double[n * n];
        for (int k = 0; k < n; k++) {
            values[k] = eigen.getEigenvalue(order[k]).real;
            DMatrixRMaj vector = eigen.getEigenVector(order[k]);
            column(i -> vector.data[i], vectors, n, k);
        }
        return new SymmetricEigen(values, vectors);
    }

    /** Writes the entries of a unit vector as column k of n×n {@code vectors}, with the sign that makes its largest entry positive. */
    static void column(IntToDoubleFunction vector, double[] vectors, int n, int k) {
        double largest = 0;
        for (int i = 0; i < n; i++) {
            double entry = vector.applyAsDouble(i);
            largest = Math.abs(entry) > Math.abs(largest) ? entry : largest;
        }
        for (int i = 0; i < n; i++) {
            vectors[i * n + k] = largest < 0 ? -vector.applyAsDouble(i) : vector.applyAsDouble(i);
        }
    }
}
