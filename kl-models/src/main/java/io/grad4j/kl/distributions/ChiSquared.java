package io.grad4j.kl.distributions;

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
 * The distribution of the sum of k squares of standard normals, p(x) = xᵏᐟ²⁻¹e⁻ˣᐟ²/(2ᵏᐟ²Γ(k/2)) for x > 0.
 *
 * @param degrees k > 0, not only integers
 */
public record ChiSquared(Parameter degrees) implements PowerOfGamma {
    /** Checks the parameters. */
    public ChiSquared {
        Require.positive("ChiSquared", "degrees", degrees);
    }

    /** By numbers. */
    public ChiSquared(double degrees) {
        this(Parameter.of(degrees));
    }

    /** By variables, each 1×1. */
    public ChiSquared(Var degrees) {
        this(Parameter.of(degrees));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(degrees);
    }

    @Override
    public double power() {
        return 1;
    }

    @Override
    public Core core(Tape tape) {
        return new Core(degrees.on(tape).scale(0.5), tape.constant(1), true, tape.constant(0.5));
    }

    @Override
    public Combination logDensity(Tape tape) {
        Var a = degrees.on(tape).scale(0.5);
        return Combination.of(a.scale(-Math.log(2)).minus(lgamma(a)))
                .plus(a.minus(1), LOG)
                .plus(-0.5, X);
    }

    @Override
    public Var mean(Tape tape) {
        return degrees.on(tape);
    }

    @Override
    public Var deviation(Tape tape) {
        return sqrt(degrees.on(tape).scale(2));
    }

    @Override
    public DMatrixRMaj sample(UniformRandomProvider rng, int n) {
        return Draws.rows(n, AhrensDieterMarsagliaTsangGammaSampler.of(rng, degrees.scalar() / 2, 2)::sample);
    }
}
