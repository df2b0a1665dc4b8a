package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Elementwise.sqrt;
import static io.grad4j.kl.distributions.Statistic.Plain.LOG;
import static io.grad4j.kl.distributions.Statistic.Plain.X;
import static io.grad4j.kl.special.SpecialFunctions.lgamma;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.ejml.data.DMatrixRMaj;

/**
 * The gamma distribution, p(x) = βᵅ/Γ(α)·xᵅ⁻¹e⁻ᵝˣ for x > 0.
 *
 * @param shape α > 0
 * @param rate β > 0
 */
public record Gamma(Parameter shape, Parameter rate) implements PowerOfGamma {
    /** Checks the parameters. */
    public Gamma {
        Require.positive("Gamma", "shape", shape);
        Require.positive("Gamma", "rate", rate);
    }

    /** By numbers. */
    public Gamma(double shape, double rate) {
        this(Parameter.of(shape), Parameter.of(rate));
    }

    /** By variables, each 1×1. */
    public Gamma(Var shape, Var rate) {
        this(Parameter.of(shape), Parameter.of(rate));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(shape, rate);
    }

    @Override
    public double power() {
        return 1;
    }

    @Override
    public Core core(Tape tape) {
        return new Core(shape.on(tape), tape.constant(1), true, rate.on(tape));
    }

    @Override
    public Combination logDensity(Tape tape) {
        Var a = shape.on(tape);
        Var b = rate.on(tape);
        return Combination.of(a.elementMult(log(b)).minus(lgamma(a)))
                .plus(a.minus(1), LOG)
                .plus(b.negate(), X);
    }

    @Override
    public Var mean(Tape tape) {
        return shape.on(tape).elementDiv(rate.on(tape));
    }

    @Override
    public Var deviation(Tape tape) {
        return sqrt(shape.on(tape)).elementDiv(rate.on(tape));
    }

    @Override
    public DMatrixRMaj sample(UniformRandomProvider rng, int n) {
        return Draws.rows(n, AhrensDieterMarsagliaTsangGammaSampler.of(rng, shape.scalar(), 1 / rate.scalar())::sample);
    }
}
