package io.grad4j.autodiff.check;

import org.ejml.data.DMatrixRMaj;

/** Matrices with a row, or a row and a column, left out. */
final class Rows {
    private Rows() {}

    /** {@code x} without row {@code i}. */
    static DMatrixRMaj without(DMatrixRMaj x, int i) {
        DMatrixRMaj less = new DMatrixRMaj(x.numRows - 1, x.numCols);
        System.arraycopy(x.data, 0, less.data, 0, i * x.numCols);
        System.arraycopy(x.data, (i + 1) * x.numCols, less.data, i * x.numCols, (x.numRows - 1 - i) * x.numCols);
        return less;
    }

    /** {@code x} without row and column {@code i}. */
    static DMatrixRMaj withoutBoth(DMatrixRMaj x, int i) {
        DMatrixRMaj less = new DMatrixRMaj(x.numRows - 1, x.numCols - 1);
        for (int r = 0; r < less.numRows; r++) {
            for (int c = 0; c < less.numCols; c++) {
                less.set(r, c, x.get(r < i ? r : r + 1, c < i ? c : c + 1));
            }
        }
        return less;
    }
}
