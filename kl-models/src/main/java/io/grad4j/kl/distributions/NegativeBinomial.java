package io.grad4j.kl.distributions;

import static io.grad4j.kl.distributions.Statistic.Plain.X;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.distributions.Statistic.LogRising;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.ejml.data.DMatrixRMaj;

/**
 * The distribution of the number of failures before the r-th success, P(k) = Γ(k+r)/(Γ(r)k!)·pʳ(1-p)ᵏ for k ≥ 0.
 *
 * @param r r > 0, known, not only integers
 * @param p of a success, above 0
 */
public record NegativeBinomial(double r, Probability p) implements Lattice {
    /** Checks the parameters. */
    public NegativeBinomial {
        Require.positive("NegativeBinomial", "r", Parameter.of(r));
        Require.that(p.value() > 0, "NegativeBinomial", "p", "a success of probability 0 never comes");
    }

    /** By a probability. */
    public NegativeBinomial(double r, double p) {
        this(r, Probability.of(p));
    }

    /** By a variable probability. */
    public NegativeBinomial(double r, Var p) {
        this(r, Probability.of(p));
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
        return Combination.of(p.log(tape).scale(r)).plus(1, new LogRising(r)).plus(p.logComplement(tape), X);
    }

    @Override
    public Var mean(Tape tape) {
        return p.complement(tape).elementDiv(p.value(tape)).scale(r);
    }

    @Override
    public Var variance(Tape tape) {
        return mean(tape).elementDiv(p.value(tape));
    }

    /** Poisson with a rate drawn from Gamma(r, p/(1-p)). */
    @Override
    public DMatrixRMaj sample(UniformRandomProvider rng, int n) {
        if (p.complement() == 0) {
            return new DMatrixRMaj(n, 1);
        }
        SharedStateContinuousSampler gamma =
                AhrensDieterMarsagliaTsangGammaSampler.of(rng, r, p.complement() / p.value());
        return Draws.rows(n, () -> Draws.poisson(rng, gamma.sample()));
    }
}
