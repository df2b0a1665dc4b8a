package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.sqrt;
import static io.grad4j.kl.distributions.Statistic.Plain.LOG;
import static io.grad4j.kl.distributions.Statistic.Plain.LOG_COMPLEMENT;
import static io.grad4j.kl.special.SpecialFunctions.digamma;
import static io.grad4j.kl.special.SpecialFunctions.lbeta;
import static io.grad4j.kl.special.SpecialFunctions.trigamma;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.distributions.Statistic.Decay;
import io.grad4j.kl.distributions.Statistic.Distance;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ChengBetaSampler;
import org.ejml.data.DMatrixRMaj;

/**
 * The beta distribution, p(x) = xᵃ⁻¹(1-x)ᵇ⁻¹/B(a, b) for 0 < x < 1.
 *
 * @param a a > 0
 * @param b b > 0
 */
public record Beta(Parameter a, Parameter b) implements OnHalfLine {
    /** Checks the parameters. */
    public Beta {
        Require.positive("Beta", "a", a);
        Require.positive("Beta", "b", b);
    }

    /** By numbers. */
    public Beta(double a, double b) {
        this(Parameter.of(a), Parameter.of(b));
    }

    /** By variables, each 1×1. */
    public Beta(Var a, Var b) {
        this(Parameter.of(a), Parameter.of(b));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(a, b);
    }

    @Override
    public Support support() {
        return new Support(0, 1, false);
    }

    @Override
    public Var logMoment(Var s) {
        Tape tape = s.tape();
        Var alpha = a.on(tape);
        return a.scalar() + s.scalar() > 0
                ? Remainder.logGammaRatio(alpha, s).minus(Remainder.logGammaRatio(alpha.plus(b.on(tape)), s))
                : tape.constant(Double.POSITIVE_INFINITY);
    }

    @Override
    public Var meanLog(Tape tape) {
        return digamma(a.on(tape)).minus(digamma(total(tape)));
    }

    @Override
    public Var varianceLog(Tape tape) {
        return trigamma(a.on(tape)).minus(trigamma(total(tape)));
    }

    private Var total(Tape tape) {
        return a.on(tape).plus(b.on(tape));
    }

    @Override
    public Combination logDensity(Tape tape) {
        Var alpha = a.on(tape);
        Var beta = b.on(tape);
        return Combination.of(lbeta(alpha, beta).negate())
                .plus(alpha.minus(1), LOG)
                .plus(beta.minus(1), LOG_COMPLEMENT);
    }

    @Override
    public Var mean(Tape tape) {
        return a.on(tape).elementDiv(total(tape));
    }

    @Override
    public Var deviation(Tape tape) {
        Var s = total(tape);
        return sqrt(mean(tape).elementMult(b.on(tape).elementDiv(s)).elementDiv(s.plus(1)));
    }

    /** Also ln(1-x), and by series of positive terms |x-m|/s and e⁻ᶻ. */
    @Override
    public Optional<Var> mean(Tape tape, Statistic statistic) {
        if (statistic == LOG_COMPLEMENT) {
            return Optional.of(digamma(b.on(tape)).minus(digamma(total(tape))));
        }
        if (statistic instanceof Distance d && d.m().scalar() > 0 && d.m().scalar() < 1) {
            return Optional.of(meanDistance(tape, d.m()).elementDiv(d.s()));
        }
        if (statistic instanceof Decay d) {
            Var mgf = BetaSeries.logMeanDecay(a.on(tape), b.on(tape), d.s());
            return Optional.of(exp(d.m().elementDiv(d.s()).plus(mgf)));
        }
        return OnHalfLine.super.mean(tape, statistic);
    }

    /** E|x - m| from the end that is nearer to m. */
    private Var meanDistance(Tape tape, Var m) {
        Var mean = mean(tape);
        Var alpha = a.on(tape);
        Var beta = b.on(tape);
        return m.scalar() <= 0.5
                ? mean.minus(m).plus(BetaSeries.meanBelow(alpha, beta, m).scale(2))
                : m.minus(mean)
                        .plus(BetaSeries.meanBelow(beta, alpha, m.negate().plus(1))
                                .scale(2));
    }

    @Override
    public DMatrixRMaj sample(UniformRandomProvider rng, int n) {
        return Draws.rows(n, ChengBetaSampler.of(rng, a.scalar(), b.scalar())::sample);
    }
}
