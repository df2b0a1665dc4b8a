package io.grad4j.kl.estimators;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Autodiff.ValueAndGradient;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.optimization.Objective;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** An unbiased estimator of the gradient of one divergence for θ, made by the tape from a surrogate of each point. */
public sealed interface GradientEstimator
        permits ScoreGradient, PathwiseGradient, LikelihoodGradient, FixedSampleGradient {
    /** The divergence whose gradient it estimates. */
    Divergence divergence();

    /**
     * The surrogates, n×1: the gradient of each is the term of its point. Their values mean nothing.
     *
     * @param points as a constant
     */
    Var surrogate(Var points, Var theta);

    /** Terms, n×1, whose mean is the divergence, up to what does not depend on θ. */
    Var terms(Var points, Var theta);

    /** Refuses points that the surrogates cannot be made of. */
    default void requireUsable(WeightedPoints points) {}

    /**
     * The gradient with its standard error, by the Jacobian of the surrogates.
     *
     * @param points as the estimator says: of the model, of the target, or of the noise
     * @throws ArgumentException if a log-density is not finite at a point
     */
    default GradientEstimate estimate(DMatrixRMaj theta, WeightedPoints points) {
        requireUsable(points);
        DMatrixRMaj terms = Autodiff.jacobian(t -> surrogate(t.tape().constant(points.points()), t), theta);
        Moments m = Moments.of(terms, points, theta);
        return new GradientEstimate(divergence(), m.mean(), m.variance(), m.standardError(), points.size());
    }

    /**
     * The divergence as an objective to be descended: its value up to a constant, and its gradient by one reverse sweep.
     *
     * @param points for each θ: fresh draws for a stochastic algorithm, a support or quadrature nodes for its exact twin
     */
    default Objective objective(Function<DMatrixRMaj, WeightedPoints> points) {
        return theta -> {
            WeightedPoints at = points.apply(theta);
            requireUsable(at);
            DMatrixRMaj gradient = Autodiff.gradient(
                    t -> surrogate(t.tape().constant(at.points()), t)
                            .dot(t.tape().constant(at.weights())),
                    theta);
            try (Tape tape = new Tape()) {
                DMatrixRMaj terms =
                        terms(tape.constant(at.points()), tape.constant(theta)).value();
                return new ValueAndGradient(CommonOps_DDRM.dot(terms, at.weights()), gradient);
            }
        };
    }
}
