package io.grad4j.kl.models;

import static io.grad4j.autodiff.ops.Reductions.mean;
import static io.grad4j.autodiff.ops.Softmaxes.binaryCrossEntropy;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;

/**
 * The probability σ(x·w + b) of label 1 beside label 0.
 *
 * @param weights w, d×1
 * @param bias b, 1×1
 */
public record LogisticRegression(Var weights, Var bias) {
    /** Refuses weights that are not a column, and a bias that is not 1×1. */
    public LogisticRegression {
        ArgumentException.requireShape("logistic", "weights", weights.value(), new Shape(weights.rows(), 1));
        ArgumentException.requireShape("logistic", "bias", bias.value(), Shape.SCALAR);
    }

    /** η = X·w + b, m×1. */
    public Var logits(Var x) {
        return x.mult(weights).plus(bias);
    }

    /**
     * -(1/m) Σᵢ log P(yᵢ|xᵢ), 1×1: the cross-entropy from the empirical distribution p̂ of labels given x, whose entropy is no part of it.
     *
     * @param labels 0 or 1 for each row
     * @param x m×d
     * @throws ArgumentException if x is empty or not finite, or there is not one label 0 or 1 a row
     */
    public Var negativeLogLikelihood(int[] labels, Var x) {
        Observations.require("logistic", x);
        return mean(binaryCrossEntropy(labels, logits(x)), Each.MATRIX);
    }
}
