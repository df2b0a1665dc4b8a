package io.grad4j.kl.optimization;

import org.ejml.data.DMatrixRMaj;

/** An objective that knows its Hessian too. */
public interface TwiceDifferentiable extends Objective {
    /** ∇²f(x), N×N for the N entries of x in row-major order. */
    DMatrixRMaj hessian(DMatrixRMaj x);
}
