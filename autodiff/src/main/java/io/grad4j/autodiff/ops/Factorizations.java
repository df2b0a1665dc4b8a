package io.grad4j.autodiff.ops;

import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Triangles.diagonal;
import static io.grad4j.autodiff.ops.Triangles.lower;
import static io.grad4j.autodiff.ops.Triangles.lowerHalf;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Derivative;
import io.grad4j.autodiff.Primitive;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.kernels.Kernels;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Cholesky factors and what they solve.
 *
 * <p>The rules are those of Murray, Differentiation of the Cholesky decomposition (2016), with Φ = tril and its diagonal halved. A
 * NaN or infinite entry of the matrix A or L is refused; one of the right-hand side B is carried.
 */
public enum Factorizations implements Primitive {
    /** L with L·Lᵀ = A, for A taken as ½(A + Aᵀ): L̇ = L·Φ(L⁻¹ȦL⁻ᵀ), Ā = sym(L⁻ᵀΦ(LᵀL̄)L⁻¹). */
    CHOLESKY(
            "cholesky",
            Derivative.unary(
                    "sym(y⁻ᵀ·Φ(yᵀ·ȳ)·y⁻¹)",
                    (a, l, v) -> l.mult(lowerHalf(solveLowerRight(l, solveLower(l, symmetric(v))))),
                    (a, l, v) -> {
                        Var left = solveLowerTrans(l, lowerHalf(l.multTransA(v)));
                        return symmetric(solveLowerTrans(l, left.transpose()));
                    })) {
        @Override
        public Shape shape(DMatrixRMaj... x) {
            ArgumentException.requireSquare(label(), "A", x[0]);
            return Shape.of(x[0]);
        }

        @Override
        public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
            ArgumentException.requireFinite(label(), "A", x[0]);
            int n = y.numRows;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    y.data[i * n + j] = 0.5 * x[0].data[i * n + j] + 0.5 * x[0].data[j * n + i];
                }
            }
            int failed = Kernels.active().cholesky(y.data, y.data, n);
            if (failed < n) {
                throw new ArgumentException(
                        label(),
                        "A",
                        "is not positive definite: pivot " + failed + " is " + y.data[failed * n + failed]
                                + ", entry (" + failed + "," + failed + ") = " + x[0].data[failed * n + failed]
                                + "; shape "
                                + Shape.of(x[0]));
            }
        }
    },

    /** X = L⁻¹B for the lower triangle of L: B̄ = L⁻ᵀX̄, L̄ = -tril(B̄Xᵀ). */
    SOLVE_LOWER(
            "solveLower",
            Derivative.binary(
                    "-lower(a⁻ᵀ·ȳ·yᵀ)",
                    (l, b, x, v) -> solveLower(l, lower(v).mult(x)).negate(),
                    (l, b, x, v) -> lower(solveLowerTrans(l, v).multTransB(x)).negate()),
            Derivative.binary("a⁻ᵀ·ȳ", (l, b, x, v) -> solveLower(l, v), (l, b, x, v) -> solveLowerTrans(l, v))) {
        @Override
        public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
            requireTriangle(label(), x[0]);
            Kernels.active().solveLower(x[0].data, false, x[1].data, y.data, y.numRows, y.numCols);
        }
    },

    /** X = L⁻ᵀB for the lower triangle of L: B̄ = L⁻¹X̄, L̄ = -tril(XB̄ᵀ). */
    SOLVE_LOWER_TRANS(
            "solveLowerTrans",
            Derivative.binary(
                    "-lower(y·(a⁻¹·ȳ)ᵀ)",
                    (l, b, x, v) -> solveLowerTrans(l, lower(v).multTransA(x)).negate(),
                    (l, b, x, v) -> lower(x.multTransB(solveLower(l, v))).negate()),
            Derivative.binary("a⁻¹·ȳ", (l, b, x, v) -> solveLowerTrans(l, v), (l, b, x, v) -> solveLower(l, v))) {
        @Override
        public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
            requireTriangle(label(), x[0]);
            Kernels.active().solveLower(x[0].data, true, x[1].data, y.data, y.numRows, y.numCols);
        }
    };

    private final String label;
    private final List<Derivative> derivatives;

    Factorizations(String label, Derivative... derivatives) {
        this.label = label;
        this.derivatives = List.of(derivatives);
    }

    /**
     * The lower Cholesky factor of the n×n ½(A + Aᵀ); the gradient is symmetric.
     *
     * @throws ArgumentException if A is not square, not finite or not positive definite, naming the pivot
     */
    public static Var cholesky(Var a) {
        return CHOLESKY.of(a);
    }

    /** L⁻¹·B for n×n L, of which only the lower triangle is read, and n×m B; a zero on the diagonal is refused. */
    public static Var solveLower(Var l, Var b) {
        return SOLVE_LOWER.of(l, b);
    }

    /** L⁻ᵀ·B for n×n L, of which only the lower triangle is read, and n×m B; a zero on the diagonal is refused. */
    public static Var solveLowerTrans(Var l, Var b) {
        return SOLVE_LOWER_TRANS.of(l, b);
    }

    /** ln det A of a symmetric positive definite A = L·Lᵀ: 2·Σ ln Lᵢᵢ, 1×1; A is taken as ½(A + Aᵀ), its gradient is A⁻¹. */
    public static Var logDetSpd(Var a) {
        return a.tape()
                .scope("logDetSpd", () -> log(diagonal(cholesky(a))).sum().scale(2));
    }

    /** B·L⁻ᵀ. */
    private static Var solveLowerRight(Var l, Var b) {
        return solveLower(l, b.transpose()).transpose();
    }

    private static Var symmetric(Var v) {
        return v.plus(v.transpose()).scale(0.5);
    }

    /** Refuses an L whose lower triangle is not finite, or has a zero on the diagonal. */
    static void requireTriangle(String label, DMatrixRMaj l) {
        int n = l.numRows;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double entry = l.data[i * n + j];
                if (!Double.isFinite(entry) || (i == j && entry == 0)) {
                    throw ArgumentException.entry(
                            label, "L", l, i * n + j, i == j ? "is no finite, nonzero pivot" : "is not finite");
                }
            }
        }
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
    public Shape shape(DMatrixRMaj... x) {
        ArgumentException.requireSquare(label, "L", x[0]);
        ArgumentException.requireShape(label, "B", x[1], new Shape(x[0].numRows, x[1].numCols));
        return Shape.of(x[1]);
    }

    @Override
    public Derivative derivative(int argument) {
        return derivatives.get(argument);
    }
}
