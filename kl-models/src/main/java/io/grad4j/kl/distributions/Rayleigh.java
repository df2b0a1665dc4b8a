package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.kl.distributions.Statistic.Plain.LOG;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.distributions.Statistic.Square;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ejml.data.DMatrixRMaj;

/**
 * The distribution of the length of two independent normals, p(x) = x/σ²·exp(-x²/2σ²) for x > 0.
 *
 * @param sigma σ > 0
 */
public record Rayleigh(Parameter sigma) implements PowerOfGamma {
    /** Checks the parameters. */
    public Rayleigh {
        Require.positive("Rayleigh", "sigma", sigma);
    }

    /** By numbers. */
    public Rayleigh(double sigma) {
        this(Parameter.of(sigma));
    }

    /** By variables, each 1×1. */
    public Rayleigh(Var sigma) {
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
                tape.constant(1), tape.constant(0.5), false, sigma.on(tape).scale(Math.sqrt(2)));
    }

    @Override
    public Combination logDensity(Tape tape) {
        Var s = sigma.on(tape);
        return Combination.of(log(s).scale(-2)).plus(1, LOG).plus(-0.5, new Square(tape.constant(0), s));
    }

    @Override
    public Var mean(Tape tape) {
        return sigma.on(tape).scale(Math.sqrt(Math.PI / 2));
    }

    @Override
    public Var deviation(Tape tape) {
        return sigma.on(tape).scale(Math.sqrt(2 - Math.PI / 2));
    }

    @Override
    public DMatrixRMaj sample(UniformRandomProvider rng, int n) {
        SharedStateContinuousSampler exponential = ZigguratSampler.Exponential.of(rng);
        return Draws.rows(n, () -> sigma.scalar() * Math.sqrt(2 * exponential.sample()));
    }
}
