package io.grad4j.autodiff.ops;

import static io.grad4j.autodiff.ops.Triangles.diagonal;
import static io.grad4j.autodiff.ops.Triangles.diagonalMatrix;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Derivative;
import io.grad4j.autodiff.Primitive;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Eigenvalues of symmetric matrices in ascending order, and their eigenvectors.
 *
 * <p>A is taken as ½(A + Aᵀ), and its gradient is symmetric. A NaN or infinite entry is refused. Where an eigenvalue is repeated its
 * eigenvectors are not defined, and neither is what would need their derivative: that is refused, while a function of the eigenvalues alone
 * keeps its gradient.
 */
public enum Spectra implements Primitive {
    /** λ of A = V·diag(λ)·Vᵀ: λ̇ = diag(VᵀȦV), Ā = V·diag(λ̄)·Vᵀ. */
    EIGENVALUES(
            "eigenvalues",
            Derivative.unary(
                    "V·diag(ȳ)·Vᵀ",
                    (a, y, v) -> {
                        Var vectors = anyEigenvectors(a);
                        return diagonal(vectors.multTransA(symmetric(v).mult(vectors)));
                    },
                    (a, y, v) -> {
                        Var vectors = anyEigenvectors(a);
                        return vectors.mult(diagonalMatrix(v)).multTransB(vectors);
                    })) {
        @Override
        public Shape shape(DMatrixRMaj... x) {
            ArgumentException.requireSquare(label(), "A", x[0]);
            return new Shape(x[0].numRows, 1);
        }

        @Override
        public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
            ArgumentException.requireFinite(label(), "A", x[0]);
            System.arraycopy(SymmetricEigen.of(x[0]).values(), 0, y.data, 0, y.numRows);
        }
    },

    /** V of A = V·diag(λ)·Vᵀ: V̇ = V·(F ∘ VᵀȦV), Ā = sym(V·(F ∘ VᵀV̄)·Vᵀ), Fᵢⱼ = 1/(λⱼ - λᵢ), 0 on the diagonal. */
    EIGENVECTORS(
            "eigenvectors",
            Derivative.unary(
                    "sym(y·(F ∘ yᵀ·ȳ)·yᵀ)",
                    (a, y, v) -> y.mult(overGaps(y.multTransA(symmetric(v).mult(y)), a)),
                    (a, y, v) -> symmetric(y.mult(overGaps(y.multTransA(v), a)).multTransB(y)))) {
        @Override
        public Shape shape(DMatrixRMaj... x) {
            ArgumentException.requireSquare(label(), "A", x[0]);
            return Shape.of(x[0]);
        }

        @Override
        public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
            ArgumentException.requireFinite(label(), "A", x[0]);
            System.arraycopy(SymmetricEigen.of(x[0]).vectors(), 0, y.data, 0, y.getNumElements());
        }
    },

    /** y = X ∘ F for a square X and the eigenvalues λ; a repeated pair is refused where X is not 0. Linear in X; in λ by y∘F. */
    OVER_GAPS(
            "eigenvectors",
            Derivative.binary("F ∘ ȳ", (x, l, y, v) -> OverGaps.of(v, l), (x, l, y, v) -> OverGaps.of(v, l)),
            Derivative.binary(
                    "Σ y ∘ F ∘ ȳ, rows minus columns",
                    (x, l, y, v) -> OverGaps.of(y, l).elementMult(v.minus(v.transpose())),
                    (x, l, y, v) -> OverGaps.byEigenvalues(OverGaps.of(y, l).elementMult(v)))) {
        @Override
        public Shape shape(DMatrixRMaj... x) {
            ArgumentException.requireSquare(label(), "X", x[0]);
            ArgumentException.requireShape(label(), "λ", x[1], new Shape(x[0].numRows, 1));
            return Shape.of(x[0]);
        }

        @Override
        public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
            OverGaps.divide(x[0], x[1], y);
        }
    };

    private final String label;
    private final List<Derivative> derivatives;

    Spectra(String label, Derivative... derivatives) {
        this.label = label;
        this.derivatives = List.of(derivatives);
    }

    /** The eigenvalues of the n×n ½(A + Aᵀ) in ascending order, n×1. */
    public static Var eigenvalues(Var a) {
        return EIGENVALUES.of(a);
    }

    /**
     * The unit eigenvectors of the n×n ½(A + Aᵀ) as columns, in the order of {@link #eigenvalues}; each has its largest entry positive.
     *
     * @throws ArgumentException if an eigenvalue is repeated to working precision, naming the two
     */
    public static Var eigenvectors(Var a) {
        DMatrixRMaj values = eigenvalues(a.tape().constant(a.value())).value();
        OverGaps.requireDistinct(values);
        return EIGENVECTORS.of(a);
    }

    /** Eigenvectors in some basis of each eigenspace. */
    private static Var anyEigenvectors(Var a) {
        return EIGENVECTORS.of(a);
    }

    private static Var overGaps(Var x, Var a) {
        return OverGaps.of(x, eigenvalues(a));
    }

    private static Var symmetric(Var v) {
        return v.plus(v.transpose()).scale(0.5);
    }

    @Override
    public int arity() {
        return derivatives.size();
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public Derivative derivative(int argument) {
        return derivatives.get(argument);
    }
}
