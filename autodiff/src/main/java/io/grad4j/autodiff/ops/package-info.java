/**
 * The families of primitives and the named functions on them, made for static import.
 *
 * <p>A constant of a family keeps its value and its rules in one place; the rules are written in the algebra of {@link
 * io.grad4j.autodiff.Var}. Conventions at the edges stand with each function.
 */
@NullMarked
package io.grad4j.autodiff.ops;

import org.jspecify.annotations.NullMarked;
