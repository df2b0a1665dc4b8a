package io.grad4j.tour.notes;

import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Gaussians.logDensity;
import static io.grad4j.autodiff.ops.Softmaxes.logSoftmax;
import static io.grad4j.tour.points.Columns.column;

import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.byhand.SoftmaxFormulas;
import io.grad4j.kl.estimators.ScoreFunction;
import io.grad4j.tour.judge.Numerals;
import io.grad4j.tour.judge.Witness.Candidate;
import java.util.Arrays;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;

/** Where the two slips of note 001 show: a Gaussian of one parameter, and a descent that climbs. */
final class ScoreWitnesses {
    private static final double RATE = 0.5;
    private static final int STEPS = 300;

    private ScoreWitnesses() {}

    /** The derivative of KL(N(0, s²)‖N(0, 1)) by s: as line 3 has it, and from the tape through the integral. */
    static Candidate gaussian(double s) {
        return new Candidate(
                "p = N(0, s), q = N(0, 1), s = " + Numerals.point(s),
                () -> new double[] {lineThree(s)},
                () -> new double[] {Autodiff.gradient(v -> kl(v, s), column(s)).get(0, 0)});
    }

    private static Var kl(Var s, double width) {
        Var logP = logP(s, width);
        return exp(logP).dot(logP.minus(logQ(s.tape(), width))).scale(Quadrature.step(width));
    }

    private static Var logP(Var s, double width) {
        return logDensity(
                s.tape().constant(Quadrature.nodes(0, width)), s.tape().constant(0), s);
    }

    private static Var logQ(Tape tape, double width) {
        return logDensity(tape.constant(Quadrature.nodes(0, width)), tape.constant(0), tape.constant(1));
    }

    /** ∫ p ∂log p + p ∂log p - p ∂log p · log q. */
    private static double lineThree(double s) {
        DMatrixRMaj score = Autodiff.jacobian(v -> logP(v, s), column(s));
        try (Tape tape = new Tape()) {
            Var p = exp(logP(tape.constant(s), s));
            Var once = p.elementMult(tape.constant(score));
            return once.plus(once)
                    .minus(once.elementMult(logQ(tape, s)))
                    .sum()
                    .scale(Quadrature.step(s))
                    .scalar();
        }
    }

    /** KL(p_θ‖q) after 300 expected updates of algorithm 1: with the sign of its step 4, and with a minus. */
    static Candidate descent() {
        double[] theta = {0.1, 0.2, 0.3, 0.4};
        double[] q = {0.1, 0.2, 0.2, 0.5};
        String at = String.format(
                Locale.ROOT,
                "θ = %s, q = %s: KL %.3f, %d steps of ½ later",
                Numerals.point(theta),
                Numerals.point(q),
                SoftmaxFormulas.kl(SoftmaxFormulas.softmax(theta), q),
                STEPS);
        return new Candidate(
                at, () -> new double[] {afterSteps(theta, q, RATE)}, () -> new double[] {afterSteps(theta, q, -RATE)});
    }

    private static double afterSteps(double[] start, double[] q, double rate) {
        double[] theta = start.clone();
        DMatrixRMaj logQ = column(Arrays.stream(q).map(Math::log).toArray());
        for (int k = 0; k < STEPS; k++) {
            // E_p[∇log p · (1 + log p - log q)], the expected update of step 4 but for rate and sign.
            DMatrixRMaj update = new ScoreFunction(s -> logSoftmax(s), column(theta)).gradientOfKlTo(logQ, 1);
            for (int a = 0; a < theta.length; a++) {
                theta[a] += rate * update.data[a];
            }
        }
        return SoftmaxFormulas.kl(SoftmaxFormulas.softmax(theta), q);
    }
}
