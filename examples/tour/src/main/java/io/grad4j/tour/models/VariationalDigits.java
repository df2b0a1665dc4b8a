package io.grad4j.tour.models;

import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.sigmoid;
import static io.grad4j.autodiff.ops.Reductions.sumOfSquares;

import io.grad4j.autodiff.Autodiff.ValueAndGradient;
import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.divergences.Gaussian;
import io.grad4j.kl.models.VariationalAutoencoder;
import io.grad4j.kl.models.VariationalAutoencoder.Posterior;
import io.grad4j.kl.optimization.Adam;
import io.grad4j.kl.optimization.Objective;
import io.grad4j.kl.optimization.Packing;
import io.grad4j.kl.optimization.StoppingRule;
import io.grad4j.tour.data.DataSet;
import io.grad4j.tour.judge.Numerals;
import io.grad4j.tour.pictures.Picture;
import io.grad4j.tour.pictures.Plot;
import io.grad4j.tour.pictures.Tiles;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Two variational autoencoders of the digits: one with the KL of note 002 put right, one with the closed form as the note has it. */
final class VariationalDigits {
    private static final int HIDDEN = 64;
    private static final int LATENT = 8;
    private static final int BATCH = 100;
    private static final double STEP = 0.003;
    private static final int SHOWN = 10;

    private final DMatrixRMaj training;
    private final DMatrixRMaj heldOut;

    /** Noise for the held-out rows, the same at every epoch. */
    private final DMatrixRMaj fixedNoise;

    private final DMatrixRMaj[] start;
    private final Packing packing;
    private final int epochs;

    private VariationalDigits(DataSet digits, int epochs) {
        DataSet.Split split = digits.scaled(1 / 16.0).split();
        this.training = split.training().features();
        this.heldOut = split.heldOut().features();
        this.epochs = epochs;
        Rows.requireAtLeast(BATCH, training, "digits to train on");
        this.fixedNoise = noise(heldOut.numRows, new SplittableRandom(2));
        this.start = VariationalAutoencoder.initialParameters(training.numCols, HIDDEN, LATENT, new SplittableRandom(1))
                .toArray(DMatrixRMaj[]::new);
        this.packing = Packing.of(start);
    }

    static Outcome train(DataSet digits, int epochs) {
        VariationalDigits work = new VariationalDigits(digits, epochs);
        Trained right = work.train(Gaussian::klFromStandardByLogVariance);
        Trained displayed = work.train(VariationalDigits::displayedForm);
        return new Outcome(work.figures(right, displayed), work.pictures(right, displayed));
    }

    /**
     * ½∏σ² + ½μᵀμ - Σ ln σ - ½ of each row, summed: what note 002 displays.
     *
     * <p>Its first term holds the product of the variances where their sum belongs: only the product is driven to 1.
     */
    private static Var displayedForm(Var mu, Var logVariance) {
        Var logProduct = logVariance.sum(Each.ROW);
        return exp(logProduct)
                .minus(logProduct)
                .minus(1)
                .sum()
                .plus(sumOfSquares(mu, Each.MATRIX))
                .scale(0.5);
    }

    /**
     * A model after its training.
     *
     * @param elbo of the held-out rows at each epoch, the first before training
     */
    private record Trained(List<DMatrixRMaj> parameters, Curve elbo) {}

    private Trained train(BinaryOperator<Var> divergence) {
        Batches batches = new Batches(divergence);
        Adam adam = new Adam(STEP, StoppingRule.after(epochs * batches.each));
        DMatrixRMaj fitted = adam.minimize(batches, packing.pack(start)).parameters();
        return new Trained(packing.unpack(fitted), batches.elbo);
    }

    /** The loss of one batch after another in a fixed order, with fresh noise; the true ELBO of the held-out rows once an epoch. */
    private final class Batches implements Objective {
        private final BinaryOperator<Var> divergence;
        private final SplittableRandom random = new SplittableRandom(3);
        private final int each = training.numRows / BATCH;
        private final Curve elbo = new Curve();
        private int next;

        Batches(BinaryOperator<Var> divergence) {
            this.divergence = divergence;
        }

        @Override
        public ValueAndGradient at(DMatrixRMaj x) {
            if (next % each == 0) {
                elbo.add(elbo(packing.unpack(x)));
            }
            int from = next++ % each * BATCH;
            DMatrixRMaj batch = CommonOps_DDRM.extract(training, from, from + BATCH, 0, training.numCols);
            DMatrixRMaj noise = noise(BATCH, random);
            return packing.objective(p -> {
                        Tape tape = p[0].tape();
                        return VariationalAutoencoder.of(p)
                                .loss(tape.constant(batch), tape.constant(noise), divergence);
                    })
                    .at(x);
        }
    }

    private double elbo(List<DMatrixRMaj> parameters) {
        try (Tape tape = new Tape()) {
            return -model(tape, parameters)
                    .negativeElbo(tape.constant(heldOut), tape.constant(fixedNoise))
                    .scalar();
        }
    }

    private static VariationalAutoencoder model(Tape tape, List<DMatrixRMaj> parameters) {
        return VariationalAutoencoder.of(parameters.stream().map(tape::constant).toArray(Var[]::new));
    }

    private static DMatrixRMaj noise(int rows, SplittableRandom random) {
        DMatrixRMaj noise = new DMatrixRMaj(rows, LATENT);
        for (int i = 0; i < noise.getNumElements(); i++) {
            noise.data[i] = random.nextGaussian();
        }
        return noise;
    }

    private List<Figure> figures(Trained right, Trained displayed) {
        return List.of(
                Figure.atLeast("rise of the ELBO, nats a held-out digit", right.elbo.last() - right.elbo.first(), 15),
                Figure.shown("ELBO at the end, nats", right.elbo.last()),
                Figure.shown("KL(q(z|x)‖N(0, I)) at the end, nats", divergence(right)),
                Figure.atLeast(
                        "ELBO lost by the form that note 002 displays, nats",
                        right.elbo.last() - displayed.elbo.last(),
                        1),
                Figure.shown("true KL of its posteriors, nats", divergence(displayed)),
                Figure.atLeast(
                        "its largest σ of a latent dimension", CommonOps_DDRM.elementMax(deviations(displayed)), 1.2),
                Figure.atMost("largest σ with the right form", CommonOps_DDRM.elementMax(deviations(right)), 1.2));
    }

    /** The mean over the held-out rows. */
    private double divergence(Trained trained) {
        try (Tape tape = new Tape()) {
            Posterior q = model(tape, trained.parameters).posterior(tape.constant(heldOut));
            return Gaussian.klFromStandardByLogVariance(q.mu(), q.logVariance()).scalar() / heldOut.numRows;
        }
    }

    /** The geometric mean, over the held-out rows, of σ of each latent dimension, in ascending order, 1×latent. */
    private DMatrixRMaj deviations(Trained trained) {
        try (Tape tape = new Tape()) {
            Posterior q = model(tape, trained.parameters).posterior(tape.constant(heldOut));
            DMatrixRMaj sigma = exp(q.logVariance().sum(Each.COLUMN).scale(0.5 / heldOut.numRows))
                    .value();
            Arrays.sort(sigma.data);
            return sigma;
        }
    }

    private List<Picture> pictures(Trained right, Trained displayed) {
        double[] dimensions = {1, 2, 3, 4, 5, 6, 7, 8};
        return List.of(
                Plot.of(
                                "variational-training",
                                "-ELBO of held-out digits at each epoch, lower is better.",
                                "With the right divergence the ELBO rises from " + Numerals.decimal(right.elbo.first())
                                        + " to " + Numerals.decimal(right.elbo.last())
                                        + " nats; with the displayed one it ends at "
                                        + Numerals.decimal(displayed.elbo.last()) + ".",
                                "epoch",
                                "-ELBO, nats a digit")
                        .logarithmic()
                        .curve("right KL", right.elbo.x(), right.elbo.negated())
                        .curve("as displayed", displayed.elbo.x(), displayed.elbo.negated()),
                Plot.of(
                                "variational-posterior",
                                "σ of the posteriors in each latent dimension, in ascending order.",
                                "With the right divergence no σ is far above 1; with the displayed one some are,"
                                        + " and others are smaller than they should be.",
                                "latent dimension",
                                "σ, geometric mean")
                        .logarithmic()
                        .points("right KL", dimensions, deviations(right).data)
                        .points("as displayed", dimensions, deviations(displayed).data),
                reconstructions(right),
                samples("variational-samples", "Digits drawn from the model: z ~ N(0, I), decoded.", right),
                samples(
                        "variational-samples-displayed",
                        "The same draws from the model that was trained with the displayed form.",
                        displayed));
    }

    private Tiles reconstructions(Trained trained) {
        try (Tape tape = new Tape()) {
            VariationalAutoencoder model = model(tape, trained.parameters);
            DMatrixRMaj digits = Rows.first(heldOut, SHOWN);
            Var mu = model.posterior(tape.constant(digits)).mu();
            return new Tiles(
                    "variational-reconstructions",
                    "Held-out digits above, their reconstructions from the mean of q(z|x) below.",
                    "Ten digits and their reconstructions, which are smoother and can be read.",
                    CommonOps_DDRM.concatRowsMulti(
                            digits, sigmoid(model.decode(mu)).value()),
                    SHOWN);
        }
    }

    private Tiles samples(String name, String caption, Trained trained) {
        try (Tape tape = new Tape()) {
            DMatrixRMaj z = noise(3 * SHOWN, new SplittableRandom(4));
            Var logits = model(tape, trained.parameters).decode(tape.constant(z));
            return new Tiles(
                    name,
                    caption,
                    "Thirty images of 8×8 pixels.",
                    sigmoid(logits).value(),
                    SHOWN);
        }
    }
}
