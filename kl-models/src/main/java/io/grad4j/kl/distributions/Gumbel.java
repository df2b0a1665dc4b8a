package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Elementwise.reciprocal;
import static io.grad4j.kl.distributions.Statistic.Plain.X;
import static io.grad4j.kl.special.SpecialFunctions.lgamma;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.distributions.Statistic.Decay;
import io.grad4j.kl.distributions.Statistic.Distance;
import io.grad4j.kl.special.ExponentialIntegral;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ejml.data.DMatrixRMaj;

/**
 * The Gumbel distribution of maxima, p(x) = exp(-z - e⁻ᶻ)/β with z = (x-μ)/β.
 *
 * @param mu μ
 * @param scale β > 0
 */
public record Gumbel(Parameter mu, Parameter scale) implements Continuous {
    private static final double EULER = 0.5772156649015329;

    /** Checks the parameters. */
    public Gumbel {
        Require.finite("Gumbel", "mu", mu);
        Require.positive("Gumbel", "scale", scale);
    }

    /** By numbers. */
    public Gumbel(double mu, double scale) {
        this(Parameter.of(mu), Parameter.of(scale));
    }

    /** By variables, each 1×1. */
    public Gumbel(Var mu, Var scale) {
        this(Parameter.of(mu), Parameter.of(scale));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(mu, scale);
    }

    @Override
    public Support support() {
        return Support.REALS;
    }

    @Override
    public Combination logDensity(Tape tape) {
        Var m = mu.on(tape);
        Var b = scale.on(tape);
        return Combination.of(m.elementDiv(b).minus(log(b)))
                .plus(reciprocal(b).negate(), X)
                .plus(-1, new Decay(m, b));
    }

    @Override
    public Var mean(Tape tape) {
        return mu.on(tape).plus(scale.on(tape).scale(EULER));
    }

    @Override
    public Var deviation(Tape tape) {
        return scale.on(tape).scale(Math.PI / Math.sqrt(6));
    }

    /** Also e⁻ᶻ, and |x-m|/s by E max(m-x, 0) = β·E₁(exp(-(m-μ)/β)). */
    @Override
    public Optional<Var> mean(Tape tape, Statistic statistic) {
        Var b = scale.on(tape);
        if (statistic instanceof Distance d) {
            Var y = exp(mu.on(tape).minus(d.m()).elementDiv(b));
            Var below = b.elementMult(ExponentialIntegral.scaled(y)).elementMult(exp(y.negate()));
            return Optional.of(mean(tape).minus(d.m()).plus(below.scale(2)).elementDiv(d.s()));
        }
        if (statistic instanceof Decay d) {
            Var z = mu.on(tape).minus(d.m()).elementDiv(d.s());
            return Optional.of(exp(lgamma(b.elementDiv(d.s()).plus(1)).minus(z)));
        }
        return Continuous.super.mean(tape, statistic);
    }

    @Override
    public DMatrixRMaj sample(UniformRandomProvider rng, int n) {
        SharedStateContinuousSampler exponential = ZigguratSampler.Exponential.of(rng);
        return Draws.rows(n, () -> mu.scalar() - scale.scalar() * Math.log(exponential.sample()));
    }
}
