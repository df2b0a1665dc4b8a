package io.grad4j.autodiff.kernels;

import java.util.function.DoubleUnaryOperator;

/** Elementwise functions of one argument, each exact to a few units in the last place over its whole domain. */
public enum Map {
    /** eˣ. */
    EXP(Math::exp),
    /** ln x. */
    LOG(Math::log),
    /** eˣ - 1. */
    EXPM1(Math::expm1),
    /** ln(1 + x). */
    LOG1P(Math::log1p),
    /** ln(1 - eˣ) for x ≤ 0, by whichever of its two forms does not cancel. */
    LOG1MEXP(x -> x > -Math.log(2) ? Math.log(-Math.expm1(x)) : Math.log1p(-Math.exp(x))),
    /** eˣ - 1 - x, by its series Σ xᵏ/k! (k ≥ 2) where the difference would cancel. */
    EXPM1_MINUS_ARGUMENT(Map::expm1MinusArgument),
    /** √x. */
    SQRT(Math::sqrt),
    /** x². */
    SQUARE(x -> x * x),
    /** 1/x. */
    RECIPROCAL(x -> 1 / x),
    /** |x|. */
    ABS(Math::abs),
    /** -1, 0 or 1. */
    SIGN(Math::signum),
    /** 1 where x > 0, else 0. */
    STEP(x -> Double.isNaN(x) ? x : x > 0 ? 1 : 0),
    /** 1 where x is 0, else 0. */
    IS_ZERO(x -> Double.isNaN(x) ? x : x == 0 ? 1 : 0),
    /** max(x, 0). */
    RELU(x -> Math.max(x, 0)),
    /** sin x. */
    SIN(Math::sin),
    /** cos x. */
    COS(Math::cos),
    /** tan x. */
    TAN(Math::tan),
    /** arcsin x. */
    ASIN(Math::asin),
    /** arccos x. */
    ACOS(Math::acos),
    /** arctan x. */
    ATAN(Math::atan),
    /** sinh x. */
    SINH(Math::sinh),
    /** cosh x. */
    COSH(Math::cosh),
    /** tanh x. */
    TANH(Math::tanh),
    /** sech² x = 1 - tanh² x, as 4e/(1+e)² with e = exp(-2|x|), which keeps its digits in the tails. */
    SECH_SQUARED(Map::sechSquared),
    /** σ(x) = 1/(1+e⁻ˣ). */
    SIGMOID(Map::sigmoid),
    /** ln(1+eˣ) = max(x, 0) + ln(1+e^-|x|). */
    SOFTPLUS(x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))));

    private final DoubleUnaryOperator function;

    Map(DoubleUnaryOperator function) {
        this.function = function;
    }

    /** The function's value at {@code x}. A call through the enum costs more than the commonest functions, which do without. */
    public double at(double x) {
        return switch (this) {
            case EXP -> Math.exp(x);
            case LOG -> Math.log(x);
            case SQUARE -> x * x;
            case RECIPROCAL -> 1 / x;
            default -> function.applyAsDouble(x);
        };
    }

    private static double expm1MinusArgument(double x) {
        if (Math.abs(x) > 1) {
            return x == Double.POSITIVE_INFINITY ? x : Math.expm1(x) - x;
        }
        double sum = 1;
        for (int k = 19; k > 2; k--) {
            sum = 1 + sum * x / k;
        }
        return 0.5 * x * x * sum;
    }

    private static double sechSquared(double x) {
        double e = Math.exp(-2 * Math.abs(x));
        return 4 * e / ((1 + e) * (1 + e));
    }

    private static double sigmoid(double x) {
        double e = Math.exp(-Math.abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }
}
