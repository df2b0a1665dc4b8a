package io.grad4j.tour.judge;

import java.util.List;

/**
 * A gradient that the tape derives, held against the formula derived by hand.
 *
 * @param name of what is differentiated and by what
 * @param formula by hand
 */
public record Gradient<P>(String name, String formula, Domain<P> domain, Side<P> tape, Side<P> hand) {
    /** The largest relative error at generic points, well-conditioned ones. */
    public static final double LIMIT = 1e-12;

    /**
     * How well the two agree.
     *
     * @param error the largest relative gap; NaN if a side was not finite
     */
    public record Agreement(String name, String formula, double error, int points) {
        /** Whether the error is at most {@link #LIMIT}. */
        public boolean held() {
            return error <= LIMIT;
        }
    }

    /** Compares the two at the points of {@code judge}. */
    public Agreement judged(Judge judge) {
        List<P> points = judge.points(name, domain);
        double error = 0;
        for (P point : points) {
            // Math.max keeps a NaN.
            error = Math.max(error, Gap.between(tape.at(point), hand.at(point)).relative());
        }
        return new Agreement(name, formula, error, points.size());
    }
}
