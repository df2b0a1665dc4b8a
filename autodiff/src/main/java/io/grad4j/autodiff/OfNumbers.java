package io.grad4j.autodiff;

/** What a primitive gives for numbers, without the matrices, shapes and loops that are most of what a small computation costs. */
@FunctionalInterface
public interface OfNumbers {
    /**
     * The one entry that {@link Primitive#value} writes for 1×1 arguments {@code a} and {@code b}, the latter a again if there is no second.
     *
     * @throws ArgumentException if an argument lies outside the domain
     */
    double at(double a, double b);
}
