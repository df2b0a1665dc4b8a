package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Elementwise.reciprocal;
import static io.grad4j.autodiff.ops.Elementwise.sqrt;
import static io.grad4j.autodiff.ops.Elementwise.square;
import static io.grad4j.kl.distributions.Statistic.Plain.LOG;
import static io.grad4j.kl.distributions.Statistic.Plain.RECIPROCAL;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.distributions.Statistic.Decay;
import io.grad4j.kl.distributions.Statistic.Wald;
import io.grad4j.kl.special.ExponentialIntegral;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ejml.data.DMatrixRMaj;

/**
 * The inverse Gaussian distribution, p(x) = √(λ/2πx³)·exp(-λ(x-μ)²/(2μ²x)) for x > 0.
 *
 * @param mu μ > 0, the mean
 * @param shape λ > 0
 */
public record InverseGaussian(Parameter mu, Parameter shape) implements Continuous {
    /** Checks the parameters. */
    public InverseGaussian {
        Require.positive("InverseGaussian", "mu", mu);
        Require.positive("InverseGaussian", "shape", shape);
    }

    /** By numbers. */
    public InverseGaussian(double mu, double shape) {
        this(Parameter.of(mu), Parameter.of(shape));
    }

    /** By variables, each 1×1. */
    public InverseGaussian(Var mu, Var shape) {
        this(Parameter.of(mu), Parameter.of(shape));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(mu, shape);
    }

    @Override
    public Support support() {
        return Support.POSITIVE;
    }

    @Override
    public Combination logDensity(Tape tape) {
        Var l = shape.on(tape);
        return Combination.of(log(l).minus(Math.log(2 * Math.PI)).scale(0.5))
                .plus(-1.5, LOG)
                .plus(l.scale(-0.5), new Wald(mu.on(tape)));
    }

    @Override
    public Var mean(Tape tape) {
        return mu.on(tape);
    }

    @Override
    public Var deviation(Tape tape) {
        Var m = mu.on(tape);
        return m.elementMult(sqrt(m.elementDiv(shape.on(tape))));
    }

    /** Also E[1/x] = 1/μ + 1/λ, E[ln x] = ln μ - e^t·E₁(t) with t = 2λ/μ, and e⁻ᶻ. */
    @Override
    public Optional<Var> mean(Tape tape, Statistic statistic) {
        Var m = mu.on(tape);
        Var l = shape.on(tape);
        if (statistic == RECIPROCAL) {
            return Optional.of(reciprocal(m).plus(reciprocal(l)));
        }
        if (statistic == LOG) {
            return Optional.of(
                    log(m).minus(ExponentialIntegral.scaled(l.elementDiv(m).scale(2))));
        }
        if (statistic instanceof Wald w) {
            // ((μ-m)/m)²/μ + 1/λ: the sum over x and 1/x would cancel.
            Var away = m.minus(w.m()).elementDiv(w.m());
            return Optional.of(square(away).elementDiv(m).plus(reciprocal(l)));
        }
        if (statistic instanceof Decay d) {
            return Optional.of(exp(d.m().elementDiv(d.s()).minus(laplaceExponent(m, l, d.s()))));
        }
        return Continuous.super.mean(tape, statistic);
    }

    /** -ln E exp(-x/s) = (λ/μ)(√(1 + 2μ²/λs) - 1) = (2μ/s)/(√(1 + 2μ²/λs) + 1). */
    private static Var laplaceExponent(Var m, Var l, Var s) {
        Var root = sqrt(square(m).elementDiv(l).elementDiv(s).scale(2).plus(1));
        return m.elementDiv(s).scale(2).elementDiv(root.plus(1));
    }

    /** Michael, Schucany and Haas' transformation with two roots (The American Statistician 30, 1976). */
    @Override
    public DMatrixRMaj sample(UniformRandomProvider rng, int n) {
        SharedStateContinuousSampler normal = ZigguratSampler.NormalizedGaussian.of(rng);
        double m = mu.scalar();
        return Draws.rows(n, () -> {
            double z = normal.sample();
            double w = m * z * z / (2 * shape.scalar());
            double x = m / (1 + w + Math.sqrt(w * (2 + w)));
            return Draws.open(rng) <= m / (m + x) ? x : m * (m / x);
        });
    }
}
