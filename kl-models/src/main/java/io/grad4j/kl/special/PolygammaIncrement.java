package io.grad4j.kl.special;

import io.grad4j.autodiff.Derivative;
import org.apache.commons.numbers.gamma.Gamma;

/**
 * y = ψ⁽ⁿ⁾(a+b) - ψ⁽ⁿ⁾(a) of each pair of entries, with its digits where b is small against a; slopes that of n+1, and ψ⁽ⁿ⁺¹⁾(a+b).
 *
 * @param order n, from 0 to {@link #HIGHEST}
 */
record PolygammaIncrement(int order) implements BetaFunctions {
    /** The Taylor series needs {@link #TERMS} orders more. */
    static final int HIGHEST = Polygamma.HIGHEST - 18;

    /** Where b/a is below 1/10, so many terms of the Taylor series leave 1e-18. */
    private static final int TERMS = 17;

    private static final double NEAR = 0.1;

    /** Checks the order. */
    PolygammaIncrement {
        if (order < 0 || order > HIGHEST) {
            throw new IllegalArgumentException("polygamma increment: order " + order + " is not from 0 to " + HIGHEST);
        }
    }

    @Override
    public double at(double a, double b) {
        if (Double.isInfinite(a)) {
            return 0;
        }
        if (a < 1) {
            return ofPole(a, b) + at(a + 1, b);
        }
        if (b > NEAR * a) {
            return polygamma(order, a + b) - polygamma(order, a);
        }
        double sum = 0;
        double factor = b;
        for (int k = 1; k <= TERMS; k++) {
            double term = polygamma(order + k, a) * factor;
            sum += term;
            if (Math.abs(term) <= Math.abs(sum) * 0x1p-60) {
                break;
            }
            factor *= b / (k + 1);
        }
        return sum;
    }

    /** The increment of the pole at 0, (-1)ⁿ⁺¹·n!·x⁻ⁿ⁻¹, of the same sign as the rest. */
    private double ofPole(double a, double b) {
        double share = -Math.expm1(-(order + 1) * Math.log1p(b / a));
        double size = Polygamma.overPower(Gamma.value(order + 1) * share, a, order + 1);
        return order % 2 == 0 ? size : -size;
    }

    private static double polygamma(int n, double x) {
        return n == 0 ? Polygamma.digamma(x) : Polygamma.value(n, x);
    }

    @Override
    public String label() {
        return "polygamma increment " + order;
    }

    @Override
    public Derivative derivative(int argument) {
        return argument == 0
                ? Derivative.slope("ȳ ∘ (ψ⁽ⁿ⁺¹⁾(a+b) - ψ⁽ⁿ⁺¹⁾(a)) with n = " + order, 0, (a, b, y) -> next().of(a, b))
                : Derivative.slope(
                        "ȳ ∘ ψ⁽ⁿ⁺¹⁾(a+b) with n = " + order,
                        1,
                        (a, b, y) -> SpecialFunctions.polygamma(order + 1, a.plus(b)));
    }

    private PolygammaIncrement next() {
        if (order == HIGHEST) {
            throw new UnsupportedOperationException("polygamma increment: no derivative beyond order " + HIGHEST);
        }
        return new PolygammaIncrement(order + 1);
    }
}
