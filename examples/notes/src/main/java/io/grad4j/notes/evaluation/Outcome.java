package io.grad4j.notes.evaluation;

/**
 * The value of a formula at a point.
 *
 * @param entries row-major
 * @param summed whether an integral over unknown densities was taken as a sum over finitely many points
 */
@SuppressWarnings("ArrayRecordComponent")
public record Outcome(int rows, int cols, double[] entries, boolean summed) {
    /** Whether every entry is a finite number. */
    public boolean isFinite() {
        for (double entry : entries) {
            if (!Double.isFinite(entry)) {
                return false;
            }
        }
        return true;
    }

    /** Whether there is one entry. */
    public boolean isScalar() {
        return entries.length == 1;
    }
}
