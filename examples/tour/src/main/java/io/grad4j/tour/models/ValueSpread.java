package io.grad4j.tour.models;

import static io.grad4j.tour.points.Columns.column;

import io.grad4j.autodiff.ops.Gaussians;
import io.grad4j.kl.estimators.GaussianModel;
import io.grad4j.kl.estimators.LogRatio;
import io.grad4j.kl.estimators.ValueEstimate;
import io.grad4j.kl.estimators.ValueEstimator;
import io.grad4j.kl.estimators.WeightedPoints;
import io.grad4j.tour.pictures.Plot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.ejml.data.DMatrixRMaj;

/** k1, k2 and k3 as values of KL(N(0, 1)‖N(μ, 1)) = μ²/2, from draws and by their formulas. */
final class ValueSpread {
    private static final GaussianModel MODEL = new GaussianModel(1);
    private static final DMatrixRMaj STANDARD = column(0, 0);
    private static final int DRAWS = 100_000;

    /** For each dot of the picture. */
    private static final int FEWER_DRAWS = 20_000;

    private static final double MU = 0.5;

    /** More than five standard errors of a deviation from so many terms, as a share of it: those of k3 have a kurtosis of 42. */
    private static final double TOLERANCE = 0.06;

    /** The means of the target at which estimates are drawn in the picture. */
    private static final double[] MEANS = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1};

    /** An estimator with its mean and the deviation of a term, both over the divergence. */
    private enum Known {
        K1(ValueEstimator.K1, 0.008, mu -> 1, mu -> 2 / mu),
        K2(ValueEstimator.K2, 0.003, mu -> 1 + mu * mu / 4, mu -> Math.sqrt(2 + mu * mu)),
        K3(ValueEstimator.K3, 0.003, mu -> 1, mu -> 2 * Math.sqrt(Math.expm1(mu * mu) - mu * mu) / (mu * mu));

        private final ValueEstimator estimator;
        /** More than five standard errors of its value from {@link #DRAWS} draws at {@link #MU}. */
        private final double tolerance;

        private final DoubleUnaryOperator mean;
        private final DoubleUnaryOperator deviation;

        Known(ValueEstimator estimator, double tolerance, DoubleUnaryOperator mean, DoubleUnaryOperator deviation) {
            this.estimator = estimator;
            this.tolerance = tolerance;
            this.mean = mean;
            this.deviation = deviation;
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        ValueEstimate drawn(double mu, int n, UniformRandomProvider random) {
            LogRatio<GaussianModel> ratio = new LogRatio<>(
                    MODEL,
                    x -> Gaussians.logDensity(x, x.tape().constant(mu), x.tape().constant(1)));
            return estimator.estimate(ratio, STANDARD, WeightedPoints.drawn(MODEL.sample(STANDARD, n, random)));
        }
    }

    private ValueSpread() {}

    static Outcome measured(long seed) {
        UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
        List<Figure> figures = new ArrayList<>();
        double kl = kl(MU);
        for (Known known : Known.values()) {
            ValueEstimate estimate = known.drawn(MU, DRAWS, random);
            double mean = kl * known.mean.applyAsDouble(MU);
            double error = kl * known.deviation.applyAsDouble(MU) / Math.sqrt(DRAWS);
            String of = known == Known.K2 ? ", biased by a 16th" : "";
            figures.add(Figure.around(
                    known.label() + " of KL = μ²/2 = 0.125 from 100 000 draws" + of,
                    estimate.value(),
                    mean,
                    known.tolerance));
            figures.add(Figure.around("its standard error", estimate.standardError(), error, TOLERANCE * error));
        }
        return new Outcome(figures, List.of(deviations(random)));
    }

    private static double kl(double mu) {
        return mu * mu / 2;
    }

    private static Plot deviations(UniformRandomProvider random) {
        double[] fine = IntStream.rangeClosed(5, 50).mapToDouble(i -> i / 50.0).toArray();
        Plot plot = Plot.of(
                "score-values",
                "The deviation of one term of k1, k2 and k3 over the KL, by formula and, as dots, of 20 000 draws.",
                "Close to the target, at small μ, the deviation of k1 grows as 2/μ while those of k2 and k3 stay near √2.",
                "μ",
                "deviation ÷ KL");
        Known[] all = Known.values();
        for (int k = 0; k < all.length; k++) {
            double[] formula = Arrays.stream(fine).map(all[k].deviation).toArray();
            plot.curve(all[k].label(), fine, formula).coloured(k);
        }
        for (int k = 0; k < all.length; k++) {
            Known known = all[k];
            double[] measured = Arrays.stream(MEANS)
                    .map(mu -> Math.sqrt(known.drawn(mu, FEWER_DRAWS, random).variance()) / kl(mu))
                    .toArray();
            plot.points(known.label() + ", draws", MEANS, measured).coloured(k);
        }
        return plot;
    }
}
