package io.grad4j.autodiff;

import io.grad4j.autodiff.kernels.Kernels;
import org.ejml.data.DMatrixRMaj;

/** y = Σ x over each row, each column or the whole matrix; the sum of nothing is 0. */
record Sum(Each each) implements Primitive {
    @Override
    public String label() {
        return each.label("sum");
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public Shape shape(DMatrixRMaj... x) {
        return each.reduced(x[0]);
    }

    @Override
    public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
        Kernels.active().sum(each.lines(x[0]), x[0].data, y.data);
    }

    @Override
    public Derivative derivative(int argument) {
        return Derivative.unary("ȳ repeated", (x, y, v) -> v.sum(each), (x, y, v) -> v.broadcast(x.shape()));
    }
}
