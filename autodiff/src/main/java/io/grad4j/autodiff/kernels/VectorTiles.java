package io.grad4j.autodiff.kernels;

import static io.grad4j.autodiff.kernels.VectorKernels.LANES;
import static io.grad4j.autodiff.kernels.VectorKernels.SPECIES;

import jdk.incubator.vector.DoubleVector;

/**
 * The innermost loops of a matrix product: a tile of sums in registers.
 *
 * <p>The sums start from c and stay in one plain loop; anything cleverer makes the compiler put vectors in objects. With constant steps it
 * also drops the checks of bounds, which is why packed rows have a loop of their own.
 */
final class VectorTiles {
    /** Rows of a tile: with two vectors a row, 16 sums leave room in 32 registers, 8 in 16. */
    static final int MR = LANES >= 8 ? 8 : 4;

    /** Columns of a tile. */
    static final int NR = 2 * LANES;

    private VectorTiles() {}

    /** c += a·b for MR rows of a, at steps of its own, and NR packed columns of b, {@code depth} terms each. */
    static void add(
            double[] a, int ao, int rowStep, int colStep, double[] b, int bo, int depth, double[] c, int co, int ldc) {
        if (MR == 8 && rowStep == 1 && colStep == MR) {
            tallPacked(a, ao, b, bo, depth, c, co, ldc);
        } else if (MR == 8) {
            tallInPlace(a, ao, rowStep, colStep, b, bo, depth, c, co, ldc);
        } else {
            low(a, ao, rowStep, colStep, b, bo, depth, c, co, ldc);
        }
    }

    private static DoubleVector at(double[] x, int i) {
        return DoubleVector.fromArray(SPECIES, x, i);
    }

    /** Eight rows, in place. */
    private static void tallInPlace(
            double[] a, int ao, int rs, int colStep, double[] b, int bo, int depth, double[] c, int co, int ldc) {
        DoubleVector c00 = at(c, co), c01 = at(c, co + LANES);
        DoubleVector c10 = at(c, co + ldc), c11 = at(c, co + ldc + LANES);
        DoubleVector c20 = at(c, co + 2 * ldc), c21 = at(c, co + 2 * ldc + LANES);
        DoubleVector c30 = at(c, co + 3 * ldc), c31 = at(c, co + 3 * ldc + LANES);
        DoubleVector c40 = at(c, co + 4 * ldc), c41 = at(c, co + 4 * ldc + LANES);
        DoubleVector c50 = at(c, co + 5 * ldc), c51 = at(c, co + 5 * ldc + LANES);
        DoubleVector c60 = at(c, co + 6 * ldc), c61 = at(c, co + 6 * ldc + LANES);
        DoubleVector c70 = at(c, co + 7 * ldc), c71 = at(c, co + 7 * ldc + LANES);
        int r4 = 4 * rs;
        for (int p = 0; p < depth; p++) {
            int i = ao + p * colStep;
            int j = bo + p * NR;
            DoubleVector b0 = at(b, j);
            DoubleVector b1 = at(b, j + LANES);
            DoubleVector v = DoubleVector.broadcast(SPECIES, a[i]);
            c00 = v.fma(b0, c00);
            c01 = v.fma(b1, c01);
            v = DoubleVector.broadcast(SPECIES, a[i + rs]);
            c10 = v.fma(b0, c10);
            c11 = v.fma(b1, c11);
            v = DoubleVector.broadcast(SPECIES, a[i + 2 * rs]);
            c20 = v.fma(b0, c20);
            c21 = v.fma(b1, c21);
            v = DoubleVector.broadcast(SPECIES, a[i + 3 * rs]);
            c30 = v.fma(b0, c30);
            c31 = v.fma(b1, c31);
            i += r4;
            v = DoubleVector.broadcast(SPECIES, a[i]);
            c40 = v.fma(b0, c40);
            c41 = v.fma(b1, c41);
            v = DoubleVector.broadcast(SPECIES, a[i + rs]);
            c50 = v.fma(b0, c50);
            c51 = v.fma(b1, c51);
            v = DoubleVector.broadcast(SPECIES, a[i + 2 * rs]);
            c60 = v.fma(b0, c60);
            c61 = v.fma(b1, c61);
            v = DoubleVector.broadcast(SPECIES, a[i + 3 * rs]);
            c70 = v.fma(b0, c70);
            c71 = v.fma(b1, c71);
        }
        c00.intoArray(c, co);
        c01.intoArray(c, co + LANES);
        c10.intoArray(c, co + ldc);
        c11.intoArray(c, co + ldc + LANES);
        c20.intoArray(c, co + 2 * ldc);
        c21.intoArray(c, co + 2 * ldc + LANES);
        c30.intoArray(c, co + 3 * ldc);
        c31.intoArray(c, co + 3 * ldc + LANES);
        c40.intoArray(c, co + 4 * ldc);
        c41.intoArray(c, co + 4 * ldc + LANES);
        c50.intoArray(c, co + 5 * ldc);
        c51.intoArray(c, co + 5 * ldc + LANES);
        c60.intoArray(c, co + 6 * ldc);
        c61.intoArray(c, co + 6 * ldc + LANES);
        c70.intoArray(c, co + 7 * ldc);
        c71.intoArray(c, co + 7 * ldc + LANES);
    }

    /** Eight rows, packed: with constant steps the compiler drops the checks of bounds. */
    private static void tallPacked(double[] a, int ao, double[] b, int bo, int depth, double[] c, int co, int ldc) {
        DoubleVector c00 = at(c, co), c01 = at(c, co + LANES);
        DoubleVector c10 = at(c, co + ldc), c11 = at(c, co + ldc + LANES);
        DoubleVector c20 = at(c, co + 2 * ldc), c21 = at(c, co + 2 * ldc + LANES);
        DoubleVector c30 = at(c, co + 3 * ldc), c31 = at(c, co + 3 * ldc + LANES);
        DoubleVector c40 = at(c, co + 4 * ldc), c41 = at(c, co + 4 * ldc + LANES);
        DoubleVector c50 = at(c, co + 5 * ldc), c51 = at(c, co + 5 * ldc + LANES);
        DoubleVector c60 = at(c, co + 6 * ldc), c61 = at(c, co + 6 * ldc + LANES);
        DoubleVector c70 = at(c, co + 7 * ldc), c71 = at(c, co + 7 * ldc + LANES);
        for (int p = 0; p < depth; p++) {
            int i = ao + p * MR;
            int j = bo + p * NR;
            DoubleVector b0 = at(b, j);
            DoubleVector b1 = at(b, j + LANES);
            DoubleVector v = DoubleVector.broadcast(SPECIES, a[i]);
            c00 = v.fma(b0, c00);
            c01 = v.fma(b1, c01);
            v = DoubleVector.broadcast(SPECIES, a[i + 1]);
            c10 = v.fma(b0, c10);
            c11 = v.fma(b1, c11);
            v = DoubleVector.broadcast(SPECIES, a[i + 2]);
            c20 = v.fma(b0, c20);
            c21 = v.fma(b1, c21);
            v = DoubleVector.broadcast(SPECIES, a[i + 3]);
            c30 = v.fma(b0, c30);
            c31 = v.fma(b1, c31);
            v = DoubleVector.broadcast(SPECIES, a[i + 4]);
            c40 = v.fma(b0, c40);
            c41 = v.fma(b1, c41);
            v = DoubleVector.broadcast(SPECIES, a[i + 5]);
            c50 = v.fma(b0, c50);
            c51 = v.fma(b1, c51);
            v = DoubleVector.broadcast(SPECIES, a[i + 6]);
            c60 = v.fma(b0, c60);
            c61 = v.fma(b1, c61);
            v = DoubleVector.broadcast(SPECIES, a[i + 7]);
            c70 = v.fma(b0, c70);
            c71 = v.fma(b1, c71);
        }
        c00.intoArray(c, co);
        c01.intoArray(c, co + LANES);
        c10.intoArray(c, co + ldc);
        c11.intoArray(c, co + ldc + LANES);
        c20.intoArray(c, co + 2 * ldc);
        c21.intoArray(c, co + 2 * ldc + LANES);
        c30.intoArray(c, co + 3 * ldc);
        c31.intoArray(c, co + 3 * ldc + LANES);
        c40.intoArray(c, co + 4 * ldc);
        c41.intoArray(c, co + 4 * ldc + LANES);
        c50.intoArray(c, co + 5 * ldc);
        c51.intoArray(c, co + 5 * ldc + LANES);
        c60.intoArray(c, co + 6 * ldc);
        c61.intoArray(c, co + 6 * ldc + LANES);
        c70.intoArray(c, co + 7 * ldc);
        c71.intoArray(c, co + 7 * ldc + LANES);
    }

    /** Four rows, for machines with 16 registers. */
    private static void low(
            double[] a, int ao, int rs, int colStep, double[] b, int bo, int depth, double[] c, int co, int ldc) {
        DoubleVector c00 = at(c, co), c01 = at(c, co + LANES);
        DoubleVector c10 = at(c, co + ldc), c11 = at(c, co + ldc + LANES);
        DoubleVector c20 = at(c, co + 2 * ldc), c21 = at(c, co + 2 * ldc + LANES);
        DoubleVector c30 = at(c, co + 3 * ldc), c31 = at(c, co + 3 * ldc + LANES);
        for (int p = 0; p < depth; p++) {
            int i = ao + p * colStep;
            int j = bo + p * NR;
            DoubleVector b0 = at(b, j);
            DoubleVector b1 = at(b, j + LANES);
            DoubleVector v = DoubleVector.broadcast(SPECIES, a[i]);
            c00 = v.fma(b0, c00);
            c01 = v.fma(b1, c01);
            v = DoubleVector.broadcast(SPECIES, a[i + rs]);
            c10 = v.fma(b0, c10);
            c11 = v.fma(b1, c11);
            v = DoubleVector.broadcast(SPECIES, a[i + 2 * rs]);
            c20 = v.fma(b0, c20);
            c21 = v.fma(b1, c21);
            v = DoubleVector.broadcast(SPECIES, a[i + 3 * rs]);
            c30 = v.fma(b0, c30);
            c31 = v.fma(b1, c31);
        }
        c00.intoArray(c, co);
        c01.intoArray(c, co + LANES);
        c10.intoArray(c, co + ldc);
        c11.intoArray(c, co + ldc + LANES);
        c20.intoArray(c, co + 2 * ldc);
        c21.intoArray(c, co + 2 * ldc + LANES);
        c30.intoArray(c, co + 3 * ldc);
        c31.intoArray(c, co + 3 * ldc + LANES);
    }
}
