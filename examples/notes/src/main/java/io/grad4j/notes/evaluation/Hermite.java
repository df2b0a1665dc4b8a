package io.grad4j.notes.evaluation;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gauss-Hermite rules for the standard normal law: E f(ξ) = Σ wᵢ f(xᵢ), exact for polynomials of degree below twice the number of
 * nodes.
 *
 * @param nodes the roots of the Hermite polynomial Heₘ
 * @param weights wᵢ = m! / (m·He_{m-1}(xᵢ))²
 */
@SuppressWarnings("ArrayRecordComponent")
record Hermite(double[] nodes, double[] weights) {
    private static final Map<Integer, Hermite> RULES = new ConcurrentHashMap<>();

    /** The rule with {@code m} nodes. */
    static Hermite of(int m) {
        return RULES.computeIfAbsent(m, Hermite::rule);
    }

    private static Hermite rule(int m) {
        double[] nodes = new double[m];
        double[] weights = new double[m];
        // The roots of He_m lie between those of He_{m-1} and ±√(4m + 2); bisection cannot miss one.
        double[] walls = {-Math.sqrt(4.0 * m + 2), Math.sqrt(4.0 * m + 2)};
        for (int degree = 1; degree <= m; degree++) {
            double[] roots = new double[degree];
            for (int i = 0; i < degree; i++) {
                roots[i] = root(degree, walls[i], walls[i + 1]);
            }
            walls = new double[degree + 2];
            System.arraycopy(roots, 0, walls, 1, degree);
            walls[0] = -Math.sqrt(4.0 * m + 2);
            walls[degree + 1] = Math.sqrt(4.0 * m + 2);
            nodes = roots;
        }
        double factorial = 1;
        for (int k = 2; k <= m; k++) {
            factorial *= k;
        }
        for (int i = 0; i < m; i++) {
            double slope = m * value(m - 1, nodes[i]);
            weights[i] = factorial * m / (slope * slope);
        }
        return normalised(nodes, weights);
    }

    private static Hermite normalised(double[] nodes, double[] weights) {
        double sum = 0;
        for (double w : weights) {
            sum += w;
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return new Hermite(nodes, weights);
    }

    private static double root(int degree, double low, double high) {
        double a = low;
        double b = high;
        boolean rising = value(degree, b) > 0;
        for (int i = 0; i < 200 && b - a > 0; i++) {
            double middle = (a + b) / 2;
            if (middle == a || middle == b) {
                break;
            }
            if (value(degree, middle) > 0 == rising) {
                b = middle;
            } else {
                a = middle;
            }
        }
        return (a + b) / 2;
    }

    private static double value(int degree, double x) {
        double before = 0;
        double now = 1;
        for (int k = 0; k < degree; k++) {
            double next = x * now - k * before;
            before = now;
            now = next;
        }
        return now;
    }
}
