/** Entropies and Kullback-Leibler divergences on variables of a tape, in nats; every gradient is the tape's. */
@NullMarked
package io.grad4j.kl.divergences;

import org.jspecify.annotations.NullMarked;
