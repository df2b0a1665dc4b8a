package io.grad4j.kl.divergences;

import static io.grad4j.kl.Close.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.Close;
import io.grad4j.kl.distributions.Categorical;
import io.grad4j.kl.distributions.Covariance;
import io.grad4j.kl.distributions.Dirichlet;
import io.grad4j.kl.distributions.Multinomial;
import io.grad4j.kl.distributions.Multivariate;
import io.grad4j.kl.distributions.MultivariateNormal;
import io.grad4j.kl.distributions.Simplex;
import io.grad4j.kl.distributions.VonMisesFisher;
import io.grad4j.kl.distributions.Wishart;
import org.apache.commons.rng.simple.RandomSource;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Draws of vectors and matrices against mean, variance and entropy, at fixed seeds and within five standard errors. */
class VectorDistributionsTest {
    private static final int DRAWS = 20_000;
    private static final double ERRORS = 5;

    private static Multivariate specimen(VectorKind kind, Tape tape) {
        DMatrixRMaj at = new DMatrixRMaj(VectorKind.SIZE, 1);
        for (int i = 0; i < at.numRows; i++) {
            at.data[i] = Math.sin(1.9 * i + 0.4);
        }
        return kind.of(tape.constant(at), 0);
    }

    /** The points themselves, or the unit vectors of categories. */
    private static DMatrixRMaj draws(Multivariate p, int n) {
        DMatrixRMaj x = p.sample(RandomSource.XO_RO_SHI_RO_128_PP.create(8), n);
        if (!(p instanceof Categorical c)) {
            return x;
        }
        DMatrixRMaj units = new DMatrixRMaj(n, c.categories());
        for (int i = 0; i < n; i++) {
            units.set(i, (int) x.data[i], 1);
        }
        return units;
    }

    @ParameterizedTest
    @EnumSource(VectorKind.class)
    void theDrawsHaveTheMeanAndTheVariance(VectorKind kind) {
        try (Tape tape = new Tape()) {
            Multivariate p = specimen(kind, tape);
            double[] mean = p.mean(tape).value().data;
            double[] variance = p.variance(tape).value().data;
            DMatrixRMaj x = draws(p, DRAWS);
            assertThat(x.numCols).isEqualTo(mean.length);
            for (int j = 0; j < mean.length; j++) {
                double sum = 0;
                double squares = 0;
                double fourths = 0;
                for (int i = 0; i < DRAWS; i++) {
                    double away = x.get(i, j) - mean[j];
                    sum += away;
                    squares += away * away;
                    fourths += Math.pow(away, 4);
                }
                double spread = Math.sqrt((fourths / DRAWS - Math.pow(squares / DRAWS, 2)) / DRAWS);
                assertThat(Math.abs(sum / DRAWS)).isLessThan(ERRORS * Math.sqrt(variance[j] / DRAWS));
                assertThat(Math.abs(squares / DRAWS - variance[j])).isLessThan(ERRORS * spread);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = VectorKind.class, mode = EnumSource.Mode.EXCLUDE, names = "MULTINOMIAL")
    void theEntropyIsMinusTheMeanLogDensity(VectorKind kind) {
        int n = 2000;
        try (Tape tape = new Tape()) {
            Multivariate p = specimen(kind, tape);
            Var points = tape.constant(p.sample(RandomSource.XO_RO_SHI_RO_128_PP.create(9), n));
            DMatrixRMaj logP = p.logDensity(points).value();
            double mean = CommonOps_DDRM.elementSum(logP) / n;
            double squares = 0;
            for (double l : logP.data) {
                squares += (l - mean) * (l - mean);
            }
            double error = Math.sqrt(squares) / n;
            assertThat(Math.abs(p.entropy(tape).scalar() + mean)).isLessThan(ERRORS * error + 1e-12);
        }
    }

    @Test
    void theDensitiesOfTwoCountsAreThoseOfATrial() {
        try (Tape tape = new Tape()) {
            Var x = tape.constant(new DMatrixRMaj(new double[][] {{2, 0}, {1, 1}, {0, 2}, {1, 0}}));
            DMatrixRMaj log =
                    new Multinomial(2, Simplex.of(0.3, 0.7)).logDensity(x).value();
            assertClose(Math.exp(log.data[0]), 0.09, Close.TO_HAND_FORMULA);
            assertClose(Math.exp(log.data[1]), 0.42, Close.TO_HAND_FORMULA);
            assertThat(log.data[3]).isEqualTo(Double.NEGATIVE_INFINITY);
        }
    }

    @Test
    void onTheSphereTheDensityIsTheClosedOne() {
        try (Tape tape = new Tape()) {
            Var x = tape.constant(new DMatrixRMaj(new double[][] {{0.6, 0, 0.8}}));
            VonMisesFisher p = new VonMisesFisher(new DMatrixRMaj(new double[] {0, 0, 1}), 2.5);
            double closed = Math.log(2.5 / (4 * Math.PI * Math.sinh(2.5))) + 2.5 * 0.8;
            assertClose(p.logDensity(x).scalar(), closed, Close.TO_HAND_FORMULA);
        }
    }

    @Test
    void parametersAndPointsOutsideTheirDomainAreRefused() {
        DMatrixRMaj indefinite = new DMatrixRMaj(new double[][] {{1, 2}, {2, 1}});
        assertThatThrownBy(() -> Covariance.of(indefinite)).isInstanceOf(ArgumentException.class);
        assertThatThrownBy(() -> new Wishart(0.5, CommonOps_DDRM.identity(2)))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("degrees");
        assertThatThrownBy(() -> new VonMisesFisher(new DMatrixRMaj(new double[] {1, 1}), 1))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("mu");
        assertThatThrownBy(() -> new Dirichlet(1, -1)).isInstanceOf(ArgumentException.class);
        assertThatThrownBy(
                        () -> new MultivariateNormal(new DMatrixRMaj(3, 1), Covariance.of(CommonOps_DDRM.identity(2))))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("covariance");
        assertThatThrownBy(() -> Kl.divergence(new Dirichlet(1, 1), new Dirichlet(1, 1, 1)))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("dimension");
        assertThatThrownBy(() -> Kl.divergence(
                        new Categorical(Simplex.of(0.5, 0.5)), new Categorical(Simplex.of(0.2, 0.3, 0.5))))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("categories");
    }

    @Test
    void noMatricesHaveNoLogDensities() {
        try (Tape tape = new Tape()) {
            Wishart wishart = new Wishart(3, new DMatrixRMaj(new double[][] {{2, 0.5}, {0.5, 1}}));
            DMatrixRMaj none =
                    wishart.logDensity(tape.constant(new DMatrixRMaj(0, 4))).value();
            assertThat(none.numRows).isZero();
            assertThat(none.numCols).isEqualTo(1);
        }
    }
}
