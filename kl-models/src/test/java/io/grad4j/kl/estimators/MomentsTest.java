package io.grad4j.kl.estimators;

import static io.grad4j.kl.Close.assertClose;
import static io.grad4j.kl.estimators.Draws.column;
import static org.assertj.core.api.Assertions.assertThat;

import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class MomentsTest {
    private final DMatrixRMaj terms = new DMatrixRMaj(new double[][] {{1, 0}, {2, 0}, {4, 6}, {9, 0}});

    @Test
    void ofDrawsTheVarianceIsUnbiased() {
        Moments m = Moments.of(terms, WeightedPoints.drawn(terms), column(0, 0));
        assertClose(m.mean(), new double[] {4, 1.5}, 1e-15);
        assertClose(m.variance(), new double[] {38 / 3.0, 9}, 1e-15);
        assertClose(m.standardError(), new double[] {Math.sqrt(38 / 12.0), 1.5}, 1e-15);
    }

    @Test
    void ofWeightedPointsAllIsExact() {
        Moments m = Moments.of(terms, WeightedPoints.of(terms, column(0.5, 0.25, 0.25, 0)), column(0, 0));
        assertClose(m.mean(), new double[] {2, 1.5}, 1e-15);
        assertClose(m.variance(), new double[] {1.5, 6.75}, 1e-15);
        assertThat(m.standardError().data).containsExactly(0, 0);
    }

    @Test
    void oneDrawKnowsNothingOfItsError() {
        Moments m = Moments.of(column(5), WeightedPoints.drawn(column(5)), column(0));
        assertThat(m.mean().data).containsExactly(5);
        assertThat(m.standardError().data).containsExactly(Double.POSITIVE_INFINITY);
    }
}
