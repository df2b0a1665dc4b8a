package io.grad4j.kl.estimators;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;

/**
 * D(x) = log p_θ(x) - log q(x) of a model and a target.
 *
 * @param model p_θ
 * @param logQ from points, one a row, to the log-density of the target, n×1; unless it is normalised, k1 and the values of
 *     objectives lack its constant, k2 and k3 are wrong, and the gradients by score and by path stay right
 */
public record LogRatio<M extends Model>(M model, UnaryOperator<Var> logQ) {
    /** D of each point, n×1. */
    Var of(Var x, Var theta) {
        return at(x, model.logDensity(x, theta));
    }

    /** D of each point, for log p_θ there, n×1. */
    Var at(Var x, Var logP) {
        return requireColumn("model", logP, x).minus(requireColumn("target", logQ.apply(x), x));
    }

    /** Refuses log-densities that are not one finite number a point; where log q is -∞, KL(p_θ‖q) is infinite. */
    static Var requireColumn(String argument, Var logDensity, Var x) {
        DMatrixRMaj m = logDensity.value();
        ArgumentException.requireShape("log-density", argument, m, new Shape(x.rows(), 1));
        ArgumentException.requireFinite("log-density", argument, m);
        return logDensity;
    }
}
