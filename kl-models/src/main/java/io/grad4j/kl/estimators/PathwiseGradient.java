package io.grad4j.kl.estimators;

import static io.grad4j.autodiff.Autodiff.stopGradient;

import io.grad4j.autodiff.Var;

/**
 * ∇KL(p_θ‖q) = E_ε[∇_θ D(g_θ(ε))] from points of the noise, for x = g_θ(ε) and log q differentiable in x.
 *
 * <p>The path goes through x and through the parameters of log p_θ; what comes through these has mean 0. Sticking the landing (Roeder, Wu and
 * Duvenaud, 2017) leaves it out, and has no variance where p_θ = q.
 *
 * @param ratio D
 * @param stickingTheLanding whether the parameters of log p_θ count as fixed
 */
public record PathwiseGradient(LogRatio<? extends ReparameterizedModel> ratio, boolean stickingTheLanding)
        implements GradientEstimator {
    @Override
    public Divergence divergence() {
        return Divergence.REVERSE_KL;
    }

    @Override
    public Var surrogate(Var points, Var theta) {
        return ratio.of(ratio.model().transform(points, theta), stickingTheLanding ? stopGradient(theta) : theta);
    }

    @Override
    public Var terms(Var points, Var theta) {
        return ratio.of(ratio.model().transform(points, theta), theta);
    }
}
