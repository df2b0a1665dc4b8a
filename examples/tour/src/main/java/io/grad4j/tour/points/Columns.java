package io.grad4j.tour.points;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;

/** Arrays as matrices, and arrays drawn at random. */
public final class Columns {
    private Columns() {}

    /** {@code x} as n×1. */
    public static DMatrixRMaj column(double... x) {
        return new DMatrixRMaj(x.length, 1, true, x);
    }

    /** {@code x} as 1×n. */
    public static DMatrixRMaj row(double... x) {
        return new DMatrixRMaj(1, x.length, true, x);
    }

    /** The entries of {@code m} in row-major order. */
    public static double[] entries(DMatrixRMaj... m) {
        int size = 0;
        for (DMatrixRMaj x : m) {
            size += x.getNumElements();
        }
        double[] all = new double[size];
        int at = 0;
        for (DMatrixRMaj x : m) {
            System.arraycopy(x.data, 0, all, at, x.getNumElements());
            at += x.getNumElements();
        }
        return all;
    }

    /** c·x. */
    public static double[] scaled(double c, double[] x) {
        double[] y = new double[x.length];
        Arrays.setAll(y, i -> c * x[i]);
        return y;
    }

    /** a - b. */
    public static double[] minus(double[] a, double[] b) {
        double[] y = new double[a.length];
        Arrays.setAll(y, i -> a[i] - b[i]);
        return y;
    }

    /** n numbers, uniform in [low, high). */
    static double[] uniform(RandomGenerator random, int n, double low, double high) {
        return random.doubles(n, low, high).toArray();
    }
}
