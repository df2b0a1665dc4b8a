/**
 * Losses that are sums over rows, and their gradients summed over batches of these by several threads or machines.
 *
 * <p>A {@link io.grad4j.kl.batches.BatchModel} gives the {@link io.grad4j.kl.batches.BatchSum} of one batch on a tape of the thread that
 * asks. Sums travel and add, so any engine that can hand out parameters and add results will do; {@link io.grad4j.kl.batches.Threads} is
 * the local one.
 */
@NullMarked
package io.grad4j.kl.batches;

import org.jspecify.annotations.NullMarked;
