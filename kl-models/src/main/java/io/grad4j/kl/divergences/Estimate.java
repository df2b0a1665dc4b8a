package io.grad4j.kl.divergences;

/**
 * A computed number and how far it may be off.
 *
 * @param value the number
 * @param error an estimated bound of |value - truth| for quadrature, one standard error for Monte Carlo
 */
public record Estimate(double value, double error) {}
