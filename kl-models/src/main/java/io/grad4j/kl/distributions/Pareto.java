package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Elementwise.reciprocal;
import static io.grad4j.autodiff.ops.Elementwise.sqrt;
import static io.grad4j.autodiff.ops.Elementwise.square;
import static io.grad4j.autodiff.ops.Pairwise.pow;
import static io.grad4j.kl.distributions.Statistic.Plain.LOG;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.distributions.Statistic.Distance;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.InverseTransformParetoSampler;
import org.ejml.data.DMatrixRMaj;

/**
 * The Pareto distribution, p(x) = α·xₘᵅ/xᵅ⁺¹ for x > xₘ.
 *
 * @param scale xₘ > 0, where the support begins
 * @param shape α > 0
 */
public record Pareto(Parameter scale, Parameter shape) implements OnHalfLine {
    /** Checks the parameters. */
    public Pareto {
        Require.positive("Pareto", "scale", scale);
        Require.positive("Pareto", "shape", shape);
    }

    /** By numbers. */
    public Pareto(double scale, double shape) {
        this(Parameter.of(scale), Parameter.of(shape));
    }

    /** By variables, each 1×1. */
    public Pareto(Var scale, Var shape) {
        this(Parameter.of(scale), Parameter.of(shape));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(scale, shape);
    }

    @Override
    public Support support() {
        return new Support(scale.scalar(), Double.POSITIVE_INFINITY, false);
    }

    @Override
    public Var logMoment(Var s) {
        Tape tape = s.tape();
        Var a = shape.on(tape);
        return s.scalar() < shape.scalar()
                ? s.elementMult(log(scale.on(tape))).plus(log(a)).minus(log(a.minus(s)))
                : tape.constant(Double.POSITIVE_INFINITY);
    }

    @Override
    public Var meanLog(Tape tape) {
        return log(scale.on(tape)).plus(reciprocal(shape.on(tape)));
    }

    @Override
    public Var varianceLog(Tape tape) {
        return square(reciprocal(shape.on(tape)));
    }

    @Override
    public Combination logDensity(Tape tape) {
        Var a = shape.on(tape);
        return Combination.of(log(a).plus(a.elementMult(log(scale.on(tape)))))
                .plus(a.plus(1).negate(), LOG);
    }

    @Override
    public Var deviation(Tape tape) {
        Var a = shape.on(tape);
        return shape.scalar() > 2
                ? mean(tape).elementDiv(sqrt(a.elementMult(a.minus(2))))
                : tape.constant(Double.POSITIVE_INFINITY);
    }

    /** Also |x-m|/s: E max(m-x, 0) = m - E[x] + xₘ(m/xₘ)¹⁻ᵅ/(α-1) for m > xₘ. */
    @Override
    public Optional<Var> mean(Tape tape, Statistic statistic) {
        if (statistic instanceof Distance d && d.m().scalar() > scale.scalar()) {
            if (shape.scalar() <= 1) {
                return Optional.of(mean(tape));
            }
            Var x0 = scale.on(tape);
            Var a1 = shape.on(tape).minus(1);
            Var above = x0.elementMult(pow(d.m().elementDiv(x0), a1.negate())).elementDiv(a1);
            return Optional.of(d.m().minus(mean(tape)).plus(above.scale(2)).elementDiv(d.s()));
        }
        return OnHalfLine.super.mean(tape, statistic);
    }

    @Override
    public DMatrixRMaj sample(UniformRandomProvider rng, int n) {
        return Draws.rows(n, InverseTransformParetoSampler.of(rng, scale.scalar(), shape.scalar())::sample);
    }
}
