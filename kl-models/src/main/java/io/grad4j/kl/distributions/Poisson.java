package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.kl.distributions.Statistic.Plain.LOG_FACTORIAL;
import static io.grad4j.kl.distributions.Statistic.Plain.X;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.PoissonSampler;
import org.ejml.data.DMatrixRMaj;

/**
 * The Poisson distribution, P(k) = λᵏ·exp(-λ)/k!.
 *
 * @param rate λ ≥ 0
 */
public record Poisson(Parameter rate) implements Lattice {
    /** Checks the parameters. */
    public Poisson {
        Require.nonNegative("Poisson", "rate", rate);
    }

    /** By a number. */
    public Poisson(double rate) {
        this(Parameter.of(rate));
    }

    /** By a variable, 1×1. */
    public Poisson(Var rate) {
        this(Parameter.of(rate));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(rate);
    }

    @Override
    public Support support() {
        return rate.scalar() == 0 ? Support.integers(0, 0) : Support.NATURALS;
    }

    @Override
    public Combination logDensity(Tape tape) {
        Var r = rate.on(tape);
        return Combination.of(r.negate()).plus(log(r), X).plus(-1, LOG_FACTORIAL);
    }

    @Override
    public Var mean(Tape tape) {
        return rate.on(tape);
    }

    @Override
    public Var variance(Tape tape) {
        return rate.on(tape);
    }

    @Override
    public DMatrixRMaj sample(UniformRandomProvider rng, int n) {
        return rate.scalar() == 0
                ? new DMatrixRMaj(n, 1)
                : Draws.rows(n, PoissonSampler.of(rng, rate.scalar())::sample);
    }
}
