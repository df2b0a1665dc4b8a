package io.grad4j.autodiff;

import org.ejml.data.DMatrixRMaj;

/** y = x, whose rules give a number instead of a matrix. */
record WrongShape() implements Primitive {
    @Override
    public int arity() {
        return 1;
    }

    @Override
    public String label() {
        return "wrongShape";
    }

    @Override
    public Shape shape(DMatrixRMaj... x) {
        return Shape.of(x[0]);
    }

    @Override
    public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
        y.setTo(x[0]);
    }

    @Override
    public Derivative derivative(int argument) {
        return Derivative.unary("sum of ȳ", (x, y, v) -> v.sum(), (x, y, v) -> v.sum());
    }
}
