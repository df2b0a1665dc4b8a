package io.grad4j.kl.special;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Primitive;
import io.grad4j.autodiff.Shape;
import org.ejml.data.DMatrixRMaj;

/** A primitive that is a function of each entry by itself. */
sealed interface OfEachEntry extends Primitive
        permits SpecialFunctions, Polygamma, BesselRatio, LogBesselI, ExponentialIntegral, Folded {
    /** The function at {@code x} of its domain. */
    double at(double x);

    /** Whether the domain is x > 0 and not all reals. */
    boolean needsPositive();

    @Override
    default int arity() {
        return 1;
    }

    @Override
    default Shape shape(DMatrixRMaj... x) {
        return Shape.of(x[0]);
    }

    @Override
    default void value(DMatrixRMaj[] x, DMatrixRMaj y) {
        ArgumentException.requireNoNaN(label(), "x", x[0]);
        for (int i = 0; i < y.getNumElements(); i++) {
            double entry = x[0].data[i];
            if (needsPositive() && entry <= 0) {
                throw ArgumentException.entry(label(), "x", x[0], i, "is not positive");
            }
            y.data[i] = at(entry);
        }
    }
}
