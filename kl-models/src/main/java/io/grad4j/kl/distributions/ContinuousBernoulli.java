package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.reciprocal;
import static io.grad4j.autodiff.ops.Elementwise.sqrt;
import static io.grad4j.autodiff.ops.Elementwise.square;
import static io.grad4j.kl.distributions.Statistic.Plain.LOG;
import static io.grad4j.kl.distributions.Statistic.Plain.LOG_COMPLEMENT;
import static io.grad4j.kl.distributions.Statistic.Plain.RECIPROCAL;
import static io.grad4j.kl.distributions.Statistic.Plain.X;

import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.distributions.Statistic.Decay;
import io.grad4j.kl.distributions.Statistic.Distance;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.ejml.data.DMatrixRMaj;

/**
 * The continuous Bernoulli distribution, p(x) = λˣ(1-λ)¹⁻ˣ·C for 0 < x < 1, which is e^(ηx) up to a factor, η = ln λ/(1-λ).
 *
 * @param p λ, inside (0, 1)
 */
public record ContinuousBernoulli(Probability p) implements Continuous {
    /** Checks the parameters. */
    public ContinuousBernoulli {
        Require.that(
                p.value() > 0 && p.complement() > 0, "ContinuousBernoulli", "p", p.value() + " is not inside (0, 1)");
    }

    /** By a probability. */
    public ContinuousBernoulli(double p) {
        this(Probability.of(p));
    }

    /** By a variable probability. */
    public ContinuousBernoulli(Var p) {
        this(Probability.of(p));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(p.parameter());
    }

    @Override
    public Support support() {
        return new Support(0, 1, false);
    }

    /** η = ln λ/(1-λ). */
    public Var logit(Tape tape) {
        return p.log(tape).minus(p.logComplement(tape));
    }

    @Override
    public Combination logDensity(Tape tape) {
        Var eta = logit(tape);
        return Combination.of(ExponentialMean.log(eta).negate()).plus(eta, X);
    }

    @Override
    public Var mean(Tape tape) {
        return Autodiff.gradient(ExponentialMean::log, logit(tape));
    }

    @Override
    public Var deviation(Tape tape) {
        return sqrt(Autodiff.hvp(ExponentialMean::log, logit(tape), tape.constant(1)));
    }

    /** Also ln x, ln(1-x), e⁻ᶻ by the ratio of two normalising constants, and |x-m|/s; that of 1/x diverges. */
    @Override
    public Optional<Var> mean(Tape tape, Statistic statistic) {
        Var eta = logit(tape);
        if (statistic == LOG) {
            return Optional.of(ExponentialMean.meanLog(eta));
        }
        if (statistic == LOG_COMPLEMENT) {
            return Optional.of(ExponentialMean.meanLog(eta.negate()));
        }
        if (statistic == RECIPROCAL) {
            return Optional.of(tape.constant(Double.POSITIVE_INFINITY));
        }
        if (statistic instanceof Decay d) {
            Var tilted = ExponentialMean.log(eta.minus(reciprocal(d.s())));
            return Optional.of(exp(d.m().elementDiv(d.s()).plus(tilted).minus(ExponentialMean.log(eta))));
        }
        if (statistic instanceof Distance d && d.m().scalar() > 0 && d.m().scalar() < 1) {
            // E max(m-x, 0) = ∫₀ᵐ (m-x)·exp(ηx) dx/∫₀¹ exp(ηx) dx.
            Var below = square(d.m())
                    .elementMult(exp(
                            ExponentialMean.logFalling(eta.elementMult(d.m())).minus(ExponentialMean.log(eta))));
            return Optional.of(mean(tape).minus(d.m()).plus(below.scale(2)).elementDiv(d.s()));
        }
        return Continuous.super.mean(tape, statistic);
    }

    /** By inversion: ln(1 + u(e^η - 1))/η, from the end where the density is larger. */
    @Override
    public DMatrixRMaj sample(UniformRandomProvider rng, int n) {
        double eta = Math.log(p.value()) - Math.log(p.complement());
        return Draws.rows(n, () -> {
            double u = Draws.open(rng);
            double x = eta == 0 ? u : Math.log1p(u * Math.expm1(-Math.abs(eta))) / -Math.abs(eta);
            return eta > 0 ? 1 - x : x;
        });
    }
}
