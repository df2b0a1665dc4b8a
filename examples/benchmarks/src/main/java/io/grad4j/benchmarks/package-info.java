/** Six workloads whose gradients are timed through the public API alone, on data that any language can generate again. */
@NullMarked
package io.grad4j.benchmarks;

import org.jspecify.annotations.NullMarked;
