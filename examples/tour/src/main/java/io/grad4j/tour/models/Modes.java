package io.grad4j.tour.models;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.ops.Factorizations;
import io.grad4j.kl.estimators.WeightedPoints;
import io.grad4j.kl.models.GaussianFit;
import io.grad4j.kl.models.GaussianFits;
import io.grad4j.kl.models.MixtureTarget;
import io.grad4j.kl.models.MixtureTarget.Component;
import io.grad4j.kl.optimization.Progress;
import io.grad4j.kl.optimization.QuasiNewton;
import io.grad4j.kl.optimization.StoppingRule;
import io.grad4j.tour.pictures.Contours;
import io.grad4j.tour.pictures.Plot;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/** One Gaussian fitted to two modes: KL(P‖Q) covers both, KL(Q‖P) seeks one. */
final class Modes {
    private static final QuasiNewton SEARCH = new QuasiNewton(new StoppingRule(1e-6, 500), Progress.NONE);

    private static final MixtureTarget LINE = MixtureTarget.of(Component.of(0.5, -3, 0.5), Component.of(0.5, 3, 0.5));
    private static final MixtureTarget PLANE = MixtureTarget.of(
            new Component(0.4, row(-2, -1), matrix(0.3, 0.1, 0.2)),
            new Component(0.6, row(2, 1), matrix(0.2, -0.1, 0.4)));

    /** Densities at which contours are drawn; the peaks of P are 0.28 and 0.36. */
    private static final double[] LEVELS = {0.001, 0.01, 0.04, 0.1, 0.2, 0.3};

    private Modes() {}

    static Outcome fit() {
        GaussianFits onLine = new GaussianFits(LINE, WeightedPoints.normalGrid(0.05, 1), SEARCH);
        GaussianFit covering = onLine.forward(row(1), matrix(2));
        List<GaussianFit> seeking = onLine.reverseFromEachComponent();
        GaussianFit right = seeking.get(1);
        GaussianFits onPlane = new GaussianFits(PLANE, WeightedPoints.normalGrid(0.25, 2), SEARCH);
        GaussianFit coveringPlane = onPlane.forward(row(0, 0), matrix(1, 0, 1));
        List<GaussianFit> seekingPlane = onPlane.reverseFromEachComponent();
        double matched = Math.sqrt(9.25);
        return new Outcome(
                List.of(
                        Figure.between(
                                "σ of the least KL(P‖Q), √9.25 by matching moments",
                                Math.sqrt(covering.covariance().data[0]),
                                matched - 1e-4,
                                matched + 1e-4),
                        Figure.between("its mean", covering.mean().data[0], -1e-4, 1e-4),
                        Figure.between("mean of the least KL(Q‖P)", right.mean().data[0], 3 - 1e-5, 3 + 1e-5),
                        Figure.between("its σ", Math.sqrt(right.covariance().data[0]), 0.5 - 1e-5, 0.5 + 1e-5),
                        Figure.between("KL(Q‖P) there, ln 2", right.kl(), Math.log(2) - 1e-6, Math.log(2) + 1e-6),
                        Figure.shown("least KL(P‖Q) in the plane", coveringPlane.kl()),
                        Figure.shown(
                                "KL(Q‖P) in the plane at the mode of weight 0.6, -ln 0.6 = 0.5108",
                                seekingPlane.get(1).kl())),
                List.of(line(covering, seeking), plane(coveringPlane, seekingPlane)));
    }

    private static Plot line(GaussianFit covering, List<GaussianFit> seeking) {
        int n = 321;
        DMatrixRMaj x = new DMatrixRMaj(n, 1);
        Arrays.setAll(x.data, i -> -8 + 0.05 * i);
        return Plot.of(
                        "modes-line",
                        "P with two modes, and the Gaussians Q nearest to it by each divergence.",
                        "The Gaussian of KL(P‖Q) is wide and lies over both modes; those of KL(Q‖P) are narrow, one on each mode.",
                        "x",
                        "density")
                .curve("P", x.data, LINE.density(x).data)
                .curve("least KL(P‖Q)", x.data, covering.density(x).data)
                .curve("KL(Q‖P), left", x.data, seeking.get(0).density(x).data)
                .curve("KL(Q‖P), right", x.data, seeking.get(1).density(x).data);
    }

    private static Plot plane(GaussianFit covering, List<GaussianFit> seeking) {
        Plot plot = Plot.of(
                        "modes-plane",
                        "The same in the plane: contours of the density of P, and ellipses of two standard deviations of each Q.",
                        "The contours of P are two separate hills. The ellipse of KL(P‖Q) stretches over both; those of KL(Q‖P) lie each on one.",
                        "",
                        "")
                .lines("P", contours());
        plotted(plot, "least KL(P‖Q)", covering);
        plotted(plot, "least KL(Q‖P), left", seeking.get(0));
        return plotted(plot, "least KL(Q‖P), right", seeking.get(1));
    }

    /** Lines of equal density of P in the plane. */
    private static List<Contours.Line> contours() {
        double[] x = IntStream.rangeClosed(-80, 80).mapToDouble(i -> i / 20.0).toArray();
        double[] y = IntStream.rangeClosed(-60, 70).mapToDouble(i -> i / 20.0).toArray();
        DMatrixRMaj points = new DMatrixRMaj(x.length * y.length, 2);
        for (int k = 0; k < points.numRows; k++) {
            points.set(k, 0, x[k % x.length]);
            points.set(k, 1, y[k / x.length]);
        }
        DMatrixRMaj density = PLANE.density(points);
        density.reshape(y.length, x.length);
        return DoubleStream.of(LEVELS)
                .boxed()
                .flatMap(level -> Contours.at(level, x, y, density).stream())
                .toList();
    }

    private static Plot plotted(Plot plot, String label, GaussianFit fit) {
        double[][] xy = ellipse(fit.mean(), fit.covariance(), 2);
        return plot.curve(label, xy[0], xy[1]);
    }

    /** Where the density N(mean, covariance) in the plane is exp(-r²/2) of its peak: x, then y, around once. */
    static double[][] ellipse(DMatrixRMaj mean, DMatrixRMaj covariance, double r) {
        int points = 73;
        double[][] xy = new double[2][points];
        try (Tape tape = new Tape()) {
            DMatrixRMaj l = Factorizations.cholesky(tape.constant(covariance)).value();
            for (int i = 0; i < points; i++) {
                double angle = 2 * Math.PI * i / (points - 1);
                xy[0][i] = mean.data[0] + r * l.get(0, 0) * Math.cos(angle);
                xy[1][i] = mean.data[1] + r * (l.get(1, 0) * Math.cos(angle) + l.get(1, 1) * Math.sin(angle));
            }
        }
        return xy;
    }

    private static DMatrixRMaj row(double... entries) {
        return DMatrixRMaj.wrap(1, entries.length, entries);
    }

    private static DMatrixRMaj matrix(double xx) {
        return new DMatrixRMaj(new double[][] {{xx}});
    }

    private static DMatrixRMaj matrix(double xx, double xy, double yy) {
        return new DMatrixRMaj(new double[][] {{xx, xy}, {xy, yy}});
    }
}
