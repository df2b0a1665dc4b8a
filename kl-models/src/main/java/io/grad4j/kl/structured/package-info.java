/**
 * Distributions of many variables at once, as exponential families of their potentials: marginals are ∇log Z, entropies and divergences
 * come of log Z and its gradient alone.
 */
@NullMarked
package io.grad4j.kl.structured;

import org.jspecify.annotations.NullMarked;
