/**
 * Reverse-mode automatic differentiation over EJML matrices.
 *
 * <p>A {@link io.grad4j.autodiff.Tape} records the steps of a computation on {@link io.grad4j.autodiff.Var}s; one backward
 * loop over the steps gives the gradients, one forward loop the tangents. The rules of every
 * {@link io.grad4j.autodiff.Primitive} are written in the algebra of {@code Var} itself, so a derivative can be recorded and
 * differentiated again.
 *
 * <p>Conventions: vectors are columns, a batch is rows; matrix entries are independent unless an operation says symmetric; a
 * gradient has the shape of its variable; ẋ is a tangent, ȳ a cotangent, ∘ the elementwise product, ⟨a, b⟩ = Σᵢⱼ aᵢⱼbᵢⱼ.
 */
@NullMarked
package io.grad4j.autodiff;

import org.jspecify.annotations.NullMarked;
