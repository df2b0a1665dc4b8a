package io.grad4j.autodiff.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** The kernels in use agree with the plain loops, on awkward sizes and on entries that are not finite. */
class KernelsParityTest {
    private static final Kernels SCALAR = Choice.of("scalar");
    private static final Kernels ACTIVE = Kernels.active();

    /** Of the largest term: sums may be taken in any order. */
    private static final double ROUNDING = 1e-14;

    /** Subnormal numbers have fewer digits. */
    private static final double SUBNORMAL = 100 * Double.MIN_VALUE;

    private static final double[] SPECIAL = {
        0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e-310, -1e300, 709.9, -745.2
    };

    @Provide
    Arbitrary<Integer> sizes() {
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(3, Arbitraries.of(0, 1, 2, 7, 8, 13, 16, 31, 32, 33, 63, 64, 65, 100, 207)),
                net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(0, 140)));
    }

    /** How much of a matrix is not an ordinary number. */
    @Provide
    Arbitrary<Double> shares() {
        return Arbitraries.of(0.0, 0.0, 0.02, 0.5);
    }

    private static DMatrixRMaj matrix(int rows, int cols, double special, long seed) {
        Random random = new Random(seed);
        DMatrixRMaj m = new DMatrixRMaj(rows, cols);
        for (int i = 0; i < rows * cols; i++) {
            m.data[i] =
                    random.nextDouble() < special ? SPECIAL[random.nextInt(SPECIAL.length)] : 3 * random.nextGaussian();
        }
        return m;
    }

    private static DMatrixRMaj finite(int rows, int cols, long seed) {
        return matrix(rows, cols, 0, seed);
    }

    private static void assertAgree(Object what, double[] expected, double[] actual, double scale) {
        assertAgree(what, expected, actual, scale, ROUNDING);
    }

    private static void assertAgree(Object what, double[] expected, double[] actual, double scale, double tolerance) {
        for (int i = 0; i < expected.length; i++) {
            boolean same = Double.doubleToLongBits(expected[i]) == Double.doubleToLongBits(actual[i])
                    || expected[i] == actual[i]
                    || Math.abs(expected[i] - actual[i])
                            <= tolerance * Math.max(scale, Math.abs(expected[i])) + SUBNORMAL;
            assertThat(same)
                    .as("%s, entry %d: %s by plain loops, %s by %s", what, i, expected[i], actual[i], ACTIVE.name())
                    .isTrue();
        }
    }

    private static double largest(DMatrixRMaj m) {
        return Arrays.stream(m.data)
                .map(Math::abs)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
    }

    @Property(tries = 300)
    void functionsOfOneArgument(
            @ForAll Map f, @ForAll("sizes") int n, @ForAll("shares") double special, @ForAll long seed) {
        DMatrixRMaj x = matrix(1, n, special, seed);
        DMatrixRMaj expected = new DMatrixRMaj(1, n);
        DMatrixRMaj actual = new DMatrixRMaj(1, n);
        SCALAR.map(f, x.data, expected.data, n);
        ACTIVE.map(f, x.data, actual.data, n);
        assertAgree(f, expected.data, actual.data, 0);
        SCALAR.negate(x.data, expected.data, n);
        ACTIVE.negate(x.data, actual.data, n);
        assertThat(actual.data).isEqualTo(expected.data);
    }

    @Property(tries = 500)
    void functionsOfTwoArguments(
            @ForAll Zip f,
            @ForAll("sizes") int rows,
            @ForAll("sizes") int cols,
            @ForAll boolean rowOfA,
            @ForAll boolean columnOfA,
            @ForAll boolean rowOfB,
            @ForAll boolean columnOfB,
            @ForAll("shares") double special,
            @ForAll long seed) {
        DMatrixRMaj a = matrix(rowOfA ? 1 : rows, columnOfA ? 1 : cols, special, seed);
        DMatrixRMaj b = matrix(rowOfB ? 1 : rows, columnOfB ? 1 : cols, special, seed + 1);
        DMatrixRMaj expected = new DMatrixRMaj(rowOfA && rowOfB ? 1 : rows, columnOfA && columnOfB ? 1 : cols);
        DMatrixRMaj actual = expected.createLike();
        SCALAR.zip(f, a, b, expected);
        ACTIVE.zip(f, a, b, actual);
        assertAgree(f, expected.data, actual.data, 0);
        if (actual.numRows == a.numRows && actual.numCols == a.numCols) {
            ACTIVE.zip(f, a, b, a);
            assertThat(a.data).isEqualTo(actual.data);
        }
    }

    @Property(tries = 300)
    void products(
            @ForAll("sizes") int m,
            @ForAll("sizes") int n,
            @ForAll("sizes") int k,
            @ForAll boolean transA,
            @ForAll boolean transB,
            @ForAll long seed) {
        DMatrixRMaj a = transA ? finite(k, m, seed) : finite(m, k, seed);
        DMatrixRMaj b = transB ? finite(n, k, seed + 1) : finite(k, n, seed + 1);
        DMatrixRMaj expected = new DMatrixRMaj(m, n);
        DMatrixRMaj actual = new DMatrixRMaj(m, n);
        SCALAR.mult(a, transA, b, transB, expected);
        ACTIVE.mult(a, transA, b, transB, actual);
        assertAgree("mult", expected.data, actual.data, k * largest(a) * largest(b));
    }

    @Test
    void productsLargerThanEveryBlock() {
        for (int[] s : new int[][] {{70, 1050, 400}, {9, 17, 4098}, {4098, 10, 7}, {10, 3, 4098}, {3, 4098, 3}}) {
            for (int form = 0; form < 4; form++) {
                boolean transA = form % 2 == 1;
                boolean transB = form > 1;
                products(s[0], s[1], s[2], transA, transB, 5);
            }
        }
    }

    @Test
    void anEntryThatIsNotFiniteReachesItsRowAndColumnOfAProductAlone() {
        DMatrixRMaj a = finite(40, 50, 1);
        a.set(3, 7, Double.NaN);
        DMatrixRMaj y = new DMatrixRMaj(40, 60);
        ACTIVE.mult(a, false, finite(50, 60, 2), false, y);
        for (int i = 0; i < 40; i++) {
            for (int j = 0; j < 60; j++) {
                assertThat(Double.isNaN(y.get(i, j))).isEqualTo(i == 3);
            }
        }
    }

    /** More columns than are turned at a time. */
    @Test
    void functionsOfManyLongColumns() {
        int rows = 1100;
        int cols = 130;
        DMatrixRMaj x = finite(rows, cols, 1);
        x.set(700, 129, 60);
        x.set(3, 64, Double.NEGATIVE_INFINITY);
        DMatrixRMaj v = finite(rows, cols, 2);
        Lines lines = new Lines(cols, rows, 1, cols);
        double[] s = finite(1, cols, 3).data;
        double scale = (1 + largest(v)) * rows;
        agree("maximum", lines, x, 0, (k, y) -> k.maximum(lines, x.data, y));
        agree("logSumExp", lines, x, 1, (k, y) -> k.logSumExp(lines, x.data, y));
        agree("softmax", lines, x, 0, (k, y) -> k.softmax(lines, x.data, y));
        agree("logSoftmax", lines, x, 1, (k, y) -> k.logSoftmax(lines, x.data, y));
        agree("centred", lines, x, scale, (k, y) -> k.centred(lines, x.data, v.data, y));
        agree("balanced", lines, x, scale, (k, y) -> k.balanced(lines, x.data, v.data, y));
        agree("crossEntropy", lines, x, 800.0 * rows, (k, y) -> k.crossEntropy(lines, v.data, x.data, y));
        agree("slope", lines, x, 10.0 * rows, (k, y) -> k.crossEntropySlope(lines, s, v.data, x.data, y));
        agree("squares", lines, v, rows * largest(v) * largest(v), (k, y) -> k.sumOfSquares(lines, v.data, y));
    }

    @Property(tries = 300)
    void functionsOfLines(
            @ForAll("sizes") int rows,
            @ForAll("sizes") int cols,
            @ForAll("shares") double special,
            @ForAll boolean peaked,
            @ForAll long seed) {
        DMatrixRMaj x = matrix(rows, cols, special, seed);
        if (peaked && cols > 0) {
            for (int i = 0; i < rows; i++) {
                x.set(i, new Random(seed + i).nextInt(cols), 60);
            }
        }
        DMatrixRMaj v = matrix(rows, cols, special / 10, seed + 1);
        DMatrixRMaj p = finite(rows, cols, seed + 2);
        for (Lines lines : List.of(
                new Lines(rows, cols, cols, 1), new Lines(cols, rows, 1, cols), new Lines(1, rows * cols, 0, 1))) {
            double[] s = finite(1, lines.count(), seed + 3).data;
            double scale = (1 + largest(v)) * lines.length();
            agree("sum", lines, x, cols * largest(x) + rows * largest(x), (k, y) -> k.sum(lines, x.data, y));
            agree("maximum", lines, x, 0, (k, y) -> k.maximum(lines, x.data, y));
            // A sum of the maximum and a logarithm, which may cancel; entries are about 1.
            agree("logSumExp", lines, x, 1, (k, y) -> k.logSumExp(lines, x.data, y));
            agree("softmax", lines, x, 0, (k, y) -> k.softmax(lines, x.data, y));
            agree("logSoftmax", lines, x, 1, (k, y) -> k.logSoftmax(lines, x.data, y));
            agree("centred", lines, x, scale, (k, y) -> k.centred(lines, x.data, v.data, y));
            agree("balanced", lines, x, scale, (k, y) -> k.balanced(lines, x.data, v.data, y));
            double terms = (800 + 2 * largest(x)) * lines.length();
            agree("crossEntropy", lines, x, terms, (k, y) -> k.crossEntropy(lines, p.data, x.data, y));
            agree("slope", lines, x, 10.0 * lines.length(), (k, y) -> k.crossEntropySlope(lines, s, p.data, x.data, y));
            double squares = lines.length() * largest(v) * largest(v);
            agree("squares", lines, v, squares, (k, y) -> k.sumOfSquares(lines, v.data, y));
        }
    }

    @FunctionalInterface
    private interface OnLines {
        void run(Kernels kernels, double[] y);
    }

    private static void agree(String what, Lines lines, DMatrixRMaj x, double scale, OnLines kernel) {
        int size = Math.max(lines.count(), x.getNumElements());
        double[] expected = new double[size];
        double[] actual = new double[size];
        kernel.run(SCALAR, expected);
        kernel.run(ACTIVE, actual);
        // The order in which n terms are summed moves their sum by up to n roundings.
        assertAgree(what + " " + lines, expected, actual, scale, ROUNDING + lines.length() * 0x1p-53);
    }

    @Property(tries = 100)
    void innerProductsLeaveOutZeroTimesInfinity(
            @ForAll("sizes") int n, @ForAll("shares") double special, @ForAll long seed) {
        DMatrixRMaj a = matrix(1, n, special, seed);
        DMatrixRMaj b = matrix(1, n, special, seed + 1);
        double[] expected = {SCALAR.dotOrZero(a.data, b.data, n)};
        double[] actual = {ACTIVE.dotOrZero(a.data, b.data, n)};
        assertAgree("dotOrZero", expected, actual, n * largest(a) * largest(b));
    }

    @Property(tries = 100)
    void distancesAndMoments(@ForAll("sizes") int n, @ForAll("sizes") int d, @ForAll long seed) {
        DMatrixRMaj a = finite(n, Math.min(d, 40), seed);
        DMatrixRMaj b = finite(n, Math.min(d, 40), seed + 1);
        DMatrixRMaj v = finite(n, n, seed + 2);
        double scale = 10.0 * a.numCols * (n + 1) * (1 + largest(a)) * (1 + largest(b)) * (1 + largest(v));
        DMatrixRMaj expected = new DMatrixRMaj(n, n);
        DMatrixRMaj actual = new DMatrixRMaj(n, n);
        SCALAR.pairedDifferences(a, b, -0.7, 5, expected);
        ACTIVE.pairedDifferences(a, b, -0.7, 5, actual);
        assertAgree("pairedDifferences", expected.data, actual.data, scale / (n + 1));
        DMatrixRMaj y = a.createLike();
        DMatrixRMaj z = a.createLike();
        SCALAR.laplacian(1.3, v, b, y);
        ACTIVE.laplacian(1.3, v, b, z);
        assertAgree("laplacian", y.data, z.data, scale);
        DMatrixRMaj mu = finite(1, a.numCols, seed + 3);
        DMatrixRMaj moments = new DMatrixRMaj(a.numCols + 1, a.numCols);
        DMatrixRMaj others = moments.createLike();
        SCALAR.moments(a, mu, moments);
        ACTIVE.moments(a, mu, others);
        assertAgree("moments", moments.data, others.data, scale);
    }

    @Property(tries = 100)
    void triangles(@ForAll("sizes") int n, @ForAll("sizes") int m, @ForAll long seed) {
        DMatrixRMaj root = finite(n, n, seed);
        DMatrixRMaj spd = new DMatrixRMaj(n, n);
        SCALAR.mult(root, false, root, true, spd);
        for (int i = 0; i < n; i++) {
            spd.add(i, i, 3.0 * n);
        }
        double[] l = new double[n * n];
        double[] other = spd.data.clone();
        assertThat(SCALAR.cholesky(spd.data, l, n)).isEqualTo(n);
        assertThat(ACTIVE.cholesky(other, other, n)).isEqualTo(n);
        assertAgree("cholesky", l, other, Math.sqrt(12.0 * n) * 10);
        DMatrixRMaj b = finite(n, m, seed + 1);
        for (boolean transposed : new boolean[] {false, true}) {
            double[] x = new double[n * m];
            double[] z = b.data.clone();
            SCALAR.solveLower(l, transposed, b.data, x, n, m);
            ACTIVE.solveLower(l, transposed, z, z, n, m);
            assertAgree("solveLower", x, z, largest(b));
        }
        double[] x = new double[n * m];
        double[] z = b.data.clone();
        SCALAR.solveLowerRows(l, b.data, x, n, m);
        ACTIVE.solveLowerRows(l, z, z, n, m);
        assertAgree("solveLowerRows", x, z, largest(b));
    }

    @Test
    void theRowWhosePivotFailsIsToldFarDownToo() {
        int n = 100;
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            a[i * n + i] = i == 77 ? -2 : 1;
        }
        double[] l = new double[n * n];
        assertThat(ACTIVE.cholesky(a, l, n)).isEqualTo(77);
        assertThat(l[77 * n + 77]).isEqualTo(-2);
    }

    @Test
    void anUnknownChoiceIsRefused() {
        assertThatThrownBy(() -> Choice.of("gpu"))
                .hasMessageContaining("gpu")
                .hasMessageContaining("scalar and vector");
    }

    @Test
    void whatIsInUseIsWhatWasAskedFor() {
        String asked = System.getProperty("grad4j.kernels", "vector");
        assertThat(ACTIVE.name()).startsWith(asked);
    }
}
