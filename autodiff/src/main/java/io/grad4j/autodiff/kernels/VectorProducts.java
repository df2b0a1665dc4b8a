package io.grad4j.autodiff.kernels;

import static io.grad4j.autodiff.kernels.VectorKernels.LANES;
import static io.grad4j.autodiff.kernels.VectorKernels.SPECIES;
import static io.grad4j.autodiff.kernels.VectorTiles.MR;
import static io.grad4j.autodiff.kernels.VectorTiles.NR;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;

/**
 * Matrix products of any strides, after Goto and van de Geijn, "Anatomy of high-performance matrix multiplication" (2008).
 *
 * <p>The right factor is packed in panels of {@link VectorTiles#NR} columns that stay in the second-level cache; the left one in panels of {@link VectorTiles#MR}
 * rows, or, where the product is too narrow to repay that, it is read where it stands. A tile of MR×NR sums is held in registers.
 */
final class VectorProducts {
    /** Terms summed at a time. */
    private static final int DEPTH = 384;

    /** Terms summed at a time where the left factor is read in place: if it is transposed, so many of its rows stay in the cache. */
    private static final int DEPTH_IN_PLACE = 64;

    /** Rows of the left factor packed at a time. */
    private static final int HEIGHT = 64;

    /** Columns of the right factor packed at a time. */
    private static final int WIDTH = 1024;

    /** A product with fewer columns than this reads each entry of its left factor too seldom to repay packing it. */
    private static final int NARROW = 3 * NR;

    private VectorProducts() {}

    /**
     * A matrix in an array: entry (i, j) at {@code from} + i·{@code rowStep} + j·{@code colStep}.
     */
    record Strided(double[] data, int from, int rowStep, int colStep) {
        Strided at(int row, int col) {
            return new Strided(data, offset(row, col), rowStep, colStep);
        }

        Strided transposed() {
            return new Strided(data, from, colStep, rowStep);
        }

        int offset(int row, int col) {
            return from + row * rowStep + col * colStep;
        }

        double get(int row, int col) {
            return data[offset(row, col)];
        }
    }

    /** The m×n c += sign·a·b for a m×k and b k×n; the rows of c are contiguous. */
    static void add(double sign, Strided a, Strided b, Strided c, int m, int n, int k) {
        if (m < 4 && a.colStep() == 1 || n < 4) {
            thin(sign, a, b, c, m, n, k);
            return;
        }
        Workspace workspace = Workspace.ofThread();
        boolean packLeft = n >= NARROW || sign != 1;
        int deepest = packLeft || a.colStep() == 1 ? DEPTH : DEPTH_IN_PLACE;
        for (int j = 0; j < n; j += WIDTH) {
            int width = Math.min(WIDTH, n - j);
            for (int p = 0; p < k; p += deepest) {
                int depth = Math.min(deepest, k - p);
                double[] right = workspace.first(roundedUp(width, NR) * depth);
                packRight(b, b.offset(p, j), width, depth, right);
                for (int i = 0; i < m; i += HEIGHT) {
                    int height = Math.min(HEIGHT, m - i);
                    int left = a.offset(i, p);
                    if (packLeft) {
                        double[] packed = workspace.second(roundedUp(height, MR) * depth + MR * NR);
                        packLeft(sign, a, left, height, depth, packed);
                    }
                    tiles(a, left, packLeft, right, c, c.offset(i, j), height, width, depth, workspace);
                }
            }
        }
    }

    private static int roundedUp(int n, int multiple) {
        return (n + multiple - 1) / multiple * multiple;
    }

    /** Panels of NR columns, each row by row, filled up with zeros; b counts from {@code first}. */
    private static void packRight(Strided b, int first, int width, int depth, double[] packed) {
        double[] data = b.data();
        int at = 0;
        for (int j = 0; j < width; j += NR) {
            int w = Math.min(NR, width - j);
            for (int p = 0; p < depth; p++, at += NR) {
                int from = first + p * b.rowStep() + j * b.colStep();
                if (b.colStep() == 1 && w == NR) {
                    DoubleVector.fromArray(SPECIES, data, from).intoArray(packed, at);
                    DoubleVector.fromArray(SPECIES, data, from + LANES).intoArray(packed, at + LANES);
                } else {
                    for (int q = 0; q < w; q++) {
                        packed[at + q] = data[from + q * b.colStep()];
                    }
                    Arrays.fill(packed, at + w, at + NR, 0);
                }
            }
        }
    }

    /** Panels of MR rows, each column by column, times {@code sign}, filled up with zeros; a counts from {@code first}. */
    private static void packLeft(double sign, Strided a, int first, int height, int depth, double[] packed) {
        for (int i = 0; i < height; i += MR) {
            packPanel(sign, a, first + i * a.rowStep(), Math.min(MR, height - i), depth, packed, i * depth);
        }
    }

    private static void packPanel(double sign, Strided a, int first, int rows, int depth, double[] packed, int at) {
        double[] data = a.data();
        if (a.rowStep() == 1 && rows == MR && MR == LANES) {
            for (int p = 0; p < depth; p++) {
                at(data, first + p * a.colStep()).mul(sign).intoArray(packed, at + p * MR);
            }
            return;
        }
        for (int r = 0; r < MR; r++) {
            if (r < rows) {
                int from = first + r * a.rowStep();
                for (int p = 0; p < depth; p++) {
                    packed[at + p * MR + r] = sign * data[from + p * a.colStep()];
                }
            } else {
                for (int p = 0; p < depth; p++) {
                    packed[at + p * MR + r] = 0;
                }
            }
        }
    }

    /** One block of each factor: {@code left} counts from {@code first}, and c from {@code to}. */
    private static void tiles(
            Strided left,
            int first,
            boolean packed,
            double[] right,
            Strided c,
            int to,
            int height,
            int width,
            int depth,
            Workspace workspace) {
        double[] second = workspace.second(roundedUp(height, MR) * depth + MR * NR);
        int edge = second.length - MR * NR;
        for (int j = 0; j < width; j += NR) {
            for (int i = 0; i < height; i += MR) {
                int rows = Math.min(MR, height - i);
                double[] a = left.data();
                int from = first + i * left.rowStep();
                int rowStep = left.rowStep();
                int colStep = left.colStep();
                if (packed || rows < MR) {
                    if (!packed) {
                        packPanel(1, left, from, rows, depth, second, i * depth);
                    }
                    a = second;
                    from = i * depth;
                    rowStep = 1;
                    colStep = MR;
                }
                int tile = to + i * c.rowStep() + j;
                if (rows == MR && width - j >= NR) {
                    VectorTiles.add(a, from, rowStep, colStep, right, j * depth, depth, c.data(), tile, c.rowStep());
                } else {
                    Arrays.fill(second, edge, edge + MR * NR, 0);
                    VectorTiles.add(a, from, rowStep, colStep, right, j * depth, depth, second, edge, NR);
                    addEdge(second, edge, c, tile, rows, Math.min(NR, width - j));
                }
            }
        }
    }

    private static void addEdge(double[] sums, int at, Strided c, int to, int rows, int cols) {
        for (int r = 0; r < rows; r++) {
            for (int q = 0; q < cols; q++) {
                c.data()[to + r * c.rowStep() + q] += sums[at + r * NR + q];
            }
        }
    }

    private static DoubleVector at(double[] x, int i) {
        return DoubleVector.fromArray(SPECIES, x, i);
    }

    /** A product of a few rows or columns: a sum of rows of b where these are contiguous, else an inner product an entry. */
    private static void thin(double sign, Strided a, Strided b, Strided c, int m, int n, int k) {
        for (int i = 0; i < m; i++) {
            int left = a.from() + i * a.rowStep();
            int to = c.from() + i * c.rowStep();
            if (b.colStep() == 1 && n >= LANES) {
                for (int p = 0; p < k; p++) {
                    axpy(
                            sign * a.data()[left + p * a.colStep()],
                            b.data(),
                            b.from() + p * b.rowStep(),
                            c.data(),
                            to,
                            n);
                }
            } else if (n < 4 && (a.colStep() != 1 || b.rowStep() != 1)) {
                narrow(sign, a.data(), left, a.colStep(), b, c.data(), to, n, k);
            } else {
                for (int j = 0; j < n; j++) {
                    c.data()[to + j] += sign
                            * inner(a.data(), left, a.colStep(), b.data(), b.from() + j * b.colStep(), b.rowStep(), k);
                }
            }
        }
    }

    /** y += s·x over n entries. */
    static void axpy(double s, double[] x, int xo, double[] y, int yo, int n) {
        int end = SPECIES.loopBound(n);
        DoubleVector factor = DoubleVector.broadcast(SPECIES, s);
        for (int i = 0; i < end; i += LANES) {
            factor.fma(at(x, xo + i), at(y, yo + i)).intoArray(y, yo + i);
        }
        for (int i = end; i < n; i++) {
            y[yo + i] = Math.fma(s, x[xo + i], y[yo + i]);
        }
    }

    /** A row of n ≤ 3 inner products, side by side: each would wait for its own last sum. */
    private static void narrow(
            double sign, double[] a, int from, int step, Strided b, double[] c, int to, int n, int k) {
        double[] right = b.data();
        int second = n > 1 ? b.colStep() : 0;
        int third = n > 2 ? 2 * b.colStep() : 0;
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        for (int p = 0, i = from, j = b.from(); p < k; p++, i += step, j += b.rowStep()) {
            double x = a[i];
            s0 += x * right[j];
            s1 += x * right[j + second];
            s2 += x * right[j + third];
        }
        c[to] += sign * s0;
        if (n > 1) {
            c[to + 1] += sign * s1;
        }
        if (n > 2) {
            c[to + 2] += sign * s2;
        }
    }

    private static double inner(double[] a, int ao, int aStep, double[] b, int bo, int bStep, int k) {
        if (aStep == 1 && bStep == 1) {
            return dot(a, ao, b, bo, k);
        }
        double sum = 0;
        for (int p = 0; p < k; p++) {
            sum += a[ao + p * aStep] * b[bo + p * bStep];
        }
        return sum;
    }

    /** Σ aᵢ·bᵢ over n entries, in four sums; what is left has a sum of its own, since vectors that pass from loop to loop are put in objects. */
    static double dot(double[] a, int ao, double[] b, int bo, int n) {
        DoubleVector s0 = DoubleVector.zero(SPECIES);
        DoubleVector s1 = s0;
        DoubleVector s2 = s0;
        DoubleVector s3 = s0;
        int end = n - n % (4 * LANES);
        for (int i = 0; i < end; i += 4 * LANES) {
            s0 = at(a, ao + i).fma(at(b, bo + i), s0);
            s1 = at(a, ao + i + LANES).fma(at(b, bo + i + LANES), s1);
            s2 = at(a, ao + i + 2 * LANES).fma(at(b, bo + i + 2 * LANES), s2);
            s3 = at(a, ao + i + 3 * LANES).fma(at(b, bo + i + 3 * LANES), s3);
        }
        double sum = VectorFunctions.sum(s0.add(s1).add(s2.add(s3)));
        return end == n ? sum : sum + shortDot(a, ao + end, b, bo + end, n - end);
    }

    private static double shortDot(double[] a, int ao, double[] b, int bo, int n) {
        DoubleVector s = DoubleVector.zero(SPECIES);
        int end = SPECIES.loopBound(n);
        for (int i = 0; i < end; i += LANES) {
            s = at(a, ao + i).fma(at(b, bo + i), s);
        }
        double sum = VectorFunctions.sum(s);
        for (int i = end; i < n; i++) {
            sum = Math.fma(a[ao + i], b[bo + i], sum);
        }
        return sum;
    }
}
