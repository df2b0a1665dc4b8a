package io.grad4j.tour.models;

import io.grad4j.autodiff.Var;
import io.grad4j.kl.byhand.NeighbourFormulas;
import io.grad4j.kl.models.Affinities;
import io.grad4j.kl.models.Neighbours;
import io.grad4j.kl.optimization.Adam;
import io.grad4j.kl.optimization.Objective;
import io.grad4j.kl.optimization.StoppingRule;
import io.grad4j.tour.data.DataSet;
import io.grad4j.tour.judge.Numerals;
import io.grad4j.tour.pictures.Picture;
import io.grad4j.tour.pictures.Plot;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Maps of the digits in a plane, by the three costs of stochastic neighbour embedding. */
enum Embeddings {
    /** SNE, row by row. */
    SNE("SNE", Neighbours::rowwise, NeighbourFormulas::rowwise, 0.1, 0.9),
    /** Symmetric SNE, over all pairs. */
    SYMMETRIC("symmetric SNE", Neighbours::symmetric, NeighbourFormulas::symmetric, 0.1, 0.9),
    /** t-SNE, with the heavy tails of Student's t. */
    STUDENT_T("t-SNE", Neighbours::studentT, NeighbourFormulas::studentT, 0.4, 0.95);

    private static final double PERPLEXITY = 20;

    private final String title;
    private final BinaryOperator<Var> cost;
    private final BinaryOperator<double[][]> byHand;
    /** The step of Adam, in units of the map. */
    private final double step;

    private final double stated;

    Embeddings(String title, BinaryOperator<Var> cost, BinaryOperator<double[][]> byHand, double step, double stated) {
        this.title = title;
        this.cost = cost;
        this.byHand = byHand;
        this.step = step;
        this.stated = stated;
    }

    /** The map of the first {@code n} digits after so many steps. */
    Outcome map(DataSet digits, int n, int steps) {
        DataSet taken = digits.first(n);
        DMatrixRMaj x = taken.features();
        DMatrixRMaj p = this == SNE ? Affinities.conditional(x, PERPLEXITY) : Affinities.joint(x, PERPLEXITY);
        Curve curve = new Curve();
        Adam adam = new Adam(step, 0.9, 0.999, 1e-8, StoppingRule.after(steps), curve);
        DMatrixRMaj y = adam.minimize(objective(p), start(x.numRows)).parameters();
        return outcome(taken, p, y, curve);
    }

    private Objective objective(DMatrixRMaj p) {
        return Objective.of(y -> cost.apply(y.tape().constant(p), y));
    }

    private static DMatrixRMaj start(int n) {
        SplittableRandom random = new SplittableRandom(1);
        DMatrixRMaj y = new DMatrixRMaj(n, 2);
        for (int i = 0; i < y.getNumElements(); i++) {
            y.data[i] = 0.01 * random.nextGaussian();
        }
        return y;
    }

    private Outcome outcome(DataSet digits, DMatrixRMaj p, DMatrixRMaj y, Curve curve) {
        Objective objective = objective(p);
        double[][] pRows = Rows.arrays(p);
        double[][] yRows = Rows.arrays(y);
        Timed tape = Timed.of(() -> objective.at(y).gradient());
        Timed hand = Timed.of(() -> new DMatrixRMaj(byHand.apply(pRows, yRows)));
        double agreement = neighbourAgreement(y, digits.labels());
        return new Outcome(
                List.of(
                        Figure.atLeast("nearest neighbour on the map is of the same digit", agreement, stated),
                        Figure.shown(
                                "the same among the 64 pixels", neighbourAgreement(digits.features(), digits.labels())),
                        Figure.shown("KL(P‖Q) at the end, nats", curve.last()),
                        Figure.atMost("relative difference of tape and hand gradient", tape.differenceFrom(hand), 1e-9),
                        Figure.shown("gradient by the tape, ms", tape.millis),
                        Figure.shown("gradient by hand, ms", hand.millis)),
                List.of(training(curve), picture(digits, y, agreement)));
    }

    /** A gradient with the time of the fastest of a few runs. */
    private record Timed(DMatrixRMaj gradient, double millis) {
        private static final int RUNS = 5;

        static Timed of(Supplier<DMatrixRMaj> work) {
            DMatrixRMaj gradient = work.get();
            double fastest = Double.POSITIVE_INFINITY;
            for (int run = 0; run < RUNS; run++) {
                long begun = System.nanoTime();
                gradient = work.get();
                fastest = Math.min(fastest, (System.nanoTime() - begun) / 1e6);
            }
            return new Timed(gradient, fastest);
        }

        double differenceFrom(Timed other) {
            DMatrixRMaj difference = CommonOps_DDRM.subtract(gradient, other.gradient, null);
            return CommonOps_DDRM.elementMaxAbs(difference) / CommonOps_DDRM.elementMaxAbs(other.gradient);
        }
    }

    /** The share of rows whose nearest other row has the same label. */
    private static double neighbourAgreement(DMatrixRMaj x, int... labels) {
        double[][] rows = Rows.arrays(x);
        int agreeing = 0;
        for (int i = 0; i < rows.length; i++) {
            int nearest = -1;
            double least = Double.POSITIVE_INFINITY;
            for (int j = 0; j < rows.length; j++) {
                double distance = 0;
                for (int c = 0; c < rows[i].length; c++) {
                    distance += (rows[i][c] - rows[j][c]) * (rows[i][c] - rows[j][c]);
                }
                if (j != i && distance < least) {
                    least = distance;
                    nearest = j;
                }
            }
            agreeing += labels[nearest] == labels[i] ? 1 : 0;
        }
        return (double) agreeing / labels.length;
    }

    private Picture training(Curve curve) {
        return Plot.of(
                        fileName() + "-training",
                        "The cost at each step of Adam.",
                        "KL(P‖Q) falls from " + Numerals.decimal(curve.first()) + " to "
                                + Numerals.decimal(curve.last()) + " nats.",
                        "step",
                        "KL(P‖Q), nats")
                .curve("cost", curve.x(), curve.y());
    }

    private Picture picture(DataSet digits, DMatrixRMaj y, double agreement) {
        Plot plot = Plot.of(
                fileName() + "-map",
                "The map of " + digits.size() + " digits by " + title + ", coloured by the digit.",
                "Points of one digit lie together: " + Math.round(100 * agreement)
                        + " of 100 have a nearest neighbour of the same digit.",
                "",
                "");
        int[] labels = digits.labels();
        for (int c = 0; c < digits.classes().size(); c++) {
            int digit = c;
            int[] rows = IntStream.range(0, labels.length)
                    .filter(i -> labels[i] == digit)
                    .toArray();
            plot.points(
                    digits.classes().get(c),
                    IntStream.of(rows).mapToDouble(i -> y.get(i, 0)).toArray(),
                    IntStream.of(rows).mapToDouble(i -> y.get(i, 1)).toArray());
        }
        return plot;
    }

    private String fileName() {
        return title.replace(' ', '-').toLowerCase(Locale.ROOT);
    }
}
