package io.grad4j.tour.judge;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** A label with its domain, waiting for the two sides that make it a claim. */
public record Statement<P>(Label label, Domain<P> domain) {
    /** The claim that two numbers are equal; the second is the true one. */
    public Equation<P> numbers(ToDoubleFunction<P> claimed, ToDoubleFunction<P> truth) {
        return vectors(Side.number(claimed), Side.number(truth));
    }

    /** The claim that two vectors are equal; the second is the true one. */
    public Equation<P> vectors(Side<P> claimed, Side<P> truth) {
        return new Equation<>(label, domain, claimed, truth, null);
    }

    /** The claim that {@code greater} ≥ {@code lesser}. */
    public Inequality<P> atLeast(ToDoubleFunction<P> greater, ToDoubleFunction<P> lesser) {
        return new Inequality<>(label, domain, greater, lesser, null);
    }

    /** The claim that two numbers differ in general, shown at the first of {@code nice} where they do. */
    public Difference<P> differ(ToDoubleFunction<P> one, ToDoubleFunction<P> other, List<P> nice) {
        return new Difference<>(label, domain, Side.number(one), Side.number(other), nice);
    }

    /** The claim that two functions of a point and of η come together as η takes {@code values}. */
    public Limit<P> together(List<Double> values, Limit.Curve<P> curve, Limit.Curve<P> limit) {
        return new Limit<>(label, domain, values, curve, limit);
    }
}
