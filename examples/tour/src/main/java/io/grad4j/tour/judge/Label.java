package io.grad4j.tour.judge;

/**
 * What a claim is called.
 *
 * @param id note and slug, for instance {@code 002/closed-form}
 * @param where the display and line of the note
 * @param formula what is claimed, in one line
 */
public record Label(String id, String where, String formula) {
    /** A claim over {@code domain}. */
    public <P> Statement<P> over(Domain<P> domain) {
        return new Statement<>(this, domain);
    }

    /** A passage that no computation can decide. */
    public Prose notCheckable(String reason) {
        return new Prose(this, reason);
    }
}
