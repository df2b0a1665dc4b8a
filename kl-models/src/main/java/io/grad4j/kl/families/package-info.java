/** Exponential families, each given by its statistics and its log-partition; means, divergences and their gradients are the tape's. */
@NullMarked
package io.grad4j.kl.families;

import org.jspecify.annotations.NullMarked;
