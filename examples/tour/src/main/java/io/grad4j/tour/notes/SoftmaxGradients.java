package io.grad4j.tour.notes;

import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.tour.points.Columns.column;
import static io.grad4j.tour.points.Columns.entries;

import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Gradients;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.byhand.NeighbourFormulas;
import io.grad4j.kl.byhand.SoftmaxFormulas;
import io.grad4j.kl.models.Neighbours;
import io.grad4j.kl.models.SoftmaxQ;
import io.grad4j.tour.judge.Gradient;
import io.grad4j.tour.judge.Side;
import io.grad4j.tour.points.Featured;
import io.grad4j.tour.points.Line;
import io.grad4j.tour.points.Neighbourhood;
import io.grad4j.tour.points.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import org.ejml.data.DMatrixRMaj;

/** The gradients of note 000: of KL by logits and by parameters, of softmax-q, and of the embeddings made of it. */
final class SoftmaxGradients {
    private SoftmaxGradients() {}

    static List<Gradient<?>> all() {
        List<Gradient<?>> all = new ArrayList<>(ofLogits());
        all.addAll(ofEmbeddings());
        return all;
    }

    private static List<Gradient<?>> ofLogits() {
        return List.of(
                new Gradient<>(
                        "∇_s KL(p‖q), q = softmax(s)",
                        "q - p",
                        Pair.APART,
                        FiniteSupport::gradientOfKlFrom,
                        x -> SoftmaxFormulas.forwardKlByLogits(x.q(), x.s())),
                new Gradient<>(
                        "∇_s KL(q‖p), q = softmax(s)",
                        "q ∘ (log(q/p) - KL(q‖p))",
                        Pair.APART,
                        FiniteSupport::gradientOfKlTo,
                        x -> SoftmaxFormulas.reverseKlByLogits(x.s(), x.q())),
                new Gradient<>(
                        "∇_θ KL(p‖q_θ), q_θ ∝ exp(θᵀφ)",
                        "E_q[φ] - E_p[φ]",
                        Featured.AWAY,
                        x -> FiniteSupport.gradient(
                                theta -> x.family().klFrom(log(theta.tape().constant(column(x.p()))), theta),
                                x.theta()),
                        x -> SoftmaxFormulas.forwardKlByParameter(x.p(), x.phi(), x.theta())),
                new Gradient<>(
                        "∂ log q(x_t|i) by i and each x_j",
                        "-2(i-x_t) + 2 Σ q (i-x); 2(δ_jt - q_j)(i-x_j)",
                        Line.ANY,
                        SoftmaxGradients::ofPick,
                        x -> SoftmaxFormulas.logNeighbourPartials(x.i(), x.neighbours(), x.picked())));
    }

    private static List<Gradient<?>> ofEmbeddings() {
        return List.of(
                embedding(
                        "∂C/∂y_i of SNE",
                        "2 Σ_j (p_j|i - q_j|i + p_i|j - q_i|j)(y_i - y_j)",
                        x -> ofCost(Neighbours::rowwise, x.byRow(), x.y()),
                        x -> NeighbourFormulas.rowwise(x.byRow(), x.y())),
                embedding(
                        "∂C/∂y_i of symmetric SNE",
                        "4 Σ_j (p_ij - q_ij)(y_i - y_j)",
                        x -> ofCost(Neighbours::symmetric, x.inTotal(), x.y()),
                        x -> NeighbourFormulas.symmetric(x.inTotal(), x.y())),
                embedding(
                        "∂C/∂y_i of t-SNE",
                        "4 Σ_j (p_ij - q_ij)(y_i - y_j) / (1 + |y_i - y_j|²)",
                        x -> ofCost(Neighbours::studentT, x.inTotal(), x.y()),
                        x -> NeighbourFormulas.studentT(x.inTotal(), x.y())));
    }

    @FunctionalInterface
    private interface ByPoint {
        double[][] at(Neighbourhood x);
    }

    private static Gradient<Neighbourhood> embedding(
            String name, String formula, Side<Neighbourhood> tape, ByPoint hand) {
        return new Gradient<>(name, formula, Neighbourhood.ANY, tape, x -> entries(new DMatrixRMaj(hand.at(x))));
    }

    /** The gradient by the points Y of a cost of (P, Y). */
    private static double[] ofCost(BinaryOperator<Var> cost, double[][] p, double[][] y) {
        return entries(
                Autodiff.gradient(v -> cost.apply(v.tape().constant("P", new DMatrixRMaj(p)), v), new DMatrixRMaj(y)));
    }

    private static double[] ofPick(Line x) {
        try (Tape tape = new Tape()) {
            Var i = tape.variable("i", x.i());
            Var neighbours = tape.variable("x", column(x.neighbours()));
            double[] picked = new double[x.neighbours().length];
            picked[x.picked()] = 1;
            Gradients g =
                    tape.gradients(SoftmaxQ.logProbabilities(i, neighbours).dot(tape.constant(column(picked))));
            return entries(g.of(i), g.of(neighbours));
        }
    }
}
