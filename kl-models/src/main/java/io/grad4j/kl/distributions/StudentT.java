package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Elementwise.sqrt;
import static io.grad4j.kl.distributions.Statistic.Plain.X;
import static io.grad4j.kl.special.SpecialFunctions.digamma;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.distributions.Statistic.Decay;
import io.grad4j.kl.distributions.Statistic.Distance;
import io.grad4j.kl.distributions.Statistic.LogOnePlusSquare;
import io.grad4j.kl.distributions.Statistic.SoftDecay;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.TSampler;
import org.ejml.data.DMatrixRMaj;

/**
 * Student's t distribution, p(x) = Γ((ν+1)/2)/(Γ(ν/2)√(πν)·s)·(1 + z²/ν)^(-(ν+1)/2) with z = (x-μ)/s.
 *
 * @param degrees ν > 0
 * @param mu μ
 * @param scale s > 0
 */
public record StudentT(Parameter degrees, Parameter mu, Parameter scale) implements Continuous {
    /** Checks the parameters. */
    public StudentT {
        Require.positive("StudentT", "degrees", degrees);
        Require.finite("StudentT", "mu", mu);
        Require.positive("StudentT", "scale", scale);
    }

    /** By numbers. */
    public StudentT(double degrees, double mu, double scale) {
        this(Parameter.of(degrees), Parameter.of(mu), Parameter.of(scale));
    }

    /** By variables, each 1×1. */
    public StudentT(Var degrees, Var mu, Var scale) {
        this(Parameter.of(degrees), Parameter.of(mu), Parameter.of(scale));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(degrees, mu, scale);
    }

    @Override
    public Support support() {
        return Support.REALS;
    }

    @Override
    public Combination logDensity(Tape tape) {
        Var half = degrees.on(tape).scale(0.5);
        Var width = scale.on(tape).elementMult(sqrt(degrees.on(tape)));
        return Combination.of(Remainder.logGammaRatio(half, tape.constant(0.5))
                        .minus(log(width))
                        .minus(0.5 * Math.log(Math.PI)))
                .plus(half.plus(0.5).negate(), new LogOnePlusSquare(mu.on(tape), width));
    }

    @Override
    public Var mean(Tape tape) {
        return degrees.scalar() > 1 ? mu.on(tape) : tape.constant(Double.NaN);
    }

    @Override
    public Var deviation(Tape tape) {
        Var v = degrees.on(tape);
        return degrees.scalar() > 2
                ? scale.on(tape).elementMult(sqrt(v.elementDiv(v.minus(2))))
                : tape.constant(Double.POSITIVE_INFINITY);
    }

    @Override
    public Optional<Var> closedEntropy(Tape tape) {
        Var half = degrees.on(tape).scale(0.5);
        Var width = scale.on(tape).elementMult(sqrt(degrees.on(tape)));
        Var rising = digamma(half.plus(0.5)).minus(digamma(half));
        Var entropy = half.plus(0.5)
                .elementMult(rising)
                .minus(Remainder.logGammaRatio(half, tape.constant(0.5)))
                .plus(log(width))
                .plus(0.5 * Math.log(Math.PI));
        return Optional.of(entropy);
    }

    /** Of x, |x-m| and e⁻ᶻ only that they diverge, where they do. */
    @Override
    public Optional<Var> mean(Tape tape, Statistic statistic) {
        boolean first = statistic == X || statistic instanceof Distance || statistic instanceof SoftDecay;
        if (statistic instanceof Decay || (first && degrees.scalar() <= 1)) {
            return Optional.of(tape.constant(Double.POSITIVE_INFINITY));
        }
        return Continuous.super.mean(tape, statistic);
    }

    @Override
    public DMatrixRMaj sample(UniformRandomProvider rng, int n) {
        TSampler t = TSampler.of(rng, degrees.scalar());
        return Draws.rows(n, () -> mu.scalar() + scale.scalar() * t.sample());
    }
}
