/**
 * Special functions of each entry as primitives, to 1e-14 of their value, with derivatives that keep their digits too.
 *
 * <p>Near a zero that a double cannot hit, the error is 1e-14 of the slope there. NaN is refused everywhere.
 */
@NullMarked
package io.grad4j.kl.special;

import org.jspecify.annotations.NullMarked;
