package io.grad4j.kl.optimization;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Autodiff.ValueAndGradient;
import io.grad4j.autodiff.Shape;
import io.grad4j.kl.optimization.Solution.Stop;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.NormOps_DDRM;
import org.jspecify.annotations.Nullable;

/** One minimisation under way: evaluates trials, keeps the last accepted point and says when to stop. */
final class Course {
    private final Objective objective;
    private final StoppingRule rule;
    private final Progress progress;
    private DMatrixRMaj parameters;
    private ValueAndGradient accepted;
    private final double gradientTolerance;
    private double gradientNorm;
    private boolean outside;
    private int iterations;
    private int evaluations = 1;

    Course(Objective objective, StoppingRule rule, Progress progress, DMatrixRMaj start) {
        ArgumentException.requireFinite("minimize", "start", start);
        this.objective = objective;
        this.rule = rule;
        this.progress = progress;
        this.parameters = start.copy();
        this.accepted = objective.at(start.copy());
        ArgumentException.requireShape("minimize", "objective", accepted.gradient(), Shape.of(start));
        if (!Double.isFinite(accepted.value())) {
            throw new ArgumentException("minimize", "start", "the objective there is " + accepted.value());
        }
        ArgumentException.requireFinite("minimize", "objective, its gradient at the start", accepted.gradient());
        this.gradientTolerance = rule.tolerance() * Math.max(1, Math.abs(accepted.value()));
        this.gradientNorm = NormOps_DDRM.normF(accepted.gradient());
    }

    /** f and ∇f at {@code x}, or {@code null} where they are not finite or refused. */
    @Nullable
    ValueAndGradient trial(DMatrixRMaj x) {
        evaluations++;
        ValueAndGradient at = finite(x) ? evaluate(x) : null;
        outside = at == null && finite(x);
        return at;
    }

    private @Nullable ValueAndGradient evaluate(DMatrixRMaj x) {
        try {
            ValueAndGradient at = objective.at(x);
            return Double.isFinite(at.value()) && finite(at.gradient()) ? at : null;
        } catch (ArgumentException refused) {
            return null;
        }
    }

    private static boolean finite(DMatrixRMaj m) {
        for (int i = 0; i < m.getNumElements(); i++) {
            if (!Double.isFinite(m.data[i])) {
                return false;
            }
        }
        return true;
    }

    /** Makes a trial the current point. */
    void accept(DMatrixRMaj x, ValueAndGradient at) {
        parameters = x.copy();
        accepted = at;
        gradientNorm = NormOps_DDRM.normF(at.gradient());
        iterations++;
        progress.iteration(iterations, at.value(), gradientNorm);
    }

    /** The current point; to be left unchanged. */
    DMatrixRMaj parameters() {
        return parameters;
    }

    /** f and ∇f at the current point. */
    ValueAndGradient accepted() {
        return accepted;
    }

    double gradientNorm() {
        return gradientNorm;
    }

    int iterations() {
        return iterations;
    }

    /** Why to stop at the current point, or {@code null} to go on. */
    @Nullable
    Stop due() {
        if (gradientNorm <= gradientTolerance) {
            return Stop.GRADIENT_WITHIN_TOLERANCE;
        }
        return iterations >= rule.iterations() ? Stop.ITERATION_LIMIT : null;
    }

    /** The result when no next step was found, unless the current point is one to stop at anyway. */
    Solution endWithoutStep() {
        Stop due = due();
        Stop without = outside ? Stop.NOT_FINITE : Stop.STALLED;
        return end(due == null ? without : due);
    }

    Solution end(Stop stop) {
        return new Solution(parameters, accepted.value(), gradientNorm, iterations, evaluations, stop);
    }
}
