package io.grad4j.autodiff.check;

import java.util.List;
import java.util.Locale;

/**
 * How the Taylor remainder falls with the step.
 *
 * @param order the power of the step with which it must fall: 2 for a gradient, 3 for a Hessian
 * @param seed of the direction
 * @param rows at halving steps
 */
public record TaylorReport(int order, long seed, List<Row> rows) {
    /** The slope may be this much less, for the higher terms. */
    private static final double SLACK = 0.2;

    /** The slope is that of so many of the smallest steps above rounding; a fault shows at small steps. */
    private static final int LAST = 3;

    /** Below this many times its rounding a remainder is noise. */
    private static final double CLEAR = 32;

    /** Copies the list. */
    public TaylorReport {
        rows = List.copyOf(rows);
    }

    /**
     * One step.
     *
     * @param step t
     * @param remainder what the Taylor polynomial leaves of f(x + t·v)
     * @param slope log₂ of the remainder of the step before over this one; NaN in the first row
     * @param rounding how much of the remainder may be rounding
     */
    public record Row(double step, double remainder, double slope, double rounding) {
        private boolean isClear() {
            return remainder > CLEAR * rounding && Double.isFinite(slope);
        }
    }

    /** The mean slope of the smallest steps at which rounding plays no part; NaN if there are too few. */
    public double slope() {
        List<Row> clear = rows.stream().filter(Row::isClear).toList();
        if (clear.size() < LAST) {
            return Double.NaN;
        }
        return clear.subList(clear.size() - LAST, clear.size()).stream()
                .mapToDouble(Row::slope)
                .average()
                .orElse(Double.NaN);
    }

    /**
     * Right if the remainder falls fast enough or is rounding alone, inconclusive if too few steps are clear of rounding; wrong
     * too if a derivative is NaN or infinite where f is finite.
     */
    public Verdict verdict() {
        if (rows.stream().anyMatch(row -> !Double.isFinite(row.remainder) && Double.isFinite(row.rounding))) {
            return Verdict.WRONG;
        }
        if (rows.stream().allMatch(row -> row.remainder <= CLEAR * row.rounding)) {
            return Verdict.RIGHT;
        }
        double slope = slope();
        if (Double.isNaN(slope)) {
            return Verdict.INCONCLUSIVE;
        }
        return slope >= order - SLACK ? Verdict.RIGHT : Verdict.WRONG;
    }

    /**
     * Does nothing if the verdict is right.
     *
     * @throws AssertionError with the table of remainders otherwise
     */
    public void assertRight() {
        if (verdict() != Verdict.RIGHT) {
            throw new AssertionError(toString());
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "Taylor test: %s, slope %.2f where %d is needed (seed %d)%n      step  remainder  slope%n",
                verdict(),
                slope(),
                order,
                seed));
        for (Row row : rows) {
            String noise = row.isClear() || Double.isNaN(row.slope) ? "" : "  rounding";
            text.append(
                    String.format(Locale.ROOT, "%10.2e %10.2e %6.2f%s%n", row.step, row.remainder, row.slope, noise));
        }
        return text.toString();
    }
}
