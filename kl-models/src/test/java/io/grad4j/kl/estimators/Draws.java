package io.grad4j.kl.estimators;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.ejml.data.DMatrixRMaj;

/** Seeded draws, and agreement within their standard errors. */
final class Draws {
    /** One seeded test in 16,000 would miss this by chance; the seeds here do not. */
    private static final double STANDARD_ERRORS = 4;

    private Draws() {}

    static UniformRandomProvider seeded(long seed) {
        return RandomSource.XO_SHI_RO_256_PP.create(seed);
    }

    static DMatrixRMaj column(double... entries) {
        return DMatrixRMaj.wrap(entries.length, 1, entries.clone());
    }

    static void assertWithinErrors(double estimate, double standardError, double expected) {
        assertThat(Math.abs(estimate - expected) / standardError)
                .as("%s ± %s against %s", estimate, standardError, expected)
                .isLessThan(STANDARD_ERRORS);
    }

    static void assertWithinErrors(GradientEstimate estimate, double... expected) {
        for (int i = 0; i < expected.length; i++) {
            assertWithinErrors(estimate.gradient().data[i], estimate.standardError().data[i], expected[i]);
        }
    }
}
