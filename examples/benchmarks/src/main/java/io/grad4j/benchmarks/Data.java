package io.grad4j.benchmarks;

import org.ejml.data.DMatrixRMaj;

/** Data made by counting, so that every peer in every language has the same. */
final class Data {
    private Data() {}

    /** {@code rows}×{@code cols} numbers in [-scale, scale), number i in row-major order a hash of seed and i (SplitMix64's finaliser). */
    static DMatrixRMaj uniform(long seed, int rows, int cols, double scale) {
        DMatrixRMaj m = new DMatrixRMaj(rows, cols);
        for (int i = 0; i < rows * cols; i++) {
            long z = seed * 0x9E3779B97F4A7C15L + (i + 1L) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            z ^= z >>> 31;
            m.data[i] = scale * ((z >>> 11) * 0x1p-52 - 1);
        }
        return m;
    }

    static DMatrixRMaj uniform(long seed, int rows, int cols) {
        return uniform(seed, rows, cols, 1);
    }

    /** n class labels of c classes. */
    static int[] labels(int n, int c) {
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            labels[i] = (i * 7 + 3) % c;
        }
        return labels;
    }
}
