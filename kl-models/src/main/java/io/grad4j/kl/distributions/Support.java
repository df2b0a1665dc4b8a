package io.grad4j.kl.distributions;

/**
 * Where a distribution of a number has its mass: the reals, or the integers, from {@code low} to {@code high}.
 *
 * @param low may be -∞
 * @param high may be +∞
 * @param discrete whether the integers only
 */
public record Support(double low, double high, boolean discrete) {
    /** All reals. */
    public static final Support REALS = new Support(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false);

    /** The reals above 0. */
    public static final Support POSITIVE = new Support(0, Double.POSITIVE_INFINITY, false);

    /** The integers from 0 on. */
    public static final Support NATURALS = new Support(0, Double.POSITIVE_INFINITY, true);

    /** The integers from {@code low} to {@code high}. */
    public static Support integers(double low, double high) {
        return new Support(low, high, true);
    }

    /** Whether this has a mass only where {@code other} has, ends of intervals left out of account. */
    public boolean isWithin(Support other) {
        return discrete == other.discrete && low >= other.low && high <= other.high;
    }

    /** Whether both ends are finite. */
    public boolean isBounded() {
        return low > Double.NEGATIVE_INFINITY && high < Double.POSITIVE_INFINITY;
    }

    /** Whether {@code x} is one of these numbers, ends included. */
    public boolean contains(double x) {
        return x >= low && x <= high && !(discrete && x != Math.rint(x));
    }

    @Override
    public String toString() {
        return discrete ? "{" + low + ", …, " + high + "}" : "[" + low + ", " + high + "]";
    }
}
