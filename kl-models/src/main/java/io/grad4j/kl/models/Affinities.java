package io.grad4j.kl.models;

import io.grad4j.autodiff.ArgumentException;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The probabilities P with which points pick each other as neighbours, from which the costs of {@link Neighbours} are taken.
 *
 * <p>Row i is p_{j|i} ∝ exp(-βᵢ‖xᵢ - xⱼ‖²) over j ≠ i, with βᵢ > 0 found by bisection such that the entropy is ln of the perplexity: the
 * effective number of neighbours. Sources: Hinton and Roweis (2002), van der Maaten and Hinton (2008).
 */
public final class Affinities {
    /** Halvings of the logarithm of β after which its bounds are neighbouring doubles. */
    private static final int HALVINGS = 64;

    /** ln β is sought within this of that of the inverse of the mean squared distance. */
    private static final double LOG_RANGE = 60;

    private Affinities() {}

    /**
     * p_{j|i} in row i, n×n with a zero diagonal.
     *
     * @param x a point a row, n×d
     * @param perplexity above 1 and below n-1
     * @throws ArgumentException if x has fewer than 3 rows or is not finite, the perplexity is out of range, or as many other points as
     *     that, or more, are the nearest to some point, all equally near
     */
    public static DMatrixRMaj conditional(DMatrixRMaj x, double perplexity) {
        Observations.require("affinities", "x", x);
        int n = x.numRows;
        if (n < 3) {
            throw new ArgumentException("affinities", "x", n + "×" + x.numCols + " where at least 3 points are needed");
        }
        if (!(perplexity > 1 && perplexity < n - 1)) {
            throw new ArgumentException(
                    "affinities", "perplexity", perplexity + " is not between 1 and n-1 = " + (n - 1));
        }
        DMatrixRMaj p = new DMatrixRMaj(n, n);
        for (int i = 0; i < n; i++) {
            double[] row = row(squaredDistances(x, i), i, perplexity);
            System.arraycopy(row, 0, p.data, i * n, n);
        }
        return p;
    }

    /** p_ij = (p_{j|i} + p_{i|j})/2n, n×n, symmetric, with sum 1 and a zero diagonal; arguments as for {@link #conditional}. */
    public static DMatrixRMaj joint(DMatrixRMaj x, double perplexity) {
        DMatrixRMaj p = conditional(x, perplexity);
        DMatrixRMaj transposed = CommonOps_DDRM.transpose(p, null);
        CommonOps_DDRM.add(0.5 / p.numRows, p, 0.5 / p.numRows, transposed, p);
        return p;
    }

    private static double[] squaredDistances(DMatrixRMaj x, int i) {
        double[] distances = new double[x.numRows];
        for (int j = 0; j < distances.length; j++) {
            for (int c = 0; c < x.numCols; c++) {
                double difference = x.get(i, c) - x.get(j, c);
                distances[j] += difference * difference;
            }
        }
        return distances;
    }

    private static double[] row(double[] distances, int i, double perplexity) {
        double nearest = Double.POSITIVE_INFINITY;
        double mean = 0;
        for (int j = 0; j < distances.length; j++) {
            nearest = j == i ? nearest : Math.min(nearest, distances[j]);
            mean += distances[j] / (distances.length - 1);
        }
        requireReachable(distances, i, nearest, mean, perplexity);
        double low = -LOG_RANGE;
        double high = LOG_RANGE;
        double[] p = new double[distances.length];
        for (int k = 0; k < HALVINGS; k++) {
            double middle = 0.5 * (low + high);
            boolean tooMany = entropy(p, distances, i, nearest, Math.exp(middle) / mean) > Math.log(perplexity);
            low = tooMany ? middle : low;
            high = tooMany ? high : middle;
        }
        return p;
    }

    /** However large β, those that share the least distance share the row: fewer than the perplexity there must be. */
    private static void requireReachable(double[] distances, int i, double nearest, double mean, double perplexity) {
        if (Double.isInfinite(mean)) {
            throw new ArgumentException("affinities", "x", "the squared distances from row " + i + " overflow");
        }
        // The point itself, at distance 0, is counted and taken off.
        int ties = -1;
        for (double distance : distances) {
            ties += distance <= nearest ? 1 : 0;
        }
        if (ties >= perplexity) {
            throw new ArgumentException(
                    "affinities",
                    "x",
                    ties + " points are equally near to row " + i
                            + " and nearest, which leaves no neighbourhood of perplexity " + perplexity);
        }
    }

    /** The entropy of p ∝ exp(-β·d) over j ≠ i, with p written; distances count from the nearest, so that some term is 1. */
    private static double entropy(double[] p, double[] distances, int i, double nearest, double beta) {
        double z = 0;
        double energy = 0;
        for (int j = 0; j < p.length; j++) {
            double e = beta * (distances[j] - nearest);
            p[j] = j == i ? 0 : Math.exp(-e);
            z += p[j];
            energy += p[j] == 0 ? 0 : p[j] * e;
        }
        for (int j = 0; j < p.length; j++) {
            p[j] /= z;
        }
        return Math.log(z) + energy / z;
    }
}
