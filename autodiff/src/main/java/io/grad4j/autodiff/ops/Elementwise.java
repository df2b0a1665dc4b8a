package io.grad4j.autodiff.ops;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Derivative;
import io.grad4j.autodiff.Primitive;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.kernels.Kernels;
import io.grad4j.autodiff.kernels.Map;
import org.ejml.data.DMatrixRMaj;

/**
 * Functions of each entry by itself, and their slopes.
 *
 * <p>A NaN entry gives NaN there. A zero cotangent passes nothing through, even where the slope is infinite: √x masked at 0 has
 * gradient 0. An entry below the domain is refused with an {@link ArgumentException} naming it.
 */
public enum Elementwise implements Primitive {
    /** y = eˣ, ȳ·y. */
    EXP("exp", Map.EXP, Derivative.slope("ȳ ∘ y", (x, y) -> y)),
    /** y = ln x for x ≥ 0, slope 1/x. */
    LOG("log", Map.LOG, 0, Derivative.slope("ȳ / x", (x, y) -> reciprocal(x))),
    /** y = eˣ - 1, slope eˣ. */
    EXPM1("expm1", Map.EXPM1, Derivative.slope("ȳ ∘ exp x", (x, y) -> exp(x))),
    /** y = ln(1 + x) for x ≥ -1, slope 1/(1+x). */
    LOG1P("log1p", Map.LOG1P, -1, Derivative.slope("ȳ / (1 + x)", (x, y) -> reciprocal(x.plus(1)))),
    /** y = eˣ - 1 - x, slope eˣ - 1. */
    EXPM1_MINUS_ARGUMENT(
            "expm1MinusArgument", Map.EXPM1_MINUS_ARGUMENT, Derivative.slope("ȳ ∘ expm1 x", (x, y) -> expm1(x))),
    /** y = √x for x ≥ 0, slope 1/2y. */
    SQRT("sqrt", Map.SQRT, 0, Derivative.slope("ȳ / 2y", (x, y) -> reciprocal(y).scale(0.5))),
    /** y = x², slope 2x. */
    SQUARE("square", Map.SQUARE, Derivative.slope("ȳ ∘ 2x", (x, y) -> x.scale(2))),
    /** y = 1/x, slope -y². */
    RECIPROCAL("reciprocal", Map.RECIPROCAL, Derivative.slope("-ȳ ∘ y²", (x, y) -> square(y)
            .negate())),
    /** y = tanh x, slope sech² x. */
    TANH("tanh", Map.TANH, Derivative.slope("ȳ ∘ sech² x", (x, y) -> sechSquared(x))),
    /** y = sech² x, slope -2y·tanh x. */
    SECH_SQUARED("sechSquared", Map.SECH_SQUARED, Derivative.slope("-2ȳ ∘ y ∘ tanh x", (x, y) -> y.elementMult(tanh(x))
            .scale(-2))),
    /** y = σ(x), slope σ(x)·σ(-x). */
    SIGMOID("sigmoid", Map.SIGMOID, Derivative.slope("ȳ ∘ y ∘ σ(-x)", (x, y) -> y.elementMult(sigmoid(x.negate())))),
    /** y = ln(1 + eˣ), slope σ(x). */
    SOFTPLUS("softplus", Map.SOFTPLUS, Derivative.slope("ȳ ∘ σ(x)", (x, y) -> sigmoid(x)));

    private final String label;
    private final Map map;
    private final double lowest;
    private final Derivative derivative;

    Elementwise(String label, Map map, Derivative derivative) {
        this(label, map, Double.NEGATIVE_INFINITY, derivative);
    }

    Elementwise(String label, Map map, double lowest, Derivative derivative) {
        this.label = label;
        this.map = map;
        this.lowest = lowest;
        this.derivative = derivative;
    }

    /** eˣ. */
    public static Var exp(Var x) {
        return EXP.of(x);
    }

    /** ln x; log 0 = -∞, x < 0 is refused. */
    public static Var log(Var x) {
        return LOG.of(x);
    }

    /** eˣ - 1, exact near 0. */
    public static Var expm1(Var x) {
        return EXPM1.of(x);
    }

    /** ln(1 + x), exact near 0; log1p(-1) = -∞, x < -1 is refused. */
    public static Var log1p(Var x) {
        return LOG1P.of(x);
    }

    /** eˣ - 1 - x ≥ 0, exact near 0: the per-coordinate divergence of many families. */
    public static Var expm1MinusArgument(Var x) {
        return EXPM1_MINUS_ARGUMENT.of(x);
    }

    /** √x; x < 0 is refused; the slope at 0 is ∞. */
    public static Var sqrt(Var x) {
        return SQRT.of(x);
    }

    /** x². */
    public static Var square(Var x) {
        return SQUARE.of(x);
    }

    /** 1/x; 1/0 = ∞. */
    public static Var reciprocal(Var x) {
        return RECIPROCAL.of(x);
    }

    /** tanh x. */
    public static Var tanh(Var x) {
        return TANH.of(x);
    }

    /** sech² x = 1 - tanh² x without the cancellation. */
    public static Var sechSquared(Var x) {
        return SECH_SQUARED.of(x);
    }

    /** The logistic function σ(x) = 1/(1+e⁻ˣ). */
    public static Var sigmoid(Var x) {
        return SIGMOID.of(x);
    }

    /** ln(1 + eˣ), linear in the tail. */
    public static Var softplus(Var x) {
        return SOFTPLUS.of(x);
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public Shape shape(DMatrixRMaj... x) {
        return Shape.of(x[0]);
    }

    @Override
    public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
        int n = y.getNumElements();
        if (lowest > Double.NEGATIVE_INFINITY) {
            requireAbove(x[0], n);
        }
        Kernels.active().map(map, x[0].data, y.data, n);
    }

    private void requireAbove(DMatrixRMaj x, int n) {
        for (int i = 0; i < n; i++) {
            if (x.data[i] < lowest) {
                throw ArgumentException.entry(label, "x", x, i, "is below the domain, which starts at " + lowest);
            }
        }
    }

    @Override
    public Derivative derivative(int argument) {
        return derivative;
    }
}
