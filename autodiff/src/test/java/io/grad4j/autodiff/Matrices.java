package io.grad4j.autodiff;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Points for specimens: fixed generic ones, and what jqwik draws. */
public final class Matrices {
    private Matrices() {}

    /** A matrix written out. */
    public static DMatrixRMaj matrix(double[]... rows) {
        return new DMatrixRMaj(rows);
    }

    /** One row. */
    public static DMatrixRMaj row(double... entries) {
        return new DMatrixRMaj(1, entries.length, true, entries);
    }

    /** One column. */
    public static DMatrixRMaj column(double... entries) {
        return new DMatrixRMaj(entries.length, 1, true, entries);
    }

    /** 1×1. */
    public static DMatrixRMaj number(double value) {
        return row(value);
    }

    /** Entries of either sign, 0.3 to 1.8 in size; another matrix for each {@code seed}. */
    public static DMatrixRMaj generic(int rows, int cols, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return each(new DMatrixRMaj(rows, cols), zero -> {
            double size = 0.3 + 1.5 * random.nextDouble();
            return random.nextBoolean() ? size : -size;
        });
    }

    /** Entries from 0.3 to 1.8. */
    public static DMatrixRMaj positive(int rows, int cols, long seed) {
        return each(generic(rows, cols, seed), Math::abs);
    }

    /** A lower triangular matrix with a diagonal of 0.8 or more. */
    public static DMatrixRMaj factor(int n, long seed) {
        DMatrixRMaj l = new DMatrixRMaj(n, n);
        DMatrixRMaj entries = generic(n, n, seed);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                l.set(i, j, i == j ? 0.5 + Math.abs(entries.get(i, j)) : 0.6 * entries.get(i, j));
            }
        }
        return l;
    }

    /** A symmetric positive definite matrix. */
    public static DMatrixRMaj spd(int n, long seed) {
        DMatrixRMaj a = new DMatrixRMaj(n, n);
        if (n > 0) {
            DMatrixRMaj l = factor(n, seed);
            CommonOps_DDRM.multTransB(l, l, a);
        }
        return a;
    }

    /** The entries on and below the diagonal, 0 above. */
    public static DMatrixRMaj lower(DMatrixRMaj x) {
        DMatrixRMaj lower = x.copy();
        for (int i = 0; i < x.numRows; i++) {
            for (int j = i + 1; j < x.numCols; j++) {
                lower.set(i, j, 0);
            }
        }
        return lower;
    }

    /** f of each entry, as a new matrix. */
    public static DMatrixRMaj each(DMatrixRMaj x, DoubleUnaryOperator f) {
        DMatrixRMaj y = x.copy();
        for (int i = 0; i < y.getNumElements(); i++) {
            y.data[i] = f.applyAsDouble(y.data[i]);
        }
        return y;
    }

    /** Each entry moved a half away from 0. */
    public static DMatrixRMaj awayFromZero(DMatrixRMaj x) {
        return each(x, entry -> entry < 0 ? entry - 0.5 : entry + 0.5);
    }

    /** The entries, row by row. */
    public static double[] entries(DMatrixRMaj x) {
        return Arrays.copyOf(x.data, x.getNumElements());
    }

    /** A number of rows or columns, 0 to 8. */
    public static Arbitrary<Integer> dimensions() {
        return Arbitraries.integers().between(0, 8);
    }

    /** Shapes from 0×0 to 8×8. */
    public static Arbitrary<Shape> shapes() {
        return Combinators.combine(dimensions(), dimensions()).as(Shape::new);
    }

    /** Matrices of a given shape with entries of either sign, up to 3 in size, some of them 0 or ±1. */
    public static Arbitrary<DMatrixRMaj> ofShape(int rows, int cols) {
        Arbitrary<Double> entry = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.of(0.0, 1.0, -1.0)),
                Tuple.of(9, Arbitraries.doubles().between(-3, 3)));
        return filled(entry, rows, cols);
    }

    /** Matrices of any shape with entries of either sign. */
    public static Arbitrary<DMatrixRMaj> matrices() {
        return shapes().flatMap(shape -> ofShape(shape.rows(), shape.cols()));
    }

    /** Matrices of a given shape with positive entries over eight decades, evenly in their logarithm. */
    public static Arbitrary<DMatrixRMaj> scales(int rows, int cols) {
        return filled(Arbitraries.doubles().between(-4, 4).map(x -> Math.pow(10, x)), rows, cols);
    }

    /** Lower triangular n×n matrices with a diagonal of ½ to 2. */
    public static Arbitrary<DMatrixRMaj> factors(int n) {
        Arbitrary<DMatrixRMaj> below = filled(Arbitraries.doubles().between(-0.5, 0.5), n, n);
        Arbitrary<DMatrixRMaj> diagonal = filled(Arbitraries.doubles().between(0.5, 2), n, 1);
        return Combinators.combine(below, diagonal).as((b, d) -> {
            DMatrixRMaj l = lower(b);
            for (int i = 0; i < n; i++) {
                l.set(i, i, d.get(i));
            }
            return l;
        });
    }

    /** Symmetric positive definite n×n matrices. */
    public static Arbitrary<DMatrixRMaj> spd(int n) {
        return factors(n).map(l -> {
            DMatrixRMaj a = new DMatrixRMaj(n, n);
            if (n > 0) {
                CommonOps_DDRM.multTransB(l, l, a);
            }
            return a;
        });
    }

    /** Rows of n positive probabilities that sum to 1. */
    public static Arbitrary<DMatrixRMaj> simplexRows(int rows, int n) {
        return filled(Arbitraries.doubles().between(-4, 4).map(Math::exp), rows, n)
                .map(weights -> {
                    DMatrixRMaj p = weights.copy();
                    for (int i = 0; i < rows; i++) {
                        double sum = 0;
                        for (int j = 0; j < n; j++) {
                            sum += weights.get(i, j);
                        }
                        for (int j = 0; j < n; j++) {
                            p.set(i, j, weights.get(i, j) / sum);
                        }
                    }
                    return p;
                });
    }

    private static Arbitrary<DMatrixRMaj> filled(Arbitrary<Double> entry, int rows, int cols) {
        return entry.array(double[].class)
                .ofSize(rows * cols)
                .map(entries -> new DMatrixRMaj(rows, cols, true, entries.clone()));
    }
}
