package io.grad4j.autodiff.kernels;

import java.util.Arrays;

/**
 * Lines that lie across the rows of a matrix: brought into rows of their own, where their entries follow one another, and back.
 *
 * <p>Copying an entry twice costs less than an exponential outside of a vector. As many columns are taken at a time as the second-level
 * cache holds.
 */
final class VectorColumns {
    /** Entries taken at a time. */
    private static final int CACHED = 1 << 16;

    /** Rows and columns of a block that is turned: both of its sides stay in the first-level cache. */
    private static final int BLOCK = 8;

    private VectorColumns() {}

    /** What a kernel does to some columns, now rows, of which the first has number {@code first}. */
    @FunctionalInterface
    interface Along {
        void run(int first, Lines rows, double[] x, double[] v, double[] y);
    }

    /** Whether the lines are columns, and enough of them. */
    static boolean are(Lines lines) {
        return lines.lineStep() == 1
                && lines.step() > 1
                && lines.length() > 1
                && lines.count() * lines.length() >= VectorKernels.SHORT;
    }

    /** Writes one number for each column of x, and of v where that is another. */
    static void reduce(Lines columns, double[] x, double[] v, double[] y, Along kernel) {
        run(columns, x, v, kernel, (first, rows, results) -> System.arraycopy(results, 0, y, first, rows.count()));
    }

    /** Writes an entry for each of x, and of v where that is another. */
    static void map(Lines columns, double[] x, double[] v, double[] y, Along kernel) {
        run(columns, x, v, kernel, (first, rows, results) -> toColumns(results, rows, columns.step(), y, first));
    }

    /** Where the results of some columns go. */
    @FunctionalInterface
    private interface Taker {
        void take(int first, Lines rows, double[] results);
    }

    private static void run(Lines columns, double[] x, double[] v, Along kernel, Taker taker) {
        int length = columns.length();
        int most = Math.max(VectorKernels.LANES, CACHED / length);
        Workspace workspace = Workspace.ofThread();
        for (int first = 0; first < columns.count(); first += most) {
            Lines rows = new Lines(Math.min(most, columns.count() - first), length, length, 1);
            int size = rows.count() * length;
            double[] xRows = workspace.turned(0, size);
            toRows(x, first, columns.step(), rows, xRows);
            double[] vRows = xRows;
            if (v != x) {
                vRows = workspace.turned(1, size);
                toRows(v, first, columns.step(), rows, vRows);
            }
            double[] results = workspace.turned(2, size);
            kernel.run(first, rows, xRows, vRows, results);
            taker.take(first, rows, results);
        }
    }

    private static void toRows(double[] x, int first, int step, Lines rows, double[] y) {
        int length = rows.length();
        for (int l = 0; l < rows.count(); l += BLOCK) {
            int end = Math.min(rows.count(), l + BLOCK);
            for (int k = 0; k < length; k++) {
                int from = k * step + first;
                for (int i = l; i < end; i++) {
                    y[i * length + k] = x[from + i];
                }
            }
        }
    }

    private static void toColumns(double[] x, Lines rows, int step, double[] y, int first) {
        int length = rows.length();
        for (int l = 0; l < rows.count(); l += BLOCK) {
            int end = Math.min(rows.count(), l + BLOCK);
            for (int k = 0; k < length; k++) {
                int to = k * step + first;
                for (int i = l; i < end; i++) {
                    y[to + i] = x[i * length + k];
                }
            }
        }
    }

    /** Those of {@code s}, one number a column, that belong to {@code rows}. */
    static double[] from(double[] s, int first, Lines rows) {
        return Arrays.copyOfRange(s, first, first + rows.count());
    }
}
