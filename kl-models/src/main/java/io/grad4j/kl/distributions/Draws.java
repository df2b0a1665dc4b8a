package io.grad4j.kl.distributions;

import java.util.function.DoubleSupplier;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.PoissonSampler;
import org.ejml.data.DMatrixRMaj;

/** Points drawn one by one. */
final class Draws {
    private Draws() {}

    /** {@code n} draws, n×1. */
    static DMatrixRMaj rows(int n, DoubleSupplier draw) {
        DMatrixRMaj x = new DMatrixRMaj(n, 1);
        for (int i = 0; i < n; i++) {
            x.data[i] = draw.getAsDouble();
        }
        return x;
    }

    /** A number in (0, 1), never an end. */
    static double open(UniformRandomProvider rng) {
        return ((rng.nextLong() >>> 12) + 0.5) * 0x1p-52;
    }

    /** A standard logistic number, ln(u/(1-u)). */
    static double logit(UniformRandomProvider rng) {
        double u = open(rng);
        return Math.log(u) - Math.log1p(-u);
    }

    /** A Poisson number of a rate that may be 0. */
    static double poisson(UniformRandomProvider rng, double rate) {
        return rate == 0 ? 0 : PoissonSampler.of(rng, rate).sample();
    }
}
