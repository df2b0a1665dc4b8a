package io.grad4j.tour.notes;

import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.tour.points.Columns.column;

import io.grad4j.autodiff.Gradients;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.trace.Trace;
import io.grad4j.kl.byhand.SoftmaxFormulas;
import io.grad4j.kl.models.SoftmaxQ;
import io.grad4j.tour.judge.Claim;
import io.grad4j.tour.judge.Label;
import io.grad4j.tour.points.Triple;
import java.util.List;
import java.util.Locale;

/** The softmax-q of note 000: q(i, j, k), its three displayed partial derivatives, and its tape. */
public final class SoftmaxQClaims {
    private SoftmaxQClaims() {}

    static List<Claim> all() {
        return List.of(
                new Label("000/q", "q", "q(i,j,k) = a/(a+b), a = e^-(i-j)², b = e^-(i-k)²")
                        .over(Triple.NEAR)
                        .numbers(x -> SoftmaxFormulas.q(x.i(), x.j(), x.k()), x -> onTape(x)[0]),
                partial(1, "i", "a(a·2(i-j) + b·2(i-k))/(a+b)² - a·2(i-j)/(a+b)"),
                partial(2, "j", "a·2(i-j)/(a+b) - a²·2(i-j)/(a+b)²"),
                partial(3, "k", "-a·b·2(i-k)/(a+b)²"));
    }

    private static Claim partial(int which, String by, String formula) {
        return new Label("000/q-by-" + by, "∂q/∂" + by, "∂q/∂" + by + " = " + formula)
                .over(Triple.NEAR)
                .numbers(x -> SoftmaxFormulas.displayedPartials(x.i(), x.j(), x.k())[which - 1], x -> onTape(x)[which]);
    }

    /** (q, ∂q/∂i, ∂q/∂j, ∂q/∂k) by the tape, through log-softmax. */
    private static double[] onTape(Triple x) {
        try (Tape tape = new Tape()) {
            Var i = tape.variable("i", x.i());
            Var neighbours = tape.variable("(j, k)", column(x.j(), x.k()));
            Var q = q(i, neighbours);
            Gradients g = tape.gradients(q);
            double[] byNeighbours = g.of(neighbours).data;
            return new double[] {q.scalar(), g.of(i).get(0, 0), byNeighbours[0], byNeighbours[1]};
        }
    }

    private static Var q(Var i, Var neighbours) {
        Var first = i.tape().constant("first", column(1, 0));
        return exp(SoftmaxQ.logProbabilities(i, neighbours).dot(first));
    }

    /** What becomes of the displayed formula where the exponentials underflow. */
    static String underflow() {
        Triple far = new Triple(0, 30, 30.1);
        return String.format(
                Locale.ROOT,
                "right and yet of no use: at (i, j, k) = (0, 30, 30.1) the displayed ∂q/∂k is 0/0 = %s, the tape's %.12f",
                SoftmaxFormulas.displayedPartials(far.i(), far.j(), far.k())[2],
                onTape(far)[3]);
    }

    /** The trace of one gradient evaluation of q at i = 0.3, x = (j, k) = (-0.2, 0.7), step by step. */
    public static Trace traceOfSoftmaxQ() {
        try (Tape tape = new Tape()) {
            Var q = q(tape.variable("i", 0.3), tape.variable("x", column(-0.2, 0.7)));
            return Trace.of(tape, q);
        }
    }
}
