package io.grad4j.kl.estimators;

import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Shaping.rows;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.ops.Gaussians;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ejml.data.DMatrixRMaj;

/**
 * N(m, diag s²) in d dimensions, θ = (m; log s) in one column, 2d×1; x = m + s∘ε with standard normal ε.
 *
 * @param dimension d ≥ 1
 */
public record GaussianModel(int dimension) implements ReparameterizedModel {
    /** Refuses a dimension below 1. */
    public GaussianModel {
        if (dimension < 1) {
            throw new ArgumentException("GaussianModel", "dimension", dimension + " is below 1");
        }
    }

    @Override
    public Var logDensity(Var x, Var theta) {
        return Gaussians.logDensity(x, mean(theta), deviation(theta));
    }

    @Override
    public DMatrixRMaj noise(int n, UniformRandomProvider random) {
        DMatrixRMaj noise = new DMatrixRMaj(n, dimension);
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
        for (int i = 0; i < noise.getNumElements(); i++) {
            noise.data[i] = normal.sample();
        }
        return noise;
    }

    @Override
    public Var transform(Var noise, Var theta) {
        return noise.elementMult(deviation(theta)).plus(mean(theta));
    }

    private Var mean(Var theta) {
        requireParameters(theta);
        return rows(theta, 0, dimension).transpose();
    }

    private Var deviation(Var theta) {
        requireParameters(theta);
        return exp(rows(theta, dimension, 2 * dimension)).transpose();
    }

    private void requireParameters(Var theta) {
        Shape needed = new Shape(2 * dimension, 1);
        if (!theta.shape().equals(needed)) {
            throw new ArgumentException("GaussianModel", "theta", theta.shape() + " where " + needed + " is needed");
        }
    }
}
