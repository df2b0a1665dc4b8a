/**
 * Distributions in their ordinary parameters, each a number, a matrix or a variable of a tape.
 *
 * <p>A distribution of a number gives its log-density once, as a combination of {@linkplain io.grad4j.kl.distributions.Statistic
 * statistics}, and the means of the statistics it knows; divergences follow from the two. Every density is with respect to the
 * Lebesgue or the counting measure, so a point mass on the line, a standard deviation of 0, is refused.
 */
@NullMarked
package io.grad4j.kl.distributions;

import org.jspecify.annotations.NullMarked;
