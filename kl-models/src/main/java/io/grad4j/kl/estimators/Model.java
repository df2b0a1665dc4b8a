package io.grad4j.kl.estimators;

import io.grad4j.autodiff.Var;
import org.apache.commons.rng.UniformRandomProvider;
import org.ejml.data.DMatrixRMaj;

/** A distribution p_θ whose support does not depend on θ. */
public interface Model {
    /**
     * log p_θ(x) of each point, n×1.
     *
     * @param x one point a row, n×d
     */
    Var logDensity(Var x, Var theta);

    /** {@code n} points drawn from p_θ, n×d. */
    DMatrixRMaj sample(DMatrixRMaj theta, int n, UniformRandomProvider random);
}
