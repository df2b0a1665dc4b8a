package io.grad4j.kl.models;

import static io.grad4j.kl.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.kl.Points;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AffinitiesTest {
    private static final int N = 9;

    /** Points no two of which are so close that the distances of a row tie. */
    @Provide
    Arbitrary<DMatrixRMaj> points() {
        return Points.matrix(N, 3, 2)
                .map(x -> {
                    for (int i = 0; i < N; i++) {
                        x.add(i, 0, 0.1 * i * i);
                        x.add(i, 1, 5 * Math.sin(i));
                    }
                    return x;
                })
                .withoutEdgeCases();
    }

    @Property
    void everyRowHasThePerplexityThatWasAskedFor(
            @ForAll("points") DMatrixRMaj x, @ForAll @DoubleRange(min = 2, max = 7) double perplexity) {
        DMatrixRMaj p = Affinities.conditional(x, perplexity);
        for (int i = 0; i < N; i++) {
            double entropy = 0;
            double sum = 0;
            for (int j = 0; j < N; j++) {
                double q = p.get(i, j);
                entropy -= q == 0 ? 0 : q * Math.log(q);
                sum += q;
            }
            assertThat(p.get(i, i)).isZero();
            assertClose(sum, 1, 1e-14);
            assertThat(Math.exp(entropy)).isCloseTo(perplexity, within(1e-9 * perplexity));
        }
    }

    @Property
    void nearerPointsArePickedMoreOften(@ForAll("points") DMatrixRMaj x) {
        DMatrixRMaj p = Affinities.conditional(x, 4);
        for (int j = 1; j < N; j++) {
            for (int k = 1; k < N; k++) {
                if (squaredDistance(x, 0, j) < squaredDistance(x, 0, k)) {
                    assertThat(p.get(0, j)).isGreaterThanOrEqualTo(p.get(0, k));
                }
            }
        }
    }

    @Property
    void theScaleOfThePointsDoesNotMatter(
            @ForAll("points") DMatrixRMaj x, @ForAll @DoubleRange(min = -100, max = 100) double power) {
        DMatrixRMaj scaled = x.copy();
        CommonOps_DDRM.scale(Math.pow(10, power), scaled);
        DMatrixRMaj p = Affinities.joint(x, 4);
        assertClose(Affinities.joint(scaled, 4), p.data, 1e-9);
    }

    @Property
    void jointAffinitiesAreSymmetricWithSumOne(@ForAll("points") DMatrixRMaj x) {
        DMatrixRMaj p = Affinities.joint(x, 5);
        assertThat(p.data).isEqualTo(CommonOps_DDRM.transpose(p, null).data);
        assertClose(CommonOps_DDRM.elementSum(p), 1, 1e-14);
        for (int i = 0; i < N; i++) {
            // No point is forgotten: each row keeps at least half of its share.
            assertThat(CommonOps_DDRM.elementSum(CommonOps_DDRM.extractRow(p, i, null)))
                    .isGreaterThanOrEqualTo(0.5 / N);
        }
    }

    @Test
    void anOutlierAndACopyKeepFiniteRows() {
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {{0}, {0}, {1}, {2.5}, {4}, {1e6}});
        DMatrixRMaj p = Affinities.conditional(x, 3);
        assertThat(MatrixFeatures_DDRM.hasUncountable(p)).isFalse();
        assertThat(p.get(0, 1)).isGreaterThan(p.get(0, 2));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0, -3, 8, 30, Double.NaN})
    void aPerplexityThatNoRowCanHaveIsRefused(double perplexity) {
        DMatrixRMaj x = new DMatrixRMaj(N, 1);
        for (int i = 0; i < N; i++) {
            x.data[i] = i * i;
        }
        assertThatThrownBy(() -> Affinities.conditional(x, perplexity))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("perplexity: " + perplexity + " is not between 1 and n-1 = 8");
    }

    @Test
    void pointsWithoutNeighbourhoodsAreRefused() {
        assertThatThrownBy(() -> Affinities.joint(new DMatrixRMaj(1, 4), 2))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("affinities: argument x: 1×4 where at least 3 points are needed");
        assertThatThrownBy(() -> Affinities.joint(new DMatrixRMaj(N, 4), 2))
                .hasMessageContaining("8 points are equally near to row 0");
        DMatrixRMaj broken = new DMatrixRMaj(N, 2);
        broken.set(4, 1, Double.NaN);
        assertThatThrownBy(() -> Affinities.joint(broken, 2)).hasMessageContaining("entry (4,1) = NaN is not finite");
        DMatrixRMaj huge = new DMatrixRMaj(new double[][] {{0}, {1e200}, {2e200}, {5e200}});
        assertThatThrownBy(() -> Affinities.joint(huge, 2)).hasMessageContaining("overflow");
    }

    private static double squaredDistance(DMatrixRMaj x, int i, int j) {
        double d = 0;
        for (int c = 0; c < x.numCols; c++) {
            d += Math.pow(x.get(i, c) - x.get(j, c), 2);
        }
        return d;
    }
}
