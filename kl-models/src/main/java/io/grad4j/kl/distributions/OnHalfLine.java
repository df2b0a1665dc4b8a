package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Elementwise.sqrt;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.distributions.Statistic.LogSquare;
import io.grad4j.kl.distributions.Statistic.Plain;
import io.grad4j.kl.distributions.Statistic.Power;
import java.util.Optional;

/** A distribution of a positive number, known by all its moments: E[xˢ] as a function of s, E[ln x] and Var[ln x]. */
public sealed interface OnHalfLine extends Continuous permits PowerOfGamma, LogNormal, Pareto, Beta {
    /** ln E[xˢ], 1×1, for any real s, ∞ where the moment diverges. */
    Var logMoment(Var s);

    /** E[ln x], 1×1. */
    Var meanLog(Tape tape);

    /** Var[ln x], 1×1. */
    Var varianceLog(Tape tape);

    @Override
    default Support support() {
        return Support.POSITIVE;
    }

    @Override
    default Var mean(Tape tape) {
        return exp(logMoment(tape.constant(1)));
    }

    @Override
    default Optional<Var> mean(Tape tape, Statistic statistic) {
        if (statistic == Plain.LOG) {
            return Optional.of(meanLog(tape));
        }
        if (statistic == Plain.RECIPROCAL) {
            return Optional.of(exp(logMoment(tape.constant(-1))));
        }
        if (statistic instanceof LogSquare z) {
            return Optional.of(Univariate.meanSquare(sqrt(varianceLog(tape)), meanLog(tape), z.m(), z.s()));
        }
        if (statistic instanceof Power p) {
            return Optional.of(exp(logMoment(p.k()).minus(p.k().elementMult(log(p.s())))));
        }
        return Continuous.super.mean(tape, statistic);
    }
}
