package io.grad4j.tour.judge;

/**
 * A passage that no computation can decide.
 *
 * @param reason why not
 */
public record Prose(Label label, String reason) implements Claim {
    @Override
    public Verdict expected() {
        return Verdict.NOT_CHECKABLE;
    }

    @Override
    public Finding judged(Judge judge) {
        return new Finding(this, Verdict.NOT_CHECKABLE, Double.NaN, 0, reason, null, null);
    }
}
