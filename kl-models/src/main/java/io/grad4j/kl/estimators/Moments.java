package io.grad4j.kl.estimators;

import org.ejml.data.DMatrixRMaj;

/**
 * Mean, variance of one term and standard error of the mean, of each column of terms.
 *
 * <p>Of draws the variance is the unbiased one, infinite for a single draw, which knows nothing of its error. Of weighted points all is
 * exact and the standard error 0.
 */
record Moments(DMatrixRMaj mean, DMatrixRMaj variance, DMatrixRMaj standardError) {
    /** Moments of the columns of {@code terms}, one row a point, each in the shape of {@code like}. */
    static Moments of(DMatrixRMaj terms, WeightedPoints x, DMatrixRMaj like) {
        Moments m = new Moments(like.createLike(), like.createLike(), like.createLike());
        int n = x.size();
        double[] weights = x.weights().data;
        for (int j = 0; j < terms.numCols; j++) {
            double mean = 0;
            for (int i = 0; i < n; i++) {
                mean += weights[i] * terms.get(i, j);
            }
            double squares = 0;
            for (int i = 0; i < n; i++) {
                double deviation = terms.get(i, j) - mean;
                squares += weights[i] * deviation * deviation;
            }
            m.mean.data[j] = mean;
            m.variance.data[j] = x.areDrawn() ? unbiased(squares, n) : squares;
            m.standardError.data[j] = x.areDrawn() ? Math.sqrt(m.variance.data[j] / n) : 0;
        }
        return m;
    }

    private static double unbiased(double meanSquare, int n) {
        return n == 1 ? Double.POSITIVE_INFINITY : meanSquare * n / (n - 1);
    }
}
