package io.grad4j.kl.models;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.ops.Gaussians;
import io.grad4j.kl.estimators.Divergence;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * The Gaussian that was found to be nearest to a target by one divergence.
 *
 * @param divergence that is least
 * @param mean 1×d
 * @param covariance d×d
 * @param kl the divergence there, in nats
 */
public record GaussianFit(Divergence divergence, DMatrixRMaj mean, DMatrixRMaj covariance, double kl) {
    /** Its density at each row of x, n×1. */
    public DMatrixRMaj density(DMatrixRMaj x) {
        try (Tape tape = new Tape()) {
            DMatrixRMaj p = Gaussians.logDensityByCovariance(
                            tape.constant(x), tape.constant(mean), tape.constant(covariance))
                    .value();
            Arrays.setAll(p.data, i -> Math.exp(p.data[i]));
            return p;
        }
    }
}
