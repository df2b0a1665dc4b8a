/**
 * Models fitted to rows that Spark holds: the engine derives the gradient of each batch, Spark sums them, and L-BFGS steps on the driver.
 *
 * <p>{@link io.grad4j.spark.Jobs} is the command; {@link io.grad4j.spark.ClusterSum} is all there is between the library's contract,
 * {@link io.grad4j.kl.batches.BatchModel}, and Spark.
 */
@NullMarked
package io.grad4j.spark;

import org.jspecify.annotations.NullMarked;
