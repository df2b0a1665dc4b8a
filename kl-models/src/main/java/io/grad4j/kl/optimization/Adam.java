package io.grad4j.kl.optimization;

import io.grad4j.autodiff.ArgumentException;
import org.ejml.data.DMatrixRMaj;

/**
 * Adam, Δx = -η m̂/(√v̂ + ε) of each entry, with running means m of g and v of g²; the objective may be random.
 *
 * <p>m ← β₁m + (1-β₁)g, v ← β₂v + (1-β₂)g², m̂ = m/(1-β₁ᵗ), v̂ = v/(1-β₂ᵗ): Kingma and Ba (2015), algorithm 1.
 *
 * @param step η > 0
 * @param beta1 in [0, 1)
 * @param beta2 in [0, 1)
 * @param epsilon > 0
 * @param rule when to stop
 * @param progress told of each step
 */
public record Adam(double step, double beta1, double beta2, double epsilon, StoppingRule rule, Progress progress)
        implements Optimizer<Objective> {
    /** Refuses constants outside of their ranges. */
    public Adam {
        Descent.requirePositive("Adam", "step", step);
        requireFraction("beta1", beta1);
        requireFraction("beta2", beta2);
        Descent.requirePositive("Adam", "epsilon", epsilon);
    }

    /** With β₁ = 0.9, β₂ = 0.999, ε = 1e-8, silent. */
    public Adam(double step, StoppingRule rule) {
        this(step, 0.9, 0.999, 1e-8, rule, Progress.NONE);
    }

    private static void requireFraction(String argument, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new ArgumentException("Adam", argument, value + " is not in [0, 1)");
        }
    }

    @Override
    public Solution minimize(Objective objective, DMatrixRMaj start) {
        return new Moments(start.getNumElements()).run(new Course(objective, rule, progress, start));
    }

    private final class Moments implements Descent {
        private final double[] first;
        private final double[] second;

        Moments(int n) {
            first = new double[n];
            second = new double[n];
        }

        @Override
        public void step(int t, DMatrixRMaj gradient, DMatrixRMaj x) {
            double firstCorrection = 1 - Math.pow(beta1, t);
            double secondCorrection = 1 - Math.pow(beta2, t);
            for (int i = 0; i < first.length; i++) {
                double g = gradient.data[i];
                first[i] = beta1 * first[i] + (1 - beta1) * g;
                second[i] = beta2 * second[i] + (1 - beta2) * g * g;
                x.data[i] -= step * (first[i] / firstCorrection) / (Math.sqrt(second[i] / secondCorrection) + epsilon);
            }
        }
    }
}
