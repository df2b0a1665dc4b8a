package io.grad4j.autodiff.check;

import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.check.Hypothesis.Prediction;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The faults that hands make, likely ones first. */
final class Hypotheses {
    /** An input that a missing factor may equal is one of the first few. */
    private static final int MOST_INPUTS = 8;

    private Hypotheses() {}

    /** All that could be meant by {@code observations}. */
    static List<Hypothesis> all(List<Observation> observations) {
        List<Hypothesis> all = new ArrayList<>(List.of(
                times("the wrong sign", o -> -1),
                times("a factor 2 too many", o -> 2),
                times("a factor 2 missing", o -> 0.5),
                new Hypothesis("yours is 0", (o, i) -> 0)));
        all.addAll(counts());
        all.addAll(arrangements());
        all.addAll(chainFactors("the input it is taken by", Observation::input));
        all.addAll(chainFactors("the value of f", Observation::output));
        int inputs = observations.stream()
                .mapToInt(o -> o.trial().x().getNumElements())
                .min()
                .orElse(0);
        for (int k = 0; k < Math.min(inputs, MOST_INPUTS); k++) {
            int input = k;
            all.addAll(chainFactors("input " + k, (o, i) -> o.trial().x().data[input]));
        }
        mostWrong(observations).ifPresent(clue -> all.addAll(constants(clue)));
        return all;
    }

    private static Hypothesis times(String sentence, ToDoubleFunction<Observation> factor) {
        return new Hypothesis(sentence, (o, i) -> factor.applyAsDouble(o) * o.expected(i));
    }

    /** Sums for means and the other way round, over all entries, rows or columns. */
    private static List<Hypothesis> counts() {
        return Stream.of(
                        count("entries of x", (rows, cols) -> rows * cols),
                        count("rows of x", (rows, cols) -> cols > 1 ? rows : Double.NaN),
                        count("columns of x", (rows, cols) -> rows > 1 ? cols : Double.NaN))
                .flatMap(List::stream)
                .toList();
    }

    @FunctionalInterface
    private interface Count {
        double of(int rows, int cols);
    }

    private static List<Hypothesis> count(String what, Count count) {
        ToDoubleFunction<Observation> n =
                o -> count.of(o.trial().x().numRows, o.trial().x().numCols);
        return List.of(
                times("a factor n too many, the number of " + what + " (a sum for a mean)", n),
                times(
                        "a factor n missing, the number of " + what + " (a mean for a sum)",
                        o -> 1 / n.applyAsDouble(o)));
    }

    private static List<Hypothesis> arrangements() {
        return List.of(
                new Hypothesis("transposed", Hypotheses::transposed),
                new Hypothesis(
                        "off-diagonal entries doubled (symmetric pairs counted as one variable)",
                        (o, i) -> symmetric(o, i, 2)),
                new Hypothesis(
                        "off-diagonal entries halved (a symmetric pair shares its derivative)",
                        (o, i) -> symmetric(o, i, 0.5)));
    }

    /** The expected entries read column by column; of a square matrix the transpose. */
    private static double transposed(Observation o, int i) {
        Shape shape = o.block();
        if (shape.rows() < 2 || shape.cols() < 2) {
            return Double.NaN;
        }
        int k = i % shape.size();
        return o.expected(i - k + k % shape.rows() * shape.cols() + k / shape.rows());
    }

    private static double symmetric(Observation o, int i, double factor) {
        int n = o.block().cols();
        if (o.block().rows() != n || n == 0) {
            return Double.NaN;
        }
        int k = i % (n * n);
        return (k / n == k % n ? 1 : factor) * o.expected(i);
    }

    private static List<Hypothesis> chainFactors(String what, Prediction factor) {
        return List.of(
                new Hypothesis("a chain factor missing, equal to " + what, (o, i) -> o.expected(i) / factor.of(o, i)),
                new Hypothesis("a factor too many, equal to " + what, (o, i) -> o.expected(i) * factor.of(o, i)));
    }

    private record Clue(double hand, double expected, double error) {
        double share() {
            return error / Math.max(Math.abs(expected), Math.abs(hand));
        }
    }

    /** The wrong entry of which most is known. */
    private static Optional<Clue> mostWrong(List<Observation> observations) {
        return observations.stream()
                .flatMap(o -> IntStream.of(o.known())
                        .filter(o::isWrong)
                        .mapToObj(i -> new Clue(o.hand(i), o.expected(i), o.error(i))))
                .min(Comparator.comparingDouble(Clue::share));
    }

    /** A sum or factor that no formula is known for. */
    private static List<Hypothesis> constants(Clue clue) {
        double sum = rounded(clue.hand - clue.expected);
        double factor = rounded(clue.hand / clue.expected);
        List<Hypothesis> constants = new ArrayList<>();
        constants.add(new Hypothesis(
                sum < 0 ? "an additive +" + -sum + " missing" : "an additive +" + sum + " too many",
                (o, i) -> o.expected(i) + sum));
        if (Double.isFinite(factor) && factor != 0 && factor != -1 && factor != 2 && factor != 0.5) {
            constants.add(times("yours is " + factor + " times the expected", o -> factor));
        }
        return constants;
    }

    /** To six digits, which is what the clue is good for. */
    private static double rounded(double x) {
        if (x == 0 || !Double.isFinite(x)) {
            return x;
        }
        return new BigDecimal(x).round(new MathContext(6)).doubleValue();
    }
}
