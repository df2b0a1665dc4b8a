package io.grad4j.autodiff.check;

/**
 * What differences say of the derivative of one entry.
 *
 * @param slope from steps to both sides
 * @param left from steps back alone
 * @param right from steps ahead alone
 * @param steepest the largest |quotient| of all steps: how fast the entry changes nearby
 * @param isChaotic whether the entry jumps about at the smallest steps as at the largest: it may be steeper than any step tells
 */
record Measurement(Bar slope, Bar left, Bar right, double steepest, boolean isChaotic) {
    /** Nothing. */
    static final Measurement NONE = new Measurement(Bar.NONE, Bar.NONE, Bar.NONE, 0, false);

    /** Where the sides differ by less than this part, either is as good as the other. */
    private static final double NEGLIGIBLE = 1e-5;

    /** The sides of a smooth function meet to a much smaller part of the slopes nearby. */
    private static final double ROUGH = 1e-2;

    /** Error bars are estimates; a jump is more than this many of them. */
    private static final double BARS = 5;

    /** Entry by entry the better of two ladders; {@code coarse} has the larger steps. */
    Measurement refinedBy(Measurement coarse) {
        return new Measurement(
                slope.refinedBy(coarse.slope),
                left.refinedBy(coarse.left),
                right.refinedBy(coarse.right),
                steepest,
                isChaotic);
    }

    /** Whether the sides differ though neither is known: at a cusp symmetry alone makes the slope look sure. */
    boolean isCusp() {
        return jump() > ROUGH * steepest && !isKink();
    }

    private double jump() {
        return Math.abs(right.value() - left.value());
    }

    /** Whether the derivatives from the left and from the right are known to differ. */
    boolean isKink() {
        double jump = jump();
        double size = Math.max(Math.abs(right.value()), Math.abs(left.value()));
        return jump > BARS * (left.error() + right.error()) && jump > NEGLIGIBLE * size;
    }
}
