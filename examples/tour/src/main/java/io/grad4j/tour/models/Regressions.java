package io.grad4j.tour.models;

import static io.grad4j.autodiff.ops.Reductions.sumOfSquares;
import static io.grad4j.autodiff.ops.Shaping.stackColumns;

import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.models.LogisticRegression;
import io.grad4j.kl.models.SoftmaxRegression;
import io.grad4j.kl.optimization.Packing;
import io.grad4j.kl.optimization.QuasiNewton;
import io.grad4j.kl.optimization.Solution;
import io.grad4j.kl.optimization.StoppingRule;
import io.grad4j.tour.data.DataSet;
import io.grad4j.tour.judge.Numerals;
import io.grad4j.tour.pictures.Plot;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Logistic and softmax regression by maximum likelihood, that is by the least cross-entropy from the empirical distribution.
 *
 * <p>Weights, not biases, are held back by ‖W‖²/2m, the density of a standard normal prior. At the minimum the slope by a bias is the mean
 * predicted probability less the share of the class (∇KL = E_q φ - E_p φ), so these agree.
 */
final class Regressions {
    private static final StoppingRule RULE = new StoppingRule(5e-7, 500);

    private Regressions() {}

    /** The two models, alike but for the logits. */
    private interface Model {
        Var loss(Var x, int[] labels, Var... parameters);

        /** A column a class. */
        Var logits(Var x, Var... parameters);
    }

    private static final Model LOGISTIC = new Model() {
        @Override
        public Var loss(Var x, int[] labels, Var... p) {
            return new LogisticRegression(p[0], p[1]).negativeLogLikelihood(labels, x);
        }

        @Override
        public Var logits(Var x, Var... p) {
            Var eta = new LogisticRegression(p[0], p[1]).logits(x);
            return stackColumns(eta.scale(0), eta);
        }
    };

    private static final Model SOFTMAX = new Model() {
        @Override
        public Var loss(Var x, int[] labels, Var... p) {
            return new SoftmaxRegression(p[0], p[1]).negativeLogLikelihood(labels, x);
        }

        @Override
        public Var logits(Var x, Var... p) {
            return new SoftmaxRegression(p[0], p[1]).logits(x);
        }
    };

    /** Malignant or benign, from 30 standardised measures. */
    static Outcome logistic(DataSet breastCancer) {
        DataSet.Split split = breastCancer.split().standardized();
        int d = split.training().features().numCols;
        return fit("logistic", LOGISTIC, split, 0.97, new DMatrixRMaj(d, 1), new DMatrixRMaj(1, 1));
    }

    /**
     * Ten digits from 64 pixels.
     *
     * <p>Taking off the means leaves the model the same, since the biases make up for it, and the search shorter by a third: weights and
     * biases no longer pull at the same logits.
     */
    static Outcome softmax(DataSet digits) {
        DataSet.Split split = digits.scaled(1 / 16.0).split().centred();
        int d = split.training().features().numCols;
        int k = digits.classes().size();
        return fit("softmax", SOFTMAX, split, 0.95, new DMatrixRMaj(d, k), new DMatrixRMaj(1, k));
    }

    private static Outcome fit(
            String name, Model model, DataSet.Split split, double stated, DMatrixRMaj weights, DMatrixRMaj bias) {
        DMatrixRMaj x = split.training().features();
        int[] labels = split.training().labels();
        Packing packing = Packing.of(weights, bias);
        Curve curve = new Curve();
        Solution solution = new QuasiNewton(RULE, curve)
                .minimize(
                        packing.objective(p -> {
                            Var likelihood = model.loss(p[0].tape().constant(x), labels, p);
                            return likelihood.plus(
                                    sumOfSquares(p[0], Each.MATRIX).scale(0.5 / x.numRows));
                        }),
                        packing.pack(weights, bias));
        List<DMatrixRMaj> fitted = packing.unpack(solution.parameters());
        Predictions training = predictions(model, split.training(), fitted);
        Predictions heldOut = predictions(model, split.heldOut(), fitted);
        double likelihood = negativeLogLikelihood(model, split.heldOut(), fitted);
        return new Outcome(
                List.of(
                        Figure.atLeast("accuracy, held-out fifth", heldOut.accuracy(), stated),
                        Figure.shown("accuracy, training rows", training.accuracy()),
                        Figure.shown("negative log-likelihood a held-out row, nats", likelihood),
                        Figure.atMost(
                                "its relative difference from H(p̂, q)",
                                Math.abs(likelihood / heldOut.crossEntropyFromEmpirical() - 1),
                                1e-12),
                        Figure.atMost(
                                "|mean predicted probability - share of the class|, training",
                                training.largestBias(),
                                1e-6),
                        Figure.shown("steps of BFGS", solution.iterations())),
                List.of(Plot.of(
                                name + "-training",
                                "The objective at each step of BFGS.",
                                "The negative log-likelihood with its prior falls from "
                                        + Numerals.decimal(curve.first()) + " to " + Numerals.decimal(curve.last())
                                        + " in "
                                        + solution.iterations() + " steps.",
                                "step",
                                "nats a row")
                        .curve("objective", curve.x(), curve.y())));
    }

    private static Predictions predictions(Model model, DataSet data, List<DMatrixRMaj> parameters) {
        try (Tape tape = new Tape()) {
            Var x = tape.constant(data.features());
            return new Predictions(model.logits(x, onTape(tape, parameters)).value(), data.labels());
        }
    }

    private static double negativeLogLikelihood(Model model, DataSet data, List<DMatrixRMaj> parameters) {
        try (Tape tape = new Tape()) {
            Var x = tape.constant(data.features());
            return model.loss(x, data.labels(), onTape(tape, parameters)).scalar();
        }
    }

    private static Var[] onTape(Tape tape, List<DMatrixRMaj> parameters) {
        return parameters.stream().map(tape::constant).toArray(Var[]::new);
    }
}
