package io.grad4j.kl.special;

import io.grad4j.autodiff.Derivative;
import org.apache.commons.numbers.core.DD;
import org.apache.commons.numbers.gamma.Gamma;

/**
 * A derivative of A = I_{ν+1}/I_ν of each entry, x any real: y = A⁽ⁿ⁾(x), slope A⁽ⁿ⁺¹⁾(x).
 *
 * <p>The Riccati equation A′ = 1 - A² - (2ν+1)A/x (DLMF 10.29.2) gives every derivative from A, but for large x its terms are 2x² times the
 * result, and 2xⁿ⁺¹/n! times for the n-th. So each order is a primitive: a power series near 0, the equation in 32 digits in between,
 * the asymptotic series beyond.
 *
 * @param nu ν, from 0 to {@link #LARGEST}
 * @param order n, from 0 to {@link #HIGHEST}
 */
record BesselRatio(double nu, int order) implements OfEachEntry {
    /** Up to here the digits of the middle range suffice for 1e-14. */
    static final int HIGHEST = 8;

    /** Up to here the digits of the middle range, which ends beyond ν², suffice for the derivatives that a divergence needs. */
    static final double LARGEST = 49;

    private static final double NEAR = 0.25;

    /** Checks index and order. */
    BesselRatio {
        requireIndex(nu);
        if (order < 0 || order > HIGHEST) {
            throw new IllegalArgumentException("besselI1OverI0: order " + order + " is not from 0 to " + HIGHEST);
        }
    }

    /** For ν = 0. */
    BesselRatio(int order) {
        this(0, order);
    }

    static void requireIndex(double nu) {
        if (!(nu >= 0 && nu <= LARGEST)) {
            throw new IllegalArgumentException("besselI: index " + nu + " is not from 0 to " + LARGEST);
        }
    }

    /**
     * c₀, c₁, … of A = Σ cₖ x²ᵏ⁺¹, which converges for |x| < 2.4, more for a larger ν.
     *
     * <p>By the equation, of which each power of x gives (2k+2+2ν)·cₖ = [k=0] - Σ cᵢcⱼ, i + j = k - 1.
     */
    static double[] powers(double nu, int terms) {
        double[] c = new double[terms];
        for (int k = 0; k < terms; k++) {
            double right = k == 0 ? 1 : 0;
            for (int i = 0; i < k; i++) {
                right -= c[i] * c[k - 1 - i];
            }
            c[k] = right / (2 * k + 2 + 2 * nu);
        }
        return c;
    }

    /**
     * a₁, a₂, … of A ~ 1 - Σ aₖ x⁻ᵏ.
     *
     * <p>By the equation, of which each power of 1/x gives 2aₖ = (k-2-2ν)·aₖ₋₁ + Σ aᵢaⱼ, i + j = k, and a₁ = ½ + ν.
     */
    private static double[] asymptotic(double nu, int terms) {
        double[] a = new double[terms + 1];
        a[1] = 0.5 + nu;
        for (int k = 2; k <= terms; k++) {
            double right = (k - 2 - 2 * nu) * a[k - 1];
            for (int i = 1; i < k; i++) {
                right += a[i] * a[k - i];
            }
            a[k] = right / 2;
        }
        return a;
    }

    /** From here on the smallest term of the asymptotic series of A⁽ⁿ⁾ is below 1e-17 of the sum. */
    static double far(double nu, int n) {
        return 24 + n + 2 * nu * nu;
    }

    @Override
    public double at(double x) {
        double size = Math.abs(x);
        double value;
        if (size >= far(nu, order)) {
            value = beyond(size);
        } else if (order == 0) {
            value = ratio(size);
        } else {
            value = size < NEAR ? nearZero(size) : between(size);
        }
        return x < 0 && order % 2 == 0 ? -value : value;
    }

    /** A(x) = x/(2ν+2 + x²/(2ν+4 + x²/(2ν+6 + …))) (DLMF 10.33.1), all of whose terms are positive, from the inside out. */
    private double ratio(double x) {
        double r = 0;
        for (int k = depth(x); k > 0; k--) {
            r = x / (2 * (nu + k) + x * r);
        }
        return r;
    }

    /** Where the fraction may start with 0: I_k/I₀ is below 1e-16 there, and what is left out is of the order of its square. */
    private static int depth(double x) {
        return (int) (30 + 1.5 * x);
    }

    /** The n-th derivative of the power series. */
    private double nearZero(double x) {
        double[] powers = powers(nu, 24);
        double sum = 0;
        for (int k = powers.length - 1; 2 * k + 1 >= order; k--) {
            int power = 2 * k + 1;
            double falling = 1;
            for (int i = 0; i < order; i++) {
                falling *= power - i;
            }
            sum += powers[k] * falling * Math.pow(x, power - order);
        }
        return sum;
    }

    /** The Taylor coefficients tᵢ of A and uᵢ of A/x at x, one from the other by the equation. */
    private double between(double x) {
        DD[] t = new DD[order + 1];
        DD[] u = new DD[order + 1];
        t[0] = DD.ZERO;
        for (int k = depth(x); k > 0; k--) {
            t[0] = DD.of(x).divide(t[0].multiply(x).add(2 * (nu + k)));
        }
        u[0] = t[0].divide(x);
        for (int n = 0; n < order; n++) {
            DD next = (n == 0 ? DD.ONE : DD.ZERO).subtract(u[n].multiply(2 * nu + 1));
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
        double[] a = asymptotic(nu, 64);
        double sum = 0;
        double factor = Gamma.value(order + 1);
        double previous = Double.POSITIVE_INFINITY;
        for (int k = 1; k < a.length; k++) {
            double term = a[k] * factor;
            if (Math.max(Math.abs(term), previous) <= Math.abs(sum) * 0x1p-60) {
                break;
            }
            sum += term;
            previous = Math.abs(term);
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
        String name = nu == 0 ? "besselI1OverI0" : "besselRatio(" + nu + ")";
        return order == 0 ? name : name + " derivative " + order;
    }

    @Override
    public Derivative derivative(int argument) {
        return Derivative.slope("ȳ ∘ A⁽ⁿ⁺¹⁾(x) with n = " + order, (x, y) -> slope().of(x));
    }

    private BesselRatio slope() {
        if (order == HIGHEST) {
            throw new UnsupportedOperationException(label() + ": no derivative beyond order " + HIGHEST);
        }
        return new BesselRatio(nu, order + 1);
    }
}
