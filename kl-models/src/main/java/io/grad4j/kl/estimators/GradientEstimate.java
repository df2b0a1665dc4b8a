package io.grad4j.kl.estimators;

import org.ejml.data.DMatrixRMaj;

/**
 * A gradient of a divergence; all matrices in the shape of θ.
 *
 * @param divergence whose gradient it estimates
 * @param gradient the mean of the terms
 * @param variance of one term, entry by entry
 * @param standardError of the gradient, entry by entry: √(variance/n) for draws, 0 for an exact sum
 * @param n number of points
 */
public record GradientEstimate(
        Divergence divergence, DMatrixRMaj gradient, DMatrixRMaj variance, DMatrixRMaj standardError, int n)
        implements Estimate {}
