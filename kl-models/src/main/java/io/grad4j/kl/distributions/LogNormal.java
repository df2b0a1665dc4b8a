package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Elementwise.expm1;
import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Elementwise.sqrt;
import static io.grad4j.autodiff.ops.Elementwise.square;
import static io.grad4j.kl.distributions.Statistic.Plain.LOG;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.distributions.Statistic.Distance;
import io.grad4j.kl.distributions.Statistic.LogSquare;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.LogNormalSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ejml.data.DMatrixRMaj;

/**
 * The distribution of eʸ for y ~ N(μ, σ²), p(x) = exp(-(ln x - μ)²/2σ²)/(xσ√2π) for x > 0.
 *
 * @param mu μ
 * @param sigma σ > 0
 */
public record LogNormal(Parameter mu, Parameter sigma) implements OnHalfLine {
    /** Checks the parameters. */
    public LogNormal {
        Require.finite("LogNormal", "mu", mu);
        Require.positive("LogNormal", "sigma", sigma);
    }

    /** By numbers. */
    public LogNormal(double mu, double sigma) {
        this(Parameter.of(mu), Parameter.of(sigma));
    }

    /** By variables, each 1×1. */
    public LogNormal(Var mu, Var sigma) {
        this(Parameter.of(mu), Parameter.of(sigma));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(mu, sigma);
    }

    @Override
    public Var logMoment(Var s) {
        Tape tape = s.tape();
        return s.elementMult(mu.on(tape))
                .plus(square(s.elementMult(sigma.on(tape))).scale(0.5));
    }

    @Override
    public Var meanLog(Tape tape) {
        return mu.on(tape);
    }

    @Override
    public Var varianceLog(Tape tape) {
        return square(sigma.on(tape));
    }

    @Override
    public Combination logDensity(Tape tape) {
        Var s = sigma.on(tape);
        return Combination.of(log(s).negate().minus(0.5 * Math.log(2 * Math.PI)))
                .plus(-1, LOG)
                .plus(-0.5, new LogSquare(mu.on(tape), s));
    }

    @Override
    public Var deviation(Tape tape) {
        return mean(tape).elementMult(sqrt(expm1(varianceLog(tape))));
    }

    /** Also |x-m|/s by the normal distribution function Φ: E max(m-x, 0) = m·Φ(z) - E[x]·Φ(z-σ), z = (ln m - μ)/σ. */
    @Override
    public Optional<Var> mean(Tape tape, Statistic statistic) {
        if (statistic instanceof Distance d && d.m().scalar() > 0) {
            Var s = sigma.on(tape);
            Var z = log(d.m()).minus(mu.on(tape)).elementDiv(s);
            Var below = d.m().elementMult(Normal.cdf(z)).minus(mean(tape).elementMult(Normal.cdf(z.minus(s))));
            return Optional.of(mean(tape).minus(d.m()).plus(below.scale(2)).elementDiv(d.s()));
        }
        return OnHalfLine.super.mean(tape, statistic);
    }

    @Override
    public DMatrixRMaj sample(UniformRandomProvider rng, int n) {
        return Draws.rows(
                n,
                LogNormalSampler.of(ZigguratSampler.NormalizedGaussian.of(rng), mu.scalar(), sigma.scalar())::sample);
    }
}
