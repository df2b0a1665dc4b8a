package io.grad4j.kl.special;

import static io.grad4j.autodiff.ops.Elementwise.EXPM1_MINUS_ARGUMENT;
import static io.grad4j.autodiff.ops.Elementwise.abs;
import static io.grad4j.autodiff.ops.Elementwise.exp;

import io.grad4j.autodiff.Derivative;
import io.grad4j.autodiff.Derivative.UnarySlope;
import io.grad4j.autodiff.Var;
import java.util.function.DoubleUnaryOperator;

/** Functions of |z| that are twice differentiable at 0, where |z| is not. */
public enum Folded implements OfEachEntry {
    /** y = |z| + exp(-|z|) - 1, exact near 0, slope {@link #SLOPE}. */
    EXCESS("foldedExcess", Folded::excess, "ȳ ∘ sign x ∘ (1 - exp(-|x|))", (x, y) -> slope(x)),
    /** y = sign z·(1 - exp(-|z|)), slope exp(-|z|). */
    SLOPE(
            "foldedSlope",
            z -> Math.copySign(Math.expm1(-Math.abs(z)), z),
            "ȳ ∘ exp(-|x|)",
            (x, y) -> exp(abs(x).negate()));

    private final String label;
    private final DoubleUnaryOperator function;
    private final Derivative derivative;

    Folded(String label, DoubleUnaryOperator function, String formula, UnarySlope slope) {
        this.label = label;
        this.function = function;
        this.derivative = Derivative.slope(formula, slope);
    }

    private static Var slope(Var z) {
        return SLOPE.of(z);
    }

    private static double excess(double z) {
        double x = -Math.abs(z);
        return EXPM1_MINUS_ARGUMENT.at(x, x);
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public double at(double x) {
        return function.applyAsDouble(x);
    }

    @Override
    public boolean needsPositive() {
        return false;
    }

    @Override
    public Derivative derivative(int argument) {
        return derivative;
    }
}
