package io.grad4j.tour.notes;

import static io.grad4j.autodiff.ops.Softmaxes.binaryCrossEntropy;
import static io.grad4j.autodiff.ops.Softmaxes.logSoftmax;
import static io.grad4j.tour.points.Columns.column;
import static io.grad4j.tour.points.Columns.row;
import static java.lang.Math.E;
import static java.lang.Math.exp;
import static java.lang.Math.log;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.byhand.LossFormulas;
import io.grad4j.kl.byhand.SoftmaxFormulas;
import io.grad4j.kl.divergences.Discrete;
import io.grad4j.kl.divergences.Gaussian;
import io.grad4j.tour.judge.Claim;
import io.grad4j.tour.judge.Gradient;
import io.grad4j.tour.judge.Label;
import io.grad4j.tour.points.Densities;
import io.grad4j.tour.points.GaussPair;
import io.grad4j.tour.points.Labelled;
import io.grad4j.tour.points.Pair;
import io.grad4j.tour.points.Sample;
import java.util.List;
import java.util.stream.Stream;

/** Note 003: forms and bounds of KL, the losses made of it, and the tails. */
final class LossNote {
    private LossNote() {}

    static Note note() {
        return new Note(
                "003",
                "KL as a loss: forms, bounds, logistic regression, tails",
                List.of(
                        "Expectations are sums over n+1 points, the integral is a quadrature of Gaussians. η, y and the tails have no",
                        "dimension to sweep. An inequality's error is its largest violation, a limit's the distance at the last η."),
                Stream.of(forms(), bounds(), losses(), binary(), behaviour())
                        .flatMap(List::stream)
                        .toList(),
                List.of(),
                List.of(
                        new Gradient<>(
                                "dL/dη of the binary loss",
                                "σ(η) - y",
                                Labelled.AWAY,
                                x -> FiniteSupport.gradient(
                                        eta -> binaryCrossEntropy(eta.tape().constant(x.y()), eta),
                                        new double[] {x.eta()}),
                                x -> new double[] {LossFormulas.binarySlope(x.y(), x.eta())}),
                        new Gradient<>(
                                "∇_t H(P, Q), Q = softmax(t)",
                                "Q - P",
                                Pair.APART,
                                LossNote::gradientOfCrossEntropy,
                                x -> SoftmaxFormulas.forwardKlByLogits(x.p(), x.t()))));
    }

    private static Label claim(String slug, String where, String formula) {
        return new Label("003/" + slug, where, formula);
    }

    private static List<Claim> forms() {
        return List.of(
                claim("form-1", "summary, line 1", "KL(P‖Q) = E_P[log P/Q]")
                        .over(Pair.APART)
                        .numbers(x -> x.sum((p, q) -> p * log(p / q)), FiniteSupport::kl),
                claim("form-2", "summary, line 2", "= E_P[log P - log Q]")
                        .over(Pair.APART)
                        .numbers(x -> x.sum((p, q) -> p * (log(p) - log(q))), x -> x.sum((p, q) -> p * log(p / q))),
                claim("form-3", "summary, line 3", "= ∫ P log(P/Q) dx")
                        .over(GaussPair.APART)
                        .numbers(x -> Quadrature.kl(x.p(), x.q()), LossNote::gaussianKl),
                claim("surprise", "summary", "KL is the expected surprise").notCheckable("an interpretation"),
                claim("difference", "summary, equivalent", "KL(P‖Q) = -E_P[log Q] - (-E_P[log P])")
                        .over(Pair.APART)
                        .numbers(
                                x -> -x.sum((p, q) -> p * log(q)) + x.sum((p, q) -> p * log(p)),
                                x -> x.sum((p, q) -> p * (log(p) - log(q)))),
                claim("entropies", "summary, equivalent", "= H(P,Q) - H(P)")
                        .over(Pair.APART)
                        .numbers(
                                x -> FiniteSupport.crossEntropy(x) - FiniteSupport.entropy(x.s()),
                                x -> -x.sum((p, q) -> p * log(q)) + x.sum((p, q) -> p * log(p))));
    }

    private static List<Claim> bounds() {
        return List.of(
                claim("jensen-form", "first remark", "KL(P‖Q) = E_P[-log(Q/P)]")
                        .over(Pair.APART)
                        .numbers(x -> x.sum((p, q) -> p * -log(q / p)), FiniteSupport::kl),
                claim("jensen", "first remark", "E_P[-log(Q/P)] ≥ -log E_P[Q/P]")
                        .over(Pair.APART)
                        .atLeast(x -> x.sum((p, q) -> p * -log(q / p)), x -> -log(x.sum((p, q) -> p * (q / p)))),
                claim("jensen-bound", "first remark", "E_P[Q/P] = 1, so that the bound is 0")
                        .over(Pair.APART)
                        .numbers(x -> x.sum((p, q) -> p * (q / p)), x -> 1),
                claim("non-negative", "first remark", "KL(P‖Q) ≥ 0")
                        .over(Pair.APART)
                        .atLeast(FiniteSupport::kl, x -> 0),
                claim("cross-entropy-bound", "first remark", "H(P,Q) ≥ H(P)")
                        .over(Pair.APART)
                        .atLeast(FiniteSupport::crossEntropy, x -> FiniteSupport.entropy(x.s())),
                claim("equality", "first remark", "H(P,Q) = H(P) at P = Q")
                        .over(Pair.APART)
                        .numbers(x -> LossFormulas.crossEntropy(x.p(), x.p()), x -> FiniteSupport.entropy(x.s())),
                claim("asymmetric", "second remark", "KL(P‖Q) ≠ KL(Q‖P) in general")
                        .over(Pair.APART)
                        .differ(
                                x -> SoftmaxFormulas.kl(x.p(), x.q()),
                                x -> SoftmaxFormulas.kl(x.q(), x.p()),
                                List.of(Pair.of(new double[] {0.5, 0.5}, new double[] {0.25, 0.75}))));
    }

    private static List<Claim> losses() {
        return List.of(
                claim("constant-entropy", "loss", "H(P) is constant for Q: ∇KL(P‖Q) = ∇H(P,Q)")
                        .over(Pair.APART)
                        .vectors(
                                LossNote::gradientOfCrossEntropy,
                                x -> FiniteSupport.gradient(
                                        t -> Discrete.kl(logSoftmax(t.tape().constant(x.sColumn())), logSoftmax(t)),
                                        x.t())),
                claim("empirical", "loss", "E[-log Q] over the sample = -1/n Σ log q(y_i)")
                        .over(Sample.ANY)
                        .numbers(x -> LossFormulas.negativeLogLikelihood(x.seen(), x.q()), LossNote::empiricalLoss),
                claim("conditional", "predictions", "the minimiser is the saturated model")
                        .notCheckable("a link to another page"));
    }

    private static List<Claim> binary() {
        return List.of(
                claim("binary-1", "L, line 1", "L(η,y) = -y log(e^η/(1+e^η)) - (1-y) log(1/(1+e^η))")
                        .over(Labelled.AWAY)
                        .numbers(
                                x -> -x.y() * log(exp(x.eta()) / (1 + exp(x.eta())))
                                        - (1 - x.y()) * log(1 / (1 + exp(x.eta()))),
                                x -> binaryLoss(x.y(), x.eta())),
                claim("binary-2", "L, line 2", "= -yη + log(1 + e^η)")
                        .over(Labelled.AWAY)
                        .numbers(
                                x -> -x.y() * x.eta() + log(1 + exp(x.eta())),
                                x -> -x.y() * log(exp(x.eta()) / (1 + exp(x.eta())))
                                        - (1 - x.y()) * log(1 / (1 + exp(x.eta())))),
                claim("right-tail", "L, large η", "L(η,y) → (1-y)η")
                        .over(Labelled.AWAY)
                        .together(
                                List.of(20.0, 40.0, 1000.0),
                                (x, eta) -> binaryLoss(x.y(), eta),
                                (x, eta) -> (1 - x.y()) * eta),
                claim("left-tail", "L, large -η", "L(η,y) → -yη")
                        .over(Labelled.AWAY)
                        .together(
                                List.of(-20.0, -40.0, -1000.0),
                                (x, eta) -> binaryLoss(x.y(), eta),
                                (x, eta) -> -x.y() * eta));
    }

    private static List<Claim> behaviour() {
        return List.of(
                claim("covering", "forward KL", "forward KL covers modes").notCheckable("no quantity is given"),
                claim("order", "forward KL", "thicker tails give O(P)").notCheckable("an order without its limit"),
                claim("seeking", "reverse KL", "reverse KL seeks modes").notCheckable("no quantity is given"),
                claim("tails", "reverse KL, tails", "if P ≤ Q, then Q log(Q/P) ≥ Q")
                        .over(Densities.TAILS)
                        .atLeast(x -> x.q() * log(x.q() / x.p()), Densities::q)
                        .wrong(
                                "if P ≤ Q, then Q log(Q/P) ≥ 0; it is ≥ Q where P ≤ Q/e",
                                x -> x.p() <= x.q() / E ? x.q() : 0,
                                List.of(new Densities(0.02, 0.01))));
    }

    private static double binaryLoss(double y, double eta) {
        try (Tape tape = new Tape()) {
            return binaryCrossEntropy(tape.constant(y), tape.constant(eta)).scalar();
        }
    }

    private static double[] gradientOfCrossEntropy(Pair x) {
        return FiniteSupport.gradient(
                t -> Discrete.crossEntropy(t.tape().constant(column(x.p())), logSoftmax(t)), x.t());
    }

    private static double empiricalLoss(Sample x) {
        try (Tape tape = new Tape()) {
            Var logQ = logSoftmax(tape.constant(column(x.t())));
            return Discrete.crossEntropy(tape.constant(column(x.empirical())), logQ)
                    .scalar();
        }
    }

    private static double gaussianKl(GaussPair x) {
        try (Tape tape = new Tape()) {
            return Gaussian.kl(
                            tape.constant(row(x.p().mu())),
                            tape.constant(row(x.p().sigma())),
                            tape.constant(row(x.q().mu())),
                            tape.constant(row(x.q().sigma())))
                    .scalar();
        }
    }
}
