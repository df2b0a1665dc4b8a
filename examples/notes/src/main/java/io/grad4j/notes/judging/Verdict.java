package io.grad4j.notes.judging;

/** What was found of a claim. */
public enum Verdict {
    RIGHT("✓"),
    WRONG("✗"),
    INCONCLUSIVE("?"),
    NOT_CHECKED("·");

    private final String mark;

    Verdict(String mark) {
        this.mark = mark;
    }

    /** One character. */
    public String mark() {
        return mark;
    }

    /** In words. */
    public String words() {
        return name().replace('_', ' ');
    }
}
