package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.kl.special.SpecialFunctions.digamma;
import static io.grad4j.kl.special.SpecialFunctions.lgamma;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.DirichletSampler;
import org.ejml.data.DMatrixRMaj;

/**
 * The Dirichlet distribution of k probabilities, p(x) = Γ(Σαᵢ)/∏Γ(αᵢ)·∏xᵢ^(αᵢ-1), a density of the first k - 1.
 *
 * @param alpha k×1, entries above 0
 */
public record Dirichlet(Parameter alpha) implements Multivariate {
    private static final double ROUNDING = 1e-9;

    /** Checks the parameter. */
    public Dirichlet {
        Require.positiveColumn("Dirichlet", "alpha", alpha);
        Require.that(alpha.matrix().numRows > 1, "Dirichlet", "alpha", "a single probability is 1");
    }

    /** By numbers. */
    public Dirichlet(double... alpha) {
        this(Parameter.of(DMatrixRMaj.wrap(alpha.length, 1, alpha)));
    }

    /** By a variable, k×1. */
    public Dirichlet(Var alpha) {
        this(Parameter.of(alpha));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(alpha);
    }

    @Override
    public int dimension() {
        return alpha.matrix().numRows;
    }

    @Override
    public boolean isDiscrete() {
        return false;
    }

    /** ln B(α) = Σ ln Γ(αᵢ) - ln Γ(Σαᵢ). */
    private Var logBeta(Tape tape) {
        Var a = alpha.on(tape);
        return lgamma(a).sum().minus(lgamma(a.sum()));
    }

    @Override
    public Var logDensity(Var x) {
        DMatrixRMaj points = x.value();
        Require.columns(name(), points, dimension());
        for (int i = 0; i < points.numRows; i++) {
            double sum = 0;
            for (int j = 0; j < points.numCols; j++) {
                sum += points.get(i, j);
            }
            Require.that(
                    Math.abs(sum - 1) <= ROUNDING, name(), "x", "row " + i + " sums to " + sum + ", which is not 1");
        }
        ArgumentException.requirePositive(name(), "x", points);
        Tape tape = x.tape();
        return log(x).mult(alpha.on(tape).minus(1)).minus(logBeta(tape));
    }

    @Override
    public Var mean(Tape tape) {
        Var a = alpha.on(tape);
        return a.elementDiv(a.sum());
    }

    @Override
    public Var variance(Tape tape) {
        Var mean = mean(tape);
        return mean.elementMult(mean.negate().plus(1))
                .elementDiv(alpha.on(tape).sum().plus(1));
    }

    @Override
    public Var entropy(Tape tape) {
        Var a = alpha.on(tape);
        Var logMeans = digamma(a).minus(digamma(a.sum()));
        return logBeta(tape).minus(a.minus(1).dot(logMeans));
    }

    @Override
    public DMatrixRMaj sample(UniformRandomProvider rng, int n) {
        DirichletSampler sampler = DirichletSampler.of(rng, alpha.matrix().data);
        DMatrixRMaj x = new DMatrixRMaj(n, dimension());
        for (int i = 0; i < n; i++) {
            System.arraycopy(sampler.sample(), 0, x.data, i * x.numCols, x.numCols);
        }
        return x;
    }
}
