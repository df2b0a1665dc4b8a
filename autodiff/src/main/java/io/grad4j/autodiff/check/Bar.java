package io.grad4j.autodiff.check;

/**
 * A number with an error bar.
 *
 * @param value the estimate; NaN without any
 * @param error how far it may be off; ∞ if nobody knows
 */
record Bar(double value, double error) {
    /** No estimate at all. */
    static final Bar NONE = new Bar(Double.NaN, Double.POSITIVE_INFINITY);

    /** {@code coarse}, of larger steps, where it has the smaller error bar and agrees with this one. */
    Bar refinedBy(Bar coarse) {
        double gap = Math.abs(coarse.value - value);
        boolean agrees = gap <= error + coarse.error || Double.isNaN(value);
        return agrees && coarse.error < error ? coarse : this;
    }
}
