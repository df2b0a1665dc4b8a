package io.grad4j.kl.distributions;

import static io.grad4j.kl.distributions.Statistic.Plain.X;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.distributions.Statistic.Failures;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.ejml.data.DMatrixRMaj;

/**
 * The distribution of one trial, P(1) = p, P(0) = 1 - p.
 *
 * @param p of 1
 */
public record Bernoulli(Probability p) implements Lattice {
    /** By a probability. */
    public Bernoulli(double p) {
        this(Probability.of(p));
    }

    /** By a variable probability. */
    public Bernoulli(Var p) {
        this(Probability.of(p));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(p.parameter());
    }

    @Override
    public Support support() {
        return Binomial.support(1, p);
    }

    @Override
    public Combination logDensity(Tape tape) {
        return Combination.of(tape.constant(0)).plus(p.log(tape), X).plus(p.logComplement(tape), new Failures(1));
    }

    @Override
    public Var mean(Tape tape) {
        return p.value(tape);
    }

    @Override
    public Var variance(Tape tape) {
        return p.value(tape).elementMult(p.complement(tape));
    }

    @Override
    public DMatrixRMaj sample(UniformRandomProvider rng, int n) {
        return Draws.rows(n, () -> Draws.open(rng) < p.value() ? 1 : 0);
    }
}
