package io.grad4j.kl.divergences;

import io.grad4j.autodiff.Derivative;
import io.grad4j.autodiff.Primitive;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.distributions.Distribution;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/** The divergence +∞ of whatever parameters, whose derivatives are NaN: there is no direction in which it changes. */
enum InfiniteDivergence implements Primitive {
    INFINITE;

    /** +∞ as a function of the parameters of both. */
    static Var of(Tape tape, Distribution p, Distribution q) {
        Var[] parameters = Stream.concat(p.parameters().stream(), q.parameters().stream())
                .map(parameter -> parameter.on(tape))
                .toArray(Var[]::new);
        Var[] rest = Stream.of(parameters).skip(1).toArray(Var[]::new);
        return INFINITE.of(parameters[0], rest);
    }

    @Override
    public String label() {
        return "infiniteDivergence";
    }

    @Override
    public int arity() {
        return ANY_NUMBER;
    }

    @Override
    public Shape shape(DMatrixRMaj... x) {
        return Shape.SCALAR;
    }

    @Override
    public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
        y.data[0] = Double.POSITIVE_INFINITY;
    }

    @Override
    public Derivative derivative(int argument) {
        return new Derivative("NaN", (y, v) -> v.sum().scale(Double.NaN), (y, v) -> v.scale(Double.NaN)
                .broadcast(y.argument(argument).shape()));
    }
}
