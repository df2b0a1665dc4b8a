/**
 * Special functions of each entry as primitives, and their derivatives, to 1e-14 of the value, next to its zeros too.
 *
 * <p>NaN is refused everywhere.
 */
@NullMarked
package io.grad4j.kl.special;

import org.jspecify.annotations.NullMarked;
