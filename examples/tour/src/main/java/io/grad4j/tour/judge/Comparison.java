package io.grad4j.tour.judge;

import java.util.List;

/**
 * Two sides over all points.
 *
 * @param error the largest relative gap; NaN if some side was not finite and no point refutes
 * @param verdict what follows from it
 */
public record Comparison(double error, Verdict verdict) {
    /** Compares {@code claimed} with {@code truth} at every point. */
    public static <P> Comparison over(List<P> points, Side<P> claimed, Side<P> truth) {
        double largest = 0;
        boolean finite = true;
        boolean refuted = false;
        for (P point : points) {
            Gap gap = Gap.between(claimed.at(point), truth.at(point));
            finite &= !Double.isNaN(gap.relative());
            refuted |= gap.refutes();
            largest = gap.relative() > largest ? gap.relative() : largest;
        }
        return of(largest, finite && !points.isEmpty(), refuted);
    }

    /** The verdict on a largest error, with whether every side was finite and whether some point refutes. */
    static Comparison of(double largest, boolean finite, boolean refuted) {
        if (refuted) {
            return new Comparison(largest, Verdict.WRONG);
        }
        boolean held = finite && largest <= Gap.CERTIFIED;
        return new Comparison(finite ? largest : Double.NaN, held ? Verdict.RIGHT : Verdict.INCONCLUSIVE);
    }
}
