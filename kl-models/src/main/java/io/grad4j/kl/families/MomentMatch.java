package io.grad4j.kl.families;

import static io.grad4j.autodiff.ops.Reductions.mean;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Tape;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** What the search of a natural parameter by its mean statistics came to. */
public final class MomentMatch {
    private static final int MOST = 200;
    private static final double SHORTEST = 0x1p-60;

    /** Where another step gains nothing. */
    private static final double ROUNDING = 1e-16;

    /**
     * Below this residual Newton's method squares it in each step where there is a minimum; where A falls towards infinity instead, each
     * step takes a share away, as it does on the way to a mean that close to a boundary: after 16 steps, e^-16.
     */
    private static final double QUADRATIC = 0.1;

    private static final int MOST_SLOW = 16;

    private static final String NO_MAXIMUM = "the likelihood has no maximum in the family: ";

    /** Where a residual, in standard deviations of T, is rounding. */
    private static final double CONVERGED = 1e-12;

    private final DMatrixRMaj eta;
    private final int iterations;
    private final double residual;
    private final boolean converged;

    private MomentMatch(DMatrixRMaj eta, int iterations, double residual, boolean converged) {
        this.eta = eta;
        this.iterations = iterations;
        this.residual = residual;
        this.converged = converged;
    }

    /** The natural parameter, k×1. */
    public DMatrixRMaj eta() {
        return eta.copy();
    }

    /** How many steps of Newton's method it took. */
    public int iterations() {
        return iterations;
    }

    /** √(gᵀF⁺g) for g = ∇A(η) - mean: how far the mean is missed, in standard deviations of T. */
    public double residual() {
        return residual;
    }

    /** Whether the residual is down to the rounding of the mean. */
    public boolean converged() {
        return converged;
    }

    @Override
    public String toString() {
        return (converged ? "converged" : "not converged") + " after " + iterations + " steps, residual " + residual
                + ", eta " + eta;
    }

    /** The mean of T over the rows, k×1. */
    private static DMatrixRMaj meanStatistics(ExponentialFamily family, DMatrixRMaj data) {
        family.requirePoints(data);
        if (data.numRows == 0) {
            throw new ArgumentException(family.name(), "data", "no points: a likelihood needs at least one row");
        }
        try (Tape tape = new Tape()) {
            return mean(family.statistics(tape.constant(data)), Each.COLUMN)
                    .transpose()
                    .value();
        }
    }

    /** Searches by damped Newton steps. */
    static MomentMatch of(ExponentialFamily family, DMatrixRMaj mean) {
        ArgumentException.requireShape(family.name(), "mean", mean, new Shape(family.dimension(), 1));
        ArgumentException.requireFinite(family.name(), "mean", mean);
        Step at = new Step(family, mean, family.naturalNear(mean));
        int steps = 0;
        int slow = 0;
        while (steps < MOST && slow < MOST_SLOW && at.residual > ROUNDING * at.size) {
            Step next = at.next();
            if (next == at) {
                break;
            }
            boolean far = next.residual > CONVERGED * next.size;
            slow = far && at.residual < QUADRATIC && next.residual > at.residual / 4 ? slow + 1 : 0;
            at = next;
            steps++;
        }
        return new MomentMatch(at.eta, steps, at.residual, at.residual <= CONVERGED * at.size);
    }

    /**
     * The match of the mean statistics of {@code data}.
     *
     * @throws ArgumentException if there is none
     */
    static MomentMatch ofData(ExponentialFamily family, DMatrixRMaj data) {
        DMatrixRMaj mean = meanStatistics(family, data);
        MomentMatch match;
        try {
            match = of(family, mean);
        } catch (ArgumentException refused) {
            throw new ArgumentException(family.name(), "data", NO_MAXIMUM + refused.getMessage());
        }
        if (!match.converged) {
            throw new ArgumentException(family.name(), "data", NO_MAXIMUM + match);
        }
        return match;
    }

    /** One parameter on the way, with the direction of Newton's method from it. */
    private static final class Step {
        private final ExponentialFamily family;
        private final DMatrixRMaj mean;
        private final DMatrixRMaj eta;
        private final double value;
        private final DMatrixRMaj gradient;
        private final DMatrixRMaj direction;
        private final double residual;

        /** √(meanᵀF⁺mean), at least 1: the rounding of the mean is 1e-16 of it. */
        private final double size;

        Step(ExponentialFamily family, DMatrixRMaj mean, DMatrixRMaj eta) {
            this.family = family;
            this.mean = mean;
            this.eta = eta;
            Autodiff.ValueAndGradient a = Autodiff.valueAndGradient(family::logPartition, eta);
            this.value = a.value() - CommonOps_DDRM.dot(mean, eta);
            this.gradient = CommonOps_DDRM.subtract(a.gradient(), mean, null);
            DMatrixRMaj fisher = family.fisher(eta);
            this.direction = Newton.solve(fisher, gradient);
            this.residual = Math.sqrt(CommonOps_DDRM.dot(gradient, direction));
            this.size = Math.max(1, Math.sqrt(CommonOps_DDRM.dot(mean, Newton.solve(fisher, mean))));
        }

        /** The longest halving of the Newton step that stays in the domain and comes down; this where none does. */
        Step next() {
            double slack = 1e-13 * (Math.abs(value) + 1);
            for (double t = 1; t > SHORTEST; t /= 2) {
                DMatrixRMaj candidate = CommonOps_DDRM.add(eta, -t, direction, null);
                if (isNatural(candidate)) {
                    Step step = new Step(family, mean, candidate);
                    boolean down = step.value <= value + slack;
                    boolean closer = step.residual < residual;
                    if (down && (closer || step.value < value - slack)) {
                        return step;
                    }
                }
            }
            return this;
        }

        private boolean isNatural(DMatrixRMaj candidate) {
            try {
                family.requireNatural(candidate);
                return true;
            } catch (ArgumentException outside) {
                return false;
            }
        }
    }
}
