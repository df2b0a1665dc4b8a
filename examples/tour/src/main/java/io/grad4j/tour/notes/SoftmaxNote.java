package io.grad4j.tour.notes;

import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Softmaxes.logSoftmax;
import static io.grad4j.autodiff.ops.Softmaxes.softmax;
import static io.grad4j.tour.points.Columns.column;
import static io.grad4j.tour.points.Columns.minus;
import static io.grad4j.tour.points.Columns.scaled;
import static java.lang.Math.log;

import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.divergences.Discrete;
import io.grad4j.tour.judge.Claim;
import io.grad4j.tour.judge.Label;
import io.grad4j.tour.points.Featured;
import io.grad4j.tour.points.Measures;
import io.grad4j.tour.points.Pair;
import java.util.List;
import java.util.stream.Stream;

/** Note 000: KL split into two parts, cross-entropy of unnormalised measures, and softmax-q. */
final class SoftmaxNote {
    private static final List<Pair> NICE = List.of(
            Pair.of(new double[] {0.5, 0.5}, new double[] {0.25, 0.75}),
            Pair.of(new double[] {0.25, 0.75}, new double[] {0.5, 0.5}),
            Pair.of(new double[] {0.25, 0.75}, new double[] {0.75, 0.25}));

    private SoftmaxNote() {}

    static Note note() {
        return new Note(
                "000",
                "The two halves of KL, and softmax-q",
                List.of(
                        "p* and q* are the unnormalised p and q, Z their sums, q* = exp(θᵀφ). True sides: the tape's derivatives of",
                        "log-sum-exp, and for the later lines of a display the line before. q has no dimension to sweep."),
                Stream.of(definition(), crossEntropy(), gradient(), SoftmaxQClaims.all())
                        .flatMap(List::stream)
                        .toList(),
                List.of(SoftmaxQClaims.underflow()),
                SoftmaxGradients.all());
    }

    private static Label claim(String slug, String where, String formula) {
        return new Label("000/" + slug, where, formula);
    }

    private static List<Claim> definition() {
        return List.of(
                claim("use", "opening", "KL as a loss makes codes sparse").notCheckable("a use, no formula"),
                claim("kl-1", "KL, line 1", "KL(p‖q) = Σ p log(p/q)")
                        .over(Pair.APART)
                        .numbers(x -> x.sum((p, q) -> p * log(p / q)), FiniteSupport::kl),
                claim("kl-2", "KL, line 2", "= Σ p (log p - log q)")
                        .over(Pair.APART)
                        .numbers(x -> x.sum((p, q) -> p * (log(p) - log(q))), x -> x.sum((p, q) -> p * log(p / q))),
                claim("kl-3", "KL, line 3", "= Σ q log q - Σ q log p")
                        .over(Pair.APART)
                        .numbers(
                                x -> x.sum((p, q) -> q * log(q)) - x.sum((p, q) -> q * log(p)),
                                x -> x.sum((p, q) -> p * (log(p) - log(q))))
                        .wrong(
                                "= Σ p log p - Σ p log q",
                                x -> x.sum((p, q) -> p * log(p)) - x.sum((p, q) -> p * log(q)),
                                NICE),
                claim("entropy-brace", "KL, first brace", "Σ q log q is minus the entropy of q")
                        .over(Pair.APART)
                        .numbers(x -> x.sum((p, q) -> q * log(q)), x -> -FiniteSupport.entropy(x.t())),
                claim("cross-entropy-brace", "KL, second brace", "Σ p log q is the cross-entropy (p and q put right)")
                        .over(Pair.APART)
                        .numbers(x -> x.sum((p, q) -> p * log(q)), FiniteSupport::crossEntropy)
                        .wrong("-Σ p log q is the cross-entropy", x -> -x.sum((p, q) -> p * log(q)), NICE),
                claim("constant-part", "after the KL", "only the second part needs a derivative")
                        .notCheckable("text varies p, formulas q"));
    }

    private static List<Claim> crossEntropy() {
        return List.of(
                claim("bars-1", "Σ p log q, line 1", "Σ p log q = 1/Z_p Σ p* log(q*/Z_q)")
                        .over(Measures.ANY)
                        .numbers(x -> x.mean((p, q) -> p * log(q / x.zq())), SoftmaxNote::meanLogOnTape),
                claim("bars-2", "Σ p log q, line 2", "= 1/Z_p Σ p* (log q* - log Z_q)")
                        .over(Measures.ANY)
                        .numbers(
                                x -> x.mean((p, q) -> p * (log(q) - log(x.zq()))),
                                x -> x.mean((p, q) -> p * log(q / x.zq()))),
                claim("bars-3", "Σ p log q, line 3", "= 1/Z_p Σ p* log q* - 1/Z_p Σ p* log Z_q")
                        .over(Measures.ANY)
                        .numbers(
                                x -> x.mean((p, q) -> p * log(q)) - x.mean((p, q) -> p * log(x.zq())),
                                x -> x.mean((p, q) -> p * (log(q) - log(x.zq())))),
                claim("bars-4", "Σ p log q, line 4", "= 1/Z_p Σ p* log q* - log Z_q · (1/Z_p Σ p*)")
                        .over(Measures.ANY)
                        .numbers(
                                x -> x.mean((p, q) -> p * log(q)) - log(x.zq()) * x.mean((p, q) -> p),
                                x -> x.mean((p, q) -> p * log(q)) - x.mean((p, q) -> p * log(x.zq()))),
                claim("bars-5", "Σ p log q, line 5", "= 1/Z_p Σ p* log q* - log Z_q")
                        .over(Measures.ANY)
                        .numbers(
                                x -> x.mean((p, q) -> p * log(q)) - log(x.zq()),
                                x -> x.mean((p, q) -> p * log(q)) - log(x.zq()) * x.mean((p, q) -> p)));
    }

    /** Σ p log q through the log-softmax of log p* and log q*. */
    private static double meanLogOnTape(Measures x) {
        try (Tape tape = new Tape()) {
            Var p = softmax(log(tape.constant(column(x.p()))));
            Var logQ = logSoftmax(log(tape.constant(column(x.q()))));
            return -Discrete.crossEntropy(p, logQ).scalar();
        }
    }

    private static List<Claim> gradient() {
        return List.of(
                claim("gradient-1", "∇[…], line 1", "∇[1/Z_p Σ p* log q* - log Z_q] = 1/Z_p Σ p* ∇log q* - ∇log Z_q")
                        .over(Featured.AWAY)
                        .vectors(
                                x -> minus(
                                        FiniteSupport.weightedRows(
                                                Autodiff.jacobian(x.family()::logits, column(x.theta())), x.p()),
                                        FiniteSupport.gradient(x.family()::logPartition, x.theta())),
                                SoftmaxNote::bracketGradient),
                claim("gradient-2", "∇[…], line 2", "= 1/Z_p Σ p* φ - E_q[φ]")
                        .over(Featured.AWAY)
                        .vectors(
                                x -> minus(scaled(1 / x.zp(), x.weighted(x.mass())), x.weighted(x.q())),
                                SoftmaxNote::bracketGradient),
                claim("gradient-3", "∇[…], line 3", "= E_p[φ] - E_q[φ]")
                        .over(Featured.AWAY)
                        .vectors(x -> minus(x.weighted(x.p()), x.weighted(x.q())), SoftmaxNote::bracketGradient),
                claim("gradient-of-kl", "∇[…], read as ∇KL", "∇_θ KL(p‖q) = E_p[φ] - E_q[φ]")
                        .over(Featured.AWAY)
                        .vectors(
                                x -> minus(x.weighted(x.p()), x.weighted(x.q())),
                                x -> FiniteSupport.gradient(
                                        theta -> x.family()
                                                .klFrom(log(theta.tape().constant(column(x.p()))), theta),
                                        x.theta()))
                        .wrongVector(
                                "∇_θ KL(p‖q) = E_q[φ] - E_p[φ]",
                                x -> minus(x.weighted(x.q()), x.weighted(x.p())),
                                List.of(featured(0, 0.5, 0.5), featured(0, 0.75, 0.25), featured(0, 0.25, 0.75))));
    }

    /** φ = (1, 0) at {@code theta}. */
    private static Featured featured(double theta, double... p) {
        return new Featured(new double[][] {{1}, {0}}, new double[] {theta}, p);
    }

    /** ∇_θ of 1/Z_p Σ p* log q* - log Z_q as one computation on the tape. */
    private static double[] bracketGradient(Featured x) {
        return FiniteSupport.gradient(
                theta -> theta.tape()
                        .constant(column(x.mass()))
                        .dot(x.family().logits(theta))
                        .scale(1 / x.zp())
                        .minus(x.family().logPartition(theta)),
                x.theta());
    }
}
