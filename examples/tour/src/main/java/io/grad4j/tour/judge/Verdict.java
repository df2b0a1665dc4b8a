package io.grad4j.tour.judge;

/** What can be said about a claim. */
public enum Verdict {
    /** It held at every point that was tried, to {@link Gap#CERTIFIED}. */
    RIGHT("✓", "RIGHT"),
    /** At some point both sides are finite and differ by more than {@link Gap#REFUTED}. */
    WRONG("✗", "WRONG"),
    /** Neither: a side was not finite, or they differ by more than rounding and less than a refutation. */
    INCONCLUSIVE("?", "INCONCLUSIVE"),
    /** Prose, an instruction, or a display that cannot be read. */
    NOT_CHECKABLE("·", "NOT CHECKABLE");

    private final String mark;
    private final String words;

    Verdict(String mark, String words) {
        this.mark = mark;
        this.words = words;
    }

    /** One character. */
    public String mark() {
        return mark;
    }

    /** As printed. */
    public String words() {
        return words;
    }
}
