package io.grad4j.kl.special;

import io.grad4j.autodiff.Derivative;
import org.apache.commons.numbers.gamma.Gamma;

/**
 * The polygamma function of each entry: y = ψ⁽ⁿ⁾(x) = (-1)ⁿ⁺¹ n! Σ_{k≥0} (x+k)⁻ⁿ⁻¹ for x > 0, slope ψ⁽ⁿ⁺¹⁾(x).
 *
 * @param order n, from 1 to {@link #HIGHEST}
 */
record Polygamma(int order) implements OfEachEntry {
    /** Up to here the rounding of x + k, raised to its power, stays below 1e-14, and the factorials are in range. */
    static final int HIGHEST = 100;

    /** B₂, B₄, …, B₁₆. */
    private static final double[] BERNOULLI = {
        1 / 6.0, -1 / 30.0, 1 / 42.0, -1 / 30.0, 5 / 66.0, -691 / 2730.0, 7 / 6.0, -3617 / 510.0
    };

    /** From here on the first term that the asymptotic series of ψ leaves out, B₁₈/18x¹⁸, is below 4e-18. */
    private static final double FAR = 10;

    /** The double next to the zero of ψ; ψ there; and where the Taylor series around it serves. */
    private static final double ROOT = 0x1.762d86356be3fp0;

    private static final double AT_ROOT = -9.241265521729427e-17;
    private static final double NEAR = 0.3;

    /** ψ⁽ᵏ⁾/k! at {@link #ROOT}; terms fall by a factor of 4.8 or more, so 26 of them leave 2e-18. */
    private static final double[] TAYLOR = taylor(26);

    /** Checks the order. */
    Polygamma {
        if (order < 1 || order > HIGHEST) {
            throw new IllegalArgumentException("polygamma: order " + order + " is not from 0 to " + HIGHEST);
        }
    }

    /**
     * ψ(x) for x > 0 by its recurrence and asymptotic series (DLMF 5.5.2, 5.11.2), and by a Taylor series around its zero.
     *
     * <p>Not the library's digamma: that one drops terms of order x below 1e-5 and cancels near the zero, so that its relative error
     * reaches 1.
     */
    static double digamma(double x) {
        double d = x - ROOT;
        if (Math.abs(d) < NEAR) {
            return polynomial(TAYLOR, d);
        }
        int steps = (int) Math.ceil(Math.max(0, FAR - x));
        double below = 0;
        for (int j = steps - 1; j >= 0; j--) {
            below += 1 / (x + j);
        }
        double far = x + steps;
        double square = 1 / far / far;
        double power = 1;
        double series = 0.5 / far;
        for (int k = 0; k < BERNOULLI.length; k++) {
            power *= square;
            series += BERNOULLI[k] / (2 * k + 2) * power;
        }
        return Math.log(far) - series - below;
    }

    /**
     * ψ⁽ⁿ⁾(x) for x > 0: the terms of its series up to a distance that grows with n (as in Boost.Math), and the asymptotic series
     * (DLMF 5.15.8, 5.15.9) from there.
     *
     * <p>Not the library's trigamma for n = 1: that one leaves out all but 1/x² below 1e-5, an error of 1e-10.
     */
    static double value(int n, double x) {
        double far = 4 * n + 12;
        double size = x < far ? nearSize(n, x, (int) Math.ceil(far - x)) : farSize(n, x);
        return n % 2 == 0 ? -size : size;
    }

    /** n! Σ_{j<N} (x+j)⁻ⁿ⁻¹ and what remains from x+N on, in units of 2⁻ᵉ⁽ⁿ⁺¹⁾ with e the exponent of x. */
    private static double nearSize(int n, double x, int steps) {
        int e = Math.getExponent(x);
        double far = x + steps;
        double sum = Math.pow(Math.scalb(far, -e), -n - 1) * (far / n) * bracket(n, far);
        for (int j = steps - 1; j >= 0; j--) {
            sum += Math.pow(Math.scalb(x + j, -e), -n - 1);
        }
        return Math.scalb(Gamma.value(n + 1) * sum, -e * (n + 1));
    }

    /** (n-1)! x⁻ⁿ (1 + n/2x + …). */
    private static double farSize(int n, double x) {
        return overPower(Gamma.value(n) * bracket(n, x), x, n);
    }

    /** 1 + n/2x + Σₖ B₂ₖ (n)₂ₖ / ((2k)! x²ᵏ), (n)₂ₖ a rising factorial. */
    private static double bracket(int n, double x) {
        double term = 1;
        double series = n / (2 * x);
        for (int k = 1; k <= BERNOULLI.length; k++) {
            term *= (n + 2 * k - 2) / x * ((n + 2 * k - 1) / x) / (2 * k * (2 * k - 1));
            series += BERNOULLI[k - 1] * term;
        }
        return 1 + series;
    }

    /** factor·x⁻ⁿ for x > 0, whose power alone may leave the range. */
    static double overPower(double factor, double x, int n) {
        int e = Math.getExponent(x);
        return Math.scalb(factor * Math.pow(Math.scalb(x, -e), -n), -e * n);
    }

    private static double[] taylor(int terms) {
        double[] coefficients = new double[terms];
        coefficients[0] = AT_ROOT;
        for (int k = 1; k < terms; k++) {
            coefficients[k] = value(k, ROOT) / Gamma.value(k + 1);
        }
        return coefficients;
    }

    /** Σₖ cₖ xᵏ. */
    static double polynomial(double[] c, double x) {
        double sum = 0;
        for (int k = c.length - 1; k >= 0; k--) {
            sum = sum * x + c[k];
        }
        return sum;
    }

    @Override
    public double at(double x) {
        return value(order, x);
    }

    @Override
    public boolean needsPositive() {
        return true;
    }

    @Override
    public String label() {
        return "polygamma " + order;
    }

    @Override
    public Derivative derivative(int argument) {
        return Derivative.slope("ȳ ∘ polygamma " + (order + 1) + " of x", (x, y) -> slope().of(x));
    }

    private Polygamma slope() {
        if (order == HIGHEST) {
            throw new UnsupportedOperationException("polygamma: no derivative beyond order " + HIGHEST);
        }
        return new Polygamma(order + 1);
    }
}
