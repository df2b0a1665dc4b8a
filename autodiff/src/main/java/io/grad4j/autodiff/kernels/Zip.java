package io.grad4j.autodiff.kernels;

import java.util.function.DoubleBinaryOperator;

/** Elementwise functions of two arguments. */
public enum Zip {
    /** a + b. */
    PLUS((a, b) -> a + b),
    /** a - b. */
    MINUS((a, b) -> a - b),
    /** a·b. */
    TIMES((a, b) -> a * b),
    /** a·b with 0·∞ = 0. */
    TIMES_OR_ZERO((a, b) -> isZeroTimesInfinity(a, b) ? 0 : a * b),
    /** 0 where a·b is 0·∞, else 1. */
    COUNTS((a, b) -> isZeroTimesInfinity(a, b) ? 0 : 1),
    /** a/b. */
    DIVIDE((a, b) -> a / b),
    /** aᵇ, with a⁰ = 1 for every a. */
    POW(Math::pow),
    /** The larger. */
    MAX(Math::max),
    /** The smaller. */
    MIN(Math::min),
    /** 1 where a > b, ½ where they are equal, 0 where a < b. */
    SHARE(Zip::share),
    /** ln(a/b) for a, b > 0, exact where they are close and free of overflow where they are far apart. */
    LOG_RATIO(Zip::logRatio),
    /** eᵃ(a - b) - eᵃ + eᵇ as eᵃ·(eᵇ⁻ᵃ - 1 - (b - a)), which does not cancel; eᵇ where a is -∞, ∞ where b alone is infinite. */
    DIVERGENCE(Zip::divergence),
    /** eᵃ(a - b); 0 where a is -∞, -b where b alone is infinite. */
    EXP_TIMES_DIFFERENCE(Zip::expTimesDifference);

    private final DoubleBinaryOperator function;

    Zip(DoubleBinaryOperator function) {
        this.function = function;
    }

    /** The function's value at {@code (a, b)}. A call through the enum costs more than the commonest functions, which do without. */
    public double at(double a, double b) {
        return switch (this) {
            case PLUS -> a + b;
            case MINUS -> a - b;
            case TIMES -> a * b;
            case DIVIDE -> a / b;
            case TIMES_OR_ZERO -> {
                double product = a * b;
                yield Double.isNaN(product) ? function.applyAsDouble(a, b) : product;
            }
            default -> function.applyAsDouble(a, b);
        };
    }

    private static boolean isZeroTimesInfinity(double a, double b) {
        return Double.isNaN(a * b) && !Double.isNaN(a) && !Double.isNaN(b);
    }

    private static double share(double a, double b) {
        return a > b ? 1 : a < b ? 0 : a == b ? 0.5 : Double.NaN;
    }

    private static double logRatio(double a, double b) {
        double ratio = a / b;
        return ratio > 0.5 && ratio < 2 ? Math.log1p((a - b) / b) : Math.log(a) - Math.log(b);
    }

    private static double divergence(double a, double b) {
        if (a == Double.NEGATIVE_INFINITY) {
            return Math.exp(b);
        }
        if (Double.isInfinite(b) && Double.isFinite(a)) {
            // Where eᵃ underflows, 0·∞ would be NaN; a is a number, so eᵃ is not 0.
            return Double.POSITIVE_INFINITY;
        }
        double term = Map.EXPM1_MINUS_ARGUMENT.at(b - a);
        return term < Double.POSITIVE_INFINITY ? Math.exp(a) * term : Math.exp(b) - Math.exp(a) * (1 + b - a);
    }

    private static double expTimesDifference(double a, double b) {
        if (a == Double.NEGATIVE_INFINITY && !Double.isNaN(b)) {
            return 0;
        }
        return Double.isInfinite(b) && Double.isFinite(a) ? -b : Math.exp(a) * (a - b);
    }
}
