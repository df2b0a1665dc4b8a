package io.grad4j.autodiff;

import org.ejml.data.DMatrixRMaj;

/** Told of each contribution of a reverse sweep, in its order. */
@FunctionalInterface
public interface SweepObserver {
    /**
     * The step {@code step} has sent {@code contribution} to the cotangent of its argument number {@code argument}.
     *
     * @param contribution what was sent; for reading during the call
     * @param total the cotangent of that argument with this contribution; for reading during the call
     */
    void contribution(Var step, int argument, DMatrixRMaj contribution, DMatrixRMaj total);
}
