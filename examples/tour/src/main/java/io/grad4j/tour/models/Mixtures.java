package io.grad4j.tour.models;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.ops.Factorizations;
import io.grad4j.kl.byhand.MixtureFormulas;
import io.grad4j.kl.byhand.MixtureFormulas.Mixture;
import io.grad4j.kl.models.GaussianMixture;
import io.grad4j.kl.optimization.Packing;
import io.grad4j.kl.optimization.QuasiNewton;
import io.grad4j.kl.optimization.Solution;
import io.grad4j.kl.optimization.StoppingRule;
import io.grad4j.tour.data.DataSet;
import io.grad4j.tour.judge.Numerals;
import io.grad4j.tour.pictures.Picture;
import io.grad4j.tour.pictures.Plot;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** A mixture of three Gaussians on iris, by the tape's gradient and by expectation maximisation from the same start. */
final class Mixtures {
    private static final int K = 3;

    /** Which row of each third of the data a mean starts at, counted from 0. */
    private static final int STARTING_ROW = 10;

    /** Expectation maximisation ends when a step gains less than this; its gains shrink by a constant factor a step. */
    private static final double GAIN = 1e-11;

    private static final int MOST_STEPS = 5000;

    /** What m times the objective of the search, the mean negative log-likelihood, is compared to within. */
    private static final double TOLERANCE = 1e-6;

    /** The log-likelihood published for three Gaussians with free covariances (mclust's model VVV). */
    private static final double PUBLISHED = -180.186;

    private Mixtures() {}

    static Outcome iris(DataSet iris) {
        DMatrixRMaj x = iris.features();
        Rows.requireAtLeast(3 * (STARTING_ROW + 1), x, "iris");
        Mixture start = start(x);
        Curve byHand = new Curve();
        Mixture maximised = expectationMaximisation(start, x, byHand);
        Curve byGradient = new Curve();
        Packing packing = Packing.of(new DMatrixRMaj(1, K), start.means(), factors(start));
        Solution solution = new QuasiNewton(new StoppingRule(1e-9, 2000), byGradient)
                .minimize(
                        packing.objective(p -> new GaussianMixture(p[0], p[1], p[2])
                                .logLikelihood(p[0].tape().constant(x))
                                .scale(-1.0 / x.numRows)),
                        packing.pack(new DMatrixRMaj(1, K), start.means(), factors(start)));
        double likelihood = -solution.value() * x.numRows;
        double reference = MixtureFormulas.logLikelihood(maximised, x);
        return new Outcome(
                List.of(
                        Figure.atLeast(
                                "log-likelihood by gradient less that of EM, nats", likelihood - reference, -TOLERANCE),
                        Figure.between(
                                "log-likelihood by gradient, nats", likelihood, PUBLISHED - 0.001, PUBLISHED + 0.001),
                        Figure.shown("steps of BFGS", solution.iterations()),
                        Figure.shown("steps of EM", byHand.x().length)),
                List.of(training(byGradient, byHand, x.numRows), map(iris, packing.unpack(solution.parameters()))));
    }

    /**
     * Equal weights, means at the eleventh flower of each species, and a tenth of the covariance of all.
     *
     * <p>The likelihood has several maxima. From here both methods come to the highest known; others of either method end at -186.57 or lower.
     */
    private static Mixture start(DMatrixRMaj x) {
        DMatrixRMaj weights = new DMatrixRMaj(1, K);
        CommonOps_DDRM.fill(weights, 1.0 / K);
        DMatrixRMaj means = new DMatrixRMaj(K, x.numCols);
        for (int j = 0; j < K; j++) {
            CommonOps_DDRM.insert(CommonOps_DDRM.extractRow(x, j * x.numRows / K + STARTING_ROW, null), means, j, 0);
        }
        DMatrixRMaj covariance = Rows.covariance(x);
        CommonOps_DDRM.scale(0.1, covariance);
        return new Mixture(weights, means, Collections.nCopies(K, covariance));
    }

    private static Mixture expectationMaximisation(Mixture start, DMatrixRMaj x, Curve curve) {
        Mixture mixture = start;
        double before = MixtureFormulas.logLikelihood(mixture, x);
        for (int step = 0; step < MOST_STEPS; step++) {
            mixture = MixtureFormulas.emStep(mixture, x);
            double after = MixtureFormulas.logLikelihood(mixture, x);
            curve.add(after);
            if (after - before < GAIN) {
                break;
            }
            before = after;
        }
        return mixture;
    }

    private static DMatrixRMaj factors(Mixture mixture) {
        int d = mixture.means().numCols;
        DMatrixRMaj factors = new DMatrixRMaj(K, d * (d + 1) / 2);
        for (int j = 0; j < K; j++) {
            try (Tape tape = new Tape()) {
                Var l = Factorizations.cholesky(
                        tape.constant(mixture.covariances().get(j)));
                CommonOps_DDRM.insert(
                        DMatrixRMaj.wrap(1, factors.numCols, GaussianMixture.packed(l.value())), factors, j, 0);
            }
        }
        return factors;
    }

    private static Picture training(Curve byGradient, Curve byHand, int rows) {
        double[] likelihoods =
                DoubleStream.of(byGradient.negated()).map(v -> v * rows).toArray();
        double best = Math.max(byHand.last(), likelihoods[likelihoods.length - 1]);
        double[] gradient = missing(best, likelihoods);
        double[] hand = missing(best, byHand.y());
        return Plot.of(
                        "mixture-training",
                        "What the log-likelihood of iris lacks of its maximum at each step, from the same start.",
                        "Both rise to " + Numerals.decimal(best) + " nats: BFGS in " + likelihoods.length
                                + " steps, expectation maximisation in " + byHand.x().length + ".",
                        "step",
                        "nats below the maximum")
                .logarithmic()
                .curve("BFGS", steps(gradient), gradient)
                .curve("EM", steps(hand), hand);
    }

    /** Up to what is lost in the rounding of the figures. */
    private static double[] missing(double best, double... likelihoods) {
        return DoubleStream.of(likelihoods)
                .map(likelihood -> best - likelihood)
                .takeWhile(lack -> lack > TOLERANCE)
                .toArray();
    }

    private static double[] steps(double... curve) {
        return IntStream.rangeClosed(1, curve.length).asDoubleStream().toArray();
    }

    /** Length and width of the petals, with the ellipse of each component where the density of these two is e⁻² of its peak. */
    private static Picture map(DataSet iris, List<DMatrixRMaj> parameters) {
        DMatrixRMaj x = iris.features();
        int first = x.numCols - 2;
        Plot plot = Plot.of(
                "mixture-iris",
                "The petals of iris, and the ellipse of two standard deviations of each component.",
                "One ellipse lies around setosa, far from the others; those of versicolor and virginica touch.",
                "petal length, cm",
                "petal width, cm");
        int[] labels = iris.labels();
        for (int c = 0; c < iris.classes().size(); c++) {
            int species = c;
            int[] rows = IntStream.range(0, labels.length)
                    .filter(i -> labels[i] == species)
                    .toArray();
            plot.points(
                    iris.classes().get(c),
                    IntStream.of(rows).mapToDouble(i -> x.get(i, first)).toArray(),
                    IntStream.of(rows).mapToDouble(i -> x.get(i, first + 1)).toArray());
        }
        for (int j = 0; j < K; j++) {
            ellipse(plot, "component " + (j + 1), parameters, j, first);
        }
        return plot;
    }

    private static void ellipse(Plot plot, String label, List<DMatrixRMaj> parameters, int j, int first) {
        try (Tape tape = new Tape()) {
            GaussianMixture model = new GaussianMixture(
                    tape.constant(parameters.get(0)),
                    tape.constant(parameters.get(1)),
                    tape.constant(parameters.get(2)));
            DMatrixRMaj covariance = model.covariance(j).value();
            double[][] xy = Modes.ellipse(
                    CommonOps_DDRM.extract(parameters.get(1), j, j + 1, first, first + 2),
                    CommonOps_DDRM.extract(covariance, first, first + 2, first, first + 2),
                    2);
            plot.curve(label, xy[0], xy[1]).coloured(j).unlisted();
        }
    }
}
