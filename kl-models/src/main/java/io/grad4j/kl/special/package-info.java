/**
 * Special functions of each entry as primitives, and their derivatives, to 1e-14 of the value.
 *
 * <p>Next to the zeros of the higher derivatives of I₁/I₀ the error is 1e-14 of x times the slope. NaN is refused everywhere.
 */
@NullMarked
package io.grad4j.kl.special;

import org.jspecify.annotations.NullMarked;
