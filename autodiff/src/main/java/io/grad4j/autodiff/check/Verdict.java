package io.grad4j.autodiff.check;

/** What is known of one entry of a hand-written derivative. */
public enum Verdict {
    /** It is not the derivative. */
    WRONG,
    /** Nobody can tell here: f is too noisy, not finite, has a kink, or an additive tolerance excuses the entry. */
    INCONCLUSIVE,
    /** It agrees, and the error bar is small enough to say so. */
    RIGHT
}
