package io.grad4j.kl.estimators;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import org.apache.commons.rng.UniformRandomProvider;
import org.ejml.data.DMatrixRMaj;

/** A distribution that is the image x = g_θ(ε) of noise whose law does not depend on θ, with g differentiable. */
public interface ReparameterizedModel extends Model {
    /** {@code n} draws of the noise, one a row. */
    DMatrixRMaj noise(int n, UniformRandomProvider random);

    /**
     * x = g_θ(ε) of each row, n×d.
     *
     * @param noise ε, one a row
     */
    Var transform(Var noise, Var theta);

    /** The points x = g_θ(ε) of p_θ for points of the noise, with their weights. */
    default WeightedPoints points(DMatrixRMaj theta, WeightedPoints noise) {
        try (Tape tape = new Tape()) {
            return noise.with(transform(tape.constant(noise.points()), tape.constant(theta))
                    .value());
        }
    }

    @Override
    default DMatrixRMaj sample(DMatrixRMaj theta, int n, UniformRandomProvider random) {
        try (Tape tape = new Tape()) {
            return transform(tape.constant(noise(n, random)), tape.constant(theta))
                    .value();
        }
    }
}
