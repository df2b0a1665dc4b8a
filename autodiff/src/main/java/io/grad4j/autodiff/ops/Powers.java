package io.grad4j.autodiff.ops;

import static io.grad4j.autodiff.ops.Elementwise.log;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Derivative;
import io.grad4j.autodiff.Primitive;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.kernels.Kernels;
import io.grad4j.autodiff.kernels.Zip;
import org.ejml.data.DMatrixRMaj;

/** Powers, and the product x·ln y that entropies are made of; both broadcast. */
public enum Powers implements Primitive {
    /** y = aᵇ; ∂/∂a is b·aᵇ⁻¹, 0 where b is 0; ∂/∂b is aᵇ·ln a, 0 where a is 0 and b > 0. */
    POW;

    private static final Derivative BY_BASE =
            Derivative.slope("ȳ ∘ b ∘ a^(b-1)", 0, (a, b, y) -> b.elementMultOrZero(pow(a, b.minus(1))));
    private static final Derivative BY_EXPONENT =
            Derivative.slope("ȳ ∘ y ∘ log a", 1, (a, b, y) -> y.elementMultOrZero(log(a)));

    /** aᵇ with a⁰ = 1; a negative base with a fractional exponent is refused, and a negative base has no derivative by b. */
    public static Var pow(Var a, Var b) {
        return POW.of(a, b);
    }

    /** aᵇ for a number b. */
    public static Var pow(Var a, double b) {
        return pow(a, a.tape().constant(b));
    }

    /** x·ln y for y ≥ 0 with 0·ln 0 = 0: where x is 0 and ln y infinite, the pair is left out of value and gradient. */
    public static Var xlogy(Var x, Var y) {
        return x.elementMultOrZero(log(y));
    }

    @Override
    public String label() {
        return "pow";
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public Shape shape(DMatrixRMaj... x) {
        return Shape.broadcast(label(), x[0], x[1]);
    }

    @Override
    public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
        Kernels.active().zip(Zip.POW, x[0], x[1], y);
        for (int i = 0; i < y.getNumElements(); i++) {
            if (Double.isNaN(y.data[i])) {
                requireReal(x[0], x[1], y, i);
            }
        }
    }

    /** Refuses a NaN that comes of no NaN, at offset {@code i} of {@code y}. */
    private void requireReal(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj y, int i) {
        int row = i / y.numCols;
        int col = i % y.numCols;
        double base = a.data[(a.numRows == 1 ? 0 : row * a.numCols) + (a.numCols == 1 ? 0 : col)];
        double exponent = b.data[(b.numRows == 1 ? 0 : row * b.numCols) + (b.numCols == 1 ? 0 : col)];
        if (!Double.isNaN(base) && !Double.isNaN(exponent)) {
            throw new ArgumentException(
                    label(),
                    "a",
                    "no real power " + base + "^" + exponent + " at entry (" + row + "," + col + "); shape "
                            + Shape.of(a));
        }
    }

    @Override
    public Derivative derivative(int argument) {
        return argument == 0 ? BY_BASE : BY_EXPONENT;
    }
}
