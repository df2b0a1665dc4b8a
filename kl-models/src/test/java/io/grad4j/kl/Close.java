package io.grad4j.kl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** Agreement of two computations of one quantity, relative to the largest entry. */
public final class Close {
    /** Two formulas of some dozen operations each, both evaluated in double at a well-conditioned point. */
    public static final double TO_HAND_FORMULA = 1e-12;

    private Close() {}

    /** max |actual - expected| ≤ tolerance · max |expected|, entries in row-major order. */
    public static void assertClose(DMatrixRMaj actual, double[] expected, double tolerance) {
        double[] a = Arrays.copyOf(actual.data, actual.getNumElements());
        assertThat(a).hasSameSizeAs(expected);
        double scale = 0;
        double error = 0;
        for (int i = 0; i < a.length; i++) {
            scale = Math.max(scale, Math.abs(expected[i]));
            error = a[i] == expected[i] ? error : Math.max(error, Math.abs(a[i] - expected[i]));
        }
        assertThat(error)
                .as("%s against %s", Arrays.toString(a), Arrays.toString(expected))
                .isLessThanOrEqualTo(tolerance * scale);
    }

    /** The largest entry by absolute value. */
    public static double size(double[] entries) {
        return Arrays.stream(entries).map(Math::abs).max().orElse(0);
    }

    /** |actual - expected| ≤ tolerance · |expected|. */
    public static void assertClose(double actual, double expected, double tolerance) {
        assertClose(DMatrixRMaj.wrap(1, 1, new double[] {actual}), new double[] {expected}, tolerance);
    }
}
