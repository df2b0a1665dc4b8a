package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Elementwise.square;
import static io.grad4j.autodiff.ops.Gaussians.logDensityByCholesky;
import static io.grad4j.autodiff.ops.Triangles.diagonal;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The normal distribution N(μ, Σ) of a vector.
 *
 * @param mu d×1
 * @param covariance Σ, d×d
 */
public record MultivariateNormal(Parameter mu, Covariance covariance) implements Multivariate {
    /** Checks the shapes. */
    public MultivariateNormal {
        Require.column("MultivariateNormal", "mu", mu.matrix());
        ArgumentException.requireFinite("MultivariateNormal", "mu", mu.matrix());
        int rows = mu.matrix().numRows;
        Require.that(
                rows == covariance.dimension(),
                "MultivariateNormal",
                "covariance",
                "has dimension " + covariance.dimension() + ", the mean " + rows);
    }

    /** By a known mean. */
    public MultivariateNormal(DMatrixRMaj mu, Covariance covariance) {
        this(Parameter.of(mu), covariance);
    }

    /** By a variable mean, d×1. */
    public MultivariateNormal(Var mu, Covariance covariance) {
        this(Parameter.of(mu), covariance);
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(List.of(mu));
        all.addAll(covariance.parameters());
        return all;
    }

    @Override
    public int dimension() {
        return covariance.dimension();
    }

    @Override
    public boolean isDiscrete() {
        return false;
    }

    @Override
    public Var logDensity(Var x) {
        Require.columns(name(), x.value(), dimension());
        Tape tape = x.tape();
        return logDensityByCholesky(x, mu.on(tape).transpose(), covariance.factor(tape));
    }

    @Override
    public Var mean(Tape tape) {
        return mu.on(tape);
    }

    @Override
    public Var variance(Tape tape) {
        return square(covariance.factor(tape)).sum(Each.ROW);
    }

    /** d/2·ln 2πe + ln|L|. */
    @Override
    public Var entropy(Tape tape) {
        return log(diagonal(covariance.factor(tape))).sum().plus(0.5 * dimension() * (1 + Math.log(2 * Math.PI)));
    }

    @Override
    public DMatrixRMaj sample(UniformRandomProvider rng, int n) {
        SharedStateContinuousSampler normal = ZigguratSampler.NormalizedGaussian.of(rng);
        DMatrixRMaj z = new DMatrixRMaj(n, dimension());
        for (int i = 0; i < z.getNumElements(); i++) {
            z.data[i] = normal.sample();
        }
        DMatrixRMaj x = CommonOps_DDRM.multTransB(z, covariance.factor(), null);
        DMatrixRMaj mean = mu.matrix();
        for (int i = 0; i < x.getNumElements(); i++) {
            x.data[i] += mean.data[i % x.numCols];
        }
        return x;
    }
}
