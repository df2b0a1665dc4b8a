package io.grad4j.tour.judge;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A simple point at which a claim fails.
 *
 * @param at the point
 * @param claimed what the note gives there
 * @param truth what is true there
 */
public record Witness(String at, List<Double> claimed, List<Double> truth) {
    /** A simple point, not yet tried. */
    public record Candidate(String at, Supplier<double[]> claimed, Supplier<double[]> truth) {
        /** {@code point} with the two sides there. */
        public static <P> Candidate of(P point, Side<P> claimed, Side<P> truth) {
            return new Candidate(point.toString(), () -> claimed.at(point), () -> truth.at(point));
        }
    }

    /** The first of {@code candidates}, simplest first, at which the sides differ. */
    static @Nullable Witness first(List<Candidate> candidates) {
        for (Candidate c : candidates) {
            double[] claimed = c.claimed().get();
            double[] truth = c.truth().get();
            if (Gap.between(claimed, truth).refutes()) {
                return new Witness(c.at(), numbers(claimed), numbers(truth));
            }
        }
        return null;
    }

    static List<Double> numbers(double... x) {
        return Arrays.stream(x).boxed().toList();
    }
}
