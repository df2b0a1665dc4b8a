package io.grad4j.autodiff;

import org.ejml.data.DMatrixRMaj;

/**
 * A primitive of one argument whose vjp touches only some entries of it.
 *
 * <p>A reverse sweep of plain numbers lets it add to these in place: a hundred slices of one matrix then cost the matrix once, not a
 * hundred times. The rule of {@link Primitive#derivative} says the same and is used wherever the derivative is recorded.
 */
public interface SparseVjp extends Primitive {
    /**
     * Adds x̄ = Jᵀ·ȳ to {@code xBar}.
     *
     * @param y the step
     * @param yBar of the shape of y; must not be modified nor kept
     * @param xBar of the shape of the argument; holds the cotangent so far
     */
    void addVjp(Var y, DMatrixRMaj yBar, DMatrixRMaj xBar);
}
