package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Elementwise.square;
import static io.grad4j.kl.special.SpecialFunctions.erf;
import static io.grad4j.kl.special.SpecialFunctions.erfc;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.distributions.Statistic.Decay;
import io.grad4j.kl.distributions.Statistic.Distance;
import io.grad4j.kl.distributions.Statistic.Square;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ejml.data.DMatrixRMaj;

/**
 * The normal distribution N(μ, σ²), p(x) = exp(-(x-μ)²/2σ²)/(σ√2π).
 *
 * @param mu μ
 * @param sigma σ > 0, the standard deviation
 */
public record Normal(Parameter mu, Parameter sigma) implements Continuous {
    /** Checks the parameters. */
    public Normal {
        Require.finite("Normal", "mu", mu);
        Require.positive("Normal", "sigma", sigma);
    }

    /** By numbers. */
    public Normal(double mu, double sigma) {
        this(Parameter.of(mu), Parameter.of(sigma));
    }

    /** By variables, each 1×1. */
    public Normal(Var mu, Var sigma) {
        this(Parameter.of(mu), Parameter.of(sigma));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(mu, sigma);
    }

    @Override
    public Support support() {
        return Support.REALS;
    }

    @Override
    public Combination logDensity(Tape tape) {
        Var s = sigma.on(tape);
        return Combination.of(log(s).negate().minus(0.5 * Math.log(2 * Math.PI)))
                .plus(-0.5, new Square(mu.on(tape), s));
    }

    @Override
    public Var mean(Tape tape) {
        return mu.on(tape);
    }

    @Override
    public Var deviation(Tape tape) {
        return sigma.on(tape);
    }

    /** Also e⁻ᶻ, and |x-m|/s, the mean of a folded normal: with d = μ-m, d·(1 - 2Φ(-d/σ)) + σ√(2/π)·exp(-d²/2σ²). */
    @Override
    public Optional<Var> mean(Tape tape, Statistic statistic) {
        Var s = sigma.on(tape);
        if (statistic instanceof Distance d) {
            Var away = mu.on(tape).minus(d.m());
            Var z = away.elementDiv(s);
            Var peak = s.elementMult(exp(square(z).scale(-0.5))).scale(Math.sqrt(2 / Math.PI));
            return Optional.of(
                    away.elementMult(erf(z.scale(Math.sqrt(0.5)))).plus(peak).elementDiv(d.s()));
        }
        if (statistic instanceof Decay d) {
            Var z = mu.on(tape).minus(d.m()).elementDiv(d.s());
            return Optional.of(exp(square(s.elementDiv(d.s())).scale(0.5).minus(z)));
        }
        return Continuous.super.mean(tape, statistic);
    }

    /** Φ(z) of each entry. */
    static Var cdf(Var z) {
        return erfc(z.scale(-Math.sqrt(0.5))).scale(0.5);
    }

    @Override
    public DMatrixRMaj sample(UniformRandomProvider rng, int n) {
        SharedStateContinuousSampler normal = ZigguratSampler.NormalizedGaussian.of(rng);
        return Draws.rows(n, () -> mu.scalar() + sigma.scalar() * normal.sample());
    }
}
