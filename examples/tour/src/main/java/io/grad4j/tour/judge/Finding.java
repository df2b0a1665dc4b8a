package io.grad4j.tour.judge;

import org.jspecify.annotations.Nullable;

/**
 * The verdict on a claim and what supports it.
 *
 * @param error the largest error in the sense of the claim's kind; NaN where there is none
 * @param points how many points were tried
 * @param detail what else there is to say; empty if nothing
 * @param witness a simple point at which a wrong claim fails
 * @param correction what holds in place of a wrong claim
 */
public record Finding(
        Claim claim,
        Verdict verdict,
        double error,
        int points,
        String detail,
        @Nullable Witness witness,
        @Nullable Correction correction) {
    /**
     * What holds instead.
     *
     * @param formula in one line
     * @param verdict from the same check at the same points
     * @param error likewise
     */
    public record Correction(String formula, Verdict verdict, double error) {}

    /** Whether the verdicts on the claim, and on its correction, are the expected ones. */
    public boolean isExpected() {
        boolean repaired = correction == null || correction.verdict() == Verdict.RIGHT;
        boolean shown = verdict != Verdict.WRONG || witness != null;
        return verdict == claim.expected() && repaired && shown;
    }
}
