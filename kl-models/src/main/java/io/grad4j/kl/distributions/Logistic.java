package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Elementwise.reciprocal;
import static io.grad4j.autodiff.ops.Elementwise.softplus;
import static io.grad4j.kl.distributions.Statistic.Plain.X;
import static io.grad4j.kl.special.SpecialFunctions.lgamma;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.distributions.Statistic.Decay;
import io.grad4j.kl.distributions.Statistic.Distance;
import io.grad4j.kl.distributions.Statistic.SoftDecay;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.ejml.data.DMatrixRMaj;

/**
 * The logistic distribution, p(x) = e⁻ᶻ/(s(1+e⁻ᶻ)²) with z = (x-μ)/s.
 *
 * @param mu μ
 * @param scale s > 0
 */
public record Logistic(Parameter mu, Parameter scale) implements Continuous {
    /** Checks the parameters. */
    public Logistic {
        Require.finite("Logistic", "mu", mu);
        Require.positive("Logistic", "scale", scale);
    }

    /** By numbers. */
    public Logistic(double mu, double scale) {
        this(Parameter.of(mu), Parameter.of(scale));
    }

    /** By variables, each 1×1. */
    public Logistic(Var mu, Var scale) {
        this(Parameter.of(mu), Parameter.of(scale));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(mu, scale);
    }

    @Override
    public Support support() {
        return Support.REALS;
    }

    @Override
    public Combination logDensity(Tape tape) {
        Var m = mu.on(tape);
        Var s = scale.on(tape);
        return Combination.of(m.elementDiv(s).minus(log(s)))
                .plus(reciprocal(s).negate(), X)
                .plus(-2, new SoftDecay(m, s));
    }

    @Override
    public Var mean(Tape tape) {
        return mu.on(tape);
    }

    @Override
    public Var deviation(Tape tape) {
        return scale.on(tape).scale(Math.PI / Math.sqrt(3));
    }

    @Override
    public Optional<Var> closedEntropy(Tape tape) {
        return Optional.of(log(scale.on(tape)).plus(2));
    }

    /** Also |x-m|/c by E max(m-x, 0) = s·ln(1 + exp((m-μ)/s)), and e⁻ᶻ for a scale c > s, which diverges otherwise. */
    @Override
    public Optional<Var> mean(Tape tape, Statistic statistic) {
        Var s = scale.on(tape);
        if (statistic instanceof Distance d) {
            Var away = mu.on(tape).minus(d.m());
            Var below = s.elementMult(softplus(away.elementDiv(s).negate()));
            return Optional.of(away.plus(below.scale(2)).elementDiv(d.s()));
        }
        if (statistic instanceof Decay d) {
            if (scale.scalar() >= d.s().scalar()) {
                return Optional.of(tape.constant(Double.POSITIVE_INFINITY));
            }
            Var t = s.elementDiv(d.s());
            Var z = mu.on(tape).minus(d.m()).elementDiv(d.s());
            return Optional.of(
                    exp(lgamma(t.plus(1)).plus(lgamma(t.negate().plus(1))).minus(z)));
        }
        return Continuous.super.mean(tape, statistic);
    }

    @Override
    public DMatrixRMaj sample(UniformRandomProvider rng, int n) {
        return Draws.rows(n, () -> mu.scalar() + scale.scalar() * Draws.logit(rng));
    }
}
