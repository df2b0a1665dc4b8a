package io.grad4j.kl.estimators;

/**
 * A value of a divergence.
 *
 * @param divergence that it estimates
 * @param value the mean of the terms
 * @param variance of one term
 * @param standardError of the value: √(variance/n) for draws, 0 for an exact sum
 * @param n number of points
 */
public record ValueEstimate(Divergence divergence, double value, double variance, double standardError, int n)
        implements Estimate {}
