package io.grad4j.autodiff;

import org.ejml.data.DMatrixRMaj;

/** y = x, without a derivative. */
record Thrower() implements Primitive {
    @Override
    public int arity() {
        return 1;
    }

    @Override
    public String label() {
        return "thrower";
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
        throw new UnsupportedOperationException("thrower has no derivative");
    }
}
