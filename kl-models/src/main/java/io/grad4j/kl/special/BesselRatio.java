package io.grad4j.kl.special;

import io.grad4j.autodiff.Derivative;
import org.apache.commons.numbers.core.DD;
import org.apache.commons.numbers.gamma.Gamma;

/**
 * A derivative of A = I₁/I₀ of each entry, x any real: y = A⁽ⁿ⁾(x), slope A⁽ⁿ⁺¹⁾(x).
 *
 * <p>The Riccati equation A′ = 1 - A² - A/x (DLMF 10.29.2) gives every derivative from A, but for large x its terms are 2x² times the
 * result, and 2xⁿ⁺¹/n! times for the n-th. So each order is a primitive: a power series near 0, the equation in 32 digits in between,
 * the asymptotic series beyond.
 *
 * @param order n, from 0 to {@link #HIGHEST}
 */
record BesselRatio(int order) implements OfEachEntry {
    /** Up to here the digits of the middle range suffice for 1e-14. */
    static final int HIGHEST = 8;

    private static final double NEAR = 0.25;

    /** c₀, c₁, … of A = Σ cₖ x²ᵏ⁺¹, which converges for |x| < 2.4. */
    private static final double[] POWERS = powers(24);

    /** a₁, a₂, … of A ~ 1 - Σ aₖ x⁻ᵏ. */
    private static final double[] ASYMPTOTIC = asymptotic(64);

    /** Checks the order. */
    BesselRatio {
        if (order < 0 || order > HIGHEST) {
            throw new IllegalArgumentException("besselI1OverI0: order " + order + " is not from 0 to " + HIGHEST);
        }
    }

    /** By the equation, of which each power of x gives (2k+2)·cₖ = [k=0] - Σ cᵢcⱼ, i + j = k - 1. */
    private static double[] powers(int terms) {
        double[] c = new double[terms];
        for (int k = 0; k < terms; k++) {
            double right = k == 0 ? 1 : 0;
            for (int i = 0; i < k; i++) {
                right -= c[i] * c[k - 1 - i];
            }
            c[k] = right / (2 * k + 2);
        }
        return c;
    }

    /** By the equation, of which each power of 1/x gives 2aₖ = (k-2)·aₖ₋₁ + Σ aᵢaⱼ, i + j = k, and a₁ = ½. */
    private static double[] asymptotic(int terms) {
        double[] a = new double[terms + 1];
        a[1] = 0.5;
        for (int k = 2; k <= terms; k++) {
            double right = (k - 2) * a[k - 1];
            for (int i = 1; i < k; i++) {
                right += a[i] * a[k - i];
            }
            a[k] = right / 2;
        }
        return a;
    }

    /** ln I₀(x) without overflow: the power series (DLMF 10.25.2), or the asymptotic one (10.40.1), all of whose terms are positive. */
    static double logI0(double x) {
        double size = Math.abs(x);
        if (Double.isInfinite(size)) {
            return size;
        }
        return size < far(0)
                ? Math.log1p(excess(size))
                : size - 0.5 * (Math.log(2 * Math.PI) + Math.log(size)) + Math.log1p(asymptoticExcess(size));
    }

    /** I₀(x) - 1 = Σ_{k≥1} (x²/4)ᵏ/k!². */
    private static double excess(double x) {
        double quarter = (x / 2) * (x / 2);
        double sum = 0;
        double term = quarter;
        for (int k = 2; term > sum * 0x1p-60; k++) {
            sum += term;
            term *= quarter / ((double) k * k);
        }
        return sum;
    }

    /** √(2πx)·e⁻ˣ·I₀(x) - 1 ~ Σ_{k≥1} (1·3⋯(2k-1))²/(k!(8x)ᵏ). */
    private static double asymptoticExcess(double x) {
        double sum = 0;
        double term = 1 / (8 * x);
        for (int k = 2; term > sum * 0x1p-60; k++) {
            sum += term;
            term *= (2.0 * k - 1) * (2.0 * k - 1) / (8.0 * k * x);
        }
        return sum;
    }

    /** From here on the smallest term of the asymptotic series of A⁽ⁿ⁾ is below 1e-17 of the sum. */
    private static double far(int n) {
        return 24 + n;
    }

    @Override
    public double at(double x) {
        double size = Math.abs(x);
        double value;
        if (size >= far(order)) {
            value = beyond(size);
        } else if (order == 0) {
            value = ratio(size);
        } else {
            value = size < NEAR ? nearZero(size) : between(size);
        }
        return x < 0 && order % 2 == 0 ? -value : value;
    }

    /** A(x) = x/(2 + x²/(4 + x²/(6 + …))) (DLMF 10.33.1), all of whose terms are positive, from the inside out. */
    private static double ratio(double x) {
        double r = 0;
        for (int k = depth(x); k > 0; k--) {
            r = x / (2 * k + x * r);
        }
        return r;
    }

    /** Where the fraction may start with 0: I_k/I₀ is below 1e-16 there, and what is left out is of the order of its square. */
    private static int depth(double x) {
        return (int) (30 + 1.5 * x);
    }

    /** The n-th derivative of the power series. */
    private double nearZero(double x) {
        double sum = 0;
        for (int k = POWERS.length - 1; 2 * k + 1 >= order; k--) {
            int power = 2 * k + 1;
            double falling = 1;
            for (int i = 0; i < order; i++) {
                falling *= power - i;
            }
            sum += POWERS[k] * falling * Math.pow(x, power - order);
        }
        return sum;
    }

    /** The Taylor coefficients tᵢ of A and uᵢ of A/x at x, one from the other by the equation. */
    private double between(double x) {
        DD[] t = new DD[order + 1];
        DD[] u = new DD[order + 1];
        t[0] = DD.ZERO;
        for (int k = depth(x); k > 0; k--) {
            t[0] = DD.of(x).divide(t[0].multiply(x).add(2.0 * k));
        }
        u[0] = t[0].divide(x);
        for (int n = 0; n < order; n++) {
            DD next = (n == 0 ? DD.ONE : DD.ZERO).subtract(u[n]);
            for (int k = 0; k <= n; k++) {
                next = next.subtract(t[k].multiply(t[n - k]));
            }
            t[n + 1] = next.divide(n + 1.0);
            u[n + 1] = t[n + 1].subtract(u[n]).divide(x);
        }
        return t[order].doubleValue() * Gamma.value(order + 1);
    }

    /** The n-th derivative of the asymptotic series: (-1)ⁿ⁺¹ Σ aₖ (k)ₙ x⁻ᵏ⁻ⁿ, and 1 for n = 0. */
    private double beyond(double x) {
        double sum = 0;
        double factor = Gamma.value(order + 1);
        for (int k = 1; k < ASYMPTOTIC.length; k++) {
            double term = ASYMPTOTIC[k] * factor;
            if (term < sum * 0x1p-60) {
                break;
            }
            sum += term;
            factor *= (k + order) / (k * x);
        }
        double size = Polygamma.overPower(sum, x, order + 1);
        if (order == 0) {
            return 1 - size;
        }
        return order % 2 == 0 ? -size : size;
    }

    @Override
    public boolean needsPositive() {
        return false;
    }

    @Override
    public String label() {
        return order == 0 ? "besselI1OverI0" : "besselI1OverI0 derivative " + order;
    }

    @Override
    public Derivative derivative(int argument) {
        return Derivative.slope("ȳ ∘ A⁽ⁿ⁺¹⁾(x) with n = " + order, (x, y) -> slope().of(x));
    }

    private BesselRatio slope() {
        if (order == HIGHEST) {
            throw new UnsupportedOperationException("besselI1OverI0: no derivative beyond order " + HIGHEST);
        }
        return new BesselRatio(order + 1);
    }
}
