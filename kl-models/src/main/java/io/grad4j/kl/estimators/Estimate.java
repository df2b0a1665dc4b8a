package io.grad4j.kl.estimators;

/** What an estimator gives: a value of a divergence, or its gradient, never one for the other. */
public sealed interface Estimate permits ValueEstimate, GradientEstimate {
    /** The divergence that this is the value or the gradient of. */
    Divergence divergence();

    /** Number of points it was made from. */
    int n();
}
