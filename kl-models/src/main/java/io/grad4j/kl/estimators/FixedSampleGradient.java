package io.grad4j.kl.estimators;

import static io.grad4j.autodiff.ops.Elementwise.exp;

import io.grad4j.autodiff.Var;

/** The terms of a value estimator differentiated through fixed points of p_θ, whose mean is the gradient of {@code divergence}. */
record FixedSampleGradient(ValueEstimator estimator, Divergence divergence, LogRatio<?> ratio)
        implements GradientEstimator {
    @Override
    public Var surrogate(Var points, Var theta) {
        return estimator.of(ratio.of(points, theta));
    }

    /** D, or r·log r with r = q/p_θ, for the points are of p_θ whichever divergence it is. */
    @Override
    public Var terms(Var points, Var theta) {
        Var d = ratio.of(points, theta);
        Var logR = d.negate();
        return divergence == Divergence.REVERSE_KL ? d : exp(logR).elementMult(logR);
    }
}
