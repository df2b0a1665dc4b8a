package io.grad4j.autodiff;

import io.grad4j.autodiff.kernels.Kernels;
import org.ejml.data.DMatrixRMaj;

/** y = x with each dimension of 1 repeated to that of {@code target}. */
record Broadcast(Shape target) implements Primitive {
    @Override
    public String label() {
        return "broadcast to " + target;
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public Shape shape(DMatrixRMaj... x) {
        boolean fits = (x[0].numRows == target.rows() || x[0].numRows == 1)
                && (x[0].numCols == target.cols() || x[0].numCols == 1);
        if (!fits) {
            throw new ArgumentException(
                    "broadcast",
                    "x",
                    Shape.of(x[0]) + " cannot be repeated to " + target + ": each dimension must be equal or 1");
        }
        return target;
    }

    @Override
    public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
        Kernels.active().broadcast(x[0], y);
    }

    @Override
    public Derivative derivative(int argument) {
        return Derivative.unary("Σ ȳ over repeats", (x, y, v) -> v.broadcast(target), (x, y, v) -> v.sumTo(x.shape()));
    }
}
