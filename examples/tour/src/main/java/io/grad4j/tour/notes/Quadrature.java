package io.grad4j.tour.notes;

import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Gaussians.logDensity;
import static io.grad4j.tour.points.Columns.column;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.tour.points.Gauss;
import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;

/**
 * Expectations under a Gaussian from its log-density alone, by the trapezoid rule.
 *
 * <p>On ±12 standard deviations in steps of a quarter the rule is exact to rounding for a polynomial times a Gaussian: its error falls
 * like exp(-2π²/h²).
 */
final class Quadrature {
    private static final int STEPS = 4;
    private static final int REACH = 12;

    private Quadrature() {}

    /** The nodes for a Gaussian of mean {@code mu} and standard deviation {@code sigma}. */
    static DMatrixRMaj nodes(double mu, double sigma) {
        double[] z = new double[2 * REACH * STEPS + 1];
        for (int k = 0; k < z.length; k++) {
            z[k] = mu + sigma * (k - REACH * STEPS) / STEPS;
        }
        return column(z);
    }

    /** The distance of the nodes. */
    static double step(double sigma) {
        return sigma / STEPS;
    }

    /** E[f(z)] for z ~ N(μ, σ²). */
    static double mean(double mu, double sigma, DoubleUnaryOperator f) {
        DMatrixRMaj z = nodes(mu, sigma);
        DMatrixRMaj values = new DMatrixRMaj(z.numRows, 1);
        for (int k = 0; k < z.numRows; k++) {
            values.data[k] = f.applyAsDouble(z.data[k]);
        }
        try (Tape tape = new Tape()) {
            Var density = exp(logDensity(tape.constant(z), tape.constant(mu), tape.constant(sigma)));
            return step(sigma) * density.dot(tape.constant(values)).scalar();
        }
    }

    /** ∫ N(z; μ, σ²) ln N(z; m, s²) dz. */
    static double meanLog(double mu, double sigma, double m, double s) {
        try (Tape tape = new Tape()) {
            Var z = tape.constant(nodes(mu, sigma));
            Var density = exp(logDensity(z, tape.constant(mu), tape.constant(sigma)));
            return step(sigma)
                    * density.dot(logDensity(z, tape.constant(m), tape.constant(s)))
                            .scalar();
        }
    }

    /** KL(q‖p) coordinate by coordinate, ∫ q (ln q - ln p). */
    static double kl(Gauss q, Gauss p) {
        double sum = 0;
        for (int i = 0; i < q.n(); i++) {
            double mu = q.mu()[i];
            double sigma = q.sigma()[i];
            sum += meanLog(mu, sigma, mu, sigma) - meanLog(mu, sigma, p.mu()[i], p.sigma()[i]);
        }
        return sum;
    }
}
