package io.grad4j.tour.points;

import static io.grad4j.tour.points.Columns.uniform;

import io.grad4j.kl.byhand.SoftmaxFormulas;
import io.grad4j.kl.families.FeatureFamily;
import io.grad4j.tour.judge.Domain;
import io.grad4j.tour.judge.Numerals;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;

/** A family q_θ ∝ exp(θᵀφ) of n features on n+1 points, at one θ, and a positive measure p* on these points. */
public final class Featured {
    /** Away from the minimum of KL(p‖q_θ): where its gradient vanishes there are no digits to compare. */
    public static final Domain<Featured> AWAY = Domain.swept(Featured::draw);

    private final double[][] phi;
    private final double[] theta;
    private final double[] mass;

    /** The features {@code phi}, one point a row, the parameter, and the masses of p*. */
    public Featured(double[][] phi, double[] theta, double[] mass) {
        this.phi = phi;
        this.theta = theta;
        this.mass = mass;
    }

    private static Featured draw(RandomGenerator random, int n) {
        while (true) {
            double[][] phi = new double[n + 1][];
            Arrays.setAll(phi, d -> uniform(random, n, -1, 1));
            Featured x = new Featured(phi, uniform(random, n, -2, 2), Measures.masses(random, n + 1));
            double[] g = SoftmaxFormulas.forwardKlByParameter(x.p(), phi, x.theta);
            if (Arrays.stream(g).anyMatch(v -> Math.abs(v) >= 0.01)) {
                return x;
            }
        }
    }

    /** φ, one point a row. */
    public double[][] phi() {
        return phi;
    }

    /** θ. */
    public double[] theta() {
        return theta;
    }

    /** p*. */
    public double[] mass() {
        return mass;
    }

    /** Z_p. */
    public double zp() {
        return Arrays.stream(mass).sum();
    }

    /** p, which is p* divided by Z_p. */
    public double[] p() {
        return Arrays.stream(mass).map(m -> m / zp()).toArray();
    }

    /** q_θ, by hand. */
    public double[] q() {
        return SoftmaxFormulas.softmax(SoftmaxFormulas.products(phi, theta));
    }

    /** The family on a tape. */
    public FeatureFamily family() {
        return new FeatureFamily(new DMatrixRMaj(phi));
    }

    /** Σ_d weight(d)·φ(d). */
    public double[] weighted(double[] weight) {
        double[] sum = new double[theta.length];
        for (int d = 0; d < phi.length; d++) {
            for (int a = 0; a < sum.length; a++) {
                sum[a] += weight[d] * phi[d][a];
            }
        }
        return sum;
    }

    @Override
    public String toString() {
        double[] first = Arrays.stream(phi).mapToDouble(row -> row[0]).toArray();
        return "φ = " + (theta.length == 1 ? Numerals.point(first) : Arrays.deepToString(phi)) + ", θ = "
                + Numerals.point(theta) + ", p = " + Numerals.point(p());
    }
}
