package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Elementwise.expm1;
import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Elementwise.reciprocal;
import static io.grad4j.autodiff.ops.Elementwise.sqrt;
import static io.grad4j.kl.distributions.Statistic.Plain.LOG;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.distributions.Statistic.Power;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ejml.data.DMatrixRMaj;

/**
 * The Weibull distribution, p(x) = (k/λ)(x/λ)ᵏ⁻¹exp(-(x/λ)ᵏ) for x > 0.
 *
 * @param shape k > 0
 * @param scale λ > 0
 */
public record Weibull(Parameter shape, Parameter scale) implements PowerOfGamma {
    /** Checks the parameters. */
    public Weibull {
        Require.positive("Weibull", "shape", shape);
        Require.positive("Weibull", "scale", scale);
    }

    /** By numbers. */
    public Weibull(double shape, double scale) {
        this(Parameter.of(shape), Parameter.of(scale));
    }

    /** By variables, each 1×1. */
    public Weibull(Var shape, Var scale) {
        this(Parameter.of(shape), Parameter.of(scale));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(shape, scale);
    }

    @Override
    public double power() {
        return 1 / shape.scalar();
    }

    @Override
    public Core core(Tape tape) {
        return new Core(tape.constant(1), reciprocal(shape.on(tape)), false, scale.on(tape));
    }

    @Override
    public Combination logDensity(Tape tape) {
        Var k = shape.on(tape);
        Var s = scale.on(tape);
        return Combination.of(log(k).minus(k.elementMult(log(s))))
                .plus(k.minus(1), LOG)
                .plus(-1, new Power(k, s));
    }

    @Override
    public Var deviation(Tape tape) {
        Var one = tape.constant(1);
        Var spread = core(tape)
                .unitLogMoment(one.scale(2))
                .minus(core(tape).unitLogMoment(one).scale(2));
        return mean(tape).elementMult(sqrt(expm1(spread)));
    }

    @Override
    public DMatrixRMaj sample(UniformRandomProvider rng, int n) {
        SharedStateContinuousSampler exponential = ZigguratSampler.Exponential.of(rng);
        return Draws.rows(n, () -> scale.scalar() * Math.pow(exponential.sample(), 1 / shape.scalar()));
    }
}
