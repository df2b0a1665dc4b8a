package io.grad4j.kl.optimization;

import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Autodiff.ValueAndGradient;
import io.grad4j.autodiff.Var;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;

/**
 * A function f to be minimised, known by its value and gradient at a point.
 *
 * <p>It may be random, as an estimate from samples is, where the optimiser says that it takes such an objective.
 */
@FunctionalInterface
public interface Objective {
    /**
     * f(x) and ∇f(x), the latter of the shape of x; not finite, or an {@link io.grad4j.autodiff.ArgumentException}, outside of the domain of f.
     *
     * @param x the parameters, to be left unchanged
     */
    ValueAndGradient at(DMatrixRMaj x);

    /** The 1×1 result of a function on the tape, with its gradient and Hessian from there. */
    static TwiceDifferentiable of(UnaryOperator<Var> f) {
        return new TwiceDifferentiable() {
            @Override
            public ValueAndGradient at(DMatrixRMaj x) {
                return Autodiff.valueAndGradient(f, x);
            }

            @Override
            public DMatrixRMaj hessian(DMatrixRMaj x) {
                return Autodiff.hessian(f, x);
            }
        };
    }
}
