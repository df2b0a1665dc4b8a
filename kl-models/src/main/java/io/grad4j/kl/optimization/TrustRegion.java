package io.grad4j.kl.optimization;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Autodiff.ValueAndGradient;
import io.grad4j.autodiff.Shape;
import io.grad4j.kl.optimization.Solution.Stop;
import java.util.Arrays;
import org.ddogleg.optimization.OptimizationException;
import org.ddogleg.optimization.math.HessianMath_DDRM;
import org.ddogleg.optimization.trustregion.ConfigTrustRegion;
import org.ddogleg.optimization.trustregion.TrustRegionBase_F64;
import org.ddogleg.optimization.trustregion.TrustRegionUpdateDogleg_F64;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.jspecify.annotations.Nullable;

/**
 * Newton's method with the exact Hessian, kept in a trust region by Powell's dogleg, which is DDogleg's.
 *
 * <p>Near a minimum it squares the error at each step. Each step costs an N×N Hessian, so N is dozens rather than thousands. A trial
 * outside of the domain of the objective shrinks the region.
 *
 * @param rule when to stop
 * @param progress told of each accepted step
 */
public record TrustRegion(StoppingRule rule, Progress progress) implements Optimizer<TwiceDifferentiable> {
    /** Each rejected trial halves the region; after this many it is too small for any step to be told from none. */
    private static final int MOST_TRIALS = 64;

    /** With {@link StoppingRule#DEFAULT}, silent. */
    public TrustRegion() {
        this(StoppingRule.DEFAULT, Progress.NONE);
    }

    @Override
    public Solution minimize(TwiceDifferentiable objective, DMatrixRMaj start) {
        Course course = new Course(objective, rule, progress, start);
        Newton newton = new Newton(objective, course);
        int trials = 0;
        Stop stop = course.due();
        while (stop == null) {
            boolean ended;
            try {
                ended = newton.iterate();
            } catch (OptimizationException notFinite) {
                return course.end(Stop.NOT_FINITE);
            }
            ValueAndGradient reached = newton.trial;
            if (newton.accepted() && reached != null) {
                course.accept(newton.point(), reached);
                trials = 0;
            }
            if (ended || ++trials > MOST_TRIALS) {
                return course.endWithoutStep();
            }
            stop = course.due();
        }
        return course.end(stop);
    }

    private static final class Newton extends TrustRegionBase_F64<DMatrixRMaj, Hessian> {
        private final TwiceDifferentiable objective;
        private final Course course;
        private @Nullable ValueAndGradient trial;

        Newton(TwiceDifferentiable objective, Course course) {
            super(
                    new TrustRegionUpdateDogleg_F64<>(),
                    new Hessian(course.parameters().getNumElements()));
            this.objective = objective;
            this.course = course;
            this.trial = course.accepted();
            ConfigTrustRegion start = new ConfigTrustRegion();
            // The automatic radii divide by curvature, which may be negative.
            start.regionInitial = 1;
            start.ftol = 0;
            start.gtol = 0;
            configure(start);
            initialize(course.parameters().data, course.parameters().getNumElements(), Double.NEGATIVE_INFINITY);
        }

        @Override
        protected double computeCostAtInitialization() {
            return course.accepted().value();
        }

        /** The current point in the shape of the parameters. */
        DMatrixRMaj point() {
            return shaped(x);
        }

        boolean accepted() {
            return mode == Mode.COMPUTE_DERIVATIVES;
        }

        private DMatrixRMaj shaped(DMatrixRMaj column) {
            DMatrixRMaj like = course.parameters();
            return DMatrixRMaj.wrap(like.numRows, like.numCols, Arrays.copyOf(column.data, like.getNumElements()));
        }

        @Override
        protected double cost(DMatrixRMaj column) {
            trial = course.trial(shaped(column));
            return trial == null ? Double.MAX_VALUE : trial.value();
        }

        /** Called at the accepted point only. */
        @Override
        protected void functionGradientHessian(
                DMatrixRMaj column, boolean sameStateAsCost, DMatrixRMaj gradient, Hessian hessian) {
            System.arraycopy(course.accepted().gradient().data, 0, gradient.data, 0, gradient.numRows);
            DMatrixRMaj h = objective.hessian(shaped(column));
            ArgumentException.requireShape("minimize", "hessian", h, new Shape(gradient.numRows, gradient.numRows));
            hessian.getHessian().setTo(h);
        }
    }

    private static final class Hessian extends HessianMath_DDRM {
        Hessian(int n) {
            super(LinearSolverFactory_DDRM.chol(n));
        }

        /** A pivot near 0 passes the factorization and leaves a step that is not finite. */
        @Override
        public boolean solve(DMatrixRMaj gradient, DMatrixRMaj step) {
            return super.solve(gradient, step)
                    && Arrays.stream(step.data, 0, step.getNumElements()).allMatch(Double::isFinite);
        }
    }
}
