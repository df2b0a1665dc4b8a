package io.grad4j.notes.evaluation;

import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.ops.Elementwise;
import io.grad4j.autodiff.ops.Pairwise;
import io.grad4j.autodiff.ops.Products;
import io.grad4j.autodiff.ops.Reductions;
import io.grad4j.autodiff.ops.Shaping;
import io.grad4j.autodiff.ops.Softmaxes;
import io.grad4j.autodiff.ops.Solves;
import io.grad4j.autodiff.ops.Triangles;
import org.ejml.data.DMatrixRMaj;

/** Sums, products, powers and named functions of numbers, columns and matrices, refusing shapes that do not fit. */
final class Arithmetic {
    private static final int HIGHEST_POWER = 20;

    private Arithmetic() {}

    static boolean isScalar(Var x) {
        return x.rows() == 1 && x.cols() == 1;
    }

    static boolean isSquare(Var x) {
        return x.rows() == x.cols() && x.rows() > 1;
    }

    static Var plus(Var a, Var b) {
        if (a.shape().equals(b.shape())) {
            return a.plus(b);
        }
        if (isZero(a)) {
            return b;
        }
        if (isZero(b)) {
            return a;
        }
        throw NotEvaluable.because("adds " + a.shape() + " and " + b.shape());
    }

    private static boolean isZero(Var x) {
        return isScalar(x) && x.isConstant() && x.scalar() == 0;
    }

    static Var times(Var a, Var b) {
        if (isScalar(a) || isScalar(b)) {
            return a.elementMult(b);
        }
        if (a.cols() == b.rows()) {
            return a.mult(b);
        }
        throw NotEvaluable.because("multiplies " + a.shape() + " by " + b.shape());
    }

    /** a·b with a dot: the inner product of columns. */
    static Var dot(Var a, Var b) {
        return a.cols() == 1 && a.rows() > 1 && a.shape().equals(b.shape()) ? a.dot(b) : times(a, b);
    }

    static Var elementwise(Var a, Var b) {
        if (!a.shape().equals(b.shape())) {
            throw NotEvaluable.because("multiplies " + a.shape() + " by " + b.shape() + " entry by entry");
        }
        return a.elementMult(b);
    }

    static Var divide(Var a, Var b) {
        if (!isScalar(b)) {
            throw NotEvaluable.because("divides by " + b.shape());
        }
        return a.elementDiv(b);
    }

    static Var power(Var a, Var b) {
        if (!isScalar(b)) {
            throw NotEvaluable.because("an exponent of " + b.shape());
        }
        boolean whole = b.isConstant() && b.scalar() == Math.rint(b.scalar()) && Math.abs(b.scalar()) <= HIGHEST_POWER;
        if (isSquare(a)) {
            if (!whole) {
                throw NotEvaluable.because("a matrix to a power that is no whole number");
            }
            return matrixPower(a, (int) b.scalar());
        }
        if (!isScalar(a) && !(whole && b.scalar() > 0)) {
            throw NotEvaluable.because(a.shape() + " to a power that is no natural number");
        }
        if (whole) {
            return Pairwise.pow(a, b.scalar());
        }
        return b.isConstant() ? Pairwise.pow(a, b.scalar()) : Pairwise.pow(a, b);
    }

    private static Var matrixPower(Var a, int power) {
        Var base = power < 0 ? Solves.inverse(a) : a;
        Var result = identity(a.tape(), a.rows());
        for (int i = 0; i < Math.abs(power); i++) {
            result = result.mult(base);
        }
        return result;
    }

    static Var identity(Tape tape, int n) {
        DMatrixRMaj one = new DMatrixRMaj(n, n);
        for (int i = 0; i < n; i++) {
            one.set(i, i, 1);
        }
        return tape.constant(one);
    }

    /** |x|: of a number, the length of a column, the determinant of a matrix. */
    static Var bars(Var x) {
        return isScalar(x) ? Elementwise.abs(x) : isSquare(x) ? Solves.det(x) : norm(x);
    }

    static Var norm(Var x) {
        return Reductions.norm(x, Each.MATRIX);
    }

    static Var function(String name, Var x) {
        return switch (name) {
            case "log" -> Elementwise.log(scalar(name, x));
            case "exp" -> Elementwise.exp(scalar(name, x));
            case "sqrt" -> Elementwise.sqrt(scalar(name, x));
            case "sin" -> Elementwise.sin(scalar(name, x));
            case "cos" -> Elementwise.cos(scalar(name, x));
            case "tan" -> Elementwise.tan(scalar(name, x));
            case "tanh" -> Elementwise.tanh(scalar(name, x));
            case "sinh" -> Elementwise.sinh(scalar(name, x));
            case "cosh" -> Elementwise.cosh(scalar(name, x));
            case "arctan" -> Elementwise.atan(scalar(name, x));
            case "sigmoid" -> Elementwise.sigmoid(x);
            case "softplus" -> Elementwise.softplus(x);
            case "sign" -> Elementwise.sign(scalar(name, x));
            case "softmax" -> Softmaxes.softmax(column(name, x));
            case "logsumexp" -> Softmaxes.logSumExp(column(name, x));
            case "det" -> isScalar(x) ? x : Solves.det(square(name, x));
            case "tr" -> isScalar(x) ? x : Triangles.trace(square(name, x));
            case "diag" ->
                isScalar(x) ? x : x.cols() == 1 ? Triangles.diagonalMatrix(x) : Triangles.diagonal(square(name, x));
            default -> throw NotEvaluable.because(name + " has no meaning here");
        };
    }

    private static Var scalar(String name, Var x) {
        if (!isScalar(x)) {
            throw NotEvaluable.because(name + " of " + x.shape());
        }
        return x;
    }

    private static Var column(String name, Var x) {
        if (x.cols() != 1) {
            throw NotEvaluable.because(name + " of " + x.shape());
        }
        return x;
    }

    private static Var square(String name, Var x) {
        if (!isSquare(x)) {
            throw NotEvaluable.because(name + " of " + x.shape());
        }
        return x;
    }

    static Var entry(Var x, int... index) {
        if (index.length == 1 && x.cols() == 1 && index[0] < x.rows()) {
            return Shaping.slice(x, index[0], index[0] + 1, 0, 1);
        }
        if (index.length == 2 && index[0] < x.rows() && index[1] < x.cols()) {
            return Shaping.slice(x, index[0], index[0] + 1, index[1], index[1] + 1);
        }
        throw NotEvaluable.because("an entry of " + x.shape() + " with " + index.length + " indices");
    }

    static Var outer(Var a, Var b) {
        return Products.outer(a, b);
    }
}
