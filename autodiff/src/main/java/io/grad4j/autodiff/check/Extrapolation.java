package io.grad4j.autodiff.check;

/**
 * Ridders' extrapolation of difference quotients at halving steps to a step of 0, for one entry.
 *
 * <p>Neville's scheme removes one power of the step a column; the best element of a row is the one that differs least from its
 * two parents (C. Ridders, Advances in Engineering Software 4, 1982). A row that contradicts the best so far takes its place,
 * with an error bar that covers both: large steps may agree with each other by chance.
 */
final class Extrapolation {
    /** Relative rounding of f, and of x + t·ẋ. */
    static final double UNIT = 0x1p-53;

    /** How much a step of half the size shrinks the leading term of the error: 4 if only even powers occur, else 2. */
    private final double ratio;

    /** Σ |weights| of the quotients in an element, ∏ (ratioʲ + 1)/(ratioʲ - 1): what becomes of their rounding. */
    private final double amplification;

    private double[] row = {};
    private Bar best = Bar.NONE;

    private Extrapolation(double ratio, double amplification) {
        this.ratio = ratio;
        this.amplification = amplification;
    }

    /** An empty table for quotients whose error has even powers of the step alone. */
    static Extrapolation ofEvenPowers() {
        return new Extrapolation(4, 2);
    }

    /** An empty table for quotients whose error has all powers of the step. */
    static Extrapolation ofAllPowers() {
        return new Extrapolation(2, 8.3);
    }

    /**
     * Adds the quotient at half the step of the last call; one that is not finite starts the table anew.
     *
     * @param rounding how far rounding may have moved the quotient
     * @return whether the quotient is finite
     */
    boolean add(double quotient, double rounding) {
        if (!Double.isFinite(quotient)) {
            row = new double[0];
            best = Bar.NONE;
            return false;
        }
        extend(quotient, amplification * rounding);
        return true;
    }

    private void extend(double quotient, double rounding) {
        double[] next = new double[row.length + 1];
        next[0] = quotient;
        Bar ofRow = new Bar(quotient, Double.POSITIVE_INFINITY);
        double power = 1;
        for (int j = 1; j < next.length; j++) {
            power *= ratio;
            next[j] = next[j - 1] + (next[j - 1] - row[j - 1]) / (power - 1);
            double apart = Math.max(Math.abs(next[j] - next[j - 1]), Math.abs(next[j] - row[j - 1]));
            if (apart + rounding < ofRow.error()) {
                ofRow = new Bar(next[j], apart + rounding);
            }
        }
        best = row.length == 0 ? ofRow : afterwards(ofRow);
        row = next;
    }

    private Bar afterwards(Bar ofRow) {
        double gap = Math.abs(ofRow.value() - best.value());
        if (gap > ofRow.error() + best.error()) {
            return new Bar(ofRow.value(), gap);
        }
        return ofRow.error() < best.error() ? ofRow : best;
    }

    /** Element {@code j} of the last row, which has lost {@code j} powers of the step; NaN if the row is shorter. */
    double element(int j) {
        return j < row.length ? row[j] : Double.NaN;
    }

    /** The best estimate; its error is ∞ with fewer than two quotients. */
    Bar best() {
        return best;
    }
}
