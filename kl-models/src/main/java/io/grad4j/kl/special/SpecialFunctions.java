package io.grad4j.kl.special;

import io.grad4j.autodiff.Derivative;
import io.grad4j.autodiff.Derivative.UnarySlope;
import io.grad4j.autodiff.Var;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.gamma.Erf;
import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * Special functions of each entry by itself.
 *
 * <p>An entry outside the domain, or NaN, is refused with an {@link io.grad4j.autodiff.ArgumentException} naming it; ±∞ gives the limit.
 * A result beyond the range of a double is ±∞ or 0.
 */
public enum SpecialFunctions implements OfEachEntry {
    /** y = ln Γ(x) for x > 0, slope ψ(x). */
    LGAMMA("lgamma", true, LogGamma::value, "ȳ ∘ ψ(x)", (x, y) -> digamma(x)),
    /** y = ψ(x) = Γ′(x)/Γ(x) for x > 0, slope ψ′(x). */
    DIGAMMA("digamma", true, Polygamma::digamma, "ȳ ∘ ψ′(x)", (x, y) -> trigamma(x)),
    /** y = erf x, slope 2/√π·exp(-x²). */
    ERF("erf", false, Erf::value, "ȳ ∘ 2/√π ∘ exp(-x²)", (x, y) -> erfSlope(x)),
    /** y = erfc x = 1 - erf x, slope -2/√π·exp(-x²). */
    ERFC("erfc", false, Erfc::value, "-ȳ ∘ 2/√π ∘ exp(-x²)", (x, y) -> erfSlope(x)
            .negate()),
    /** y = 2/√π·exp(-x²), slope -2x·y. */
    ERF_SLOPE("erfSlope", false, SpecialFunctions::gauss, "-2ȳ ∘ x ∘ y", (x, y) -> y.elementMultOrZero(x)
            .scale(-2)),
    /** y = ln I₀(x), slope I₁(x)/I₀(x). */
    LOG_BESSEL_I0("logBesselI0", false, new LogBesselI(0)::at, "ȳ ∘ I₁(x)/I₀(x)", (x, y) -> besselI1OverI0(x));

    private final String label;
    private final boolean needsPositive;
    private final DoubleUnaryOperator function;
    private final Derivative derivative;

    SpecialFunctions(
            String label, boolean needsPositive, DoubleUnaryOperator function, String formula, UnarySlope slope) {
        this.label = label;
        this.needsPositive = needsPositive;
        this.function = function;
        this.derivative = Derivative.slope(formula, slope);
    }

    /** ln Γ(x) for x > 0. */
    public static Var lgamma(Var x) {
        return LGAMMA.of(x);
    }

    /** ψ(x) = d/dx ln Γ(x) for x > 0. */
    public static Var digamma(Var x) {
        return DIGAMMA.of(x);
    }

    /** ψ′(x) for x > 0. */
    public static Var trigamma(Var x) {
        return polygamma(1, x);
    }

    /**
     * ψ⁽ⁿ⁾(x), the n-th derivative of {@link #digamma}, for x > 0.
     *
     * @param n from 0 to 100; the derivative of the last is refused with an {@link UnsupportedOperationException}
     * @throws IllegalArgumentException for another n
     */
    public static Var polygamma(int n, Var x) {
        return n == 0 ? digamma(x) : new Polygamma(n).of(x);
    }

    /** erf x = 2/√π ∫₀ˣ exp(-t²) dt. */
    public static Var erf(Var x) {
        return ERF.of(x);
    }

    /** erfc x = 1 - erf x without the cancellation. */
    public static Var erfc(Var x) {
        return ERFC.of(x);
    }

    /** ln I₀(x) of the modified Bessel function, even in x, without its overflow. */
    public static Var logBesselI0(Var x) {
        return LOG_BESSEL_I0.of(x);
    }

    /**
     * A(x) = I₁(x)/I₀(x), odd in x, the mean of cos θ under a von Mises density of concentration x.
     *
     * <p>The slope is 1 - A² - A/x, which is ½ at 0. Derivatives up to the eighth are given, the ninth is refused with an {@link
     * UnsupportedOperationException}.
     */
    public static Var besselI1OverI0(Var x) {
        return new BesselRatio(0).of(x);
    }

    /**
     * ln B(a, b) = ln Γ(a) + ln Γ(b) - ln Γ(a+b) for a, b > 0, which broadcast.
     *
     * <p>It and its derivatives keep their digits where a and b are far apart.
     */
    public static Var lbeta(Var a, Var b) {
        return LogBeta.LBETA.of(a, b);
    }

    /**
     * ln(x^-ν·I_ν(x)) of the modified Bessel function, even in x, without overflow; slope I_{ν+1}(x)/I_ν(x).
     *
     * @param nu ν, from 0 to 49
     * @throws IllegalArgumentException for another ν
     */
    public static Var logBesselI(double nu, Var x) {
        return new LogBesselI(nu).of(x);
    }

    /**
     * ln(x^-ν·I_ν(x)) as a function of s = x² from 0 to 1, where it is smooth at 0 too.
     *
     * @param nu ν, from 0 to 49
     * @throws IllegalArgumentException for another ν
     */
    public static Var logBesselIOfSquare(double nu, Var s) {
        double[] slope = BesselRatio.powers(nu, 26);
        Var sum = s.tape().constant(0);
        for (int k = slope.length - 1; k >= 0; k--) {
            sum = sum.plus(slope[k] / (2 * k + 2)).elementMult(s);
        }
        return sum.plus(new LogBesselI(nu).at(0));
    }

    /**
     * The multivariate ln Γ_d(x) = d(d-1)/4·ln π + Σᵢ ln Γ(x - i/2), i = 0 to d-1, for x > (d-1)/2.
     *
     * @throws IllegalArgumentException if d is below 1
     */
    public static Var logMultiGamma(int d, Var x) {
        if (d < 1) {
            throw new IllegalArgumentException("logMultiGamma: dimension " + d + " is below 1");
        }
        return x.tape().scope("logMultiGamma", () -> {
            Var sum = lgamma(x);
            for (int i = 1; i < d; i++) {
                sum = sum.plus(lgamma(x.minus(0.5 * i)));
            }
            return sum.plus(0.25 * d * (d - 1.0) * Math.log(Math.PI));
        });
    }

    private static Var erfSlope(Var x) {
        return ERF_SLOPE.of(x);
    }

    /** 2/√π·exp(-x²); the rounding of x², which the exponential would multiply by x², is put back. */
    private static double gauss(double x) {
        double square = x * x;
        double peak = 2 / Math.sqrt(Math.PI);
        return square > 1e3 ? 0 : peak * Math.exp(-square) * (1 - Math.fma(x, x, -square));
    }

    @Override
    public double at(double x) {
        return function.applyAsDouble(x);
    }

    @Override
    public boolean needsPositive() {
        return needsPositive;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public Derivative derivative(int argument) {
        return derivative;
    }
}
