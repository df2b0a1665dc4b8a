/**
 * Verifying derivatives: differences with an error bar, and the exam that every primitive sits.
 *
 * <p>A {@link io.grad4j.autodiff.check.Specimen} is a primitive at a point of its domain; {@link
 * io.grad4j.autodiff.check.PrimitiveLaws} examines it by each {@link io.grad4j.autodiff.check.Law}.
 *
 * <p>A derivative written by hand is verified in one line of a test, {@code assertGradient(f, gradient, x)} of {@link
 * io.grad4j.autodiff.check.AssertDerivatives}, or at many points with a report:
 *
 * <pre>{@code
 * GradientCheck.of(f).hand(gradient).names("mu", "sigma").over(Domain.positive()).dimensions(2).points(200).seed(42).assertRight();
 * }</pre>
 *
 * <p>For Jacobians, vjps, jvps and Hessians see {@link io.grad4j.autodiff.check.JacobianCheck}, {@link
 * io.grad4j.autodiff.check.VjpCheck}, {@link io.grad4j.autodiff.check.JvpCheck} and {@link
 * io.grad4j.autodiff.check.HessianCheck}; for models too big for a difference an entry, {@link
 * io.grad4j.autodiff.check.TaylorTest}. Neither f nor its derivative needs the engine.
 */
@NullMarked
package io.grad4j.autodiff.check;

import org.jspecify.annotations.NullMarked;
