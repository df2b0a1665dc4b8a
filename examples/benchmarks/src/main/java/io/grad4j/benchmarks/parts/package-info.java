/** The engine's own parts under JMH. */
@NullMarked
package io.grad4j.benchmarks.parts;

import org.jspecify.annotations.NullMarked;
