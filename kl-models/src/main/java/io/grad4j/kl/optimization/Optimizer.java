package io.grad4j.kl.optimization;

import org.ejml.data.DMatrixRMaj;

/**
 * A method of unconstrained minimisation.
 *
 * @param <F> what it needs to know of the objective
 */
public interface Optimizer<F extends Objective> {
    /**
     * Minimises from a start.
     *
     * @param objective f
     * @param start of any shape; left unchanged
     * @throws io.grad4j.autodiff.ArgumentException if the start, or f or ∇f at the start, is not finite, or ∇f has another shape than the
     *     start
     */
    Solution minimize(F objective, DMatrixRMaj start);
}
