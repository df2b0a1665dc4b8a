package io.grad4j.autodiff;

import org.ejml.data.DMatrixRMaj;

/**
 * The number of rows and columns of a matrix; either may be 0.
 *
 * @param rows number of rows, ≥ 0
 * @param cols number of columns, ≥ 0
 */
public record Shape(int rows, int cols) {
    /** 1×1, the shape of a number. */
    public static final Shape SCALAR = new Shape(1, 1);

    /** Refuses a negative dimension. */
    public Shape {
        if (rows < 0 || cols < 0) {
            throw new IllegalArgumentException("shape: negative dimension in " + rows + "×" + cols);
        }
    }

    /** The shape of {@code m}. */
    public static Shape of(DMatrixRMaj m) {
        return of(m.numRows, m.numCols);
    }

    /** Numbers are most of a scalar computation, and share one. */
    private static Shape of(int rows, int cols) {
        return rows == 1 && cols == 1 ? SCALAR : new Shape(rows, cols);
    }

    /** Whether this is 1×1. */
    public boolean isScalar() {
        return rows == 1 && cols == 1;
    }

    /** rows · cols. */
    public int size() {
        return Math.multiplyExact(rows, cols);
    }

    /** The shape with rows and columns exchanged. */
    public Shape transposed() {
        return new Shape(cols, rows);
    }

    /** Whether {@code m} has this shape. */
    public boolean matches(DMatrixRMaj m) {
        return m.numRows == rows && m.numCols == cols;
    }

    /**
     * The shape of an elementwise operation: equal dimensions stay, a dimension of 1 is repeated to the other's.
     *
     * @throws ArgumentException if a dimension differs and neither is 1
     */
    public static Shape broadcast(String operation, DMatrixRMaj a, DMatrixRMaj b) {
        if (!compatible(a.numRows, b.numRows) || !compatible(a.numCols, b.numCols)) {
            throw new ArgumentException(
                    operation,
                    "b",
                    of(b) + " cannot be broadcast with a, which is " + of(a) + ": each dimension must be equal or 1");
        }
        return of(
                a.numRows == 1 ? b.numRows : a.numRows, //
                a.numCols == 1 ? b.numCols : a.numCols);
    }

    private static boolean compatible(int a, int b) {
        return a == b || a == 1 || b == 1;
    }

    @Override
    public String toString() {
        return rows + "×" + cols;
    }
}
