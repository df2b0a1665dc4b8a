package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Elementwise.log1p;
import static io.grad4j.autodiff.ops.Elementwise.square;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.distributions.Statistic.Decay;
import io.grad4j.kl.distributions.Statistic.Distance;
import io.grad4j.kl.special.Folded;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ejml.data.DMatrixRMaj;

/**
 * The Laplace distribution, p(x) = exp(-|x-μ|/b)/2b.
 *
 * @param mu μ
 * @param scale b > 0
 */
public record Laplace(Parameter mu, Parameter scale) implements Continuous {
    /** Checks the parameters. */
    public Laplace {
        Require.finite("Laplace", "mu", mu);
        Require.positive("Laplace", "scale", scale);
    }

    /** By numbers. */
    public Laplace(double mu, double scale) {
        this(Parameter.of(mu), Parameter.of(scale));
    }

    /** By variables, each 1×1. */
    public Laplace(Var mu, Var scale) {
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
        Var b = scale.on(tape);
        return Combination.of(log(b).negate().minus(Math.log(2))).plus(-1, new Distance(mu.on(tape), b));
    }

    @Override
    public Var mean(Tape tape) {
        return mu.on(tape);
    }

    @Override
    public Var deviation(Tape tape) {
        return scale.on(tape).scale(Math.sqrt(2));
    }

    /** Also |x-m|/s = (b/s)(1 + F((μ-m)/b)), F(z) = |z| + exp(-|z|) - 1, and e⁻ᶻ for s > b, which diverges otherwise. */
    @Override
    public Optional<Var> mean(Tape tape, Statistic statistic) {
        Var b = scale.on(tape);
        if (statistic instanceof Distance d) {
            Var z = mu.on(tape).minus(d.m()).elementDiv(b);
            return Optional.of(Folded.EXCESS.of(z).plus(1).elementMult(b).elementDiv(d.s()));
        }
        if (statistic instanceof Decay d) {
            if (scale.scalar() >= d.s().scalar()) {
                return Optional.of(tape.constant(Double.POSITIVE_INFINITY));
            }
            Var ratio = b.elementDiv(d.s());
            Var z = mu.on(tape).minus(d.m()).elementDiv(d.s());
            return Optional.of(exp(z.plus(log1p(square(ratio).negate())).negate()));
        }
        return Continuous.super.mean(tape, statistic);
    }

    @Override
    public DMatrixRMaj sample(UniformRandomProvider rng, int n) {
        SharedStateContinuousSampler exponential = ZigguratSampler.Exponential.of(rng);
        return Draws.rows(n, () -> mu.scalar() + (rng.nextBoolean() ? 1 : -1) * scale.scalar() * exponential.sample());
    }
}
