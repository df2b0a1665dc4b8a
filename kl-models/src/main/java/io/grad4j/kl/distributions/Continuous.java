package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Elementwise.square;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;

/** A distribution of a real number by its density. */
public sealed interface Continuous extends Univariate
        permits OnHalfLine,
                Normal,
                Laplace,
                Uniform,
                StudentT,
                Cauchy,
                Gumbel,
                Logistic,
                InverseGaussian,
                ContinuousBernoulli {
    @Override
    default Var variance(Tape tape) {
        return square(deviation(tape));
    }
}
