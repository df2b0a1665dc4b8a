package io.grad4j.autodiff.kernels;

import static io.grad4j.autodiff.kernels.VectorKernels.LANES;

import io.grad4j.autodiff.kernels.VectorProducts.Strided;
import java.util.Arrays;

/** Triangular solves and Cholesky factors by blocks of rows, nearly all of whose work is in matrix products. */
final class VectorTriangles {
    /** Rows of a block: it is done by plain rules, so it should be small; the products want it large. */
    private static final int BLOCK = 32;

    /** Right-hand rows that are turned into columns at a time. */
    private static final int ROWS = 256;

    private VectorTriangles() {}

    /** x = l⁻¹·x, in place, for the n×n l and the n×m x, m ≥ {@link VectorKernels#LANES}. */
    static void solveLower(Strided l, Strided x, int n, int m) {
        for (int i = 0; i < n; i += BLOCK) {
            int size = Math.min(BLOCK, n - i);
            VectorProducts.add(-1, l.at(i, 0), x, x.at(i, 0), size, m, i);
            for (int r = i; r < i + size; r++) {
                for (int k = i; k < r; k++) {
                    addRow(-l.get(r, k), x, k, r, m);
                }
                divideRow(x, r, l.get(r, r), m);
            }
        }
    }

    /** x = l⁻ᵀ·x, in place. */
    static void solveLowerTransposed(Strided l, Strided x, int n, int m) {
        for (int end = n; end > 0; end -= BLOCK) {
            int start = Math.max(0, end - BLOCK);
            VectorProducts.add(
                    -1, l.at(end, start).transposed(), x.at(end, 0), x.at(start, 0), end - start, m, n - end);
            for (int r = end - 1; r >= start; r--) {
                for (int k = r + 1; k < end; k++) {
                    addRow(-l.get(k, r), x, k, r, m);
                }
                divideRow(x, r, l.get(r, r), m);
            }
        }
    }

    private static void addRow(double factor, Strided x, int from, int to, int m) {
        VectorProducts.axpy(factor, x.data(), x.offset(from, 0), x.data(), x.offset(to, 0), m);
    }

    private static void divideRow(Strided x, int row, double pivot, int m) {
        int from = x.offset(row, 0);
        for (int j = from; j < from + m; j++) {
            x.data()[j] /= pivot;
        }
    }

    /** x = b·l⁻ᵀ for m rows of n: each run of rows is turned, solved as columns, and turned back. */
    static void solveLowerRows(double[] l, double[] b, double[] x, int n, int m) {
        double[] columns = Workspace.ofThread().third(n * ROWS);
        for (int start = 0; start < m; start += ROWS) {
            int size = Math.min(ROWS, m - start);
            for (int r = 0; r < size; r++) {
                for (int j = 0; j < n; j++) {
                    columns[j * size + r] = b[(start + r) * n + j];
                }
            }
            if (size < LANES) {
                ScalarKernels.INSTANCE.solveLower(l, false, columns, columns, n, size);
            } else {
                solveLower(new Strided(l, 0, n, 1), new Strided(columns, 0, size, 1), n, size);
            }
            for (int r = 0; r < size; r++) {
                for (int j = 0; j < n; j++) {
                    x[(start + r) * n + j] = columns[j * size + r];
                }
            }
        }
    }

    /** As {@link Kernels#cholesky}. */
    static int cholesky(double[] a, double[] l, int n) {
        if (a != l) {
            System.arraycopy(a, 0, l, 0, n * n);
        }
        Strided all = new Strided(l, 0, n, 1);
        for (int j = 0; j < n; j += BLOCK) {
            int size = Math.min(BLOCK, n - j);
            VectorProducts.add(-1, all.at(j, 0), all.at(j, 0).transposed(), all.at(j, j), n - j, size, j);
            for (int i = j; i < n; i++) {
                int failed = row(l, n, i, j, Math.min(i + 1, j + size));
                if (failed < n) {
                    return failed;
                }
            }
        }
        for (int i = 0; i < n; i++) {
            Arrays.fill(l, i * n + i + 1, (i + 1) * n, 0);
        }
        return n;
    }

    /** Entries {@code from} to before {@code to} of row i of the factor; n, or i if its pivot is not above 0. */
    private static int row(double[] l, int n, int i, int from, int to) {
        for (int c = from; c < to; c++) {
            double sum = l[i * n + c];
            for (int k = from; k < c; k++) {
                sum -= l[i * n + k] * l[c * n + k];
            }
            if (c < i) {
                l[i * n + c] = sum / l[c * n + c];
            } else {
                l[i * n + i] = sum > 0 ? Math.sqrt(sum) : sum;
                if (!(sum > 0)) {
                    return i;
                }
            }
        }
        return n;
    }
}
