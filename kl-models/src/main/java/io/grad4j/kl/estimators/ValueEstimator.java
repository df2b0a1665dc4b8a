package io.grad4j.kl.estimators;

import static io.grad4j.autodiff.ops.Elementwise.expm1MinusArgument;
import static io.grad4j.autodiff.ops.Elementwise.square;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * Estimators of the value of KL(p_θ‖q) from points drawn from p_θ, by Schulman, "Approximating KL divergence" (2020).
 *
 * <p>They are not losses: what comes out when one is differentiated through fixed samples is said at each, and only k2 gives the gradient
 * of the divergence that it estimates.
 */
public enum ValueEstimator {
    /** D: unbiased, of either sign. Through fixed samples its gradient has mean E[∇log p_θ] = 0. */
    K1(null, "E[∇log p_θ] = 0, the gradient of nothing") {
        @Override
        Var of(Var d) {
            return d;
        }
    },

    /** ½D²: ≥ 0 and of little variance, but biased. Through fixed samples its gradient has mean E[D·∇log p_θ] = ∇KL(p_θ‖q). */
    K2(Divergence.REVERSE_KL, "E[D·∇log p_θ], the gradient of KL(p_θ‖q)") {
        @Override
        Var of(Var d) {
            return square(d).scale(0.5);
        }
    },

    /**
     * r - 1 - log r with r = q/p_θ: ≥ 0 and unbiased; its variance is infinite where E[r²] is. Through fixed samples its gradient has mean
     * E[(1-r)·∇log p_θ] = ∇KL(q‖p_θ).
     */
    K3(Divergence.FORWARD_KL, "E[(1 - q/p_θ)·∇log p_θ], the gradient of KL(q‖p_θ)") {
        @Override
        Var of(Var d) {
            return expm1MinusArgument(d.negate());
        }
    };

    private final @Nullable Divergence throughFixedSamples;
    private final String mean;

    ValueEstimator(@Nullable Divergence throughFixedSamples, String mean) {
        this.throughFixedSamples = throughFixedSamples;
        this.mean = mean;
    }

    /** The terms, n×1, of D, n×1. */
    abstract Var of(Var d);

    /**
     * The value of KL(p_θ‖q).
     *
     * @param x drawn from p_θ, or weighted by it
     * @throws ArgumentException if log p_θ or log q is not finite at a point
     */
    public ValueEstimate estimate(LogRatio<?> ratio, DMatrixRMaj theta, WeightedPoints x) {
        try (Tape tape = new Tape()) {
            Var d = ratio.of(tape.constant(x.points()), tape.constant(theta));
            Moments m = Moments.of(of(d).value(), x, new DMatrixRMaj(1, 1));
            return new ValueEstimate(
                    Divergence.REVERSE_KL, m.mean().data[0], m.variance().data[0], m.standardError().data[0], x.size());
        }
    }

    /**
     * The estimator of a gradient that comes from differentiating this through fixed samples of p_θ.
     *
     * @param wanted the divergence whose gradient is meant
     * @throws ArgumentException if the mean of that is not the gradient of {@code wanted}
     */
    public GradientEstimator gradient(Divergence wanted, LogRatio<?> ratio) {
        if (throughFixedSamples != wanted) {
            throw new ArgumentException(
                    "gradient of " + wanted,
                    name(),
                    "differentiated through fixed samples of p_θ it has the mean " + mean
                            + "; estimate the gradient of " + wanted + " by "
                            + (wanted == Divergence.REVERSE_KL
                                    ? "ScoreGradient or PathwiseGradient"
                                    : "LikelihoodGradient"));
        }
        return new FixedSampleGradient(this, wanted, ratio);
    }
}
