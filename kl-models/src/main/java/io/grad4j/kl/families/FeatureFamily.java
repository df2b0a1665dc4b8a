package io.grad4j.kl.families;

import static io.grad4j.autodiff.ops.Softmaxes.logSoftmax;
import static io.grad4j.autodiff.ops.Softmaxes.logSumExp;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.divergences.Discrete;
import org.ejml.data.DMatrixRMaj;

/**
 * The exponential family q_θ(d) = exp(θᵀφ(d)) / Z on N points with given features φ.
 *
 * <p>Its log q̄ = Φθ and A(θ) = log Z = log-sum-exp(Φθ) are all that is written down; ∇A = E_q[φ], ∇²A = Cov_q[φ] and ∇_θ KL(p‖q_θ) =
 * E_q[φ] - E_p[φ] come out of the tape.
 */
public final class FeatureFamily {
    private final DMatrixRMaj features;

    /**
     * A family.
     *
     * @param features Φ, N×k: the features of one point a row; copied
     * @throws ArgumentException if an entry is NaN or infinite, or there is no point
     */
    public FeatureFamily(DMatrixRMaj features) {
        ArgumentException.requireFinite("FeatureFamily", "features", features);
        if (features.numRows == 0) {
            throw new ArgumentException(
                    "FeatureFamily", "features", "no points: a distribution needs at least one row");
        }
        this.features = features.copy();
    }

    /** log q̄ = Φθ, N×1, for θ k×1. */
    public Var logits(Var theta) {
        return theta.tape().constant("Φ", features).mult(theta);
    }

    /** A(θ) = log Σ_d exp(θᵀφ(d)), 1×1. */
    public Var logPartition(Var theta) {
        return logSumExp(logits(theta));
    }

    /** log q_θ, N×1. */
    public Var logProbabilities(Var theta) {
        return logSoftmax(logits(theta));
    }

    /** KL(p‖q_θ), 1×1, for the log-probabilities of p, N×1. */
    public Var klFrom(Var logP, Var theta) {
        return Discrete.kl(logP, logProbabilities(theta));
    }

    /** KL(q_θ‖p), 1×1, for the log-probabilities of p, N×1. */
    public Var klTo(Var theta, Var logP) {
        return Discrete.kl(logProbabilities(theta), logP);
    }
}
