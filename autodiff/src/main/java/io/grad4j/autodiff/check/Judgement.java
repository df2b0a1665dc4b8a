package io.grad4j.autodiff.check;

import java.util.List;
import java.util.Objects;

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

    /** In place of a name, for the entries that differ most from their mirror images. */
    static final String SYMMETRY = "symmetry";

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

    /**
     * Of the entries of an n×n derivative that equals its transpose: those that differ most, {@code hand} across the diagonal from
     * {@code expected}.
     */
    static Judgement ofSymmetry(int point, List<Judgement> entries, int n) {
        double largest =
                entries.stream().mapToDouble(j -> Math.abs(j.hand)).max().orElse(0);
        Judgement worst = null;
        for (int i = 0; i < n * n; i++) {
            Judgement below = entries.get(i);
            Judgement above = entries.get(i % n * n + i / n);
            if (i / n > i % n) {
                boolean same = Judge.agree(below.hand, above.hand, Judge.ROUNDING * largest);
                String reason = same ? "" : below.entry + " and " + above.entry + " differ";
                Verdict verdict = same ? Verdict.RIGHT : Verdict.WRONG;
                Judgement pair = new Judgement(
                        point, SYMMETRY, below.hand, above.hand, 0, verdict, reason, Double.NaN, false, false);
                worst = worst == null || worst.isBetterThan(pair) ? pair : worst;
            }
        }
        return Objects.requireNonNull(worst);
    }

    private boolean isBetterThan(Judgement other) {
        int byVerdict = verdict.compareTo(other.verdict);
        return byVerdict == 0 ? relativeError() < other.relativeError() : byVerdict > 0;
    }
}
