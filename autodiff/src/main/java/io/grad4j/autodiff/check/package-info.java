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
 * io.grad4j.autodiff.check.TaylorTest}. Neither f nor its derivative needs the engine: both are plain functions of {@code
 * double[]} ({@code GradientCheck.ofArray(f).handArray(g)}) or of {@code DMatrixRMaj}, and one may be of the one kind and one of
 * the other.
 *
 * <p>What fails throws an {@link AssertionError} with the whole report, which is all that JUnit, TestNG or jqwik ask for. In
 * JUnit:
 *
 * <pre>{@code
 * @Test
 * void theGradientOfTheLossIsRight() {
 *     assertGradient(w -> loss(w), w -> gradientOfTheLoss(w), 0.3, -1.2, 4);
 * }
 * }</pre>
 *
 * <p>With jqwik, which draws the points and shrinks those that fail:
 *
 * <pre>{@code
 * @Property
 * void theGradientOfEntropyIsRight(@ForAll("probabilities") DMatrixRMaj p) {
 *     assertGradient(MyTest::entropy, MyTest::gradientOfEntropy, p);
 * }
 *
 * @Provide
 * Arbitrary<DMatrixRMaj> probabilities() {
 *     return Arbitraries.doubles().between(0.01, 1).array(double[].class).ofMinSize(2).ofMaxSize(5)
 *             .map(weights -> normalized(weights));
 * }
 * }</pre>
 *
 * <p>An entry is RIGHT, WRONG or INCONCLUSIVE, never anything in between; {@link
 * io.grad4j.autodiff.check.CheckReport#verdict} says how many inconclusive ones still pass. Matrix entries move independently
 * unless {@link io.grad4j.autodiff.check.Perturbation} says otherwise, as it does over {@link
 * io.grad4j.autodiff.check.Domain#spd}.
 */
@NullMarked
package io.grad4j.autodiff.check;

import org.jspecify.annotations.NullMarked;
