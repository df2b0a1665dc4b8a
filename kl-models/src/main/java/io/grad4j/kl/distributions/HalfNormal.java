package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Elementwise.log;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.distributions.Statistic.Square;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ejml.data.DMatrixRMaj;

/**
 * The distribution of |y| for y ~ N(0, σ²), p(x) = √(2/π)/σ·exp(-x²/2σ²) for x > 0.
 *
 * @param sigma σ > 0
 */
public record HalfNormal(Parameter sigma) implements PowerOfGamma {
    /** Checks the parameters. */
    public HalfNormal {
        Require.positive("HalfNormal", "sigma", sigma);
    }

    /** By numbers. */
    public HalfNormal(double sigma) {
        this(Parameter.of(sigma));
    }

    /** By variables, each 1×1. */
    public HalfNormal(Var sigma) {
        this(Parameter.of(sigma));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(sigma);
    }

    @Override
    public double power() {
        return 0.5;
    }

    @Override
    public Core core(Tape tape) {
        return new Core(
                tape.constant(0.5), tape.constant(0.5), false, sigma.on(tape).scale(Math.sqrt(2)));
    }

    @Override
    public Combination logDensity(Tape tape) {
        Var s = sigma.on(tape);
        return Combination.of(log(s).negate().plus(0.5 * Math.log(2 / Math.PI)))
                .plus(-0.5, new Square(tape.constant(0), s));
    }

    @Override
    public Var mean(Tape tape) {
        return sigma.on(tape).scale(Math.sqrt(2 / Math.PI));
    }

    @Override
    public Var deviation(Tape tape) {
        return sigma.on(tape).scale(Math.sqrt(1 - 2 / Math.PI));
    }

    @Override
    public DMatrixRMaj sample(UniformRandomProvider rng, int n) {
        SharedStateContinuousSampler normal = ZigguratSampler.NormalizedGaussian.of(rng);
        return Draws.rows(n, () -> sigma.scalar() * Math.abs(normal.sample()));
    }
}
