package io.grad4j.tour.points;

import static io.grad4j.tour.points.Columns.uniform;

import io.grad4j.tour.judge.Domain;
import io.grad4j.tour.judge.Numerals;
import java.util.function.DoubleBinaryOperator;
import java.util.random.RandomGenerator;

/** The Gaussian N(μ, diag σ²) of n coordinates. */
public final class Gauss {
    /** μ in [-2, 2], σ in [½, 2] and at least 0.05 away from 1, where the derivative by σ vanishes. */
    public static final Domain<Gauss> ANY = Domain.swept(Gauss::draw);

    private static final double[] NODES = {-Math.sqrt(3), 0, Math.sqrt(3)};
    private static final double[] WEIGHTS = {1 / 6.0, 2 / 3.0, 1 / 6.0};

    private final double[] mu;
    private final double[] sigma;

    /** The Gaussian with this mean and these standard deviations. */
    public Gauss(double[] mu, double[] sigma) {
        this.mu = mu;
        this.sigma = sigma;
    }

    static Gauss draw(RandomGenerator random, int n) {
        double[] sigma = new double[n];
        for (int i = 0; i < n; i++) {
            sigma[i] = random.nextBoolean() ? random.nextDouble(0.5, 0.95) : random.nextDouble(1.05, 2);
        }
        return new Gauss(uniform(random, n, -2, 2), sigma);
    }

    /** μ. */
    public double[] mu() {
        return mu;
    }

    /** σ. */
    public double[] sigma() {
        return sigma;
    }

    /** n. */
    public int n() {
        return mu.length;
    }

    /** Σ_i f(μ_i, σ_i). */
    public double sum(DoubleBinaryOperator f) {
        double sum = 0;
        for (int i = 0; i < mu.length; i++) {
            sum += f.applyAsDouble(mu[i], sigma[i]);
        }
        return sum;
    }

    /** A function of z. */
    @FunctionalInterface
    public interface Integrand {
        /** The value at {@code z}. */
        double at(double[] z);
    }

    /** E[f(z)] by the product Gauss-Hermite rule with 3ⁿ nodes, exact for polynomials up to degree 5 in each coordinate. */
    public double expectation(Integrand f) {
        return expectation(f, new double[mu.length], 0);
    }

    private double expectation(Integrand f, double[] z, int i) {
        if (i == z.length) {
            return f.at(z);
        }
        double sum = 0;
        for (int k = 0; k < NODES.length; k++) {
            z[i] = mu[i] + sigma[i] * NODES[k];
            sum += WEIGHTS[k] * expectation(f, z, i + 1);
        }
        return sum;
    }

    @Override
    public String toString() {
        return "μ = " + Numerals.point(mu) + ", σ = " + Numerals.point(sigma);
    }
}
