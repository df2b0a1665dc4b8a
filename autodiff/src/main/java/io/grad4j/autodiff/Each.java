package io.grad4j.autodiff;

import io.grad4j.autodiff.kernels.Lines;
import org.ejml.data.DMatrixRMaj;

/** What an operation along lines takes as one line: each row, each column, or the whole matrix. */
public enum Each {
    /** Each row by itself; a reduction of m×n gives m×1. */
    ROW,
    /** Each column by itself; a reduction of m×n gives 1×n. */
    COLUMN,
    /** The whole matrix as one line; a reduction gives 1×1. */
    MATRIX;

    /** The lines of an m×n matrix. */
    public Lines lines(DMatrixRMaj x) {
        return lines(x.numRows, x.numCols);
    }

    /** The lines of a matrix of {@code shape}. */
    public Lines lines(Shape shape) {
        return lines(shape.rows(), shape.cols());
    }

    private Lines lines(int m, int n) {
        return switch (this) {
            case ROW -> new Lines(m, n, n, 1);
            case COLUMN -> new Lines(n, m, 1, n);
            case MATRIX -> new Lines(1, m * n, 0, 1);
        };
    }

    /** The shape of one number a line. */
    public Shape reduced(DMatrixRMaj x) {
        return switch (this) {
            case ROW -> new Shape(x.numRows, 1);
            case COLUMN -> new Shape(1, x.numCols);
            case MATRIX -> Shape.SCALAR;
        };
    }

    /** {@code name} with what it runs over: {@code "sum"}, {@code "sum of each row"}. */
    public String label(String name) {
        return switch (this) {
            case ROW -> name + " of each row";
            case COLUMN -> name + " of each column";
            case MATRIX -> name;
        };
    }
}
