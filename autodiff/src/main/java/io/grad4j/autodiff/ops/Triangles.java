package io.grad4j.autodiff.ops;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Derivative;
import io.grad4j.autodiff.Primitive;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** Diagonals and triangular parts of square matrices; linear. */
public enum Triangles implements Primitive {
    /** y = tril(x), the entries on and below the diagonal; its own transpose. */
    LOWER("lower") {
        @Override
        public Shape shape(DMatrixRMaj... x) {
            ArgumentException.requireSquare(label(), "x", x[0]);
            return Shape.of(x[0]);
        }

        @Override
        public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
            int n = y.numRows;
            System.arraycopy(x[0].data, 0, y.data, 0, n * n);
            for (int i = 0; i < n; i++) {
                Arrays.fill(y.data, i * n + i + 1, (i + 1) * n, 0);
            }
        }

        @Override
        public Derivative derivative(int argument) {
            return Derivative.unary("lower ȳ", (x, y, v) -> lower(v), (x, y, v) -> lower(v));
        }
    },

    /** y = tril(x) with the diagonal halved, Φ(x) of the Cholesky rules; its own transpose. */
    LOWER_HALF("lowerHalf") {
        @Override
        public Shape shape(DMatrixRMaj... x) {
            return LOWER.shape(x);
        }

        @Override
        public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
            LOWER.value(x, y);
            for (int i = 0; i < y.numRows; i++) {
                y.data[i * y.numCols + i] /= 2;
            }
        }

        @Override
        public Derivative derivative(int argument) {
            return Derivative.unary("Φ(ȳ)", (x, y, v) -> lowerHalf(v), (x, y, v) -> lowerHalf(v));
        }
    },

    /** y = triu(x), the entries on and above the diagonal; its own transpose. */
    UPPER("upper") {
        @Override
        public Shape shape(DMatrixRMaj... x) {
            ArgumentException.requireSquare(label(), "x", x[0]);
            return Shape.of(x[0]);
        }

        @Override
        public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
            int n = y.numRows;
            System.arraycopy(x[0].data, 0, y.data, 0, n * n);
            for (int i = 0; i < n; i++) {
                Arrays.fill(y.data, i * n, i * n + i, 0);
            }
        }

        @Override
        public Derivative derivative(int argument) {
            return Derivative.unary("upper ȳ", (x, y, v) -> upper(v), (x, y, v) -> upper(v));
        }
    },

    /** y = the diagonal of a square x as a column. */
    DIAGONAL("diagonal") {
        @Override
        public Shape shape(DMatrixRMaj... x) {
            ArgumentException.requireSquare(label(), "x", x[0]);
            return new Shape(x[0].numRows, 1);
        }

        @Override
        public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
            for (int i = 0; i < y.numRows; i++) {
                y.data[i] = x[0].data[i * y.numRows + i];
            }
        }

        @Override
        public Derivative derivative(int argument) {
            return Derivative.unary("diag(ȳ)", (x, y, v) -> diagonal(v), (x, y, v) -> diagonalMatrix(v));
        }
    },

    /** y = the square matrix with the column x on its diagonal, 0 elsewhere. */
    DIAGONAL_MATRIX("diagonalMatrix") {
        @Override
        public Shape shape(DMatrixRMaj... x) {
            ArgumentException.requireShape(label(), "x", x[0], new Shape(x[0].numRows, 1));
            return new Shape(x[0].numRows, x[0].numRows);
        }

        @Override
        public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
            Arrays.fill(y.data, 0, y.getNumElements(), 0);
            for (int i = 0; i < y.numRows; i++) {
                y.data[i * y.numRows + i] = x[0].data[i];
            }
        }

        @Override
        public Derivative derivative(int argument) {
            return Derivative.unary("diagonal of ȳ", (x, y, v) -> diagonalMatrix(v), (x, y, v) -> diagonal(v));
        }
    };

    private final String label;

    Triangles(String label) {
        this.label = label;
    }

    /** The entries on and below the diagonal of a square matrix, 0 above. */
    public static Var lower(Var x) {
        return LOWER.of(x);
    }

    /** The entries on and above the diagonal of a square matrix, 0 below. */
    public static Var upper(Var x) {
        return UPPER.of(x);
    }

    /** Σ xᵢᵢ of a square matrix, 1×1. */
    public static Var trace(Var x) {
        return x.tape().scope("trace", () -> diagonal(x).sum());
    }

    /** {@link #lower} with the diagonal halved. */
    static Var lowerHalf(Var x) {
        return LOWER_HALF.of(x);
    }

    /** The diagonal of an n×n matrix as n×1. */
    public static Var diagonal(Var x) {
        return DIAGONAL.of(x);
    }

    /** The n×n matrix with an n×1 column on its diagonal. */
    public static Var diagonalMatrix(Var x) {
        return DIAGONAL_MATRIX.of(x);
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public String label() {
        return label;
    }
}
