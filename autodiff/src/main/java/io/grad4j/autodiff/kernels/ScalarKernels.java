package io.grad4j.autodiff.kernels;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Plain loops over {@link Math} and EJML: the specification of every kernel. */
class ScalarKernels implements Kernels {
    static final ScalarKernels INSTANCE = new ScalarKernels();

    @Override
    public String name() {
        return "scalar";
    }

    /** The commonest functions have loops of their own, which the JIT compiler inlines; a call of any function is 2 ns an entry more. */
    @Override
    public void map(Map f, double[] x, double[] y, int n) {
        switch (f) {
            case EXP -> {
                for (int i = 0; i < n; i++) {
                    y[i] = Math.exp(x[i]);
                }
            }
            case LOG -> {
                for (int i = 0; i < n; i++) {
                    y[i] = Math.log(x[i]);
                }
            }
            case SQUARE -> {
                for (int i = 0; i < n; i++) {
                    y[i] = x[i] * x[i];
                }
            }
            case RECIPROCAL -> {
                for (int i = 0; i < n; i++) {
                    y[i] = 1 / x[i];
                }
            }
            case RELU -> {
                for (int i = 0; i < n; i++) {
                    y[i] = Math.max(x[i], 0);
                }
            }
            default -> {
                for (int i = 0; i < n; i++) {
                    y[i] = f.at(x[i]);
                }
            }
        }
    }

    @Override
    public void negate(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = -x[i];
        }
    }

    @Override
    public void zip(Zip f, DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj y) {
        if (y.getNumElements() == 1) {
            y.data[0] = f.at(a.data[0], b.data[0]);
            return;
        }
        boolean oneRun = isRun(a, y) && isRun(b, y);
        int rows = oneRun ? 1 : y.numRows;
        int length = oneRun ? y.getNumElements() : y.numCols;
        int aRow = a.numRows == 1 ? 0 : a.numCols;
        int bRow = b.numRows == 1 ? 0 : b.numCols;
        int aStep = a.numCols == 1 && !(oneRun && a.numRows > 1) ? 0 : 1;
        int bStep = b.numCols == 1 && !(oneRun && b.numRows > 1) ? 0 : 1;
        for (int i = 0; i < rows; i++) {
            line(f, a.data, i * aRow, aStep, b.data, i * bRow, bStep, y.data, i * length, length);
        }
    }

    /** Whether {@code m} is read in step with y, or is one number. */
    static boolean isRun(DMatrixRMaj m, DMatrixRMaj y) {
        return m.getNumElements() == 1 || (m.numRows == y.numRows && m.numCols == y.numCols);
    }

    private static void line(
            Zip f, double[] a, int ao, int aStep, double[] b, int bo, int bStep, double[] y, int yo, int n) {
        switch (f) {
            case PLUS -> {
                for (int j = 0; j < n; j++) {
                    y[yo + j] = a[ao + j * aStep] + b[bo + j * bStep];
                }
            }
            case MINUS -> {
                for (int j = 0; j < n; j++) {
                    y[yo + j] = a[ao + j * aStep] - b[bo + j * bStep];
                }
            }
            case TIMES -> {
                for (int j = 0; j < n; j++) {
                    y[yo + j] = a[ao + j * aStep] * b[bo + j * bStep];
                }
            }
            case TIMES_OR_ZERO -> {
                for (int j = 0; j < n; j++) {
                    double product = a[ao + j * aStep] * b[bo + j * bStep];
                    y[yo + j] = !Double.isNaN(product) ? product : f.at(a[ao + j * aStep], b[bo + j * bStep]);
                }
            }
            default -> {
                for (int j = 0; j < n; j++) {
                    y[yo + j] = f.at(a[ao + j * aStep], b[bo + j * bStep]);
                }
            }
        }
    }

    @Override
    public void broadcast(DMatrixRMaj x, DMatrixRMaj y) {
        int n = y.numCols;
        for (int i = 0; i < y.numRows; i++) {
            int row = x.numRows == 1 ? 0 : i * x.numCols;
            if (x.numCols == 1) {
                Arrays.fill(y.data, i * n, (i + 1) * n, x.data[row]);
            } else {
                System.arraycopy(x.data, row, y.data, i * n, n);
            }
        }
    }

    @Override
    public void transpose(DMatrixRMaj x, DMatrixRMaj y) {
        CommonOps_DDRM.transpose(x, y);
    }

    @Override
    public double dotOrZero(double[] a, double[] b, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double product = a[i] * b[i];
            sum += Double.isNaN(product) ? Zip.TIMES_OR_ZERO.at(a[i], b[i]) : product;
        }
        return sum;
    }

    @Override
    public void mult(DMatrixRMaj a, boolean transA, DMatrixRMaj b, boolean transB, DMatrixRMaj y) {
        if (y.getNumElements() == 0 || a.getNumElements() == 0) {
            Arrays.fill(y.data, 0, y.getNumElements(), 0);
        } else if (transA && transB) {
            CommonOps_DDRM.multTransAB(a, b, y);
        } else if (transA) {
            CommonOps_DDRM.multTransA(a, b, y);
        } else if (transB) {
            CommonOps_DDRM.multTransB(a, b, y);
        } else {
            CommonOps_DDRM.mult(a, b, y);
        }
    }

    @Override
    public void sum(Lines lines, double[] x, double[] y) {
        if (lines.lineStep() == 1 && lines.count() > 1) {
            sumColumns(lines, x, y);
            return;
        }
        for (int l = 0; l < lines.count(); l++) {
            double sum = 0;
            for (int k = 0, i = l * lines.lineStep(); k < lines.length(); k++, i += lines.step()) {
                sum += x[i];
            }
            y[l] = sum;
        }
    }

    /** A row at a time, as the matrix lies in memory. */
    private static void sumColumns(Lines lines, double[] x, double[] y) {
        int n = lines.count();
        Arrays.fill(y, 0, n, 0);
        for (int k = 0; k < lines.length(); k++) {
            int row = k * n;
            for (int l = 0; l < n; l++) {
                y[l] += x[row + l];
            }
        }
    }

    @Override
    public void logSumExp(Lines lines, double[] x, double[] y) {
        for (int l = 0; l < lines.count(); l++) {
            y[l] = ScalarLines.logSumExp(lines, l, x);
        }
    }

    /** y = exp(x - max) along each line. */
    void expBelowPeaks(Lines lines, double[] x, double[] y) {
        for (int l = 0; l < lines.count(); l++) {
            ScalarLines.expBelowPeak(lines, l, x, y);
        }
    }

    @Override
    public void softmax(Lines lines, double[] x, double[] y) {
        expBelowPeaks(lines, x, y);
        for (int l = 0; l < lines.count(); l++) {
            ScalarLines.normalise(lines, l, y);
        }
    }

    @Override
    public void logSoftmax(Lines lines, double[] x, double[] y) {
        expBelowPeaks(lines, x, y);
        for (int l = 0; l < lines.count(); l++) {
            ScalarLines.logSoftmaxOfExp(lines, l, x, y);
        }
    }

    @Override
    public void centred(Lines lines, double[] x, double[] v, double[] y) {
        softmax(lines, x, y);
        for (int l = 0; l < lines.count(); l++) {
            ScalarLines.centredBySoftmax(lines, l, x, v, y);
        }
    }

    @Override
    public void balanced(Lines lines, double[] x, double[] v, double[] y) {
        softmax(lines, x, y);
        for (int l = 0; l < lines.count(); l++) {
            ScalarLines.balancedBySoftmax(lines, l, x, v, y);
        }
    }

    @Override
    public void crossEntropy(Lines lines, double[] p, double[] z, double[] y) {
        for (int l = 0; l < lines.count(); l++) {
            y[l] = ScalarLines.crossEntropy(lines, l, p, z);
        }
    }

    @Override
    public void crossEntropySlope(Lines lines, double[] s, double[] p, double[] z, double[] y) {
        softmax(lines, z, y);
        for (int l = 0; l < lines.count(); l++) {
            ScalarLines.crossEntropySlopeBySoftmax(lines, l, s[l], p, z, y);
        }
    }

    @Override
    public void maximum(Lines lines, double[] x, double[] y) {
        for (int l = 0; l < lines.count(); l++) {
            y[l] = ScalarLines.max(lines, l, x);
        }
    }

    @Override
    public void largestShares(Lines lines, double[] x, double[] y) {
        for (int l = 0; l < lines.count(); l++) {
            double max = ScalarLines.max(lines, l, x);
            int count = 0;
            for (int k = 0, i = l * lines.lineStep(); k < lines.length(); k++, i += lines.step()) {
                // Adding 0.0 makes -0.0 equal to 0.0, which Double.compare tells apart.
                boolean largest = Double.compare(x[i] + 0.0, max + 0.0) == 0;
                y[i] = largest ? 1 : 0;
                count += largest ? 1 : 0;
            }
            for (int k = 0, i = l * lines.lineStep(); k < lines.length(); k++, i += lines.step()) {
                y[i] /= count;
            }
        }
    }

    @Override
    public void sumOfSquares(Lines lines, double[] x, double[] y) {
        for (int l = 0; l < lines.count(); l++) {
            double sum = 0;
            for (int k = 0, i = l * lines.lineStep(); k < lines.length(); k++, i += lines.step()) {
                sum += x[i] * x[i];
            }
            y[l] = sum;
        }
    }

    @Override
    public void norm(Lines lines, double[] x, double[] y) {
        for (int l = 0; l < lines.count(); l++) {
            double largest = 0;
            double squares = 0;
            for (int k = 0, i = l * lines.lineStep(); k < lines.length(); k++, i += lines.step()) {
                largest = Math.max(largest, Math.abs(x[i]));
                squares += x[i] * x[i];
            }
            boolean safe = squares > 1e-280 && squares < 1e300;
            y[l] = safe || largest == 0 || Double.isInfinite(largest) || Double.isNaN(largest)
                    ? Math.sqrt(squares)
                    : largest * Math.sqrt(scaledSquares(lines, l, x, largest));
        }
    }

    private static double scaledSquares(Lines lines, int l, double[] x, double scale) {
        double sum = 0;
        for (int k = 0, i = l * lines.lineStep(); k < lines.length(); k++, i += lines.step()) {
            double ratio = x[i] / scale;
            sum += ratio * ratio;
        }
        return sum;
    }

    @Override
    public void cumulativeSum(Lines lines, boolean fromLast, double[] x, double[] y) {
        for (int l = 0; l < lines.count(); l++) {
            double sum = 0;
            for (int k = 0; k < lines.length(); k++) {
                int i = l * lines.lineStep() + (fromLast ? lines.length() - 1 - k : k) * lines.step();
                sum += x[i];
                y[i] = sum;
            }
        }
    }

    @Override
    public void pairedDifferences(DMatrixRMaj a, DMatrixRMaj b, double factor, double self, DMatrixRMaj y) {
        int n = a.numRows;
        double[] columns = columns(a, b);
        for (int i = 0; i < n; i++) {
            pairedRow(a.data, b.data, i, a.numCols, columns, factor, y.data, n);
            y.data[i * n + i] = self;
        }
    }

    /** Row i of the n×n y, from rows i of a and b and the columns of both. */
    void pairedRow(double[] a, double[] b, int i, int d, double[] columns, double factor, double[] y, int n) {
        pairedRest(a, b, i, d, columns, factor, y, n, 0);
    }

    /** The entries from column {@code from} of that row. */
    static void pairedRest(
            double[] a, double[] b, int i, int d, double[] columns, double factor, double[] y, int n, int from) {
        for (int j = from; j < n; j++) {
            double sum = 0;
            for (int k = 0; k < d; k++) {
                sum += (a[i * d + k] - columns[k * n + j]) * (b[i * d + k] - columns[(d + k) * n + j]);
            }
            y[i * n + j] = factor * sum;
        }
    }

    /** The columns of a, each contiguous, and those of b after them. */
    static double[] columns(DMatrixRMaj a, DMatrixRMaj b) {
        int n = a.numRows;
        int d = a.numCols;
        double[] columns = Workspace.ofThread().first(2 * n * d);
        for (int j = 0; j < n; j++) {
            for (int k = 0; k < d; k++) {
                columns[k * n + j] = a.data[j * d + k];
                columns[(d + k) * n + j] = b.data[j * d + k];
            }
        }
        return columns;
    }

    @Override
    public void laplacian(double factor, DMatrixRMaj v, DMatrixRMaj b, DMatrixRMaj y) {
        int n = b.numRows;
        int d = b.numCols;
        double[] columns = columns(b, b);
        int sums = n * d;
        Arrays.fill(columns, sums, 2 * sums, 0);
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < d; k++) {
                columns[sums + k * n + i] += laplacianRow(b.get(i, k), columns, k * n, sums + k * n, v.data, i * n, n);
            }
        }
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < d; k++) {
                y.data[i * d + k] = factor * columns[sums + k * n + i];
            }
        }
    }

    /** With tⱼ = vⱼ·(p - bⱼ): Σ t, each t taken from its sum; b a column, the sums another. */
    double laplacianRow(double p, double[] columns, int b, int sums, double[] v, int from, int n) {
        double total = 0;
        for (int j = 0; j < n; j++) {
            double t = v[from + j] * (p - columns[b + j]);
            total += t;
            columns[sums + j] -= t;
        }
        return total;
    }

    @Override
    public void moments(DMatrixRMaj x, DMatrixRMaj mu, DMatrixRMaj y) {
        int d = x.numCols;
        double[] deviation = Workspace.ofThread().third(d);
        Arrays.fill(y.data, 0, y.getNumElements(), 0);
        for (int i = 0; i < x.numRows; i++) {
            for (int j = 0; j < d; j++) {
                deviation[j] = x.data[i * d + j] - mu.data[j];
                y.data[d * d + j] += deviation[j];
            }
            for (int j = 0; j < d; j++) {
                for (int k = 0; k <= j; k++) {
                    y.data[j * d + k] += deviation[j] * deviation[k];
                }
            }
        }
        for (int j = 0; j < d; j++) {
            for (int k = 0; k < j; k++) {
                y.data[k * d + j] = y.data[j * d + k];
            }
        }
    }

    @Override
    public int cholesky(double[] a, double[] l, int n) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = a[i * n + j];
                for (int k = 0; k < j; k++) {
                    sum -= l[i * n + k] * l[j * n + k];
                }
                if (i != j) {
                    l[i * n + j] = sum / l[j * n + j];
                } else if (sum > 0) {
                    l[i * n + i] = Math.sqrt(sum);
                } else {
                    l[i * n + i] = sum;
                    return i;
                }
            }
            Arrays.fill(l, i * n + i + 1, (i + 1) * n, 0);
        }
        return n;
    }

    @Override
    public void solveLower(double[] l, boolean transposed, double[] b, double[] x, int n, int m) {
        if (x != b) {
            System.arraycopy(b, 0, x, 0, n * m);
        }
        for (int step = 0; step < n; step++) {
            int i = transposed ? n - 1 - step : step;
            for (int k = transposed ? i + 1 : 0; k < (transposed ? n : i); k++) {
                double factor = transposed ? l[k * n + i] : l[i * n + k];
                for (int c = 0; c < m; c++) {
                    x[i * m + c] -= factor * x[k * m + c];
                }
            }
            double pivot = l[i * n + i];
            for (int c = 0; c < m; c++) {
                x[i * m + c] /= pivot;
            }
        }
    }

    @Override
    public void solveLowerRows(double[] l, double[] b, double[] x, int n, int m) {
        for (int r = 0; r < m; r++) {
            for (int i = 0; i < n; i++) {
                double sum = b[r * n + i];
                for (int k = 0; k < i; k++) {
                    sum -= l[i * n + k] * x[r * n + k];
                }
                x[r * n + i] = sum / l[i * n + i];
            }
        }
    }
}
