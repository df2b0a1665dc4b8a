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
 *
 * <h2>An operation of your own</h2>
 *
 * <p>An operation is one file: a {@link io.grad4j.autodiff.Primitive} with its value in plain loops and, for each argument, its
 * derivative as a linear map and the transpose of that map, written on {@code Var}s. For an elementwise function the slope is
 * enough, {@link io.grad4j.autodiff.Derivative#slope}. This one is ln cosh x, which must not overflow:
 *
 * <pre>{@code
 * package example;
 *
 * import static io.grad4j.autodiff.ops.Elementwise.tanh;
 *
 * import io.grad4j.autodiff.Derivative;
 * import io.grad4j.autodiff.Primitive;
 * import io.grad4j.autodiff.Shape;
 * import io.grad4j.autodiff.Var;
 * import org.ejml.data.DMatrixRMaj;
 *
 * public enum LogCosh implements Primitive {
 *     LOG_COSH;
 *
 *     public static Var logCosh(Var x) {
 *         return LOG_COSH.of(x);
 *     }
 *
 *     @Override
 *     public String label() {
 *         return "logCosh";
 *     }
 *
 *     @Override
 *     public int arity() {
 *         return 1;
 *     }
 *
 *     @Override
 *     public Shape shape(DMatrixRMaj... x) {
 *         return Shape.of(x[0]);
 *     }
 *
 *     @Override
 *     public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
 *         for (int i = 0; i < y.getNumElements(); i++) {
 *             double size = Math.abs(x[0].data[i]);
 *             y.data[i] = size + Math.log1p(Math.exp(-2 * size)) - Math.log(2);
 *         }
 *     }
 *
 *     @Override
 *     public Derivative derivative(int argument) {
 *         return Derivative.slope("ȳ ∘ tanh x", (x, y) -> tanh(x));
 *     }
 * }
 * }</pre>
 *
 * <p>It is now like any other: {@code Autodiff.hessian(x -> logCosh(x).sum(), x0)} is right, since tanh has a derivative too. Let
 * it sit the exam of the library's own operations, at generic points and, where there are several arguments, with distinct
 * dimensions, so that a missing transpose is a shape error:
 *
 * <pre>{@code
 * PrimitiveLaws.examine(Specimen.of(LogCosh.LOG_COSH, x0)).assertHold();
 * }</pre>
 *
 * <p>The report names each law that is broken, with the numbers. What to keep in mind:
 *
 * <ul>
 *   <li>{@code shape} and {@code value} refuse bad arguments with an {@link io.grad4j.autodiff.ArgumentException}, whose static
 *       methods write the message; nothing has been recorded by then.
 *   <li>{@code value} writes every entry of {@code y}, and never to {@code x}.
 *   <li>A rule uses {@code Var} operations on the arguments, the result and the direction, and no matrix of its own: a rule in
 *       plain code has no derivative. Code that has a vjp by hand and nothing more becomes a {@link
 *       io.grad4j.autodiff.PlainFunction}.
 *   <li>A function composed of operations that exist needs no primitive: write it as a method on {@code Var}s, inside {@link
 *       io.grad4j.autodiff.Tape#scope} if it must be recorded whole or not at all.
 * </ul>
 */
@NullMarked
package io.grad4j.autodiff;

import org.jspecify.annotations.NullMarked;
