package io.grad4j.kl.distributions;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import org.ejml.data.DMatrixRMaj;

/** A distribution of a vector or a matrix; a point is one row, a matrix packed into it in row-major order. */
public sealed interface Multivariate extends Distribution
        permits Categorical, Multinomial, Dirichlet, MultivariateNormal, VonMisesFisher, MatrixVariate {
    /** The mean, a column, or a matrix for a distribution of matrices; NaN or ∞ where it does not exist. */
    Var mean(Tape tape);

    /** The variance of each entry, of the shape of the mean; ∞ where it diverges. */
    Var variance(Tape tape);

    /** The mean as numbers. */
    default DMatrixRMaj mean() {
        try (Tape tape = new Tape()) {
            return mean(tape).value();
        }
    }

    /** The variance of each entry as numbers. */
    default DMatrixRMaj variance() {
        try (Tape tape = new Tape()) {
            return variance(tape).value();
        }
    }
}
