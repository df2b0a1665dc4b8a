package io.grad4j.kl.estimators;

import static io.grad4j.kl.Close.TO_HAND_FORMULA;
import static io.grad4j.kl.Close.assertClose;
import static io.grad4j.kl.estimators.Draws.assertWithinErrors;
import static io.grad4j.kl.estimators.Draws.column;
import static io.grad4j.kl.estimators.Draws.seeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.ops.Gaussians;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Example;
import org.apache.commons.rng.UniformRandomProvider;
import org.ejml.data.DMatrixRMaj;

/** The model N(0.7, 1.5²) against the target N(0, 1), θ = (m, log s), exactly by quadrature and from draws. */
class GradientEstimatorTest {
    private static final GaussianModel MODEL = new GaussianModel(1);
    private static final DMatrixRMaj THETA = column(0.7, Math.log(1.5));
    private static final DMatrixRMaj AT_TARGET = column(0, 0);
    private static final LogRatio<GaussianModel> RATIO = new LogRatio<>(
            MODEL, x -> Gaussians.logDensity(x, x.tape().constant(0), x.tape().constant(1)));

    /** (m, s² - 1): what D contributes through x; and what the forward divergence has, (m/s², 1 - (1 + m²)/s²). */
    private static final double[] REVERSE = {0.7, 1.25};

    private static final double[] FORWARD = {0.7 / 2.25, 1 - 1.49 / 2.25};
    private static final double KL = (2.25 + 0.49 - 1) / 2 - Math.log(1.5);

    /** D has degree 2 and the score degree 2, so the square of a term has degree 8. */
    private static final WeightedPoints NODES = WeightedPoints.gaussHermite(20, 1);

    /** The published variances of one term, and where their last digit is. */
    private record Row(
            GradientEstimator estimator, double first, double firstDigit, double second, double secondDigit) {
        /** Points of p_θ for a score, of the noise for a path. */
        WeightedPoints from(DMatrixRMaj theta, WeightedPoints noise) {
            return estimator instanceof PathwiseGradient ? noise : MODEL.points(theta, noise);
        }
    }

    private static final List<Row> TABLE = List.of(
            new Row(new ScoreGradient(RATIO, ScoreWeight.ONE_PLUS_D), 5.2966, 1e-4, 51.835, 1e-3),
            new Row(new ScoreGradient(RATIO, ScoreWeight.D), 3.3282, 1e-4, 37.977, 1e-3),
            new Row(new ScoreGradient(RATIO, new ScoreWeight.Baseline(KL)), 2.7161, 1e-4, 32.9, 0.1),
            new Row(new PathwiseGradient(RATIO, false), 2.25, 1e-12, 11.2275, 1e-12),
            new Row(new PathwiseGradient(RATIO, true), 0.69444, 1e-5, 4.2275, 1e-12));

    @Example
    void everyEstimatorOfTheReverseGradientIsUnbiased() {
        for (Row row : TABLE) {
            GradientEstimate exact = row.estimator.estimate(THETA, row.from(THETA, NODES));
            assertClose(exact.gradient(), REVERSE, TO_HAND_FORMULA);
            assertThat(exact.divergence()).isEqualTo(Divergence.REVERSE_KL);
            assertThat(exact.standardError().data).containsExactly(0, 0);
        }
    }

    @Example
    void theVariancesAreThePublishedOnes() {
        for (Row row : TABLE) {
            double[] variance =
                    row.estimator.estimate(THETA, row.from(THETA, NODES)).variance().data;
            assertThat(variance[0]).as("%s", row).isCloseTo(row.first, within(row.firstDigit / 2 + 1e-11));
            assertThat(variance[1]).as("%s", row).isCloseTo(row.second, within(row.secondDigit / 2 + 1e-11));
        }
    }

    @Example
    void drawsAgreeWithinTheirStandardErrorsInMeanAndVariance() {
        int batches = 200;
        for (Row row : TABLE) {
            UniformRandomProvider random = seeded(11);
            DMatrixRMaj figures = new DMatrixRMaj(batches, 4);
            for (int b = 0; b < batches; b++) {
                WeightedPoints noise = WeightedPoints.drawn(MODEL.noise(1000, random));
                GradientEstimate batch = row.estimator.estimate(THETA, row.from(THETA, noise));
                System.arraycopy(batch.gradient().data, 0, figures.data, 4 * b, 2);
                System.arraycopy(batch.variance().data, 0, figures.data, 4 * b + 2, 2);
            }
            Moments m = Moments.of(figures, WeightedPoints.drawn(figures), new DMatrixRMaj(1, 4));
            double[] variance =
                    row.estimator.estimate(THETA, row.from(THETA, NODES)).variance().data;
            double[] expected = {REVERSE[0], REVERSE[1], variance[0], variance[1]};
            for (int i = 0; i < 4; i++) {
                assertWithinErrors(m.mean().data[i], m.standardError().data[i], expected[i]);
            }
        }
    }

    @Example
    void aStandardErrorOfTheGradientIsTheDeviationOfItsMean() {
        for (Row row : TABLE) {
            WeightedPoints noise = WeightedPoints.drawn(MODEL.noise(50_000, seeded(41)));
            GradientEstimate drawn = row.estimator.estimate(THETA, row.from(THETA, noise));
            assertWithinErrors(drawn, REVERSE);
            assertClose(drawn.standardError().data[0], Math.sqrt(drawn.variance().data[0] / 50_000), 1e-15);
        }
    }

    @Example
    void differentiatedThroughFixedSamplesK1HasMeanZeroK2TheReverseAndK3TheForwardGradient() {
        // r = q/p_θ is not a polynomial; with 120 nodes its mean is exact to rounding, the model being wider than the
        // target.
        WeightedPoints nodes = MODEL.points(THETA, WeightedPoints.gaussHermite(120, 1));
        WeightedPoints draws = WeightedPoints.drawn(MODEL.sample(THETA, 100_000, seeded(3)));
        GradientEstimator k1 = new FixedSampleGradient(ValueEstimator.K1, Divergence.REVERSE_KL, RATIO);
        GradientEstimator k2 = ValueEstimator.K2.gradient(Divergence.REVERSE_KL, RATIO);
        GradientEstimator k3 = ValueEstimator.K3.gradient(Divergence.FORWARD_KL, RATIO);
        for (double entry : k1.estimate(THETA, nodes).gradient().data) {
            assertThat(entry).isCloseTo(0, within(1e-13));
        }
        assertClose(k2.estimate(THETA, nodes).gradient(), REVERSE, TO_HAND_FORMULA);
        assertClose(k3.estimate(THETA, nodes).gradient(), FORWARD, 1e-10);
        assertThat(FORWARD[0]).isCloseTo(0.3111111, within(5e-8));
        assertThat(FORWARD[1]).isCloseTo(0.3377778, within(5e-8));
        assertWithinErrors(k1.estimate(THETA, draws), 0, 0);
        assertWithinErrors(k2.estimate(THETA, draws), REVERSE);
        assertWithinErrors(k3.estimate(THETA, draws), FORWARD);
    }

    @Example
    void theScoresUnderTheTargetGiveTheForwardGradient() {
        LikelihoodGradient likelihood = new LikelihoodGradient(MODEL);
        GradientEstimate exact = likelihood.estimate(THETA, NODES);
        assertClose(exact.gradient(), FORWARD, TO_HAND_FORMULA);
        assertThat(exact.divergence()).isEqualTo(Divergence.FORWARD_KL);
        WeightedPoints draws = WeightedPoints.drawn(MODEL.noise(100_000, seeded(5)));
        assertWithinErrors(likelihood.estimate(THETA, draws), FORWARD);
    }

    @Example
    void atTheTargetTheWeightDAndStickingTheLandingHaveNoVarianceButOnePlusDKeepsIt() {
        for (WeightedPoints noise : List.of(NODES, WeightedPoints.drawn(MODEL.noise(100, seeded(2))))) {
            for (GradientEstimator silent :
                    List.of(new ScoreGradient(RATIO, ScoreWeight.D), new PathwiseGradient(RATIO, true))) {
                GradientEstimate estimate = silent.estimate(AT_TARGET, noise);
                assertThat(estimate.gradient().data).containsExactly(new double[] {0, 0}, within(0.0));
                assertThat(estimate.variance().data).containsExactly(new double[] {0, 0}, within(0.0));
            }
        }
        GradientEstimate onePlusD = new ScoreGradient(RATIO, ScoreWeight.ONE_PLUS_D).estimate(AT_TARGET, NODES);
        assertClose(onePlusD.variance(), new double[] {1, 2}, TO_HAND_FORMULA);
    }

    @Example
    void leavingOneOutIsUnbiasedAndUpToItsFactorTheBaselineMeanD() {
        GradientEstimator leaveOneOut = new ScoreGradient(RATIO, ScoreWeight.LEAVE_ONE_OUT);
        WeightedPoints draws = WeightedPoints.drawn(MODEL.sample(THETA, 100_000, seeded(13)));
        GradientEstimate estimate = leaveOneOut.estimate(THETA, draws);
        assertWithinErrors(estimate, REVERSE);
        double mean = ValueEstimator.K1.estimate(RATIO, THETA, draws).value();
        GradientEstimate centred = new ScoreGradient(RATIO, new ScoreWeight.Baseline(mean)).estimate(THETA, draws);
        double factor = 100_000.0 / 99_999;
        for (int i = 0; i < 2; i++) {
            assertClose(estimate.gradient().data[i], factor * centred.gradient().data[i], 1e-11);
            assertClose(estimate.variance().data[i], factor * factor * centred.variance().data[i], 1e-11);
        }
    }

    @Example
    void theMeanOfManySmallLeaveOneOutEstimatesIsTheGradient() {
        UniformRandomProvider random = seeded(17);
        GradientEstimator leaveOneOut = new ScoreGradient(RATIO, ScoreWeight.LEAVE_ONE_OUT);
        DMatrixRMaj means = new DMatrixRMaj(5000, 2);
        for (int i = 0; i < means.numRows; i++) {
            GradientEstimate pair = leaveOneOut.estimate(THETA, WeightedPoints.drawn(MODEL.sample(THETA, 3, random)));
            System.arraycopy(pair.gradient().data, 0, means.data, 2 * i, 2);
        }
        Moments m = Moments.of(means, WeightedPoints.drawn(means), THETA);
        for (int i = 0; i < 2; i++) {
            assertWithinErrors(m.mean().data[i], m.standardError().data[i], REVERSE[i]);
        }
    }

    @Example
    void anObjectiveHasTheValueAndTheGradientOfItsDivergence() {
        WeightedPoints fine = WeightedPoints.gaussHermite(120, 1);
        Function<DMatrixRMaj, WeightedPoints> ofModel = theta -> MODEL.points(theta, fine);
        for (Row row : TABLE) {
            var at = row.estimator.objective(theta -> row.from(theta, fine)).at(THETA);
            assertClose(at.value(), KL, TO_HAND_FORMULA);
            assertClose(at.gradient(), REVERSE, TO_HAND_FORMULA);
        }
        var k2 = ValueEstimator.K2
                .gradient(Divergence.REVERSE_KL, RATIO)
                .objective(ofModel)
                .at(THETA);
        assertClose(k2.value(), KL, TO_HAND_FORMULA);
        double forward = Math.log(1.5) + 1.49 / 4.5 - 0.5;
        var k3 = ValueEstimator.K3
                .gradient(Divergence.FORWARD_KL, RATIO)
                .objective(ofModel)
                .at(THETA);
        assertClose(k3.value(), forward, 1e-10);
        assertClose(k3.gradient(), FORWARD, 1e-10);
        double entropyOfTarget = 0.5 + 0.5 * Math.log(2 * Math.PI);
        var likelihood = new LikelihoodGradient(MODEL).objective(theta -> fine).at(THETA);
        assertClose(likelihood.value(), forward + entropyOfTarget, TO_HAND_FORMULA);
    }

    @Example
    void inTwoDimensionsTheGradientsAreThoseOfEachDimension() {
        GaussianModel plane = new GaussianModel(2);
        DMatrixRMaj theta = column(0.7, 0, Math.log(1.5), 0);
        LogRatio<GaussianModel> ratio = new LogRatio<>(
                plane,
                x -> Gaussians.logDensity(x, x.tape().constant(0), x.tape().constant(1)));
        WeightedPoints nodes = WeightedPoints.gaussHermite(12, 2);
        assertThat(nodes.size()).isEqualTo(144);
        double[] expected = {0.7, 0, 1.25, 0};
        for (boolean sticking : new boolean[] {true, false}) {
            assertClose(
                    new PathwiseGradient(ratio, sticking).estimate(theta, nodes).gradient(), expected, 1e-12);
        }
        assertClose(
                new ScoreGradient(ratio, ScoreWeight.D)
                        .estimate(theta, plane.points(theta, nodes))
                        .gradient(),
                expected,
                1e-12);
        WeightedPoints draws = WeightedPoints.drawn(plane.sample(theta, 20_000, seeded(23)));
        assertWithinErrors(new ScoreGradient(ratio, ScoreWeight.D).estimate(theta, draws), expected);
    }

    @Example
    void equalSeedsGiveEqualBits() {
        assertThat(MODEL.sample(THETA, 50, seeded(1)).data).containsExactly(MODEL.sample(THETA, 50, seeded(1)).data);
    }

    @Example
    void whatAnEstimatorCannotUseIsRefused() {
        GradientEstimator leaveOneOut = new ScoreGradient(RATIO, ScoreWeight.LEAVE_ONE_OUT);
        assertThatThrownBy(() -> leaveOneOut.estimate(THETA, NODES))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("weighted points where leaving one out needs at least two independent draws");
        WeightedPoints one = WeightedPoints.drawn(new DMatrixRMaj(1, 1));
        assertThatThrownBy(() -> leaveOneOut.estimate(THETA, one)).hasMessageContaining("one draw");
        assertThatThrownBy(() -> leaveOneOut.objective(theta -> one).at(THETA)).hasMessageContaining("one draw");
        assertThatThrownBy(() -> new ScoreWeight.Baseline(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new GaussianModel(0)).hasMessageContaining("dimension: 0");
        assertThatThrownBy(() -> new ScoreGradient(RATIO, ScoreWeight.D).estimate(column(1), NODES))
                .hasMessageContaining("1×1 where 2×1 is needed");
        assertThatThrownBy(() -> WeightedPoints.drawn(new DMatrixRMaj(0, 1))).hasMessageContaining("none given");
        assertThatThrownBy(() -> WeightedPoints.of(column(0, 1), column(0.5, 0.6)))
                .hasMessageContaining("1.1");
        assertThatThrownBy(() -> WeightedPoints.of(column(0, 1), column(1.5, -0.5)))
                .hasMessageContaining("entry (1,0) = -0.5 is negative");
        assertThatThrownBy(() -> WeightedPoints.of(column(0, 1), column(1))).hasMessageContaining("2×1 is needed");
        assertThatThrownBy(() -> WeightedPoints.gaussHermite(0, 1)).hasMessageContaining("0, 1");
    }
}
