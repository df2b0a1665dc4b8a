package io.grad4j.autodiff.ops;

import static io.grad4j.autodiff.ops.Factorizations.cholesky;
import static io.grad4j.autodiff.ops.Factorizations.solveLower;
import static io.grad4j.autodiff.ops.Factorizations.solveLowerTrans;
import static io.grad4j.autodiff.ops.Triangles.trace;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Derivative;
import io.grad4j.autodiff.Primitive;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Linear systems, inverses and determinants of general square matrices, by LU with row exchanges.
 *
 * <p>A NaN or infinite entry of A is refused; so is a singular matrix where its inverse is needed.
 */
public enum Solves implements Primitive {
    /** X = A⁻¹B: Ẋ = A⁻¹(Ḃ - ȦX), B̄ = A⁻ᵀX̄, Ā = -B̄Xᵀ. */
    SOLVE(
            "solve",
            Derivative.binary(
                    "-(a⁻ᵀ·ȳ)·yᵀ",
                    (a, b, x, v) -> solve(a, v.mult(x)).negate(),
                    (a, b, x, v) -> solve(a.transpose(), v).multTransB(x).negate()),
            Derivative.binary("a⁻ᵀ·ȳ", (a, b, x, v) -> solve(a, v), (a, b, x, v) -> solve(a.transpose(), v))) {
        @Override
        public Shape shape(DMatrixRMaj... x) {
            ArgumentException.requireSquare(label(), "A", x[0]);
            ArgumentException.requireShape(label(), "B", x[1], new Shape(x[0].numRows, x[1].numCols));
            return Shape.of(x[1]);
        }

        @Override
        public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
            ArgumentException.requireFinite(label(), "A", x[0]);
            Lu lu = new Lu(x[0]);
            int singular = lu.singularPivot();
            if (singular >= 0) {
                throw new ArgumentException(
                        label(),
                        "A",
                        "is singular to working precision at pivot " + singular + "; shape " + Shape.of(x[0]));
            }
            lu.solve(x[1], y);
        }
    },

    /** y = det A; ẏ = ⟨cof A, Ȧ⟩, Ā = ȳ·cof A, right at any rank. */
    DET("det", Derivative.unary("ȳ·cofactors x", (a, y, v) -> cofactors(a).dot(v), (a, y, v) -> cofactors(a)
            .elementMult(v))) {
        @Override
        public Shape shape(DMatrixRMaj... x) {
            ArgumentException.requireSquare(label(), "A", x[0]);
            return Shape.SCALAR;
        }

        @Override
        public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
            ArgumentException.requireFinite(label(), "A", x[0]);
            y.data[0] = new Lu(x[0]).det();
        }
    },

    /**
     * C = cof A = det A · A⁻ᵀ, the transposed adjugate; Ċ = C·tr(M) - C·Mᵀ with M = A⁻¹Ȧ, Ā = A⁻ᵀ(⟨C̄, C⟩I - C̄ᵀC). The rule needs A⁻¹.
     */
    COFACTORS(
            "cofactors",
            Derivative.unary(
                    "a⁻ᵀ·(⟨ȳ, y⟩·I - ȳᵀ·y)",
                    (a, c, v) -> {
                        Var m = secondDerivativeSolve(a, v);
                        return c.elementMult(trace(m)).minus(c.multTransB(m));
                    },
                    (a, c, v) -> {
                        Var identity = a.tape().constant(CommonOps_DDRM.identity(a.rows()));
                        return secondDerivativeSolve(
                                a.transpose(), identity.elementMult(c.dot(v)).minus(v.multTransA(c)));
                    })) {
        @Override
        public Shape shape(DMatrixRMaj... x) {
            ArgumentException.requireSquare(label(), "A", x[0]);
            return Shape.of(x[0]);
        }

        @Override
        public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
            ArgumentException.requireFinite(label(), "A", x[0]);
            Cofactors.of(x[0], y);
        }
    },

    /** y = ln |det A|; ẏ = tr(A⁻¹Ȧ), Ā = ȳ·A⁻ᵀ; -∞ where A is singular, which then has no derivative. */
    LOG_ABS_DET("logAbsDet", Derivative.unary("ȳ·x⁻ᵀ", (a, y, v) -> trace(solve(a, v)), (a, y, v) -> inverse(a)
            .transpose()
            .elementMult(v))) {
        @Override
        public Shape shape(DMatrixRMaj... x) {
            return DET.shape(x);
        }

        @Override
        public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
            ArgumentException.requireFinite(label(), "A", x[0]);
            y.data[0] = new Lu(x[0]).logAbsDet();
        }
    },

    /** y = the sign of det A: -1, 0 or 1; locally constant. */
    SIGN_DET("signDet") {
        @Override
        public Shape shape(DMatrixRMaj... x) {
            return DET.shape(x);
        }

        @Override
        public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
            ArgumentException.requireFinite(label(), "A", x[0]);
            y.data[0] = new Lu(x[0]).sign();
        }

        @Override
        public boolean isLocallyConstant() {
            return true;
        }
    };

    private final String label;
    private final List<Derivative> derivatives;

    Solves(String label, Derivative... derivatives) {
        this.label = label;
        this.derivatives = List.of(derivatives);
    }

    /**
     * A⁻¹·B for n×n A and n×m B.
     *
     * @throws ArgumentException if A is singular to working precision, or the shapes do not fit
     */
    public static Var solve(Var a, Var b) {
        return SOLVE.of(a, b);
    }

    /** A⁻¹·B for symmetric positive definite A, taken as ½(A + Aᵀ), by its Cholesky factor; the gradient for A is symmetric. */
    public static Var solveSpd(Var a, Var b) {
        return a.tape().scope("solveSpd", () -> {
            Var l = cholesky(a);
            return solveLowerTrans(l, solveLower(l, b));
        });
    }

    /** A⁻¹. */
    public static Var inverse(Var a) {
        return a.tape().scope("inverse", () -> solve(a, a.tape().constant(CommonOps_DDRM.identity(a.rows()))));
    }

    /** det A, 1×1; of 0×0 it is 1. The gradient is the matrix of cofactors, right for singular matrices too. */
    public static Var det(Var a) {
        return DET.of(a);
    }

    /**
     * ln det A, 1×1, for det A > 0.
     *
     * @throws ArgumentException if det A < 0, or A is singular to working precision; {@link #signedLogDet} has both parts
     */
    public static Var logDet(Var a) {
        double sign = a.tape().scope("logDet", () -> SIGN_DET.of(a)).scalar();
        if (sign <= 0) {
            throw new ArgumentException(
                    "logDet",
                    a.toString(),
                    "its determinant is " + (sign < 0 ? "negative" : "0") + "; see signedLogDet");
        }
        return LOG_ABS_DET.of(a);
    }

    /**
     * The determinant as its sign and the logarithm of its absolute value.
     *
     * @param sign -1, 0 or 1, a constant
     * @param logAbs ln |det A|, -∞ where A is singular
     */
    public record SignedLogDet(Var sign, Var logAbs) {}

    /** The sign of det A and ln |det A|. */
    public static SignedLogDet signedLogDet(Var a) {
        return a.tape().scope("signedLogDet", () -> new SignedLogDet(SIGN_DET.of(a), LOG_ABS_DET.of(a)));
    }

    private static Var secondDerivativeSolve(Var a, Var b) {
        return a.tape().scope("second derivative of det", () -> solve(a, b));
    }

    private static Var cofactors(Var a) {
        return COFACTORS.of(a);
    }

    @Override
    public int arity() {
        return Math.max(1, derivatives.size());
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
