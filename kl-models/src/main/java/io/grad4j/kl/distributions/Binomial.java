package io.grad4j.kl.distributions;

import static io.grad4j.kl.distributions.Statistic.Plain.X;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.distributions.Statistic.Failures;
import io.grad4j.kl.distributions.Statistic.LogBinomial;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.MarsagliaTsangWangDiscreteSampler;
import org.ejml.data.DMatrixRMaj;

/**
 * The distribution of the number of successes in n trials, P(k) = (n over k)·pᵏ(1-p)ⁿ⁻ᵏ.
 *
 * @param trials n ≥ 1, known
 * @param p of a success
 */
public record Binomial(int trials, Probability p) implements Lattice {
    /** Checks the parameters. */
    public Binomial {
        Require.that(trials >= 1, "Binomial", "trials", trials + " is below 1");
    }

    /** By a probability. */
    public Binomial(int trials, double p) {
        this(trials, Probability.of(p));
    }

    /** By a variable probability. */
    public Binomial(int trials, Var p) {
        this(trials, Probability.of(p));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(p.parameter());
    }

    @Override
    public Support support() {
        return support(trials, p);
    }

    /** Only 0 for p = 0, only n for p = 1. */
    static Support support(int n, Probability p) {
        return Support.integers(p.complement() == 0 ? n : 0, p.value() == 0 ? 0 : n);
    }

    @Override
    public Combination logDensity(Tape tape) {
        return Combination.of(tape.constant(0))
                .plus(1, new LogBinomial(trials))
                .plus(p.log(tape), X)
                .plus(p.logComplement(tape), new Failures(trials));
    }

    @Override
    public Var mean(Tape tape) {
        return p.value(tape).scale(trials);
    }

    @Override
    public Var variance(Tape tape) {
        return p.value(tape).elementMult(p.complement(tape)).scale(trials);
    }

    /** By a table of the distribution. */
    @Override
    public DMatrixRMaj sample(UniformRandomProvider rng, int n) {
        return Draws.rows(n, MarsagliaTsangWangDiscreteSampler.Binomial.of(rng, trials, p.value())::sample);
    }
}
