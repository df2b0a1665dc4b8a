package io.grad4j.tour.notes;

import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Softmaxes.logSoftmax;
import static io.grad4j.autodiff.ops.Softmaxes.logSumExp;
import static io.grad4j.autodiff.ops.Softmaxes.softmax;
import static io.grad4j.tour.points.Columns.column;
import static io.grad4j.tour.points.Columns.entries;
import static io.grad4j.tour.points.Columns.minus;
import static io.grad4j.tour.points.Columns.scaled;
import static java.lang.Math.log;

import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.byhand.ScoreFormulas;
import io.grad4j.kl.divergences.Discrete;
import io.grad4j.kl.estimators.ScoreFunction;
import io.grad4j.tour.judge.Claim;
import io.grad4j.tour.judge.Gradient;
import io.grad4j.tour.judge.Label;
import io.grad4j.tour.points.Pair;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Note 001: both gradients of KL as expectations of the score, and the two algorithms made of them. */
final class ScoreNote {
    private ScoreNote() {}

    static Note note() {
        return new Note(
                "001",
                "Gradients of KL as expectations of the score",
                List.of(
                        "Integrals are sums over n+1 points here, p_θ = softmax(θ), enumerated exactly. True sides: the tape's gradient,",
                        "and for the lines of a display the line before; line 4 is held against line 2, past the slip of line 3."),
                Stream.of(
                                gradientTo(),
                                gradientToByScore(),
                                firstAlgorithm(),
                                gradientFrom(),
                                gradientFromByScore(),
                                secondAlgorithm())
                        .flatMap(List::stream)
                        .toList(),
                List.of(),
                List.of(
                        new Gradient<>(
                                "∇_θ KL(p_θ‖q)",
                                "E_p[∇log p · (1 + log p - log q)]",
                                Pair.APART,
                                FiniteSupport::gradientOfKlTo,
                                x -> ScoreFormulas.gradientOfKlTo(x.s(), x.q())),
                        new Gradient<>(
                                "∇_θ KL(q‖p_θ)",
                                "-E_q[∇log p]",
                                Pair.APART,
                                FiniteSupport::gradientOfKlFrom,
                                x -> ScoreFormulas.gradientOfKlFrom(x.q(), x.s()))));
    }

    private static Label claim(String slug, String where, String formula) {
        return new Label("001/" + slug, where, formula);
    }

    private static List<Claim> gradientTo() {
        return List.of(
                claim("measure", "opening", "KL measures a difference").notCheckable("no quantity is given"),
                claim("definition", "definition", "D(p‖q) = E_p[log(p/q)]")
                        .over(Pair.APART)
                        .numbers(x -> x.sum((p, q) -> p * log(p / q)), ScoreNote::klOnTape),
                claim("to-1", "∇D(p‖q), line 1", "∇D(p‖q) = ∇E_p[log(p_θ/q)]")
                        .over(Pair.APART)
                        // ∇A(s) = p and ∇²A(s) = Cov, so the gradient of the Bregman divergence is ∇²A(s)·(s - t).
                        .vectors(
                                x -> FiniteSupport.gradient(
                                        s -> softmax(s).dot(logSoftmax(s).minus(logQ(s, x))), x.s()),
                                x -> entries(
                                        Autodiff.hvp(s -> logSumExp(s), x.sColumn(), column(minus(x.s(), x.t()))))),
                claim("to-2", "line 2", "= ∫ ∇(p log p - p log q)")
                        .over(Pair.APART)
                        .vectors(
                                x -> FiniteSupport.summedGradients(
                                        s -> softmax(s)
                                                .elementMult(logSoftmax(s).minus(logQ(s, x))),
                                        x.s()),
                                FiniteSupport::gradientOfKlTo),
                claim("braces", "line 3, braces", "p ∇log p = ∇p")
                        .over(Pair.APART)
                        .vectors(
                                x -> eachWeighted(x.p(), FiniteSupport.scores(x.s())),
                                x -> entries(FiniteSupport.probabilityGradients(x.s()))));
    }

    private static List<Claim> gradientToByScore() {
        return List.of(
                claim("to-3", "line 3", "= ∫ p ∇log p + p ∇log p - p ∇log p · log q")
                        .over(Pair.APART)
                        .vectors(x -> expected(x, (p, q) -> 1 + 1 - log(q)), FiniteSupport::gradientOfKlTo)
                        .wrongElsewhere(
                                "= ∫ p ∇log p · log p + p ∇log p - p ∇log p · log q",
                                x -> expected(x, (p, q) -> log(p) + 1 - log(q)),
                                List.of(ScoreWitnesses.gaussian(2), ScoreWitnesses.gaussian(0.5))),
                claim("to-4", "line 4", "= ∫ p (∇log p · (1 + log p - log q))")
                        .over(Pair.APART)
                        .vectors(x -> ScoreFormulas.gradientOfKlTo(x.s(), x.q()), FiniteSupport::gradientOfKlTo),
                claim("to-5", "line 5", "= E_p[∇log p · (1 + log p - log q)]")
                        .over(Pair.APART)
                        .vectors(
                                x -> entries(
                                        new ScoreFunction(s -> logSoftmax(s), x.sColumn()).gradientOfKlTo(x.logQ(), 1)),
                                FiniteSupport::gradientOfKlTo));
    }

    private static List<Claim> firstAlgorithm() {
        return List.of(
                claim("sampling-to", "algorithm 1, 1-3, 5", "sample x from p_θ, evaluate, backpropagate, repeat")
                        .notCheckable("instructions"),
                claim("step-4", "algorithm 1, step 4", "Δθ = ∇log p · (1 + log p - log q) descends, E_p[Δθ] = -∇D(p‖q)")
                        .over(Pair.APART)
                        .vectors(
                                x -> expected(x, (p, q) -> 1 + log(p) - log(q)),
                                x -> scaled(-1, FiniteSupport.gradientOfKlTo(x)))
                        .wrongElsewhere(
                                "Δθ = -η ∇log p · (1 + log p - log q), so that E_p[Δθ] = -η ∇D(p‖q)",
                                x -> expected(x, (p, q) -> -(1 + log(p) - log(q))),
                                List.of(ScoreWitnesses.descent())),
                claim("difficulty", "after algorithm 1", "as hard as reinforcement learning")
                        .notCheckable("an opinion"));
    }

    private static List<Claim> gradientFrom() {
        return List.of(
                claim("from-1", "∇D(q‖p), line 1", "∇D(q‖p) = ∇E_q[log(q/p_θ)]")
                        .over(Pair.APART)
                        .vectors(
                                x -> FiniteSupport.gradient(
                                        s -> softmax(logQ(s, x)).dot(logQ(s, x).minus(logSoftmax(s))), x.s()),
                                FiniteSupport::gradientOfKlFrom),
                claim("from-2", "line 2, left", "= ∫ ∇(q log(q/p))")
                        .over(Pair.APART)
                        .vectors(
                                x -> FiniteSupport.summedGradients(
                                        s -> softmax(logQ(s, x))
                                                .elementMult(
                                                        log(softmax(logQ(s, x)).elementDiv(softmax(s)))),
                                        x.s()),
                                FiniteSupport::gradientOfKlFrom),
                claim("from-3", "line 2, right", "= ∫ q · p/q · (-q/p²) · ∇p")
                        .over(Pair.APART)
                        .vectors(
                                x -> slopes(x, (p, q) -> q * (p / q) * (-q / (p * p))),
                                FiniteSupport::gradientOfKlFrom));
    }

    private static List<Claim> gradientFromByScore() {
        return List.of(
                claim("from-4", "line 3, left", "= ∫ -q/p · ∇p")
                        .over(Pair.APART)
                        .vectors(
                                x -> slopes(x, (p, q) -> -q / p),
                                x -> slopes(x, (p, q) -> q * (p / q) * (-q / (p * p)))),
                claim("from-5", "line 3, right", "= -E_q[∇log p]")
                        .over(Pair.APART)
                        .vectors(
                                x -> entries(new ScoreFunction(s -> logSoftmax(s), x.sColumn())
                                        .gradientOfKlFrom(column(x.q()))),
                                FiniteSupport::gradientOfKlFrom));
    }

    private static List<Claim> secondAlgorithm() {
        return List.of(
                claim("sampling-from", "algorithm 2, 1-3, 5", "sample x from q, evaluate, backpropagate, repeat")
                        .notCheckable("instructions"),
                claim("from-step", "algorithm 2, step 4", "Δθ = ∇log p descends, E_q[Δθ] = -∇D(q‖p)")
                        .over(Pair.APART)
                        .vectors(
                                x -> FiniteSupport.weightedRows(FiniteSupport.scores(x.s()), x.q()),
                                x -> scaled(-1, FiniteSupport.gradientOfKlFrom(x))));
    }

    private static double klOnTape(Pair x) {
        try (Tape tape = new Tape()) {
            return Discrete.klOfLogits(tape.constant(x.sColumn()), tape.constant(x.tColumn()), Each.MATRIX)
                    .scalar();
        }
    }

    /** log q as a constant beside {@code s}. */
    private static Var logQ(Var s, Pair x) {
        return logSoftmax(s.tape().constant(x.tColumn()));
    }

    /** E_p[∇log p · weight(p, q)], the scores by the tape. */
    private static double[] expected(Pair x, DoubleBinaryOperator weight) {
        return FiniteSupport.weightedRows(
                FiniteSupport.scores(x.s()), x.each((p, q) -> p * weight.applyAsDouble(p, q)));
    }

    /** Σ slope(p, q)·∇p, the gradients by the tape. */
    private static double[] slopes(Pair x, DoubleBinaryOperator slope) {
        return FiniteSupport.weightedRows(FiniteSupport.probabilityGradients(x.s()), x.each(slope));
    }

    /** Row x of {@code rows} times weight(x), row after row. */
    private static double[] eachWeighted(double[] weight, DMatrixRMaj rows) {
        DMatrixRMaj scaled = rows.copy();
        CommonOps_DDRM.multRows(weight, scaled);
        return entries(scaled);
    }
}
