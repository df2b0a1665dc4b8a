/**
 * Verifying derivatives: differences with an error bar, and the exam that every primitive sits.
 *
 * <p>A {@link io.grad4j.autodiff.check.Specimen} is a primitive at a point of its domain; {@link
 * io.grad4j.autodiff.check.PrimitiveLaws} examines it by each {@link io.grad4j.autodiff.check.Law}.
 */
@NullMarked
package io.grad4j.autodiff.check;

import org.jspecify.annotations.NullMarked;
