package io.grad4j.kl.byhand;

/** Score-function gradients of a softmax p = softmax(θ) on a finite support, derived by hand. */
public final class ScoreFormulas {
    private ScoreFormulas() {}

    /** ∂ log p(x)/∂θ_a = δ_xa - p_a, one point x a row. */
    public static double[][] scores(double[] theta) {
        double[] p = SoftmaxFormulas.softmax(theta);
        double[][] scores = new double[p.length][p.length];
        for (int x = 0; x < p.length; x++) {
            for (int a = 0; a < p.length; a++) {
                scores[x][a] = (x == a ? 1 : 0) - p[a];
            }
        }
        return scores;
    }

    /** ∇_θ KL(p_θ‖q) = Σ_x p ∇log p · (1 + log p - log q). */
    public static double[] gradientOfKlTo(double[] theta, double[] q) {
        double[] p = SoftmaxFormulas.softmax(theta);
        double[] weights = new double[p.length];
        for (int x = 0; x < p.length; x++) {
            weights[x] = p[x] * (1 + Math.log(p[x]) - Math.log(q[x]));
        }
        return weighted(weights, scores(theta));
    }

    /** ∇_θ KL(q‖p_θ) = -Σ_x q ∇log p. */
    public static double[] gradientOfKlFrom(double[] q, double[] theta) {
        double[] weights = new double[q.length];
        for (int x = 0; x < q.length; x++) {
            weights[x] = -q[x];
        }
        return weighted(weights, scores(theta));
    }

    private static double[] weighted(double[] weights, double[][] scores) {
        double[] sum = new double[scores[0].length];
        for (int x = 0; x < weights.length; x++) {
            for (int a = 0; a < sum.length; a++) {
                sum[a] += weights[x] * scores[x][a];
            }
        }
        return sum;
    }
}
