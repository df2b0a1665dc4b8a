package io.grad4j.kl.optimization;

import org.ejml.data.DMatrixRMaj;

/**
 * Where a minimisation ended, and why.
 *
 * @param parameters the last point accepted, of the shape of the start
 * @param value the objective there, or its estimate where it is random
 * @param gradientNorm the Euclidean norm of the gradient there
 * @param iterations steps accepted
 * @param evaluations of value and gradient, the start included
 * @param stop why it ended
 */
public record Solution(
        DMatrixRMaj parameters, double value, double gradientNorm, int iterations, int evaluations, Stop stop) {
    /** Why a minimisation ended. */
    public enum Stop {
        /** The gradient came within the tolerance: a stationary point. */
        GRADIENT_WITHIN_TOLERANCE,

        /** The number of iterations allowed was used up. */
        ITERATION_LIMIT,

        /**
         * No further step was acceptable: the descent is lost in rounding, or the objective has a kink there, or no minimum along the
         * direction of search.
         */
        STALLED,

        /** The objective or its derivatives were not finite, or refused, where the next step led. */
        NOT_FINITE
    }

    /** Whether the gradient came within the tolerance. */
    public boolean converged() {
        return stop == Stop.GRADIENT_WITHIN_TOLERANCE;
    }
}
