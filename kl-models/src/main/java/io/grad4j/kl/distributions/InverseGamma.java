package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Elementwise.sqrt;
import static io.grad4j.kl.distributions.Statistic.Plain.LOG;
import static io.grad4j.kl.distributions.Statistic.Plain.RECIPROCAL;
import static io.grad4j.kl.special.SpecialFunctions.lgamma;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.ejml.data.DMatrixRMaj;

/**
 * The distribution of 1/y for y ~ Gamma(α, β), p(x) = βᵅ/Γ(α)·x⁻ᵅ⁻¹e⁻ᵝᐟˣ for x > 0.
 *
 * @param shape α > 0
 * @param scale β > 0
 */
public record InverseGamma(Parameter shape, Parameter scale) implements PowerOfGamma {
    /** Checks the parameters. */
    public InverseGamma {
        Require.positive("InverseGamma", "shape", shape);
        Require.positive("InverseGamma", "scale", scale);
    }

    /** By numbers. */
    public InverseGamma(double shape, double scale) {
        this(Parameter.of(shape), Parameter.of(scale));
    }

    /** By variables, each 1×1. */
    public InverseGamma(Var shape, Var scale) {
        this(Parameter.of(shape), Parameter.of(scale));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(shape, scale);
    }

    @Override
    public double power() {
        return -1;
    }

    @Override
    public Core core(Tape tape) {
        return new Core(shape.on(tape), tape.constant(-1), false, scale.on(tape));
    }

    @Override
    public Combination logDensity(Tape tape) {
        Var a = shape.on(tape);
        Var b = scale.on(tape);
        return Combination.of(a.elementMult(log(b)).minus(lgamma(a)))
                .plus(a.plus(1).negate(), LOG)
                .plus(b.negate(), RECIPROCAL);
    }

    @Override
    public Var mean(Tape tape) {
        return shape.scalar() > 1
                ? scale.on(tape).elementDiv(shape.on(tape).minus(1))
                : tape.constant(Double.POSITIVE_INFINITY);
    }

    @Override
    public Var deviation(Tape tape) {
        return shape.scalar() > 2
                ? mean(tape).elementDiv(sqrt(shape.on(tape).minus(2)))
                : tape.constant(Double.POSITIVE_INFINITY);
    }

    @Override
    public DMatrixRMaj sample(UniformRandomProvider rng, int n) {
        SharedStateContinuousSampler gamma = AhrensDieterMarsagliaTsangGammaSampler.of(rng, shape.scalar(), 1);
        return Draws.rows(n, () -> scale.scalar() / gamma.sample());
    }
}
