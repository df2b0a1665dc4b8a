package io.grad4j.kl.byhand;

/** Softmax-q and KL of logits, derived by hand. */
public final class SoftmaxFormulas {
    private SoftmaxFormulas() {}

    /** q(i,j,k) = e^{-(i-j)²} / (e^{-(i-j)²} + e^{-(i-k)²}), as displayed. */
    public static double q(double i, double j, double k) {
        double a = Math.exp(-(i - j) * (i - j));
        double b = Math.exp(-(i - k) * (i - k));
        return a / (a + b);
    }

    /** (∂q/∂i, ∂q/∂j, ∂q/∂k) as displayed: quotients of exponentials, 0/0 where these underflow. */
    public static double[] displayedPartials(double i, double j, double k) {
        double a = Math.exp(-(i - j) * (i - j));
        double b = Math.exp(-(i - k) * (i - k));
        double dj = 2 * i - 2 * j;
        double dk = 2 * i - 2 * k;
        double z = a + b;
        return new double[] {
            a * (a * dj + b * dk) / (z * z) - a * dj / z, a * dj / z - a * a * dj / (z * z), -(a * b * dk) / (z * z)
        };
    }

    /** (∂q/∂i, ∂q/∂j, ∂q/∂k) = 2q(1-q)·(j-k, i-j, k-i), with q and 1-q by the logistic function. */
    public static double[] partials(double i, double j, double k) {
        double s = (i - k) * (i - k) - (i - j) * (i - j);
        double e = Math.exp(-Math.abs(s));
        double twice = 2 * e / ((1 + e) * (1 + e));
        return new double[] {twice * (j - k), twice * (i - j), twice * (k - i)};
    }

    /** softmax(s). */
    public static double[] softmax(double[] s) {
        double max = Double.NEGATIVE_INFINITY;
        for (double v : s) {
            max = Math.max(max, v);
        }
        double[] p = new double[s.length];
        double z = 0;
        for (int d = 0; d < s.length; d++) {
            p[d] = Math.exp(s[d] - max);
            z += p[d];
        }
        for (int d = 0; d < s.length; d++) {
            p[d] /= z;
        }
        return p;
    }

    /** KL(p‖q) = Σ p log(p/q) with 0·log 0 = 0. */
    public static double kl(double[] p, double[] q) {
        double sum = 0;
        for (int d = 0; d < p.length; d++) {
            sum += p[d] == 0 ? 0 : p[d] * Math.log(p[d] / q[d]);
        }
        return sum;
    }

    /** ∇_s KL(p‖softmax s) = q - p. */
    public static double[] forwardKlByLogits(double[] p, double[] s) {
        double[] g = softmax(s);
        for (int d = 0; d < g.length; d++) {
            g[d] -= p[d];
        }
        return g;
    }

    /** ∇_s KL(softmax s‖p) = q ∘ (log(q/p) - KL(q‖p)). */
    public static double[] reverseKlByLogits(double[] s, double[] p) {
        double[] q = softmax(s);
        double kl = kl(q, p);
        double[] g = new double[s.length];
        for (int d = 0; d < s.length; d++) {
            g[d] = q[d] * (Math.log(q[d] / p[d]) - kl);
        }
        return g;
    }

    /** ∇_θ KL(p‖q_θ) = E_q[φ] - E_p[φ] for q_θ ∝ exp(θᵀφ), φ N×k. */
    public static double[] forwardKlByParameter(double[] p, double[][] phi, double[] theta) {
        double[] q = softmax(products(phi, theta));
        double[] g = new double[theta.length];
        for (int d = 0; d < p.length; d++) {
            for (int a = 0; a < g.length; a++) {
                g[a] += (q[d] - p[d]) * phi[d][a];
            }
        }
        return g;
    }

    /** log q̄ = θᵀφ(d) at each point. */
    public static double[] products(double[][] phi, double[] theta) {
        double[] s = new double[phi.length];
        for (int d = 0; d < s.length; d++) {
            for (int a = 0; a < theta.length; a++) {
                s[d] += phi[d][a] * theta[a];
            }
        }
        return s;
    }

    /** ∂/∂i and ∂/∂x_j of log q(x_t|i) for q(x_j|i) ∝ exp(-(i - x_j)²), with ∂/∂i first: -2(i-x_t) + 2Σq(i-x), 2(i-x_t)δ - 2q(i-x). */
    public static double[] logNeighbourPartials(double i, double[] x, int t) {
        double[] s = new double[x.length];
        for (int j = 0; j < s.length; j++) {
            s[j] = -(i - x[j]) * (i - x[j]);
        }
        double[] q = softmax(s);
        double[] g = new double[x.length + 1];
        for (int j = 0; j < x.length; j++) {
            double weight = (j == t ? 1 : 0) - q[j];
            g[0] -= 2 * weight * (i - x[j]);
            g[j + 1] = 2 * weight * (i - x[j]);
        }
        return g;
    }
}
