package io.grad4j.tour.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class PredictionsTest {
    private static final DMatrixRMaj LOGITS = new DMatrixRMaj(new double[][] {{2, 0}, {0, 1}, {1, 3}, {0, 0.5}});
    private static final Predictions PREDICTIONS = new Predictions(LOGITS, 0, 1, 0, 1);

    @Test
    void accuracyIsTheShareOfRowsWhoseClassHasTheLargestLogit() {
        assertThat(PREDICTIONS.accuracy()).isEqualTo(0.75);
    }

    @Test
    void theCrossEntropyIsTheMeanOfTheMissingLogProbabilities() {
        // Each row costs ln(1 + e^-margin) with margins 2, 1, -2, ½.
        double expected = (Math.log1p(Math.exp(-2))
                        + Math.log1p(Math.exp(-1))
                        + Math.log1p(Math.exp(2))
                        + Math.log1p(Math.exp(-0.5)))
                / 4;
        assertThat(PREDICTIONS.crossEntropyFromEmpirical()).isCloseTo(expected, within(1e-15));
    }

    @Test
    void theBiasIsTheMeanProbabilityLessTheShare() {
        double mean =
                (1 / (1 + Math.exp(-2)) + 1 / (1 + Math.exp(1)) + 1 / (1 + Math.exp(2)) + 1 / (1 + Math.exp(0.5))) / 4;
        assertThat(PREDICTIONS.largestBias()).isCloseTo(Math.abs(mean - 0.5), within(1e-15));
    }
}
