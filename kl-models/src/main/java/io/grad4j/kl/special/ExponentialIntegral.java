package io.grad4j.kl.special;

import io.grad4j.autodiff.Derivative;
import io.grad4j.autodiff.Var;
import org.apache.commons.numbers.gamma.Gamma;

/**
 * A derivative of eˣ·E₁(x) = ∫₀^∞ e^-xt/(1+t) dt of each entry: y = (-1)ⁿ ∫₀^∞ tⁿ·e^-xt/(1+t) dt for x > 0, slope that of n+1.
 *
 * @param order n, from 0 to {@link #HIGHEST}
 */
public record ExponentialIntegral(int order) implements OfEachEntry {
    /** Up to here the recurrence below 1 keeps its digits. */
    static final int HIGHEST = 12;

    private static final double GAMMA = 0.5772156649015329;

    /** At 1, where it converges slowest, e^(-4√N) of the fraction is left. */
    private static final int DEPTH = 120;

    /** Checks the order. */
    public ExponentialIntegral {
        if (order < 0 || order > HIGHEST) {
            throw new IllegalArgumentException("expIntegral: order " + order + " is not from 0 to " + HIGHEST);
        }
    }

    /** eˣ·E₁(x) for x > 0, which neither overflows nor vanishes for large x. */
    public static Var scaled(Var x) {
        return new ExponentialIntegral(0).of(x);
    }

    @Override
    public double at(double x) {
        double value = x < 1 ? nearZero(x) : Gamma.value(order + 1) * fraction(x) * Math.pow(x, -order);
        return order % 2 == 0 || x < 1 ? value : -value;
    }

    /** By the power series of E₁ (DLMF 6.6.2), and y⁽ⁿ⁺¹⁾ = y⁽ⁿ⁾ - (1/x)⁽ⁿ⁾. */
    private double nearZero(double x) {
        double sum = -GAMMA - Math.log(x);
        double power = 1;
        for (int k = 1; k <= 25; k++) {
            power *= -x / k;
            sum -= power / k;
        }
        double y = Math.exp(x) * sum;
        double term = 1 / x;
        for (int n = 0; n < order; n++) {
            y -= term;
            term *= -(n + 1) / x;
        }
        return y;
    }

    /** eˣ·xⁿ·Γ(-n, x) (DLMF 8.9.2), from the inside out. */
    private double fraction(double x) {
        double tail = 0;
        for (int k = DEPTH; k >= 1; k--) {
            tail = k * (k + (double) order) / (x + 2 * k + 1 + order - tail);
        }
        return 1 / (x + 1 + order - tail);
    }

    @Override
    public boolean needsPositive() {
        return true;
    }

    @Override
    public String label() {
        return order == 0 ? "expIntegral" : "expIntegral derivative " + order;
    }

    @Override
    public Derivative derivative(int argument) {
        return Derivative.slope("ȳ ∘ y⁽ⁿ⁺¹⁾ with n = " + order, (x, y) -> slope().of(x));
    }

    private ExponentialIntegral slope() {
        if (order == HIGHEST) {
            throw new UnsupportedOperationException("expIntegral: no derivative beyond order " + HIGHEST);
        }
        return new ExponentialIntegral(order + 1);
    }
}
