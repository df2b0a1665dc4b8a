package io.grad4j.kl.estimators;

import static io.grad4j.autodiff.Autodiff.stopGradient;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Var;

/**
 * ∇KL(p_θ‖q) = E_{p_θ}[∇log p_θ(x)·(D(x) - b)] from points of p_θ, for which neither needs to be differentiable in x.
 *
 * <p>Descent by it is Δθ = -η ∇log p_θ(x)·(log p_θ(x) - log q(x) - b); a plus sign there climbs. With {@link ScoreWeight#LEAVE_ONE_OUT} the
 * terms depend on each other, and the standard error is right up to O(1/n).
 *
 * @param ratio D
 * @param weight D less the baseline
 */
public record ScoreGradient(LogRatio<?> ratio, ScoreWeight weight) implements GradientEstimator {
    @Override
    public Divergence divergence() {
        return Divergence.REVERSE_KL;
    }

    @Override
    public Var surrogate(Var points, Var theta) {
        Var logP = ratio.model().logDensity(points, theta);
        Var d = stopGradient(ratio.at(points, logP));
        return logP.elementMult(weights(d));
    }

    private Var weights(Var d) {
        if (weight instanceof ScoreWeight.Baseline baseline) {
            return d.minus(baseline.b());
        }
        // D less the mean of the others is n/(n-1) times D less the mean of all.
        double n = d.rows();
        return d.minus(d.sum().scale(1 / n)).scale(n / (n - 1));
    }

    @Override
    public Var terms(Var points, Var theta) {
        return ratio.of(points, theta);
    }

    @Override
    public void requireUsable(WeightedPoints points) {
        if (weight instanceof ScoreWeight.LeaveOneOut && (!points.areDrawn() || points.size() < 2)) {
            throw new ArgumentException(
                    "ScoreGradient",
                    "points",
                    (points.areDrawn() ? "one draw" : "weighted points")
                            + " where leaving one out needs at least two independent draws");
        }
    }
}
