package io.grad4j.autodiff.ops;

import static io.grad4j.autodiff.ops.Elementwise.square;
import static io.grad4j.autodiff.ops.Elementwise.step;
import static io.grad4j.autodiff.ops.Reductions.maximum;
import static io.grad4j.autodiff.ops.Triangles.diagonal;
import static io.grad4j.autodiff.ops.Triangles.diagonalMatrix;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Derivative;
import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Primitive;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * Singular values of A = U·diag(s)·Vᵀ in ascending order. A NaN or infinite entry is refused.
 *
 * <p>A singular value that is 0, but for the rounding of the decomposition, has gradient 0, as a norm does. Repeated singular values have a gradient as long as they are used alike; a second
 * derivative is refused there.
 */
public enum Singular implements Primitive {
    /** s, n×1, of an m×n matrix with m ≥ n: ṡ = diag(UᵀȦV), Ā = U·diag(s̄)·Vᵀ, with U·diag(s) = A·V. */
    SINGULAR_VALUES(
            "singularValues",
            Derivative.unary(
                    "U·diag(ȳ)·Vᵀ",
                    (a, s, v) -> {
                        Var vectors = rightVectors(a);
                        Var products = diagonal(a.mult(vectors).multTransA(v.mult(vectors)));
                        return products.elementMult(reciprocals(a, s));
                    },
                    (a, s, v) -> {
                        Var vectors = rightVectors(a);
                        Var weights = v.elementMult(reciprocals(a, s));
                        return a.mult(vectors.mult(diagonalMatrix(weights)).multTransB(vectors));
                    })) {
        @Override
        public Shape shape(DMatrixRMaj... x) {
            return new Shape(RIGHT_VECTORS.shape(x).rows(), 1);
        }

        @Override
        void write(SingularValueDecomposition_F64<DMatrixRMaj> svd, int[] ascending, DMatrixRMaj y) {
            for (int k = 0; k < ascending.length; k++) {
                y.data[k] = svd.getSingularValues()[ascending[k]];
            }
        }
    },

    /** V, n×n, the eigenvectors of AᵀA: V̇ = V·(F ∘ Vᵀ(ȦᵀA + AᵀȦ)V), Ā = A·(W + Wᵀ), W = V·(F ∘ VᵀV̄)·Vᵀ, Fᵢⱼ = 1/(sⱼ² - sᵢ²). */
    RIGHT_VECTORS(
            "rightVectors",
            Derivative.unary(
                    "x·(W + Wᵀ), W = y·(F ∘ yᵀ·ȳ)·yᵀ",
                    (a, y, v) -> {
                        Var half = v.mult(y).multTransA(a.mult(y));
                        return y.mult(OverGaps.of(half.plus(half.transpose()), square(singularValues(a))));
                    },
                    (a, y, v) -> {
                        Var w = y.mult(OverGaps.of(y.multTransA(v), square(singularValues(a))))
                                .multTransB(y);
                        return a.mult(w.plus(w.transpose()));
                    })) {
        @Override
        public Shape shape(DMatrixRMaj... x) {
            if (x[0].numRows < x[0].numCols) {
                throw new ArgumentException(label(), "A", Shape.of(x[0]) + " has fewer rows than columns");
            }
            return new Shape(x[0].numCols, x[0].numCols);
        }

        @Override
        void write(SingularValueDecomposition_F64<DMatrixRMaj> svd, int[] ascending, DMatrixRMaj y) {
            DMatrixRMaj v = svd.getV(null, false);
            int n = ascending.length;
            for (int k = 0; k < n; k++) {
                int from = ascending[k];
                SymmetricEigen.column(i -> v.data[i * n + from], y.data, n, k);
            }
        }
    };

    private final String label;
    private final Derivative derivative;

    Singular(String label, Derivative derivative) {
        this.label = label;
        this.derivative = derivative;
    }

    /** The min(m, n) singular values of an m×n matrix in ascending order, as a column. */
    public static Var singularValues(Var a) {
        return a.rows() < a.cols()
                ? a.tape().scope("singularValues", () -> SINGULAR_VALUES.of(a.transpose()))
                : SINGULAR_VALUES.of(a);
    }

    /** 1/s; 0, with derivative 0, where s is 0 to the rounding of the decomposition, so that A·v, which it divides, is all rounding. */
    private static Var reciprocals(Var a, Var s) {
        double rounding = 8.0 * Math.max(a.rows(), a.cols()) * Math.ulp(1.0);
        Var counts = step(s.minus(maximum(s, Each.MATRIX).scale(rounding)));
        return counts.elementDiv(s.plus(counts.negate().plus(1)));
    }

    private static Var rightVectors(Var a) {
        return RIGHT_VECTORS.of(a);
    }

    /** Writes the result for the decomposition, whose singular values in the order {@code ascending} ascend. */
    abstract void write(SingularValueDecomposition_F64<DMatrixRMaj> svd, int[] ascending, DMatrixRMaj y);

    @Override
    public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
        ArgumentException.requireFinite(label, "A", x[0]);
        int n = x[0].numCols;
        if (n == 0) {
            return;
        }
        SingularValueDecomposition_F64<DMatrixRMaj> svd =
                DecompositionFactory_DDRM.svd(x[0].numRows, n, false, true, true);
        if (!svd.decompose(x[0].copy())) {
            throw new ArithmeticException(label + ": the iteration did not converge");
        }
        double[] s = svd.getSingularValues();
        int[] ascending = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> s[i]))
                .mapToInt(i -> i)
                .toArray();
        write(svd, ascending, y);
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public Derivative derivative(int argument) {
        return derivative;
    }
}
