package io.grad4j.kl.byhand;

/** Gradients of the SNE family, derived by hand; d_ij = ‖y_i - y_j‖², the diagonal left out. */
public final class NeighbourFormulas {
    private NeighbourFormulas() {}

    /** SNE: ∂C/∂y_i = 2 Σ_j (p_{j|i} - q_{j|i} + p_{i|j} - q_{i|j})(y_i - y_j). */
    public static double[][] rowwise(double[][] p, double[][] y) {
        double[][] q = similarities(y, false);
        for (double[] row : q) {
            normalise(new double[][] {row});
        }
        return forces(y, (i, j) -> 2 * (p[i][j] - q[i][j] + p[j][i] - q[j][i]));
    }

    /** Symmetric SNE: ∂C/∂y_i = 4 Σ_j (p_ij - q_ij)(y_i - y_j). */
    public static double[][] symmetric(double[][] p, double[][] y) {
        double[][] q = similarities(y, false);
        normalise(q);
        return forces(y, (i, j) -> 4 * (p[i][j] - q[i][j]));
    }

    /** t-SNE: ∂C/∂y_i = 4 Σ_j (p_ij - q_ij)(1 + d_ij)⁻¹(y_i - y_j). */
    public static double[][] studentT(double[][] p, double[][] y) {
        double[][] q = similarities(y, true);
        normalise(q);
        return forces(y, (i, j) -> 4 * (p[i][j] - q[i][j]) / (1 + squaredDistance(y[i], y[j])));
    }

    @FunctionalInterface
    private interface Stiffness {
        double between(int i, int j);
    }

    private static double[][] forces(double[][] y, Stiffness stiffness) {
        double[][] g = new double[y.length][y[0].length];
        for (int i = 0; i < y.length; i++) {
            for (int j = 0; j < y.length; j++) {
                for (int c = 0; i != j && c < y[i].length; c++) {
                    g[i][c] += stiffness.between(i, j) * (y[i][c] - y[j][c]);
                }
            }
        }
        return g;
    }

    private static double[][] similarities(double[][] y, boolean studentT) {
        double[][] q = new double[y.length][y.length];
        for (int i = 0; i < y.length; i++) {
            for (int j = 0; j < y.length; j++) {
                double d = squaredDistance(y[i], y[j]);
                q[i][j] = i == j ? 0 : studentT ? 1 / (1 + d) : Math.exp(-d);
            }
        }
        return q;
    }

    private static void normalise(double[][] q) {
        double z = 0;
        for (double[] row : q) {
            for (double v : row) {
                z += v;
            }
        }
        for (double[] row : q) {
            for (int j = 0; j < row.length; j++) {
                row[j] /= z;
            }
        }
    }

    private static double squaredDistance(double[] a, double[] b) {
        double d = 0;
        for (int c = 0; c < a.length; c++) {
            d += (a[c] - b[c]) * (a[c] - b[c]);
        }
        return d;
    }
}
