package io.grad4j.kl.byhand;

/** Losses of binary and multinomial predictions, derived by hand. */
public final class LossFormulas {
    private LossFormulas() {}

    /** L(η, y) = max(η, 0) - yη + ln(1 + e^-|η|). */
    public static double binary(double y, double eta) {
        return Math.max(eta, 0) - y * eta + Math.log1p(Math.exp(-Math.abs(eta)));
    }

    /** dL/dη = σ(η) - y. */
    public static double binarySlope(double y, double eta) {
        return 1 / (1 + Math.exp(-eta)) - y;
    }

    /** H(p, q) = -Σ p log q with 0·log 0 = 0. */
    public static double crossEntropy(double[] p, double[] q) {
        double sum = 0;
        for (int d = 0; d < p.length; d++) {
            sum -= p[d] == 0 ? 0 : p[d] * Math.log(q[d]);
        }
        return sum;
    }

    /** -(1/n) Σᵢ log q(yᵢ) for the points yᵢ that were seen. */
    public static double negativeLogLikelihood(int[] seen, double[] q) {
        double sum = 0;
        for (int y : seen) {
            sum -= Math.log(q[y]);
        }
        return sum / seen.length;
    }

    /** (1/m) Xᵀ(softmax(XW + b) - Y), then the same summed over the rows for b, of the mean cross-entropy of one-hot labels Y. */
    public static double[][] softmaxRegressionGradient(int[] labels, double[][] x, double[][] w, double[] b) {
        double[][] gradient = new double[w.length + 1][b.length];
        for (int i = 0; i < x.length; i++) {
            double[] z = b.clone();
            for (int d = 0; d < w.length; d++) {
                for (int c = 0; c < b.length; c++) {
                    z[c] += x[i][d] * w[d][c];
                }
            }
            double[] q = SoftmaxFormulas.softmax(z);
            for (int c = 0; c < b.length; c++) {
                double residual = (q[c] - (c == labels[i] ? 1 : 0)) / x.length;
                for (int d = 0; d < w.length; d++) {
                    gradient[d][c] += residual * x[i][d];
                }
                gradient[w.length][c] += residual;
            }
        }
        return gradient;
    }

    /** Σⱼ KL(Bernoulli(ρ)‖Bernoulli(ρ̂ⱼ)) = Σⱼ ρ ln(ρ/ρ̂ⱼ) + (1-ρ) ln((1-ρ)/(1-ρ̂ⱼ)). */
    public static double sparsityPenalty(double rho, double[] means) {
        double sum = 0;
        for (double mean : means) {
            sum += rho * Math.log(rho / mean) + (1 - rho) * Math.log((1 - rho) / (1 - mean));
        }
        return sum;
    }

    /** ∂/∂bⱼ = (-ρ/ρ̂ⱼ + (1-ρ)/(1-ρ̂ⱼ)) · (1/m) Σᵢ aᵢⱼ(1 - aᵢⱼ) of {@link #sparsityPenalty} for activations a = σ(· + b), m×h. */
    public static double[] sparsityGradientByBias(double rho, double[][] activations) {
        double[] gradient = new double[activations[0].length];
        for (int j = 0; j < gradient.length; j++) {
            double mean = 0;
            double slope = 0;
            for (double[] row : activations) {
                mean += row[j] / activations.length;
                slope += row[j] * (1 - row[j]) / activations.length;
            }
            gradient[j] = (-rho / mean + (1 - rho) / (1 - mean)) * slope;
        }
        return gradient;
    }
}
