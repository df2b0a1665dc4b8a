package io.grad4j.kl.estimators;

import io.grad4j.autodiff.Var;

/**
 * ∇KL(q‖p_θ) = -E_q[∇log p_θ(x)] from points of the target: maximum likelihood, which needs no density of q.
 *
 * <p>Descent by it is Δθ = +η ∇log p_θ(x), x ~ q. The value of its objective is E_q[-log p_θ] = KL(q‖p_θ) + H(q).
 *
 * @param model p_θ
 */
public record LikelihoodGradient(Model model) implements GradientEstimator {
    @Override
    public Divergence divergence() {
        return Divergence.FORWARD_KL;
    }

    @Override
    public Var surrogate(Var points, Var theta) {
        return LogRatio.requireColumn("model", model.logDensity(points, theta), points)
                .negate();
    }

    @Override
    public Var terms(Var points, Var theta) {
        return surrogate(points, theta);
    }
}
