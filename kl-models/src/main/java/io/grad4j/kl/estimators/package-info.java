/**
 * Kullback-Leibler divergences of a model p_θ and a target q, and their gradients for θ, estimated from samples or summed exactly.
 *
 * <p>The target is known by log q. The reverse divergence is KL(p_θ‖q), whose samples are drawn from the model; the forward divergence is
 * KL(q‖p_θ), whose samples are drawn from the target. D is log p_θ(x) - log q(x).
 */
@NullMarked
package io.grad4j.kl.estimators;

import org.jspecify.annotations.NullMarked;
