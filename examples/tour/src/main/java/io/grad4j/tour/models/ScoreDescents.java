package io.grad4j.tour.models;

import static io.grad4j.autodiff.ops.Softmaxes.logSoftmax;
import static io.grad4j.tour.points.Columns.column;

import io.grad4j.autodiff.Autodiff.ValueAndGradient;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.ops.Softmaxes;
import io.grad4j.kl.divergences.Discrete;
import io.grad4j.kl.estimators.Divergence;
import io.grad4j.kl.estimators.FiniteModel;
import io.grad4j.kl.estimators.GradientEstimator;
import io.grad4j.kl.estimators.LikelihoodGradient;
import io.grad4j.kl.estimators.LogRatio;
import io.grad4j.kl.estimators.ScoreGradient;
import io.grad4j.kl.estimators.ScoreWeight;
import io.grad4j.kl.estimators.WeightedPoints;
import io.grad4j.kl.optimization.GradientDescent;
import io.grad4j.kl.optimization.Objective;
import io.grad4j.kl.optimization.Progress;
import io.grad4j.kl.optimization.StoppingRule;
import io.grad4j.tour.judge.Numerals;
import io.grad4j.tour.pictures.Plot;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The two algorithms of note 001 for a softmax over four points: with their expected steps, in the displayed direction too, and with one
 * draw a step.
 */
final class ScoreDescents {
    private static final FiniteModel MODEL = new FiniteModel(Softmaxes::logSoftmax);
    private static final DMatrixRMaj START = column(0.1, 0.2, 0.3, 0.4);
    private static final DMatrixRMaj TARGET = column(0.1, 0.2, 0.2, 0.5);
    private static final DMatrixRMaj LOG_TARGET = logarithms(TARGET);
    private static final LogRatio<FiniteModel> RATIO = new LogRatio<>(MODEL, FiniteModel.logDensity(LOG_TARGET));

    /** Another start, whose target is nearly uniform. */
    private static final DMatrixRMaj OTHER_START = column(0.81, -0.87, 0.63, 0.61);

    private static final DMatrixRMaj OTHER_TARGET = column(0.262, 0.244, 0.235, 0.259);

    private static final int STEPS = 300;
    private static final double STEP = 0.5;

    /** A draw a step needs more and shorter ones. */
    private static final int DRAWN_STEPS = 5000;

    /** What is drawn of a curve: the steps so far, each so many, while the divergence is above the least that a scale shows. */
    private static final int DRAWN_UNTIL = 1500;

    private static final int EVERY = 5;
    private static final double LEAST = 1e-6;

    private final UniformRandomProvider random;

    private ScoreDescents(long seed) {
        this.random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    }

    private static DMatrixRMaj logarithms(DMatrixRMaj q) {
        DMatrixRMaj log = q.copy();
        Arrays.setAll(log.data, i -> Math.log(q.data[i]));
        return log;
    }

    static Outcome run(long seed) {
        return new ScoreDescents(seed).outcome();
    }

    private Outcome outcome() {
        Objective expected = new ScoreGradient(RATIO, ScoreWeight.ONE_PLUS_D).objective(MODEL::support);
        GradientDescent exact = new GradientDescent(STEP, StoppingRule.after(STEPS));
        Curve displayed = descended(Divergence.REVERSE_KL, exact, opposite(expected));
        Curve right = descended(Divergence.REVERSE_KL, exact, expected);
        GradientDescent constant = new GradientDescent(0.1, StoppingRule.after(DRAWN_STEPS));
        GradientDescent shrinking = new GradientDescent(STEP, 0.01, StoppingRule.after(DRAWN_STEPS), Progress.NONE);
        Curve onePlusD = descended(Divergence.REVERSE_KL, shrinking, byModel(ScoreWeight.ONE_PLUS_D));
        Curve d = descended(Divergence.REVERSE_KL, constant, byModel(ScoreWeight.D));
        Curve likelihood = descended(Divergence.FORWARD_KL, shrinking, byTarget());
        return new Outcome(
                List.of(
                        Figure.between(
                                "KL(p_θ‖q) after 300 expected steps of algorithm 1 with a minus",
                                right.last(),
                                0,
                                1e-15),
                        Figure.around("with the displayed sign, which climbs", displayed.last(), 2.296, 5e-4),
                        Figure.around("at the start", right.first(), 0.1131, 5e-5),
                        Figure.around(
                                "with the displayed sign from θ = (0.81, -0.87, 0.63, 0.61), where it is 0.1146",
                                climbed(OTHER_START, logarithms(OTHER_TARGET)),
                                1.3326,
                                5e-5),
                        Figure.atMost(
                                "after 5000 steps of one draw from p_θ with a minus, weight 1 + D",
                                onePlusD.last(),
                                0.05),
                        Figure.atMost("after 5000 steps of one draw from p_θ with a minus, weight D", d.last(), 1e-6),
                        Figure.atMost(
                                "KL(q‖p_θ) after 5000 steps of algorithm 2, one draw from q", likelihood.last(), 0.05)),
                List.of(signs(displayed, right), draws(onePlusD, d, likelihood)));
    }

    private Objective byModel(ScoreWeight weight) {
        GradientEstimator estimator = new ScoreGradient(RATIO, weight);
        return estimator.objective(theta -> WeightedPoints.drawn(MODEL.sample(theta, 1, random)));
    }

    private Objective byTarget() {
        return new LikelihoodGradient(MODEL)
                .objective(theta -> WeightedPoints.drawn(MODEL.sample(LOG_TARGET, 1, random)));
    }

    /** The step with the sign that the note displays. */
    private static Objective opposite(Objective objective) {
        return theta -> {
            ValueAndGradient at = objective.at(theta);
            DMatrixRMaj gradient = at.gradient().copy();
            CommonOps_DDRM.changeSign(gradient);
            return new ValueAndGradient(at.value(), gradient);
        };
    }

    /** The divergence itself at the start and after each step. */
    private static Curve descended(Divergence divergence, GradientDescent descent, Objective objective) {
        Curve curve = new Curve();
        descent.minimize(
                theta -> {
                    curve.add(kl(divergence, theta, LOG_TARGET));
                    return objective.at(theta);
                },
                START);
        return curve;
    }

    /** KL(p_θ‖q) after the expected steps in the displayed direction. */
    private static double climbed(DMatrixRMaj start, DMatrixRMaj logTarget) {
        LogRatio<FiniteModel> ratio = new LogRatio<>(MODEL, FiniteModel.logDensity(logTarget));
        Objective expected = new ScoreGradient(ratio, ScoreWeight.ONE_PLUS_D).objective(MODEL::support);
        GradientDescent exact = new GradientDescent(STEP, StoppingRule.after(STEPS));
        return kl(
                Divergence.REVERSE_KL, exact.minimize(opposite(expected), start).parameters(), logTarget);
    }

    private static double kl(Divergence divergence, DMatrixRMaj theta, DMatrixRMaj logTarget) {
        try (Tape tape = new Tape()) {
            Var logP = logSoftmax(tape.constant(theta));
            Var logQ = tape.constant(logTarget);
            return (divergence == Divergence.REVERSE_KL ? Discrete.kl(logP, logQ) : Discrete.kl(logQ, logP)).scalar();
        }
    }

    private static Plot signs(Curve displayed, Curve right) {
        return Plot.of(
                        "score-sign",
                        "KL(p_θ‖q) at each expected step of algorithm 1: as the note displays it, and with a minus.",
                        "As displayed the divergence climbs from " + Numerals.decimal(displayed.first()) + " to "
                                + Numerals.decimal(displayed.last()) + "; with a minus it falls to "
                                + Numerals.decimal(right.last()) + ".",
                        "step",
                        "KL(p_θ‖q), nats")
                .curve("with a minus", right.x(), right.y())
                .curve("as displayed", displayed.x(), displayed.y());
    }

    private static Plot draws(Curve onePlusD, Curve d, Curve likelihood) {
        return Plot.of(
                        "score-draws",
                        "The divergence at steps of one draw each: at the target the weight D is silent, 1 + D is not.",
                        "By the weight D the divergence falls to " + Numerals.decimal(d.last())
                                + "; by 1 + D and by draws from q it falls as slowly as the steps shrink.",
                        "step",
                        "nats")
                .logarithmic()
                .curve("KL(p_θ‖q), 1 + D", steps(onePlusD), thinned(onePlusD))
                .curve("KL(p_θ‖q), D", steps(d), thinned(d))
                .curve("KL(q‖p_θ), draws from q", steps(likelihood), thinned(likelihood));
    }

    private static double[] thinned(Curve curve) {
        double[] y = curve.y();
        return IntStream.iterate(0, i -> i < DRAWN_UNTIL, i -> i + EVERY)
                .mapToDouble(i -> y[i])
                .takeWhile(v -> v > LEAST)
                .toArray();
    }

    private static double[] steps(Curve curve) {
        return IntStream.range(0, thinned(curve).length)
                .mapToDouble(i -> EVERY * i)
                .toArray();
    }
}
