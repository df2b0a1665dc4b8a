package io.grad4j.kl.models;

import static io.grad4j.autodiff.ops.Elementwise.square;
import static io.grad4j.autodiff.ops.Softmaxes.logSoftmax;

import io.grad4j.autodiff.Var;

/**
 * The probability of picking a point x_j as the neighbour of i, q(j|i) = exp(-(i - x_j)²) / Σ_k exp(-(i - x_k)²).
 *
 * <p>Through log-softmax it and its gradient stay right where the exponentials underflow. With two points j, k it is q(i,j,k) =
 * σ((i-k)² - (i-j)²).
 */
public final class SoftmaxQ {
    private SoftmaxQ() {}

    /** log q(·|i), n×1, for i 1×1 and the points n×1. */
    public static Var logProbabilities(Var i, Var points) {
        return logSoftmax(square(i.minus(points)).negate());
    }
}
