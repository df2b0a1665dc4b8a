package io.grad4j.kl.optimization;

import io.grad4j.autodiff.ArgumentException;

/**
 * When to stop: at ‖∇f‖ ≤ tolerance · max(1, |f(start)|), or after so many iterations.
 *
 * @param tolerance ≥ 0; with 0 only a gradient that is exactly 0 stops. A value is known to about 1e-16 of its size, so near a minimum a
 *     line search sees no descent below a gradient of about 1e-7 and stalls
 * @param iterations at least 0
 */
public record StoppingRule(double tolerance, int iterations) {
    /** A tolerance of 1e-6, and at most 1000 iterations. */
    public static final StoppingRule DEFAULT = new StoppingRule(1e-6, 1000);

    /** Refuses a negative or NaN tolerance and a negative number. */
    public StoppingRule {
        if (!(tolerance >= 0)) {
            throw new ArgumentException("StoppingRule", "tolerance", tolerance + " is not 0 or more");
        }
        if (iterations < 0) {
            throw new ArgumentException("StoppingRule", "iterations", iterations + " is negative");
        }
    }

    /** Exactly so many iterations, unless the gradient vanishes: for an objective that is random. */
    public static StoppingRule after(int iterations) {
        return new StoppingRule(0, iterations);
    }
}
