package io.grad4j.tour.notes;

import static io.grad4j.tour.points.Columns.row;
import static java.lang.Math.PI;
import static java.lang.Math.exp;
import static java.lang.Math.log;
import static java.lang.Math.pow;
import static java.lang.Math.sqrt;

import io.grad4j.autodiff.Tape;
import io.grad4j.kl.divergences.Gaussian;
import io.grad4j.tour.points.Gauss;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** What the displays of note 002 are made of, as they have it, and what is true by quadrature or by the tape. */
final class GaussianParts {
    private GaussianParts() {}

    // ---- as displayed

    /** N(z; 0, I). */
    static double density(double[] z) {
        return 1 / sqrt(pow(2 * PI, z.length)) * exp(-0.5 * squared(z));
    }

    /** N(z; μ, Σ). */
    static double density(Gauss x, double[] z) {
        return 1 / sqrt(pow(2 * PI, z.length) * determinant(x)) * exp(-0.5 * standardized(x, z));
    }

    /** n/2 ln 2π. */
    static double halfLog(Gauss x) {
        return x.n() / 2.0 * log(2 * PI);
    }

    /** zᵀz. */
    static double squared(double[] z) {
        return Arrays.stream(z).map(v -> v * v).sum();
    }

    /** (z-μ)ᵀΣ⁻¹(z-μ). */
    static double standardized(Gauss x, double[] z) {
        double sum = 0;
        for (int i = 0; i < z.length; i++) {
            double centred = z[i] - x.mu()[i];
            sum += centred / (x.sigma()[i] * x.sigma()[i]) * centred;
        }
        return sum;
    }

    /** |Σ|. */
    static double determinant(Gauss x) {
        return CommonOps_DDRM.det(covariance(x));
    }

    /** |Σ⁻¹|. */
    static double inverseDeterminant(Gauss x) {
        DMatrixRMaj inverse = covariance(x);
        CommonOps_DDRM.invert(inverse);
        return CommonOps_DDRM.det(inverse);
    }

    private static DMatrixRMaj covariance(Gauss x) {
        return CommonOps_DDRM.diag(Arrays.stream(x.sigma()).map(s -> s * s).toArray());
    }

    /** ∏σ². */
    static double product(Gauss x) {
        return Arrays.stream(x.sigma()).map(s -> s * s).reduce(1, (a, b) -> a * b);
    }

    /** The result of display (1). */
    static double firstResult(Gauss x) {
        return halfLog(x) + 0.5 * determinant(x) + 0.5 * squared(x.mu());
    }

    /** Line 5 of display (2). */
    static double secondResult(Gauss x) {
        return -halfLog(x) - 0.5 * log(determinant(x)) - 0.5 * inverseDeterminant(x) * determinant(x);
    }

    /** The result of display (3). */
    static double displayedResult(Gauss x) {
        double logs = Arrays.stream(x.sigma()).map(Math::log).sum();
        return 0.5 * product(x) + 0.5 * squared(x.mu()) - logs - 0.5;
    }

    // ---- what is true

    /** E[zᵀz]. */
    static double secondMoment(Gauss x) {
        return x.sum((mu, sigma) -> Quadrature.mean(mu, sigma, z -> z * z));
    }

    /** E[(z-μ)ᵀ(z-μ)]. */
    static double variances(Gauss x) {
        return x.sum((mu, sigma) -> Quadrature.mean(mu, sigma, z -> (z - mu) * (z - mu)));
    }

    /** E[(z-μ)ᵀΣ⁻¹(z-μ)]. */
    static double meanQuadraticForm(Gauss x) {
        return x.sum((mu, sigma) -> Quadrature.mean(mu, sigma, z -> pow((z - mu) / sigma, 2)));
    }

    /** E[z]. */
    static double[] mean(Gauss x) {
        double[] mean = new double[x.n()];
        Arrays.setAll(mean, i -> Quadrature.mean(x.mu()[i], x.sigma()[i], z -> z));
        return mean;
    }

    /** KL(q‖p), ∫ q (ln q - ln p) coordinate by coordinate. */
    static double klByQuadrature(Gauss x) {
        return x.sum((mu, sigma) -> Quadrature.meanLog(mu, sigma, mu, sigma) - Quadrature.meanLog(mu, sigma, 0, 1));
    }

    /** KL(q‖p) by the closed form of the library. */
    static double klOnTape(Gauss x) {
        try (Tape tape = new Tape()) {
            return Gaussian.klFromStandard(tape.constant(row(x.mu())), tape.constant(row(x.sigma())))
                    .scalar();
        }
    }
}
