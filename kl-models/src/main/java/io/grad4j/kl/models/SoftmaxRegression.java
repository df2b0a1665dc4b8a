package io.grad4j.kl.models;

import static io.grad4j.autodiff.ops.Reductions.mean;
import static io.grad4j.autodiff.ops.Softmaxes.crossEntropy;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;

/**
 * The probabilities softmax(x·W + b) of k classes.
 *
 * @param weights W, d×k
 * @param bias b, 1×k
 */
public record SoftmaxRegression(Var weights, Var bias) {
    /** Refuses a bias that does not fit the weights. */
    public SoftmaxRegression {
        ArgumentException.requireShape("softmax regression", "bias", bias.value(), new Shape(1, weights.cols()));
    }

    /** X·W + b, m×k. */
    public Var logits(Var x) {
        return x.mult(weights).plus(bias);
    }

    /**
     * -(1/m) Σᵢ log P(yᵢ|xᵢ), 1×1: the cross-entropy from the empirical distribution of labels given x.
     *
     * @param labels a class of each row, from 0 to k-1
     * @param x m×d
     * @throws ArgumentException if x is empty or not finite, or there is not one label in range a row
     */
    public Var negativeLogLikelihood(int[] labels, Var x) {
        Observations.require("softmax regression", x);
        return mean(crossEntropy(labels, logits(x)), Each.MATRIX);
    }
}
