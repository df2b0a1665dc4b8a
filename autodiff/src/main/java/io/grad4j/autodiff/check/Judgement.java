package io.grad4j.autodiff.check;

/**
 * One entry of a hand-written derivative, judged at one point.
 *
 * @param point the number of the point, from 0
 * @param entry its name
 * @param hand what the hand-written code gives
 * @param expected what differences, or else the tape, give
 * @param error the error bar of {@code expected}
 * @param verdict what follows
 * @param reason why, in words; empty for a plain agreement or disagreement
 * @param tape what the tape gives; NaN where none was asked
 * @param engineSuspect whether tape and differences disagree, both being sure
 * @param excused whether the additive tolerance covers a disagreement
 */
public record Judgement(
        int point,
        String entry,
        double hand,
        double expected,
        double error,
        Verdict verdict,
        String reason,
        double tape,
        boolean engineSuspect,
        boolean excused) {
    /** In place of a name, for a derivative that is judged as a whole. */
    static final String ALL = "all";

    /** |hand - expected| / max(|hand|, |expected|); 0 if both are equal, ∞ if only one is finite. */
    public double relativeError() {
        if (Double.compare(hand, expected) == 0 || hand == expected) {
            return 0;
        }
        double relative = Math.abs(hand - expected) / Math.max(Math.abs(hand), Math.abs(expected));
        return Double.isNaN(relative) ? Double.POSITIVE_INFINITY : relative;
    }

    /** Whether this is of the derivative as a whole: it was refused, or f is not defined. */
    boolean isOfAll() {
        return entry.equals(ALL);
    }

    /** Whether the entry is right, or forgiven. */
    boolean isSettled() {
        return verdict == Verdict.RIGHT || excused;
    }

    /** The same entry found wrong. */
    Judgement wrong(String because) {
        return new Judgement(point, entry, hand, expected, error, Verdict.WRONG, because, tape, engineSuspect, excused);
    }
}
