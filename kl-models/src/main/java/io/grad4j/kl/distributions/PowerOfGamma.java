package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Elementwise.log1p;
import static io.grad4j.autodiff.ops.Elementwise.square;
import static io.grad4j.autodiff.ops.Pairwise.logRatio;
import static io.grad4j.kl.special.SpecialFunctions.digamma;
import static io.grad4j.kl.special.SpecialFunctions.trigamma;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.distributions.Statistic.Decay;
import io.grad4j.kl.distributions.Statistic.Distance;
import java.util.Optional;

/** A distribution of x = c·yʳ for y ~ Gamma(α, 1), which gives its every moment. */
public sealed interface PowerOfGamma extends OnHalfLine
        permits Gamma, Exponential, ChiSquared, InverseGamma, Weibull, Rayleigh, HalfNormal {
    /**
     * The parameters of x = c·yʳ, each 1×1.
     *
     * @param shape α of y
     * @param power r, not 0
     * @param rate whether {@code base} is 1/c, not c
     * @param base c or 1/c, so that a given rate is not rounded to a scale
     */
    record Core(Var shape, Var power, boolean rate, Var base) {
        /** ln c. */
        Var logFactor() {
            return rate ? log(base).negate() : log(base);
        }

        /** ln(c/c̃), with all digits where both are given alike and close. */
        public Var logFactorRatio(Core other) {
            if (rate != other.rate) {
                return logFactor().minus(other.logFactor());
            }
            return rate ? logRatio(other.base, base) : logRatio(base, other.base);
        }

        /** s·ln c + ln Γ(α + rs)/Γ(α), ∞ unless α + rs > 0. */
        Var logMoment(Var s) {
            Var shift = power.elementMult(s);
            return shape.scalar() + shift.scalar() > 0
                    ? s.elementMult(logFactor()).plus(Remainder.logGammaRatio(shape, shift))
                    : s.tape().constant(Double.POSITIVE_INFINITY);
        }

        /** {@link #logMoment} of x/c where it exists. */
        Var unitLogMoment(Var s) {
            return Remainder.logGammaRatio(shape, power.elementMult(s));
        }

        /** E max(m - x, 0) = m·P(x < m) - E[x]·P(x̃ < m) for m > 0, where x̃ has the shape α + r. */
        Var meanBelow(Var m) {
            Var one = m.tape().constant(1);
            Var y = exp(log(m).minus(logFactor()).elementDiv(power));
            boolean rising = power.scalar() > 0;
            Var below = RegularizedGamma.lower(shape, y);
            Var tilted = RegularizedGamma.lower(shape.plus(power), y);
            Var mean = exp(logMoment(one));
            return m.elementMult(rising ? below : one.minus(below))
                    .minus(mean.elementMult(rising ? tilted : one.minus(tilted)));
        }
    }

    /** r as a number. */
    double power();

    /** The parameters as a power of a gamma. */
    Core core(Tape tape);

    @Override
    default Var logMoment(Var s) {
        return core(s.tape()).logMoment(s);
    }

    @Override
    default Var meanLog(Tape tape) {
        Core core = core(tape);
        return core.logFactor().plus(core.power.elementMult(digamma(core.shape)));
    }

    @Override
    default Var varianceLog(Tape tape) {
        Core core = core(tape);
        return square(core.power).elementMult(trigamma(core.shape));
    }

    /** Also |x-m|/s, and e⁻ᶻ for a power of 1: e^(m/s)·(1 + c/s)^(-α). */
    @Override
    default Optional<Var> mean(Tape tape, Statistic statistic) {
        if (statistic instanceof Distance d && d.m().scalar() > 0) {
            Var mean = mean(tape);
            Var distance = mean.minus(d.m()).plus(core(tape).meanBelow(d.m()).scale(2));
            return Optional.of(Double.isInfinite(mean.scalar()) ? mean : distance.elementDiv(d.s()));
        }
        if (statistic instanceof Decay d && core(tape).power.scalar() == 1) {
            Core core = core(tape);
            Var exponent = log1p(exp(core.logFactor()).elementDiv(d.s())).elementMult(core.shape);
            return Optional.of(exp(d.m().elementDiv(d.s()).minus(exponent)));
        }
        return OnHalfLine.super.mean(tape, statistic);
    }
}
