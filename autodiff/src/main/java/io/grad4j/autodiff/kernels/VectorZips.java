package io.grad4j.autodiff.kernels;

import static io.grad4j.autodiff.kernels.VectorKernels.LANES;
import static io.grad4j.autodiff.kernels.VectorKernels.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import org.ejml.data.DMatrixRMaj;

/**
 * Elementwise functions of two arguments in vectors, a row at a time, or in one run where no row repeats.
 *
 * <p>Each loop stands in a method of its own: in one large method the compiler puts the vectors of some in objects.
 */
final class VectorZips {
    private VectorZips() {}

    /** Writes y = f(a, b), y apart or an argument of its shape; or returns false if f or the shapes have no vector form. */
    static boolean zip(Zip f, DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj y) {
        if (!hasVectorForm(f)) {
            return false;
        }
        boolean oneRun = ScalarKernels.isRun(a, y) && ScalarKernels.isRun(b, y);
        int length = oneRun ? y.getNumElements() : y.numCols;
        if (length < LANES) {
            return false;
        }
        int rows = oneRun ? 1 : y.numRows;
        boolean aRepeats = a.numCols == 1 && length > 1 && a.getNumElements() < y.getNumElements();
        boolean bRepeats = b.numCols == 1 && length > 1 && b.getNumElements() < y.getNumElements();
        int aRow = a.numRows == 1 ? 0 : a.numCols;
        int bRow = b.numRows == 1 ? 0 : b.numCols;
        for (int i = 0; i < rows; i++) {
            int ao = i * aRow;
            int bo = i * bRow;
            if (aRepeats) {
                number(f, a.data[ao], b.data, bo, y.data, i * length, length);
            } else if (bRepeats) {
                number(f, a.data, ao, b.data[bo], y.data, i * length, length);
            } else {
                line(f, a.data, ao, b.data, bo, y.data, i * length, length);
            }
        }
        return true;
    }

    private static boolean hasVectorForm(Zip f) {
        return switch (f) {
            case PLUS, MINUS, TIMES, TIMES_OR_ZERO, DIVIDE, MAX, MIN -> true;
            default -> false;
        };
    }

    private static DoubleVector at(double[] x, int i) {
        return DoubleVector.fromArray(SPECIES, x, i);
    }

    /** A row of a with a row of b. */
    private static void line(Zip f, double[] a, int ao, double[] b, int bo, double[] y, int yo, int n) {
        int end = SPECIES.loopBound(n);
        switch (f) {
            case PLUS -> plus(a, ao, b, bo, y, yo, end);
            case MINUS -> minus(a, ao, b, bo, y, yo, end);
            case TIMES -> times(a, ao, b, bo, y, yo, end);
            case DIVIDE -> divide(a, ao, b, bo, y, yo, end);
            case MAX -> max(a, ao, b, bo, y, yo, end);
            case TIMES_OR_ZERO -> timesOrZero(a, ao, b, bo, y, yo, end);
            default -> min(a, ao, b, bo, y, yo, end);
        }
        rest(f, a, ao, b, bo, y, yo, end, n);
    }

    private static void plus(double[] a, int ao, double[] b, int bo, double[] y, int yo, int end) {
        for (int i = 0; i < end; i += LANES) {
            at(a, ao + i).add(at(b, bo + i)).intoArray(y, yo + i);
        }
    }

    private static void minus(double[] a, int ao, double[] b, int bo, double[] y, int yo, int end) {
        for (int i = 0; i < end; i += LANES) {
            at(a, ao + i).sub(at(b, bo + i)).intoArray(y, yo + i);
        }
    }

    private static void times(double[] a, int ao, double[] b, int bo, double[] y, int yo, int end) {
        for (int i = 0; i < end; i += LANES) {
            at(a, ao + i).mul(at(b, bo + i)).intoArray(y, yo + i);
        }
    }

    private static void divide(double[] a, int ao, double[] b, int bo, double[] y, int yo, int end) {
        for (int i = 0; i < end; i += LANES) {
            at(a, ao + i).div(at(b, bo + i)).intoArray(y, yo + i);
        }
    }

    private static void max(double[] a, int ao, double[] b, int bo, double[] y, int yo, int end) {
        for (int i = 0; i < end; i += LANES) {
            at(a, ao + i).max(at(b, bo + i)).intoArray(y, yo + i);
        }
    }

    private static void min(double[] a, int ao, double[] b, int bo, double[] y, int yo, int end) {
        for (int i = 0; i < end; i += LANES) {
            at(a, ao + i).min(at(b, bo + i)).intoArray(y, yo + i);
        }
    }

    private static void timesOrZero(double[] a, int ao, double[] b, int bo, double[] y, int yo, int end) {
        for (int i = 0; i < end; i += LANES) {
            DoubleVector product = at(a, ao + i).mul(at(b, bo + i));
            if (product.compare(VectorOperators.NE, product).anyTrue()) {
                rest(Zip.TIMES_OR_ZERO, a, ao, b, bo, y, yo, i, i + LANES);
            } else {
                product.intoArray(y, yo + i);
            }
        }
    }

    /** A row of a with one number. */
    private static void number(Zip f, double[] a, int ao, double b, double[] y, int yo, int n) {
        int end = SPECIES.loopBound(n);
        switch (f) {
            case PLUS -> plus(a, ao, b, y, yo, end);
            case MINUS -> minus(a, ao, b, y, yo, end);
            case TIMES -> times(a, ao, b, y, yo, end);
            case DIVIDE -> divide(a, ao, b, y, yo, end);
            case MAX -> max(a, ao, b, y, yo, end);
            case TIMES_OR_ZERO -> timesOrZero(a, ao, b, y, yo, end);
            default -> min(a, ao, b, y, yo, end);
        }
        for (int i = end; i < n; i++) {
            y[yo + i] = f.at(a[ao + i], b);
        }
    }

    private static void plus(double[] a, int ao, double b, double[] y, int yo, int end) {
        for (int i = 0; i < end; i += LANES) {
            at(a, ao + i).add(b).intoArray(y, yo + i);
        }
    }

    private static void minus(double[] a, int ao, double b, double[] y, int yo, int end) {
        for (int i = 0; i < end; i += LANES) {
            at(a, ao + i).sub(b).intoArray(y, yo + i);
        }
    }

    private static void times(double[] a, int ao, double b, double[] y, int yo, int end) {
        for (int i = 0; i < end; i += LANES) {
            at(a, ao + i).mul(b).intoArray(y, yo + i);
        }
    }

    private static void divide(double[] a, int ao, double b, double[] y, int yo, int end) {
        for (int i = 0; i < end; i += LANES) {
            at(a, ao + i).div(b).intoArray(y, yo + i);
        }
    }

    private static void max(double[] a, int ao, double b, double[] y, int yo, int end) {
        for (int i = 0; i < end; i += LANES) {
            at(a, ao + i).max(b).intoArray(y, yo + i);
        }
    }

    private static void min(double[] a, int ao, double b, double[] y, int yo, int end) {
        for (int i = 0; i < end; i += LANES) {
            at(a, ao + i).min(b).intoArray(y, yo + i);
        }
    }

    private static void timesOrZero(double[] a, int ao, double b, double[] y, int yo, int end) {
        for (int i = 0; i < end; i += LANES) {
            DoubleVector product = at(a, ao + i).mul(b);
            if (product.compare(VectorOperators.NE, product).anyTrue()) {
                for (int k = i; k < i + LANES; k++) {
                    y[yo + k] = Zip.TIMES_OR_ZERO.at(a[ao + k], b);
                }
            } else {
                product.intoArray(y, yo + i);
            }
        }
    }

    /** One number with a row of b; but for minus and divide, the order does not matter. */
    private static void number(Zip f, double a, double[] b, int bo, double[] y, int yo, int n) {
        int end = SPECIES.loopBound(n);
        switch (f) {
            case MINUS -> minus(a, b, bo, y, yo, end);
            case DIVIDE -> divide(a, b, bo, y, yo, end);
            default -> {
                number(f, b, bo, a, y, yo, n);
                return;
            }
        }
        for (int i = end; i < n; i++) {
            y[yo + i] = f.at(a, b[bo + i]);
        }
    }

    private static void minus(double a, double[] b, int bo, double[] y, int yo, int end) {
        DoubleVector number = DoubleVector.broadcast(SPECIES, a);
        for (int i = 0; i < end; i += LANES) {
            number.sub(at(b, bo + i)).intoArray(y, yo + i);
        }
    }

    private static void divide(double a, double[] b, int bo, double[] y, int yo, int end) {
        DoubleVector number = DoubleVector.broadcast(SPECIES, a);
        for (int i = 0; i < end; i += LANES) {
            number.div(at(b, bo + i)).intoArray(y, yo + i);
        }
    }

    private static void rest(Zip f, double[] a, int ao, double[] b, int bo, double[] y, int yo, int from, int to) {
        for (int i = from; i < to; i++) {
            y[yo + i] = f.at(a[ao + i], b[bo + i]);
        }
    }
}
