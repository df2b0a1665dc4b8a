package io.grad4j.tour.judge;

/**
 * How far two sides are apart at one point, in the maximum norm.
 *
 * @param relative ‖a - b‖ / max(‖a‖, ‖b‖), 0 if equal, NaN if a side is not finite
 * @param absolute ‖a - b‖, NaN likewise
 */
public record Gap(double relative, double absolute) {
    /** The largest relative gap of sides that agree. */
    public static final double CERTIFIED = 1e-9;

    /** The relative gap beyond which sides differ. */
    public static final double REFUTED = 1e-6;

    /** An absolute gap that rounding may make of sides that are both 0; it excuses such a point, but does not certify it. */
    public static final double ROUNDING = 1e-12;

    /** The gap between {@code a} and {@code b}, of one length. */
    public static Gap between(double[] a, double[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException("sides of " + a.length + " and " + b.length + " numbers");
        }
        double norm = 0;
        double difference = 0;
        for (int i = 0; i < a.length; i++) {
            if (!Double.isFinite(a[i]) || !Double.isFinite(b[i])) {
                return new Gap(Double.NaN, Double.NaN);
            }
            norm = Math.max(norm, Math.max(Math.abs(a[i]), Math.abs(b[i])));
            difference = Math.max(difference, Math.abs(a[i] - b[i]));
        }
        return new Gap(difference == 0 ? 0 : difference / norm, difference);
    }

    /** Whether the sides agree. */
    public boolean certifies() {
        return relative <= CERTIFIED;
    }

    /** Whether the sides differ; a NaN never does. */
    public boolean refutes() {
        return relative > REFUTED && absolute > ROUNDING;
    }
}
