package io.grad4j.kl.optimization;

import io.grad4j.autodiff.Autodiff.ValueAndGradient;
import io.grad4j.kl.optimization.Solution.Stop;
import org.ddogleg.optimization.functions.GradientLineFunction;
import org.ddogleg.optimization.quasinewton.LineSearchMore94;
import org.ddogleg.optimization.quasinewton.QuasiNewtonBFGS;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.jspecify.annotations.Nullable;

/**
 * BFGS with the line search of Moré and Thuente (1994), both DDogleg's.
 *
 * <p>It holds an N×N approximation of the inverse Hessian, so N is hundreds rather than millions. The first step has at most length 1. A
 * trial outside of the domain of the objective is retreated from.
 *
 * @param rule when to stop
 * @param progress told of each accepted step
 */
public record QuasiNewton(StoppingRule rule, Progress progress) implements Optimizer<Objective> {
    /** The constants of the Wolfe conditions that Nocedal and Wright, Numerical Optimization, §3.1, advise for BFGS. */
    private static final double DECREASE = 1e-4;

    private static final double CURVATURE = 0.9;

    /** A bracket this narrow, relative to its upper end, is not narrowed further. */
    private static final double WIDTH = 0.1;

    /** A line search that narrows its bracket needs a dozen trials; more than this is none that ends. */
    private static final int MOST_TRIALS = 64;

    /** With {@link StoppingRule#DEFAULT}, silent. */
    public QuasiNewton() {
        this(StoppingRule.DEFAULT, Progress.NONE);
    }

    @Override
    public Solution minimize(Objective objective, DMatrixRMaj start) {
        Course course = new Course(objective, rule, progress, start);
        Line line = new Line(course);
        QuasiNewtonBFGS bfgs = search(course, line);
        int trials = 0;
        Stop stop = course.due();
        while (stop == null) {
            boolean ended = bfgs.iterate();
            ValueAndGradient reached = line.at;
            if (bfgs.isUpdatedParameters() && reached != null) {
                course.accept(line.point, reached);
                trials = 0;
            }
            if (ended || ++trials > MOST_TRIALS) {
                return course.endWithoutStep();
            }
            stop = course.due();
        }
        return course.end(stop);
    }

    /** The library's own tests of convergence are off: they know the value and a slope, not the norm of the gradient. */
    private static QuasiNewtonBFGS search(Course course, Line line) {
        QuasiNewtonBFGS bfgs = new QuasiNewtonBFGS(new LineSearchMore94().setConvergence(DECREASE, CURVATURE, WIDTH));
        bfgs.setFunction(line, Double.NEGATIVE_INFINITY);
        bfgs.setConvergence(0, 0);
        bfgs.initialize(course.parameters().data);
        DMatrixRMaj inverseHessian = CommonOps_DDRM.identity(line.getN());
        CommonOps_DDRM.scale(1 / Math.max(1, course.gradientNorm()), inverseHessian);
        bfgs.setInitialHInv(inverseHessian);
        return bfgs;
    }

    /**
     * The objective along the line of the present search.
     *
     * <p>Outside of its domain it stands for f(0) + t·|f'(0)|, a rise as steep as the descent at the start, so that the search, which
     * interpolates, turns back to about a fifth of t.
     */
    private static final class Line implements GradientLineFunction {
        private final Course course;
        private final DMatrixRMaj point;
        private double[] start;
        private double[] direction;
        private double rise;
        private double step;
        private @Nullable ValueAndGradient at;
        private boolean evaluated;

        Line(Course course) {
            this.course = course;
            this.point = course.parameters().copy();
            this.start = point.data;
            this.direction = point.data;
        }

        @Override
        public void setLine(double[] from, double[] along) {
            start = from;
            direction = along;
            rise = Math.abs(slope(course.accepted()));
        }

        /** The library sets its first trial twice; an evaluation is kept until the point moves. */
        @Override
        public void setInput(double t) {
            step = t;
            for (int i = 0; i < getN(); i++) {
                double moved = start[i] + t * direction[i];
                evaluated &= moved == point.data[i];
                point.data[i] = moved;
            }
        }

        /** Called at the start of the minimisation only. */
        @Override
        public void setInput(double[] x) {
            at = course.accepted();
            evaluated = true;
        }

        private @Nullable ValueAndGradient evaluate() {
            if (!evaluated) {
                at = course.trial(point.copy());
                evaluated = true;
            }
            return at;
        }

        @Override
        public double computeFunction() {
            ValueAndGradient here = evaluate();
            return here == null ? course.accepted().value() + step * rise : here.value();
        }

        @Override
        public double computeDerivative() {
            ValueAndGradient here = evaluate();
            return here == null ? rise : slope(here);
        }

        private double slope(ValueAndGradient here) {
            double sum = 0;
            for (int i = 0; i < getN(); i++) {
                sum += here.gradient().data[i] * direction[i];
            }
            return sum;
        }

        @Override
        public void computeGradient(double[] gradient) {
            System.arraycopy(course.accepted().gradient().data, 0, gradient, 0, getN());
        }

        @Override
        public double[] getCurrentState() {
            return point.data;
        }

        @Override
        public int getN() {
            return point.getNumElements();
        }
    }
}
