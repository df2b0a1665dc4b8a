package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Elementwise.square;
import static io.grad4j.kl.distributions.Statistic.Plain.X;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.distributions.Statistic.Decay;
import io.grad4j.kl.distributions.Statistic.Distance;
import io.grad4j.kl.distributions.Statistic.LogOnePlusSquare;
import io.grad4j.kl.distributions.Statistic.SoftDecay;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.sampling.distribution.StableSampler;
import org.ejml.data.DMatrixRMaj;

/**
 * The Cauchy distribution, p(x) = 1/(πγ(1 + z²)) with z = (x-x₀)/γ.
 *
 * @param location x₀
 * @param scale γ > 0
 */
public record Cauchy(Parameter location, Parameter scale) implements Continuous {
    /** Checks the parameters. */
    public Cauchy {
        Require.finite("Cauchy", "location", location);
        Require.positive("Cauchy", "scale", scale);
    }

    /** By numbers. */
    public Cauchy(double location, double scale) {
        this(Parameter.of(location), Parameter.of(scale));
    }

    /** By variables, each 1×1. */
    public Cauchy(Var location, Var scale) {
        this(Parameter.of(location), Parameter.of(scale));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(location, scale);
    }

    @Override
    public Support support() {
        return Support.REALS;
    }

    @Override
    public Combination logDensity(Tape tape) {
        Var g = scale.on(tape);
        return Combination.of(log(g).negate().minus(Math.log(Math.PI)))
                .plus(-1, new LogOnePlusSquare(location.on(tape), g));
    }

    @Override
    public Var mean(Tape tape) {
        return tape.constant(Double.NaN);
    }

    @Override
    public Var deviation(Tape tape) {
        return tape.constant(Double.POSITIVE_INFINITY);
    }

    /** E[ln(1 + z²)] = ln(((γ+s)² + (x₀-m)²)/s²); of x, |x-m| and e⁻ᶻ only that they diverge. */
    @Override
    public Optional<Var> mean(Tape tape, Statistic statistic) {
        if (statistic instanceof LogOnePlusSquare q) {
            Var wide = scale.on(tape).plus(q.s()).elementDiv(q.s());
            Var z = location.on(tape).minus(q.m()).elementDiv(q.s());
            return Optional.of(log(square(wide).plus(square(z))));
        }
        if (statistic == X
                || statistic instanceof Distance
                || statistic instanceof Decay
                || statistic instanceof SoftDecay) {
            return Optional.of(tape.constant(Double.POSITIVE_INFINITY));
        }
        return Continuous.super.mean(tape, statistic);
    }

    @Override
    public DMatrixRMaj sample(UniformRandomProvider rng, int n) {
        SharedStateContinuousSampler cauchy = StableSampler.of(rng, 1, 0);
        return Draws.rows(n, () -> location.scalar() + scale.scalar() * cauchy.sample());
    }
}
