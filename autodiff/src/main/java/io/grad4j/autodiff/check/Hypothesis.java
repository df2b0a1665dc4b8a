package io.grad4j.autodiff.check;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A way in which a derivative may have been written wrongly.
 *
 * @param sentence what a user is told
 * @param prediction what the hand-written code gives if this is the fault
 */
record Hypothesis(String sentence, Prediction prediction) {
    /** Two numbers that agree by chance seldom agree to this part of the larger. */
    private static final double AGREEMENT = 1e-5;

    private static final double BARS = 5;

    /** From what is expected of entry {@code i} to what a faulty code gives; NaN where the fault cannot have happened. */
    @FunctionalInterface
    interface Prediction {
        double of(Observation o, int i);
    }

    /** Whether it explains every known entry of every observation. */
    boolean explains(List<Observation> observations) {
        return observations.stream().allMatch(o -> IntStream.of(o.known()).allMatch(i -> explains(o, i)));
    }

    private boolean explains(Observation o, int i) {
        double predicted = prediction.of(o, i);
        double size = Math.max(Math.abs(predicted), Math.abs(o.hand(i)));
        double stretch = o.expected(i) == 0 ? 1 : Math.max(1, Math.abs(predicted / o.expected(i)));
        return Math.abs(o.hand(i) - predicted) <= AGREEMENT * size + BARS * stretch * o.error(i);
    }
}
