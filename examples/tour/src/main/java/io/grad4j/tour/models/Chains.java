package io.grad4j.tour.models;

import static io.grad4j.autodiff.ops.Reductions.sumOfSquares;

import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.models.ChainTagger;
import io.grad4j.kl.optimization.Packing;
import io.grad4j.kl.optimization.QuasiNewton;
import io.grad4j.kl.optimization.Solution;
import io.grad4j.kl.optimization.StoppingRule;
import io.grad4j.tour.judge.Numerals;
import io.grad4j.tour.pictures.Plot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * A linear-chain conditional random field that finds labels from symbols drawn for the purpose.
 *
 * <p>The sequences are drawn from a Markov chain of 3 labels that mostly stay, each of which shows its own symbol in three cases of five.
 */
final class Chains {
    private static final int LABELS = 3;
    private static final int SYMBOLS = 4;
    private static final int LENGTH = 12;
    private static final double STAYS = 0.9;
    private static final double SHOWS = 0.6;
    private static final int TRAINING = 60;
    private static final int HELD_OUT = 100;

    private Chains() {}

    /** Symbols with the labels behind them. */
    private static final class Sequence {
        private final int[] symbols = new int[LENGTH];
        private final int[] labels = new int[LENGTH];

        Sequence(SplittableRandom random) {
            for (int t = 0; t < LENGTH; t++) {
                boolean stays = t > 0 && random.nextDouble() < STAYS;
                labels[t] =
                        stays ? labels[t - 1] : t == 0 ? random.nextInt(LABELS) : other(labels[t - 1], LABELS, random);
                symbols[t] = random.nextDouble() < SHOWS ? labels[t] : other(labels[t], SYMBOLS, random);
            }
        }

        private static int other(int than, int number, SplittableRandom random) {
            return (than + 1 + random.nextInt(number - 1)) % number;
        }

        static List<Sequence> drawn(int number, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            return IntStream.range(0, number)
                    .mapToObj(i -> new Sequence(random))
                    .toList();
        }
    }

    static Outcome train() {
        List<Sequence> training = Sequence.drawn(TRAINING, 1);
        List<Sequence> heldOut = Sequence.drawn(HELD_OUT, 2);
        Curve curve = new Curve();
        DMatrixRMaj[] start = {new DMatrixRMaj(LABELS, LABELS), new DMatrixRMaj(SYMBOLS, LABELS)};
        Packing packing = Packing.of(start);
        Solution solution = new QuasiNewton(new StoppingRule(1e-7, 200), curve)
                .minimize(packing.objective(p -> loss(training, p[0], p[1])), packing.pack(start));
        List<DMatrixRMaj> fitted = packing.unpack(solution.parameters());
        DMatrixRMaj independent = new DMatrixRMaj(LABELS, LABELS);
        double chain = accuracy(heldOut, fitted.get(0), fitted.get(1));
        double alone = accuracy(heldOut, independent, trueEmissions());
        double truth = accuracy(heldOut, trueTransitions(), trueEmissions());
        return new Outcome(
                List.of(
                        Figure.atLeast("labels found in held-out sequences", chain, 0.75),
                        Figure.shown("found with the probabilities that the sequences were drawn by", truth),
                        Figure.atMost("found from each symbol by itself, with the true probabilities", alone, 0.65),
                        Figure.atMost(
                                "|∇log Z - marginals over all labellings|, the largest",
                                differenceFromEnumeration(heldOut.get(0), fitted),
                                1e-12),
                        Figure.shown("negative log-likelihood a training sequence, nats", curve.last() / TRAINING),
                        Figure.shown("steps of BFGS", solution.iterations())),
                List.of(
                        Plot.of(
                                        "chain-training",
                                        "The negative log-likelihood of the training sequences, with its prior, at each step of BFGS.",
                                        "It falls from " + Numerals.decimal(curve.first()) + " to "
                                                + Numerals.decimal(curve.last()) + " nats.",
                                        "step",
                                        "nats")
                                .curve("objective", curve.x(), curve.y()),
                        marginals(heldOut.get(0), fitted)));
    }

    private static Var loss(List<Sequence> sequences, Var transitions, Var emissions) {
        ChainTagger tagger = new ChainTagger(transitions, emissions);
        Var loss = sumOfSquares(transitions, Each.MATRIX)
                .plus(sumOfSquares(emissions, Each.MATRIX))
                .scale(0.5);
        for (Sequence s : sequences) {
            loss = loss.plus(tagger.negativeLogLikelihood(s.symbols, s.labels));
        }
        return loss;
    }

    private static DMatrixRMaj trueTransitions() {
        DMatrixRMaj transitions = new DMatrixRMaj(LABELS, LABELS);
        for (int a = 0; a < LABELS; a++) {
            for (int b = 0; b < LABELS; b++) {
                transitions.set(a, b, Math.log(a == b ? STAYS : (1 - STAYS) / (LABELS - 1)));
            }
        }
        return transitions;
    }

    private static DMatrixRMaj trueEmissions() {
        DMatrixRMaj emissions = new DMatrixRMaj(SYMBOLS, LABELS);
        for (int x = 0; x < SYMBOLS; x++) {
            for (int y = 0; y < LABELS; y++) {
                emissions.set(x, y, Math.log(x == y ? SHOWS : (1 - SHOWS) / (SYMBOLS - 1)));
            }
        }
        return emissions;
    }

    private static double accuracy(List<Sequence> sequences, DMatrixRMaj transitions, DMatrixRMaj emissions) {
        double sum = 0;
        for (Sequence s : sequences) {
            try (Tape tape = new Tape()) {
                ChainTagger tagger = new ChainTagger(tape.constant(transitions), tape.constant(emissions));
                sum += new Predictions(tagger.marginals(s.symbols).value(), s.labels).accuracy();
            }
        }
        return sum / sequences.size();
    }

    /** Marginals of the first few symbols against sums over every labelling, whose weights come from the likelihood. */
    private static double differenceFromEnumeration(Sequence sequence, List<DMatrixRMaj> parameters) {
        int[] symbols = IntStream.of(sequence.symbols).limit(5).toArray();
        DMatrixRMaj sums = new DMatrixRMaj(symbols.length, LABELS);
        DMatrixRMaj marginals;
        try (Tape tape = new Tape()) {
            ChainTagger tagger = new ChainTagger(tape.constant(parameters.get(0)), tape.constant(parameters.get(1)));
            marginals = tagger.marginals(symbols).value();
            for (int[] labels : labellings(symbols.length)) {
                double p =
                        Math.exp(-tagger.negativeLogLikelihood(symbols, labels).scalar());
                for (int t = 0; t < labels.length; t++) {
                    sums.add(t, labels[t], p);
                }
            }
        }
        return IntStream.range(0, sums.getNumElements())
                .mapToDouble(i -> Math.abs(sums.data[i] - marginals.data[i]))
                .max()
                .orElseThrow();
    }

    private static List<int[]> labellings(int length) {
        List<int[]> all = new ArrayList<>();
        for (int n = 0; n < Math.pow(LABELS, length); n++) {
            int[] labels = new int[length];
            int rest = n;
            for (int t = 0; t < length; t++) {
                labels[t] = rest % LABELS;
                rest /= LABELS;
            }
            all.add(labels);
        }
        return all;
    }

    private static Plot marginals(Sequence sequence, List<DMatrixRMaj> parameters) {
        try (Tape tape = new Tape()) {
            ChainTagger tagger = new ChainTagger(tape.constant(parameters.get(0)), tape.constant(parameters.get(1)));
            DMatrixRMaj p = tagger.marginals(sequence.symbols).value();
            double[] positions =
                    IntStream.rangeClosed(1, LENGTH).asDoubleStream().toArray();
            Plot plot = Plot.of(
                    "chain-marginals",
                    "The probability of each label along a held-out sequence; dots at the top are the true labels.",
                    "At most positions the true label has the largest probability.",
                    "position",
                    "probability");
            for (int b = 0; b < LABELS; b++) {
                int label = b;
                plot.curve(
                        "label " + label,
                        positions,
                        IntStream.range(0, LENGTH)
                                .mapToDouble(t -> p.get(t, label))
                                .toArray());
            }
            for (int b = 0; b < LABELS; b++) {
                int label = b;
                double[] at = IntStream.range(0, LENGTH)
                        .filter(t -> sequence.labels[t] == label)
                        .mapToDouble(t -> t + 1)
                        .toArray();
                double[] top = new double[at.length];
                Arrays.fill(top, 1.05);
                if (at.length > 0) {
                    plot.points("true " + label, at, top).coloured(label);
                }
            }
            return plot;
        }
    }
}
