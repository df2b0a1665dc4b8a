package io.grad4j.autodiff.kernels;

import io.grad4j.autodiff.kernels.VectorProducts.Strided;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.ejml.data.DMatrixRMaj;

/**
 * The kernels in the Vector API, in the widest registers of the machine.
 *
 * <p>What is short, or not worth it, is left to the scalar kernels: a vector loop pays from some tens of entries on, and before the
 * JIT compiler has seen it, it costs a hundred times as much.
 */
final class VectorKernels extends ScalarKernels {
    static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();

    /** Shorter lines than this go to the scalar kernels. */
    static final int SHORT = 4 * LANES;

    /** Rows taken through a chain of operations while they are in the cache. */
    private static final int BLOCK = 128;

    /** Products of fewer multiplications than this go to the scalar kernels. */
    private static final int SMALL_PRODUCT = 512;

    @Override
    public String name() {
        return "vector, " + SPECIES.vectorBitSize() + " bits";
    }

    @Override
    public void map(Map f, double[] x, double[] y, int n) {
        if (n < SHORT || !VectorMaps.map(f, x, y, n)) {
            super.map(f, x, y, n);
        }
    }

    @Override
    public void negate(double[] x, double[] y, int n) {
        if (n < SHORT) {
            super.negate(x, y, n);
        } else {
            VectorMaps.negate(x, y, n);
        }
    }

    @Override
    public void zip(Zip f, DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj y) {
        if (y.getNumElements() < SHORT || !VectorZips.zip(f, a, b, y)) {
            super.zip(f, a, b, y);
        }
    }

    @Override
    public void mult(DMatrixRMaj a, boolean transA, DMatrixRMaj b, boolean transB, DMatrixRMaj y) {
        int depth = transA ? a.numRows : a.numCols;
        if ((long) y.getNumElements() * depth < SMALL_PRODUCT) {
            super.mult(a, transA, b, transB, y);
            return;
        }
        Arrays.fill(y.data, 0, y.getNumElements(), 0);
        VectorProducts.add(1, strided(a, transA), strided(b, transB), strided(y, false), y.numRows, y.numCols, depth);
    }

    private static Strided strided(DMatrixRMaj m, boolean transposed) {
        return transposed ? new Strided(m.data, 0, 1, m.numCols) : new Strided(m.data, 0, m.numCols, 1);
    }

    /** Whether the lines are contiguous and long enough. */
    private static boolean inVectors(Lines lines) {
        return lines.step() == 1 && lines.length() >= SHORT;
    }

    /** Whether the lines are contiguous and too short for vectors, but together long enough. */
    private static boolean togetherInVectors(Lines lines) {
        return lines.step() == 1 && lines.length() < SHORT && lines.count() * lines.length() >= SHORT;
    }

    /** Whether a row of the matrix, one entry of each line, is long enough. */
    private static boolean areManyColumns(Lines lines) {
        return lines.lineStep() == 1 && lines.count() >= SHORT;
    }

    @Override
    void expBelowPeaks(Lines lines, double[] x, double[] y) {
        if (togetherInVectors(lines)) {
            VectorLines.expBelowPeaks(lines, x, y);
        } else {
            super.expBelowPeaks(lines, x, y);
        }
    }

    @Override
    public void logSumExp(Lines lines, double[] x, double[] y) {
        if (VectorColumns.are(lines)) {
            VectorColumns.reduce(lines, x, x, y, (first, rows, from, v, to) -> logSumExp(rows, from, to));
            return;
        }
        if (togetherInVectors(lines)) {
            double[] e = Workspace.ofThread().first(lines.count() * lines.length());
            VectorLines.expBelowPeaks(lines, x, e);
            for (int l = 0; l < lines.count(); l++) {
                y[l] = ScalarLines.logSumExpOfExp(lines, l, x, e);
            }
            return;
        }
        if (!inVectors(lines)) {
            super.logSumExp(lines, x, y);
            return;
        }
        for (int l = 0; l < lines.count(); l++) {
            double sum = VectorLines.logSumExp(x, l * lines.lineStep(), lines.length());
            y[l] = Double.isNaN(sum) ? ScalarLines.logSumExp(lines, l, x) : sum;
        }
    }

    @Override
    public void softmax(Lines lines, double[] x, double[] y) {
        if (VectorColumns.are(lines)) {
            VectorColumns.map(lines, x, x, y, (first, rows, from, v, to) -> softmax(rows, from, to));
            return;
        }
        if (!inVectors(lines)) {
            super.softmax(lines, x, y);
            return;
        }
        for (int l = 0; l < lines.count(); l++) {
            if (!VectorLines.softmax(x, l * lines.lineStep(), lines.length(), y)) {
                ScalarLines.softmax(lines, l, x, y);
            }
        }
    }

    @Override
    public void logSoftmax(Lines lines, double[] x, double[] y) {
        if (VectorColumns.are(lines)) {
            VectorColumns.map(lines, x, x, y, (first, rows, from, v, to) -> logSoftmax(rows, from, to));
            return;
        }
        if (!inVectors(lines)) {
            super.logSoftmax(lines, x, y);
            return;
        }
        for (int l = 0; l < lines.count(); l++) {
            if (!VectorLines.logSoftmax(x, l * lines.lineStep(), lines.length(), y)) {
                ScalarLines.logSoftmax(lines, l, x, y);
            }
        }
    }

    @Override
    public void centred(Lines lines, double[] x, double[] v, double[] y) {
        if (VectorColumns.are(lines)) {
            VectorColumns.map(lines, x, v, y, (first, rows, from, with, to) -> centred(rows, from, with, to));
            return;
        }
        if (!inVectors(lines)) {
            super.centred(lines, x, v, y);
            return;
        }
        for (int l = 0; l < lines.count(); l++) {
            if (!VectorLines.centred(x, v, l * lines.lineStep(), lines.length(), y)) {
                ScalarLines.centred(lines, l, x, v, y);
            }
        }
    }

    @Override
    public void balanced(Lines lines, double[] x, double[] v, double[] y) {
        if (VectorColumns.are(lines)) {
            VectorColumns.map(lines, x, v, y, (first, rows, from, with, to) -> balanced(rows, from, with, to));
            return;
        }
        if (!inVectors(lines)) {
            super.balanced(lines, x, v, y);
            return;
        }
        for (int l = 0; l < lines.count(); l++) {
            if (!VectorLines.balanced(x, v, l * lines.lineStep(), lines.length(), y)) {
                ScalarLines.balanced(lines, l, x, v, y);
            }
        }
    }

    @Override
    public void crossEntropy(Lines lines, double[] p, double[] z, double[] y) {
        if (VectorColumns.are(lines)) {
            VectorColumns.reduce(lines, p, z, y, (first, rows, from, with, to) -> crossEntropy(rows, from, with, to));
            return;
        }
        if (!inVectors(lines)) {
            super.crossEntropy(lines, p, z, y);
            return;
        }
        for (int l = 0; l < lines.count(); l++) {
            double sum = VectorLines.crossEntropy(p, z, l * lines.lineStep(), lines.length());
            y[l] = Double.isNaN(sum) ? ScalarLines.crossEntropy(lines, l, p, z) : sum;
        }
    }

    @Override
    public void crossEntropySlope(Lines lines, double[] s, double[] p, double[] z, double[] y) {
        if (VectorColumns.are(lines)) {
            VectorColumns.map(
                    lines,
                    p,
                    z,
                    y,
                    (first, rows, from, with, to) ->
                            crossEntropySlope(rows, VectorColumns.from(s, first, rows), from, with, to));
            return;
        }
        if (!inVectors(lines)) {
            super.crossEntropySlope(lines, s, p, z, y);
            return;
        }
        for (int l = 0; l < lines.count(); l++) {
            if (!VectorLines.crossEntropySlope(s[l], p, z, l * lines.lineStep(), lines.length(), y)) {
                ScalarLines.crossEntropySlope(lines, l, s[l], p, z, y);
            }
        }
    }

    @Override
    public void maximum(Lines lines, double[] x, double[] y) {
        if (inVectors(lines)) {
            for (int l = 0; l < lines.count(); l++) {
                y[l] = VectorLines.max(x, l * lines.lineStep(), lines.length());
            }
        } else if (areManyColumns(lines)) {
            Arrays.fill(y, 0, lines.count(), Double.NEGATIVE_INFINITY);
            for (int k = 0; k < lines.length(); k++) {
                VectorLines.maxTo(y, x, k * lines.step(), lines.count());
            }
        } else {
            super.maximum(lines, x, y);
        }
    }

    @Override
    public void sumOfSquares(Lines lines, double[] x, double[] y) {
        if (inVectors(lines)) {
            for (int l = 0; l < lines.count(); l++) {
                y[l] = VectorLines.sumOfSquares(x, l * lines.lineStep(), lines.length());
            }
        } else if (areManyColumns(lines)) {
            Arrays.fill(y, 0, lines.count(), 0);
            for (int k = 0; k < lines.length(); k++) {
                VectorLines.addSquaresTo(y, x, k * lines.step(), lines.count());
            }
        } else {
            super.sumOfSquares(lines, x, y);
        }
    }

    @Override
    public void sum(Lines lines, double[] x, double[] y) {
        if (inVectors(lines)) {
            for (int l = 0; l < lines.count(); l++) {
                y[l] = VectorLines.sum(x, l * lines.lineStep(), lines.length());
            }
        } else if (areManyColumns(lines)) {
            Arrays.fill(y, 0, lines.count(), 0);
            for (int k = 0; k < lines.length(); k++) {
                VectorLines.addTo(y, x, k * lines.step(), lines.count());
            }
        } else {
            super.sum(lines, x, y);
        }
    }

    @Override
    public double dotOrZero(double[] a, double[] b, int n) {
        double sum = n < SHORT ? Double.NaN : VectorProducts.dot(a, 0, b, 0, n);
        return Double.isNaN(sum) ? super.dotOrZero(a, b, n) : sum;
    }

    @Override
    void pairedRow(double[] a, double[] b, int i, int d, double[] columns, double factor, double[] y, int n) {
        int end = n < SHORT ? 0 : SPECIES.loopBound(n);
        for (int j = 0; j < end; j += LANES) {
            DoubleVector sum = DoubleVector.zero(SPECIES);
            for (int k = 0; k < d; k++) {
                DoubleVector left = at(columns, k * n + j).sub(a[i * d + k]);
                sum = left.fma(at(columns, (d + k) * n + j).sub(b[i * d + k]), sum);
            }
            sum.mul(factor).intoArray(y, i * n + j);
        }
        pairedRest(a, b, i, d, columns, factor, y, n, end);
    }

    @Override
    double laplacianRow(double p, double[] columns, int b, int sums, double[] v, int from, int n) {
        int end = n < SHORT ? 0 : SPECIES.loopBound(n);
        DoubleVector totals = DoubleVector.zero(SPECIES);
        for (int j = 0; j < end; j += LANES) {
            DoubleVector t = at(columns, b + j).sub(p).mul(at(v, from + j));
            totals = totals.sub(t);
            at(columns, sums + j).add(t).intoArray(columns, sums + j);
        }
        double total = VectorFunctions.sum(totals);
        for (int j = end; j < n; j++) {
            double t = v[from + j] * (p - columns[b + j]);
            total += t;
            columns[sums + j] -= t;
        }
        return total;
    }

    @Override
    public void moments(DMatrixRMaj x, DMatrixRMaj mu, DMatrixRMaj y) {
        int d = x.numCols;
        if (d < LANES || x.numRows < LANES) {
            super.moments(x, mu, y);
            return;
        }
        double[] deviations = Workspace.ofThread().third(BLOCK * d);
        Arrays.fill(y.data, 0, y.getNumElements(), 0);
        Strided products = new Strided(y.data, 0, d, 1);
        for (int i = 0; i < x.numRows; i += BLOCK) {
            int rows = Math.min(BLOCK, x.numRows - i);
            for (int r = 0; r < rows; r++) {
                VectorLines.deviation(x.data, (i + r) * d, mu.data, deviations, r * d, y.data, d * d, d);
            }
            addLowerProduct(new Strided(deviations, 0, d, 1), products, d, rows);
        }
        for (int j = 0; j < d; j++) {
            for (int k = 0; k < j; k++) {
                y.data[k * d + j] = y.data[j * d + k];
            }
        }
    }

    /** The lower triangle of c += aᵀ·a, and some blocks of the rest, for {@code rows} rows of d. */
    private static void addLowerProduct(Strided a, Strided c, int d, int rows) {
        int width = 2 * VectorTiles.NR;
        for (int j = 0; j < d; j += width) {
            VectorProducts.add(1, a.at(0, j).transposed(), a.at(0, j), c.at(j, j), d - j, Math.min(width, d - j), rows);
        }
    }

    @Override
    public int cholesky(double[] a, double[] l, int n) {
        return n < SHORT ? super.cholesky(a, l, n) : VectorTriangles.cholesky(a, l, n);
    }

    @Override
    public void solveLower(double[] l, boolean transposed, double[] b, double[] x, int n, int m) {
        if (m < LANES) {
            super.solveLower(l, transposed, b, x, n, m);
            return;
        }
        if (x != b) {
            System.arraycopy(b, 0, x, 0, n * m);
        }
        Strided left = new Strided(l, 0, n, 1);
        Strided right = new Strided(x, 0, m, 1);
        if (transposed) {
            VectorTriangles.solveLowerTransposed(left, right, n, m);
        } else {
            VectorTriangles.solveLower(left, right, n, m);
        }
    }

    @Override
    public void solveLowerRows(double[] l, double[] b, double[] x, int n, int m) {
        if (n < LANES || m < LANES) {
            super.solveLowerRows(l, b, x, n, m);
        } else {
            VectorTriangles.solveLowerRows(l, b, x, n, m);
        }
    }

    private static DoubleVector at(double[] x, int i) {
        return DoubleVector.fromArray(SPECIES, x, i);
    }
}
