package io.grad4j.kl.special;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Primitive;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import org.ejml.data.DMatrixRMaj;

/** A primitive that is a function of each pair of entries a, b > 0, which broadcast. */
sealed interface BetaFunctions extends Primitive permits LogBeta, PolygammaIncrement {
    /** The function at a, b > 0. */
    double at(double a, double b);

    @Override
    default int arity() {
        return 2;
    }

    @Override
    default Shape shape(DMatrixRMaj... x) {
        return Shape.broadcast(label(), x[0], x[1]);
    }

    @Override
    default void value(DMatrixRMaj[] x, DMatrixRMaj y) {
        requirePositive("a", x[0]);
        requirePositive("b", x[1]);
        for (int i = 0; i < y.numRows; i++) {
            for (int j = 0; j < y.numCols; j++) {
                y.set(i, j, at(entry(x[0], i, j), entry(x[1], i, j)));
            }
        }
    }

    private void requirePositive(String argument, DMatrixRMaj m) {
        ArgumentException.requireNoNaN(label(), argument, m);
        for (int i = 0; i < m.getNumElements(); i++) {
            if (m.data[i] <= 0) {
                throw ArgumentException.entry(label(), argument, m, i, "is not positive");
            }
        }
    }

    private static double entry(DMatrixRMaj m, int i, int j) {
        return m.get(m.numRows == 1 ? 0 : i, m.numCols == 1 ? 0 : j);
    }

    /** ψ⁽ⁿ⁾(a+b) - ψ⁽ⁿ⁾(a). */
    static Var increment(int n, Var a, Var b) {
        return new PolygammaIncrement(n).of(a, b);
    }
}
