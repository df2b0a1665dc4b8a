package io.grad4j.autodiff.ops;

import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Primitive;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.kernels.Lines;
import org.ejml.data.DMatrixRMaj;

/** A primitive of each row, each column or the whole matrix by itself. */
interface AlongLines extends Primitive {
    /** What it does to one line; for instance {@code "softmax"}. */
    String verb();

    /** What it takes as one line. */
    Each each();

    /** Whether a line gives one number; else it gives a line. */
    boolean reduces();

    /** Writes the result of each line of {@code x} into {@code y}. */
    void write(Lines lines, double[] x, double[] y);

    @Override
    default String label() {
        return each().label(verb());
    }

    @Override
    default int arity() {
        return 1;
    }

    @Override
    default Shape shape(DMatrixRMaj... x) {
        return reduces() ? each().reduced(x[0]) : Shape.of(x[0]);
    }

    @Override
    default void value(DMatrixRMaj[] x, DMatrixRMaj y) {
        write(each().lines(x[0]), x[0].data, y.data);
    }
}
