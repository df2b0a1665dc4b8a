package io.grad4j.kl.batches;

import static io.grad4j.autodiff.ops.Softmaxes.crossEntropy;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Var;

/**
 * The loss of softmax regression, Σᵢ KL(p̂(·|xᵢ)‖q_θ(·|xᵢ)) from the labels' own distribution to q_θ(·|x) = softmax(xᵀθ).
 *
 * <p>As p̂ has one class a row its entropy is 0, and the divergence is the cross-entropy -log q_θ(labelᵢ|xᵢ). θ is d×c for d features and
 * c classes; an intercept is a feature that is always 1. Adding the same column to each of θ changes nothing.
 */
public record SoftmaxLoss() implements BatchModel<LabelledRows> {
    /**
     * Σᵢ KL(p̂ᵢ‖q_θᵢ), 1×1.
     *
     * @param theta d×c
     * @throws ArgumentException if θ has not a row for each feature, or not a column for each label
     */
    @Override
    public Var loss(Var theta, LabelledRows batch) {
        Var x = theta.tape().constant("x", batch.features());
        return crossEntropy(batch.labels(), x.mult(theta)).sum();
    }

    @Override
    public long count(LabelledRows batch) {
        return batch.rows();
    }
}
