package io.grad4j.kl.distributions;

import static io.grad4j.kl.distributions.Statistic.Plain.X;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.GeometricSampler;
import org.ejml.data.DMatrixRMaj;

/**
 * The distribution of the number of failures before the first success, P(k) = p(1-p)ᵏ for k ≥ 0.
 *
 * @param p of a success, above 0
 */
public record Geometric(Probability p) implements Lattice {
    /** Checks the parameters. */
    public Geometric {
        Require.that(p.value() > 0, "Geometric", "p", "a success of probability 0 never comes");
    }

    /** By a probability. */
    public Geometric(double p) {
        this(Probability.of(p));
    }

    /** By a variable probability. */
    public Geometric(Var p) {
        this(Probability.of(p));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(p.parameter());
    }

    @Override
    public Support support() {
        return p.complement() == 0 ? Support.integers(0, 0) : Support.NATURALS;
    }

    @Override
    public Combination logDensity(Tape tape) {
        return Combination.of(p.log(tape)).plus(p.logComplement(tape), X);
    }

    @Override
    public Var mean(Tape tape) {
        return p.complement(tape).elementDiv(p.value(tape));
    }

    @Override
    public Var variance(Tape tape) {
        return mean(tape).elementDiv(p.value(tape));
    }

    @Override
    public DMatrixRMaj sample(UniformRandomProvider rng, int n) {
        return Draws.rows(n, GeometricSampler.of(rng, p.value())::sample);
    }
}
