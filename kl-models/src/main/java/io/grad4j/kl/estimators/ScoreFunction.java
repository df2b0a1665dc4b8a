package io.grad4j.kl.estimators;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Gradients of a divergence as expectations of the score ∇_θ log p_θ(x), enumerated over the N points of a finite support.
 *
 * <p>The support must not depend on θ: log p_θ is finite at every point. It keeps the scores themselves; {@link ScoreGradient} and {@link
 * LikelihoodGradient} give the same gradients over the {@linkplain FiniteModel#support support} of a model, with the variance of a draw.
 */
public final class ScoreFunction {
    private final DMatrixRMaj logP;
    private final DMatrixRMaj scores;

    /**
     * The scores of a model at one parameter.
     *
     * @param model from θ to the N×1 log-probabilities log p_θ
     * @param theta the parameter, k×1
     * @throws ArgumentException if log p_θ is not N×1, or not finite
     */
    public ScoreFunction(UnaryOperator<Var> model, DMatrixRMaj theta) {
        try (Tape tape = new Tape()) {
            logP = model.apply(tape.variable("theta", theta)).value();
        }
        ArgumentException.requireShape("ScoreFunction", "model", logP, new Shape(logP.numRows, 1));
        ArgumentException.requireFinite("ScoreFunction", "model", logP);
        scores = Autodiff.jacobian(model, theta);
    }

    /** ∇_θ log p_θ(x), N×k, one point a row. */
    public DMatrixRMaj scores() {
        return scores.copy();
    }

    /**
     * ∇_θ KL(p_θ‖q) = E_p[∇_θ log p_θ · (log p_θ - log q + b)], k×1, for any baseline b: E_p[∇_θ log p_θ] = 0.
     *
     * @param logQ N×1, finite
     * @param baseline b; the form with 1 differentiates p log p term by term
     */
    public DMatrixRMaj gradientOfKlTo(DMatrixRMaj logQ, double baseline) {
        ArgumentException.requireShape("gradientOfKlTo", "logQ", logQ, Shape.of(logP));
        ArgumentException.requireFinite("gradientOfKlTo", "logQ", logQ);
        return expectation(i -> Math.exp(logP.data[i]) * (logP.data[i] - logQ.data[i] + baseline));
    }

    /**
     * ∇_θ KL(q‖p_θ) = -E_q[∇_θ log p_θ], k×1.
     *
     * @param q probabilities, N×1
     */
    public DMatrixRMaj gradientOfKlFrom(DMatrixRMaj q) {
        ArgumentException.requireShape("gradientOfKlFrom", "q", q, Shape.of(logP));
        ArgumentException.requireFinite("gradientOfKlFrom", "q", q);
        return expectation(i -> -q.data[i]);
    }

    private DMatrixRMaj expectation(java.util.function.IntToDoubleFunction weight) {
        DMatrixRMaj weights = new DMatrixRMaj(logP.numRows, 1);
        for (int i = 0; i < logP.numRows; i++) {
            weights.data[i] = weight.applyAsDouble(i);
        }
        DMatrixRMaj sum = new DMatrixRMaj(scores.numCols, 1);
        CommonOps_DDRM.multTransA(scores, weights, sum);
        return sum;
    }
}
