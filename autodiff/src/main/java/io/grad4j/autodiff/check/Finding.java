package io.grad4j.autodiff.check;

/**
 * What the examination of one law found.
 *
 * @param law the law
 * @param verdict whether it holds
 * @param numbers the worst of the comparisons made, or the exception thrown
 */
public record Finding(Law law, Verdict verdict, String numbers) {
    /** Whether a law holds at a specimen. */
    public enum Verdict {
        /** Every comparison agrees. */
        HOLDS,
        /** A comparison disagrees, or a rule threw. */
        BROKEN,
        /** Nothing disagrees, but the differences are too coarse at this point to tell; choose another. */
        UNDECIDED
    }

    @Override
    public String toString() {
        return verdict + ": " + law + " (" + numbers + ")";
    }
}
