package io.grad4j.kl.optimization;

import io.grad4j.autodiff.ArgumentException;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Gradient descent, Δx = -η_t ∇f with η_t = η / (1 + decay·(t-1)); the objective may be random, an unbiased gradient of a mean.
 *
 * <p>With a random gradient and decay > 0 the steps sum to infinity while their squares do not, as Robbins and Monro (1951) ask.
 *
 * @param step η > 0
 * @param decay ≥ 0
 * @param rule when to stop
 * @param progress told of each step
 */
public record GradientDescent(double step, double decay, StoppingRule rule, Progress progress)
        implements Optimizer<Objective> {
    /** Refuses a step that is not positive and finite, and a decay that is negative or not finite. */
    public GradientDescent {
        Descent.requirePositive("GradientDescent", "step", step);
        if (!(decay >= 0 && decay < Double.POSITIVE_INFINITY)) {
            throw new ArgumentException("GradientDescent", "decay", decay + " is not 0 or more and finite");
        }
    }

    /** With steps of one size, silent. */
    public GradientDescent(double step, StoppingRule rule) {
        this(step, 0, rule, Progress.NONE);
    }

    @Override
    public Solution minimize(Objective objective, DMatrixRMaj start) {
        Descent descent = (t, gradient, x) -> CommonOps_DDRM.addEquals(x, -step / (1 + decay * (t - 1)), gradient);
        return descent.run(new Course(objective, rule, progress, start));
    }
}
