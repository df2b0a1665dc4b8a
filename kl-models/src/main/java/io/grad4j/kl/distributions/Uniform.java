package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Elementwise.log;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ContinuousUniformSampler;
import org.ejml.data.DMatrixRMaj;

/**
 * The uniform distribution, p(x) = 1/(b-a) for a < x < b.
 *
 * @param a the lower end
 * @param b the upper end, above a
 */
public record Uniform(Parameter a, Parameter b) implements Continuous {
    /** Checks the parameters. */
    public Uniform {
        Require.finite("Uniform", "a", a);
        Require.finite("Uniform", "b", b);
        Require.that(a.scalar() < b.scalar(), "Uniform", "b", b.scalar() + " is not above a = " + a.scalar());
    }

    /** By numbers. */
    public Uniform(double a, double b) {
        this(Parameter.of(a), Parameter.of(b));
    }

    /** By variables, each 1×1. */
    public Uniform(Var a, Var b) {
        this(Parameter.of(a), Parameter.of(b));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(a, b);
    }

    @Override
    public Support support() {
        return new Support(a.scalar(), b.scalar(), false);
    }

    private Var width(Tape tape) {
        return b.on(tape).minus(a.on(tape));
    }

    @Override
    public Combination logDensity(Tape tape) {
        return Combination.of(log(width(tape)).negate());
    }

    @Override
    public Var mean(Tape tape) {
        return a.on(tape).plus(b.on(tape)).scale(0.5);
    }

    @Override
    public Var deviation(Tape tape) {
        return width(tape).scale(1 / Math.sqrt(12));
    }

    /** The mean over the interval of any statistic whose integral is known: (S(b) - S(a))/(b - a). */
    @Override
    public Optional<Var> mean(Tape tape, Statistic statistic) {
        Var low = a.on(tape);
        Var high = b.on(tape);
        return Antiderivative.over(low, high, statistic)
                .map(area -> area.elementDiv(width(tape)))
                .or(() -> Continuous.super.mean(tape, statistic));
    }

    @Override
    public DMatrixRMaj sample(UniformRandomProvider rng, int n) {
        return Draws.rows(n, ContinuousUniformSampler.of(rng, a.scalar(), b.scalar())::sample);
    }
}
