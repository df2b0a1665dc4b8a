package io.grad4j.autodiff.check;

/**
 * Ridders' extrapolation of central difference quotients at halving steps to a step of 0, for one entry.
 *
 * <p>Neville's scheme removes one even power of the step a column; the best element of the table is the one that differs least from
 * its two parents (C. Ridders, Advances in Engineering Software 4, 1982).
 */
final class Extrapolation {
    /** Relative rounding of f, and of x + t·ẋ. */
    private static final double UNIT = 0x1p-53;

    private final double reach;
    private double[] row = {};
    private double value = Double.NaN;
    private double error = Double.POSITIVE_INFINITY;

    /**
     * An empty table.
     *
     * @param reach the t at which t·ẋ is as large as x, where the sum rounds to as many digits of the one as of the other
     */
    Extrapolation(double reach) {
        this.reach = reach;
    }

    /**
     * Adds f(x + t·ẋ) and f(x - t·ẋ), for half the t of the last call; a non-finite quotient starts the table anew.
     *
     * @return whether the quotient is finite
     */
    boolean add(double t, double above, double below) {
        double quotient = (above - below) / (2 * t);
        if (!Double.isFinite(quotient)) {
            row = new double[0];
            value = Double.NaN;
            error = Double.POSITIVE_INFINITY;
            return false;
        }
        double rounding = UNIT * (Math.max(Math.abs(above), Math.abs(below)) + Math.abs(quotient) * reach) / t;
        extend(quotient, rounding);
        return true;
    }

    private void extend(double quotient, double rounding) {
        double[] next = new double[row.length + 1];
        next[0] = quotient;
        if (row.length == 0) {
            value = quotient;
        }
        double power = 1;
        for (int j = 1; j < next.length; j++) {
            power *= 4;
            next[j] = next[j - 1] + (next[j - 1] - row[j - 1]) / (power - 1);
            double apart = Math.max(Math.abs(next[j] - next[j - 1]), Math.abs(next[j] - row[j - 1]));
            if (apart + rounding < error) {
                error = apart + rounding;
                value = next[j];
            }
        }
        row = next;
    }

    /** The best estimate; NaN without any. */
    double value() {
        return value;
    }

    /** How far the estimate may be off; ∞ with fewer than two quotients. */
    double error() {
        return error;
    }
}
