package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Elementwise.reciprocal;
import static io.grad4j.kl.distributions.Statistic.Plain.X;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ejml.data.DMatrixRMaj;

/**
 * The exponential distribution, p(x) = λ·exp(-λx) for x > 0.
 *
 * @param rate λ > 0
 */
public record Exponential(Parameter rate) implements PowerOfGamma {
    /** Checks the parameters. */
    public Exponential {
        Require.positive("Exponential", "rate", rate);
    }

    /** By numbers. */
    public Exponential(double rate) {
        this(Parameter.of(rate));
    }

    /** By variables, each 1×1. */
    public Exponential(Var rate) {
        this(Parameter.of(rate));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(rate);
    }

    @Override
    public double power() {
        return 1;
    }

    @Override
    public Core core(Tape tape) {
        return new Core(tape.constant(1), tape.constant(1), true, rate.on(tape));
    }

    @Override
    public Combination logDensity(Tape tape) {
        Var b = rate.on(tape);
        return Combination.of(log(b)).plus(b.negate(), X);
    }

    @Override
    public Var mean(Tape tape) {
        return reciprocal(rate.on(tape));
    }

    @Override
    public Var deviation(Tape tape) {
        return mean(tape);
    }

    @Override
    public DMatrixRMaj sample(UniformRandomProvider rng, int n) {
        return Draws.rows(n, ZigguratSampler.Exponential.of(rng, 1 / rate.scalar())::sample);
    }
}
