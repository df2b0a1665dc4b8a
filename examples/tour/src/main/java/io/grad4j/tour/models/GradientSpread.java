package io.grad4j.tour.models;

import static io.grad4j.tour.points.Columns.column;

import io.grad4j.autodiff.ops.Gaussians;
import io.grad4j.kl.estimators.GaussianModel;
import io.grad4j.kl.estimators.GradientEstimate;
import io.grad4j.kl.estimators.GradientEstimator;
import io.grad4j.kl.estimators.LogRatio;
import io.grad4j.kl.estimators.PathwiseGradient;
import io.grad4j.kl.estimators.ScoreGradient;
import io.grad4j.kl.estimators.ScoreWeight;
import io.grad4j.kl.estimators.WeightedPoints;
import io.grad4j.tour.pictures.Plot;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.ejml.data.DMatrixRMaj;

/** Six estimators of ∇KL(p_θ‖q) by the mean of p_θ = N(0.7, 1.5²), for q = N(0, 1): all have the mean 0.7, not one variance. */
final class GradientSpread {
    private static final GaussianModel MODEL = new GaussianModel(1);
    private static final DMatrixRMaj THETA = column(0.7, Math.log(1.5));
    private static final double GRADIENT = 0.7;
    private static final double KL = (2.25 + 0.49 - 1) / 2 - Math.log(1.5);
    private static final LogRatio<GaussianModel> RATIO = new LogRatio<>(
            MODEL, x -> Gaussians.logDensity(x, x.tape().constant(0), x.tape().constant(1)));

    private static final int DRAWS = 100_000;

    /** What is drawn: so many estimates of so many draws each. */
    private static final int ESTIMATES = 60;

    private static final int DRAWS_EACH = 50;

    /**
     * An estimator with what is known of its term for the mean; of leaving one out, its limit for many draws.
     *
     * @param variance of a term
     * @param kurtosis of a term, E(t - E t)⁴ over the square of the variance
     */
    private record Rival(String name, GradientEstimator estimator, double variance, double kurtosis) {
        /** Five standard errors of a variance that is estimated from so many terms, up to the next hundredth. */
        double tolerance(int n) {
            return Math.ceil(500 * variance * Math.sqrt((kurtosis - 1) / n)) / 100;
        }

        GradientEstimate from(int n, UniformRandomProvider random) {
            WeightedPoints noise = WeightedPoints.drawn(MODEL.noise(n, random));
            return estimator.estimate(
                    THETA, estimator instanceof PathwiseGradient ? noise : MODEL.points(THETA, noise));
        }
    }

    private static final List<Rival> RIVALS = List.of(
            new Rival("1 + D", new ScoreGradient(RATIO, ScoreWeight.ONE_PLUS_D), 5.2966, 36.3),
            new Rival("D", new ScoreGradient(RATIO, ScoreWeight.D), 3.3282, 59.8),
            new Rival("D - KL", new ScoreGradient(RATIO, new ScoreWeight.Baseline(KL)), 2.7161, 73.1),
            new Rival("leave one out", new ScoreGradient(RATIO, ScoreWeight.LEAVE_ONE_OUT), 2.7161, 73.1),
            new Rival("pathwise", new PathwiseGradient(RATIO, false), 2.25, 3),
            new Rival("sticking the landing", new PathwiseGradient(RATIO, true), 0.69444, 3));

    private GradientSpread() {}

    static Outcome measured(long seed) {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
        List<Figure> figures = new ArrayList<>();
        double farthest = 0;
        for (Rival rival : RIVALS) {
            GradientEstimate estimate = rival.from(DRAWS, random);
            figures.add(Figure.around(
                    "variance of a term of ∂KL/∂mean, " + rival.name,
                    estimate.variance().data[0],
                    rival.variance,
                    rival.tolerance(DRAWS)));
            double error = Math.abs(estimate.gradient().data[0] - GRADIENT);
            farthest = Math.max(farthest, error / estimate.standardError().data[0]);
        }
        figures.add(Figure.atMost("farthest of the six from ∂KL/∂mean = 0.7, in standard errors", farthest, 5));
        return new Outcome(figures, List.of(spread(random)));
    }

    private static Plot spread(UniformRandomProvider random) {
        Plot plot = Plot.of(
                "score-spread",
                "Estimates of ∂KL(p_θ‖q)/∂mean = 0.7 from 50 draws each, by score with the weights 1: 1 + D, 2: D, 3: D - KL, 4: D less that of the others,"
                        + " and by path, 5: all of it, 6: sticking the landing.",
                "From left to right the clouds of estimates grow narrower about 0.7: weight 1 + D is the widest,"
                        + " sticking the landing the narrowest.",
                "estimator",
                "estimate");
        for (int k = 0; k < RIVALS.size(); k++) {
            double[] x = new double[ESTIMATES];
            double[] y = new double[ESTIMATES];
            for (int i = 0; i < ESTIMATES; i++) {
                x[i] = k + 1 + 0.6 * (i / (ESTIMATES - 1.0) - 0.5);
                y[i] = RIVALS.get(k).from(DRAWS_EACH, random).gradient().data[0];
            }
            plot.points(RIVALS.get(k).name, x, y).unlisted();
        }
        return plot.dashed("truth", new double[] {0.5, RIVALS.size() + 0.5}, new double[] {GRADIENT, GRADIENT})
                .unlisted();
    }
}
