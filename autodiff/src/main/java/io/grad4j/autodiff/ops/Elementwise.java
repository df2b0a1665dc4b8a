package io.grad4j.autodiff.ops;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Derivative;
import io.grad4j.autodiff.OfNumbers;
import io.grad4j.autodiff.Primitive;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.kernels.Kernels;
import io.grad4j.autodiff.kernels.Map;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * Functions of each entry by itself, and their slopes.
 *
 * <p>A NaN entry gives NaN there. A zero cotangent passes nothing through, even where the slope is infinite: √x masked at 0 has
 * gradient 0. An entry outside the domain is refused with an {@link ArgumentException} naming it.
 */
public enum Elementwise implements Primitive, OfNumbers {
    /** y = eˣ, ȳ·y. */
    EXP("exp", Map.EXP, Derivative.slope("ȳ ∘ y", (x, y) -> y)),
    /** y = ln x for x ≥ 0, slope 1/x. */
    LOG("log", Map.LOG, 0, Double.POSITIVE_INFINITY, Derivative.slope("ȳ / x", (x, y) -> reciprocal(unsignedZero(x)))),
    /** y = eˣ - 1, slope eˣ. */
    EXPM1("expm1", Map.EXPM1, Derivative.slope("ȳ ∘ exp x", (x, y) -> exp(x))),
    /** y = ln(1 + x) for x ≥ -1, slope 1/(1+x). */
    LOG1P(
            "log1p",
            Map.LOG1P,
            -1,
            Double.POSITIVE_INFINITY,
            Derivative.slope("ȳ / (1 + x)", (x, y) -> reciprocal(x.plus(1)))),
    /** y = eˣ - 1 - x, slope eˣ - 1. */
    EXPM1_MINUS_ARGUMENT(
            "expm1MinusArgument", Map.EXPM1_MINUS_ARGUMENT, Derivative.slope("ȳ ∘ expm1 x", (x, y) -> expm1(x))),
    /** y = √x for x ≥ 0, slope 1/2y. */
    SQRT("sqrt", Map.SQRT, 0, Double.POSITIVE_INFINITY, Derivative.slope("ȳ / 2y", (x, y) -> reciprocal(unsignedZero(y))
            .scale(0.5))),
    /** y = x², slope 2x. */
    SQUARE("square", Map.SQUARE, Derivative.slope("ȳ ∘ 2x", (x, y) -> x.plus(x))),
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
    SOFTPLUS("softplus", Map.SOFTPLUS, Derivative.slope("ȳ ∘ σ(x)", (x, y) -> sigmoid(x))),
    /** y = ln(1 - eˣ) for x ≤ 0, slope -1/(e⁻ˣ - 1). */
    LOG1MEXP(
            "log1mexp",
            Map.LOG1MEXP,
            Double.NEGATIVE_INFINITY,
            0,
            Derivative.slope("-ȳ / expm1(-x)", (x, y) -> reciprocal(expm1(unsignedZero(x.negate())))
                    .negate())),
    /** y = max(x, 0), slope 1 above 0, 0 at and below. */
    RELU("relu", Map.RELU, Derivative.slope("ȳ ∘ [x > 0]", (x, y) -> step(x))),
    /** y = |x|, slope sign x, 0 at 0. */
    ABS("abs", Map.ABS, Derivative.slope("ȳ ∘ sign x", (x, y) -> sign(x))),
    /** y = sin x, slope cos x. */
    SIN("sin", Map.SIN, Derivative.slope("ȳ ∘ cos x", (x, y) -> cos(x))),
    /** y = cos x, slope -sin x. */
    COS("cos", Map.COS, Derivative.slope("-ȳ ∘ sin x", (x, y) -> sin(x).negate())),
    /** y = tan x, slope 1 + y². */
    TAN("tan", Map.TAN, Derivative.slope("ȳ ∘ (1 + y²)", (x, y) -> square(y).plus(1))),
    /** y = arcsin x for |x| ≤ 1, slope 1/√((1-x)(1+x)). */
    ASIN("asin", Map.ASIN, -1, 1, Derivative.slope("ȳ / √(1 - x²)", (x, y) -> arcSlope(x))),
    /** y = arccos x for |x| ≤ 1, slope -1/√((1-x)(1+x)). */
    ACOS("acos", Map.ACOS, -1, 1, Derivative.slope("-ȳ / √(1 - x²)", (x, y) -> arcSlope(x)
            .negate())),
    /** y = arctan x, slope 1/(1+x²). */
    ATAN(
            "atan",
            Map.ATAN,
            Derivative.slope("ȳ / (1 + x²)", (x, y) -> reciprocal(square(x).plus(1)))),
    /** y = sinh x, slope cosh x. */
    SINH("sinh", Map.SINH, Derivative.slope("ȳ ∘ cosh x", (x, y) -> cosh(x))),
    /** y = cosh x, slope sinh x. */
    COSH("cosh", Map.COSH, Derivative.slope("ȳ ∘ sinh x", (x, y) -> sinh(x))),

    /** y = the sign of x as -1, 0 or 1; locally constant. */
    SIGN("sign", Map.SIGN),
    /** y = 1 where x > 0, else 0; locally constant. */
    STEP("step", Map.STEP),
    /** y = 1 where x = 0, else 0; locally constant. */
    IS_ZERO("isZero", Map.IS_ZERO);

    private final String label;
    private final Map map;
    private final double lowest;
    private final double highest;
    private final @Nullable Derivative derivative;

    /** A function whose derivative is 0. */
    Elementwise(String label, Map map) {
        this(label, map, null);
    }

    Elementwise(String label, Map map, @Nullable Derivative derivative) {
        this(label, map, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, derivative);
    }

    Elementwise(String label, Map map, double lowest, double highest, @Nullable Derivative derivative) {
        this.label = label;
        this.map = map;
        this.lowest = lowest;
        this.highest = highest;
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

    /** ln(1 - eˣ), exact at both ends; log1mexp 0 = -∞, x > 0 is refused. */
    public static Var log1mexp(Var x) {
        return LOG1MEXP.of(x);
    }

    /** ln σ(x) = -ln(1 + e⁻ˣ). */
    public static Var logSigmoid(Var x) {
        return softplus(x.negate()).negate();
    }

    /** max(x, 0); the slope at 0 is 0. */
    public static Var relu(Var x) {
        return RELU.of(x);
    }

    /** |x|; the slope at 0 is 0. */
    public static Var abs(Var x) {
        return ABS.of(x);
    }

    /** -1, 0 or 1; a constant, whose derivative is 0 everywhere. */
    public static Var sign(Var x) {
        return SIGN.of(x);
    }

    /** sin x, x in radians. */
    public static Var sin(Var x) {
        return SIN.of(x);
    }

    /** cos x, x in radians. */
    public static Var cos(Var x) {
        return COS.of(x);
    }

    /** tan x, x in radians. */
    public static Var tan(Var x) {
        return TAN.of(x);
    }

    /** arcsin x in radians; |x| > 1 is refused; the slope at ±1 is ∞. */
    public static Var asin(Var x) {
        return ASIN.of(x);
    }

    /** arccos x in radians; |x| > 1 is refused; the slope at ±1 is -∞. */
    public static Var acos(Var x) {
        return ACOS.of(x);
    }

    /** arctan x in radians. */
    public static Var atan(Var x) {
        return ATAN.of(x);
    }

    /** sinh x. */
    public static Var sinh(Var x) {
        return SINH.of(x);
    }

    /** cosh x. */
    public static Var cosh(Var x) {
        return COSH.of(x);
    }

    /** 1 where x > 0, else 0; a constant. */
    static Var step(Var x) {
        return STEP.of(x);
    }

    /** 1 where x = 0, else 0; a constant. */
    static Var isZero(Var x) {
        return IS_ZERO.of(x);
    }

    /** x with 0 for -0, whose reciprocal would have the wrong sign at the end of a domain. */
    private static Var unsignedZero(Var x) {
        return x.plus(0);
    }

    /** 1/√((1-x)(1+x)), which keeps its digits near ±1. */
    private static Var arcSlope(Var x) {
        return reciprocal(sqrt(x.negate().plus(1).elementMult(x.plus(1))));
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public Shape shape(DMatrixRMaj... x) {
        return Shape.of(x[0]);
    }

    @Override
    public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
        int n = y.getNumElements();
        if (lowest > Double.NEGATIVE_INFINITY || highest < Double.POSITIVE_INFINITY) {
            requireDomain(x[0], n);
        }
        Kernels.active().map(map, x[0].data, y.data, n);
    }

    @Override
    public OfNumbers ofNumbers() {
        return this;
    }

    @Override
    public double at(double x, double unused) {
        if (isOutside(x)) {
            requireDomain(new DMatrixRMaj(new double[][] {{x}}), 1);
        }
        return map.at(x);
    }

    private boolean isOutside(double x) {
        return x < lowest || x > highest;
    }

    private void requireDomain(DMatrixRMaj x, int n) {
        for (int i = 0; i < n; i++) {
            if (isOutside(x.data[i])) {
                throw ArgumentException.entry(
                        label, "x", x, i, "is outside the domain from " + lowest + " to " + highest);
            }
        }
    }

    @Override
    public boolean isLocallyConstant() {
        return derivative == null;
    }

    @Override
    public Derivative derivative(int argument) {
        return Objects.requireNonNull(derivative, label);
    }
}
