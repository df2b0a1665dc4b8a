package io.grad4j.tour.models;

import static io.grad4j.autodiff.ops.Reductions.sumOfSquares;

import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.models.SparseAutoencoder;
import io.grad4j.kl.optimization.Adam;
import io.grad4j.kl.optimization.Objective;
import io.grad4j.kl.optimization.Packing;
import io.grad4j.kl.optimization.StoppingRule;
import io.grad4j.tour.data.DataSet;
import io.grad4j.tour.judge.Numerals;
import io.grad4j.tour.pictures.Plot;
import io.grad4j.tour.pictures.Tiles;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** A sparse autoencoder of the digits: its hidden units are held to a mean activation of ρ by the Bernoulli KL. */
final class SparseDigits {
    private static final int HIDDEN = 25;
    private static final double RHO = 0.05;

    /** How much the penalty counts beside the reconstruction error. */
    private static final double BETA = 3;

    /** Weight decay, which keeps the decoder from making up for activations that are pressed to 0. */
    private static final double DECAY = 3e-4;

    private static final double STEP = 0.03;
    private static final int STEPS = 500;

    private SparseDigits() {}

    static Outcome sparse(DataSet digits) {
        DMatrixRMaj x = digits.scaled(1 / 16.0).features();
        Rows.requireAtLeast(10, x, "digits");
        DMatrixRMaj[] start = SparseAutoencoder.initialParameters(x.numCols, HIDDEN, new SplittableRandom(1))
                .toArray(DMatrixRMaj[]::new);
        Packing packing = Packing.of(start);
        Curve means = new Curve();
        Objective loss = packing.objective(p -> {
            SparseAutoencoder model = SparseAutoencoder.of(p);
            Var decay = sumOfSquares(p[0], Each.MATRIX).plus(sumOfSquares(p[2], Each.MATRIX));
            return model.loss(p[0].tape().constant(x), RHO, BETA).plus(decay.scale(0.5 * DECAY));
        });
        Objective watched = at -> {
            means.add(mean(hidden(x, packing.unpack(at))));
            return loss.at(at);
        };
        Adam adam = new Adam(STEP, StoppingRule.after(STEPS));
        DMatrixRMaj fitted = adam.minimize(watched, packing.pack(start)).parameters();
        return outcome(x, packing.unpack(fitted), means);
    }

    private static DMatrixRMaj hidden(DMatrixRMaj x, List<DMatrixRMaj> parameters) {
        try (Tape tape = new Tape()) {
            return model(tape, parameters).hidden(tape.constant(x)).value();
        }
    }

    private static SparseAutoencoder model(Tape tape, List<DMatrixRMaj> parameters) {
        return SparseAutoencoder.of(parameters.stream().map(tape::constant).toArray(Var[]::new));
    }

    private static Outcome outcome(DMatrixRMaj x, List<DMatrixRMaj> parameters, Curve means) {
        try (Tape tape = new Tape()) {
            SparseAutoencoder model = model(tape, parameters);
            Var rows = tape.constant(x);
            DMatrixRMaj unitMeans = Rows.mean(hidden(x, parameters));
            double error = 2 * model.reconstructionError(rows).scalar();
            return new Outcome(
                    List.of(
                            Figure.between("mean activation, ρ = 0.05 ± 10 %", mean(unitMeans), 0.9 * RHO, 1.1 * RHO),
                            Figure.shown("least mean activation of a unit", CommonOps_DDRM.elementMin(unitMeans)),
                            Figure.shown("largest mean activation of a unit", CommonOps_DDRM.elementMax(unitMeans)),
                            Figure.shown(
                                    "penalty Σ KL(Bern(ρ)‖Bern(ρ̂)), nats",
                                    model.sparsityPenalty(rows, RHO).scalar()),
                            Figure.atMost(
                                    "share of the variance that reconstructions miss",
                                    error / CommonOps_DDRM.trace(Rows.covariance(x)),
                                    0.35)),
                    List.of(
                            activations(means),
                            features(parameters.get(0)),
                            new Tiles(
                                    "sparse-reconstructions",
                                    "Digits above, their reconstructions from 25 sparse activations below.",
                                    "Ten digits 0 to 9 and their reconstructions, which can be read.",
                                    CommonOps_DDRM.concatRowsMulti(
                                            Rows.first(x, 10),
                                            Rows.first(
                                                    model.reconstruction(rows).value(), 10)),
                                    10)));
        }
    }

    private static Plot activations(Curve means) {
        return Plot.of(
                        "sparse-activation",
                        "The mean activation at each step of Adam, and its target.",
                        "The mean activation falls from " + Numerals.decimal(means.first()) + " to "
                                + Numerals.decimal(means.last()) + ".",
                        "step",
                        "mean activation")
                .curve("mean activation", means.x(), means.y())
                .dashed("ρ", new double[] {1, STEPS}, new double[] {RHO, RHO});
    }

    /** The weights of each unit over the pixels, scaled to the range of grey. */
    private static Tiles features(DMatrixRMaj weights) {
        DMatrixRMaj rows = CommonOps_DDRM.transpose(weights, null);
        for (int j = 0; j < rows.numRows; j++) {
            DMatrixRMaj row = CommonOps_DDRM.extractRow(rows, j, null);
            double largest = CommonOps_DDRM.elementMaxAbs(row);
            CommonOps_DDRM.scale(0.5 / largest, row);
            CommonOps_DDRM.add(row, 0.5);
            CommonOps_DDRM.insert(row, rows, j, 0);
        }
        return new Tiles(
                "sparse-features",
                "What each hidden unit looks for: dark pixels excite it, light ones inhibit it.",
                "25 images of 8×8 weights, patches of dark and of light.",
                rows,
                5);
    }

    private static double mean(DMatrixRMaj m) {
        return CommonOps_DDRM.elementSum(m) / m.getNumElements();
    }
}
