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
}
