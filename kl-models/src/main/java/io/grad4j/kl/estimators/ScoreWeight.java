package io.grad4j.kl.estimators;

import io.grad4j.autodiff.ArgumentException;

/** What multiplies the score ∇log p_θ(x) in a gradient of KL(p_θ‖q): D less a baseline, which leaves the mean as it is. */
public sealed interface ScoreWeight permits ScoreWeight.Baseline, ScoreWeight.LeaveOneOut {
    /** 1 + D, as differentiating p log(p/q) term by term gives it; at q = p_θ the 1 alone is left, as noise. */
    ScoreWeight ONE_PLUS_D = new Baseline(-1);

    /** D, which is 0 at q = p_θ. */
    ScoreWeight D = new Baseline(0);

    /** D of a point less the mean D of the others, which needs at least two draws. */
    ScoreWeight LEAVE_ONE_OUT = new LeaveOneOut();

    /**
     * D - b.
     *
     * @param b finite and not made from the same points, or the gradient is biased
     */
    record Baseline(double b) implements ScoreWeight {
        /** Refuses a baseline that is not finite. */
        public Baseline {
            if (!Double.isFinite(b)) {
                throw new ArgumentException("Baseline", "b", b + " is not finite");
            }
        }
    }

    /** D - (Σ_{j≠i} D_j)/(n-1) at point i. */
    record LeaveOneOut() implements ScoreWeight {}
}
