package io.grad4j.spark;

import breeze.linalg.DenseVector;
import breeze.optimize.FirstOrderMinimizer;
import breeze.optimize.LBFGS;
import io.grad4j.autodiff.ArgumentException;
import java.util.function.Consumer;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.NormOps_DDRM;

/** Minimises an objective by L-BFGS (Breeze's, with a strong Wolfe line search), telling of each iteration. */
final class Fit {
    private static final int CORRECTIONS = 10;

    private Fit() {}

    /**
     * When to stop.
     *
     * @param iterations at most
     * @param tolerance of value and gradient, relative to the value
     */
    record Stopping(int iterations, double tolerance) {}

    /**
     * Where an iteration ended.
     *
     * @param iteration counted from 0, the start
     * @param theta the parameters
     * @param value of the objective
     * @param gradientNorm its Euclidean length
     * @param evaluations of the objective since the start
     */
    record Step(int iteration, DMatrixRMaj theta, double value, double gradientNorm, int evaluations) {}

    /**
     * Where a fit ended.
     *
     * @param last its last iteration
     * @param reason in words
     */
    record Result(Step last, String reason) {}

    /**
     * Minimises from {@code start}.
     *
     * @param first the number of the iteration that {@code start} is
     * @param progress told of each iteration when it ended, the start included
     * @throws ArgumentException if the objective is not finite at the start
     */
    static Result minimise(
            Objective objective, DMatrixRMaj start, int first, Stopping stopping, Consumer<Step> progress) {
        BreezeObjective function = new BreezeObjective(objective, start);
        int left = Math.max(stopping.iterations - first, 0);
        LBFGS<DenseVector<Object>> lbfgs =
                new LBFGS<>(left, CORRECTIONS, stopping.tolerance, DenseVector.space_Double());
        var states = lbfgs.iterations(function.literal(), function.start());
        while (true) {
            FirstOrderMinimizer.State<DenseVector<Object>, Object, Object> state = states.next();
            Step step = new Step(
                    first + state.iter(),
                    function.matrix(state.x()),
                    state.value(),
                    NormOps_DDRM.normP2(function.matrix(state.grad())),
                    function.evaluations());
            progress.accept(step);
            var reason = lbfgs.convergenceCheck().apply(state, state.convergenceInfo());
            if (reason.isDefined()) {
                return new Result(step, reason.get().reason());
            }
        }
    }
}
