package io.grad4j.autodiff.kernels;

import static io.grad4j.autodiff.kernels.VectorKernels.LANES;
import static io.grad4j.autodiff.kernels.VectorKernels.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The exponential and the logarithm of arrays, and the sum of a vector, from operations that are rounded exactly and in a fixed order.
 *
 * <p>The Vector API's own EXP, LOG, LOG1P and TANH give other last bits before the compiler has seen their loop than after, and its sum of
 * lanes has no order; with these, a computation repeats to the bit.
 *
 * <p>The two loops have no branches and call nothing of ours, and each is longer than what the compiler inlines, on purpose: where it stops
 * inlining half-way, vectors go as objects, ten times as slow. The last vector is drawn back to end at n; where the arrays are one, n is a
 * multiple of {@link VectorKernels#LANES}, or 0.
 */
final class VectorFunctions {
    /** Whether there are more than two lanes: comparisons of two are not compiled to instructions, and plain loops do better. */
    static final boolean FAST = LANES > 2;

    private static final double LOG2_E = 1.4426950408889634;

    /** The leading 32 bits of ln 2, so that products by whole numbers of eleven bits are exact. */
    private static final double LN2_HIGH = 0x1.62e42feep-1;

    /** ln 2 - {@link #LN2_HIGH}. */
    private static final double LN2_LOW = 0x1.a39ef35793c76p-33;

    /** Added to a number of less than 51 bits, and subtracted, it rounds to a whole one, half-way to even. */
    private static final double ROUNDER = 0x1.8p52;

    private static final int BIAS = 1023;
    private static final int SIGNIFICAND_BITS = 52;
    private static final long SIGNIFICAND = (1L << SIGNIFICAND_BITS) - 1;
    private static final double TWO_TO_52 = 0x1p52;
    private static final long TWO_TO_52_BITS = 0x4330000000000000L;
    private static final long ONE_BITS = 0x3ff0000000000000L;

    /** Of √½, rounded down to 20 bits, as the split of fdlibm. */
    private static final long ROOT_OF_HALF_BITS = 0x3fe6a09e00000000L;

    /** From ± this on, exp is ∞ or 0, and the scaling itself overflows or rounds to 0. */
    private static final double BEYOND = 746;

    private VectorFunctions() {}

    /** Σ of the lanes, by pairs; a lane that is a constant is read from its register. */
    static double sum(DoubleVector v) {
        return switch (LANES) {
            case 2 -> v.lane(0) + v.lane(1);
            case 4 -> v.lane(0) + v.lane(1) + (v.lane(2) + v.lane(3));
            case 8 ->
                v.lane(0) + v.lane(1) + (v.lane(2) + v.lane(3)) + (v.lane(4) + v.lane(5) + (v.lane(6) + v.lane(7)));
            default -> sum(v.toArray());
        };
    }

    private static double sum(double[] x) {
        double sum = 0;
        for (double term : x) {
            sum += term;
        }
        return sum;
    }

    /**
     * y = exp(x - {@code below}) over n entries, {@link VectorKernels#LANES} at least: 2ᵏ·eʳ, k whole and |r| ≤ ½ ln 2, by Taylor's series, of which
     * r¹⁴/14! is less than 2⁻⁵⁵ of 1. The power is two factors, since 2ᵏ overflows or is rounded where the result need not; each is
     * the last bits of a sum with the rounder, moved to where the exponent is.
     */
    static void exp(double[] x, int from, double below, double[] y, int to, int n) {
        for (int i = 0; i < n; i += LANES) {
            int at = Math.min(i, n - LANES);
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, from + at)
                    .sub(below)
                    .max(-BEYOND)
                    .min(BEYOND);
            DoubleVector k = v.fma(LOG2_E, ROUNDER).sub(ROUNDER);
            DoubleVector r = k.fma(
                    DoubleVector.broadcast(SPECIES, -LN2_LOW), k.fma(DoubleVector.broadcast(SPECIES, -LN2_HIGH), v));
            DoubleVector series = r.fma(1.0 / 6227020800L, 1.0 / 479001600)
                    .fma(r, DoubleVector.broadcast(SPECIES, 1.0 / 39916800))
                    .fma(r, DoubleVector.broadcast(SPECIES, 1.0 / 3628800))
                    .fma(r, DoubleVector.broadcast(SPECIES, 1.0 / 362880))
                    .fma(r, DoubleVector.broadcast(SPECIES, 1.0 / 40320))
                    .fma(r, DoubleVector.broadcast(SPECIES, 1.0 / 5040))
                    .fma(r, DoubleVector.broadcast(SPECIES, 1.0 / 720))
                    .fma(r, DoubleVector.broadcast(SPECIES, 1.0 / 120))
                    .fma(r, DoubleVector.broadcast(SPECIES, 1.0 / 24))
                    .fma(r, DoubleVector.broadcast(SPECIES, 1.0 / 6))
                    .fma(r, DoubleVector.broadcast(SPECIES, 0.5))
                    .fma(r, DoubleVector.broadcast(SPECIES, 1))
                    .fma(r, DoubleVector.broadcast(SPECIES, 1));
            DoubleVector half = k.fma(0.5, ROUNDER + BIAS);
            DoubleVector rest = k.sub(half.sub(ROUNDER + BIAS)).add(ROUNDER + BIAS);
            LongVector first = half.reinterpretAsLongs().lanewise(VectorOperators.LSHL, SIGNIFICAND_BITS);
            LongVector second = rest.reinterpretAsLongs().lanewise(VectorOperators.LSHL, SIGNIFICAND_BITS);
            series.mul(first.reinterpretAsDoubles())
                    .mul(second.reinterpretAsDoubles())
                    .intoArray(y, to + at);
        }
    }

    /**
     * y = ln(x + {@code above}) over n entries, {@link VectorKernels#LANES} at least: k·ln 2 + ln(1 + f), √½ ≤ 1 + f &lt; √2, by the odd series of
     * ln((1 + s)/(1 - s)) with the coefficients of fdlibm's {@code e_log.c}.
     */
    static void log(double[] x, double above, double[] y, int n) {
        for (int i = 0; i < n; i += LANES) {
            int at = Math.min(i, n - LANES);
            DoubleVector v = DoubleVector.fromArray(SPECIES, x, at).add(above);
            VectorMask<Double> subnormal = v.compare(VectorOperators.LT, Double.MIN_NORMAL);
            LongVector bits =
                    v.blend(v.mul(TWO_TO_52), subnormal).reinterpretAsLongs().add(ONE_BITS - ROOT_OF_HALF_BITS);
            DoubleVector k = bits.lanewise(VectorOperators.LSHR, SIGNIFICAND_BITS)
                    .add(TWO_TO_52_BITS)
                    .reinterpretAsDoubles()
                    .sub(DoubleVector.broadcast(SPECIES, TWO_TO_52 + BIAS)
                            .blend(TWO_TO_52 + BIAS + SIGNIFICAND_BITS, subnormal));
            DoubleVector f = bits.and(SIGNIFICAND)
                    .add(ROOT_OF_HALF_BITS)
                    .reinterpretAsDoubles()
                    .sub(1);
            DoubleVector s = f.div(f.add(2));
            DoubleVector z = s.mul(s);
            DoubleVector series = z.fma(1.479819860511658591e-01, 1.531383769920937332e-01)
                    .fma(z, DoubleVector.broadcast(SPECIES, 1.818357216161805012e-01))
                    .fma(z, DoubleVector.broadcast(SPECIES, 2.222219843214978396e-01))
                    .fma(z, DoubleVector.broadcast(SPECIES, 2.857142874366239149e-01))
                    .fma(z, DoubleVector.broadcast(SPECIES, 3.999999999940941908e-01))
                    .fma(z, DoubleVector.broadcast(SPECIES, 6.666666666666735130e-01));
            DoubleVector low = s.fma(z.fma(series, f.neg()), k.mul(LN2_LOW));
            DoubleVector sum = k.fma(DoubleVector.broadcast(SPECIES, LN2_HIGH), low.add(f));
            v.blend(sum, v.compare(VectorOperators.LT, Double.POSITIVE_INFINITY))
                    .blend(Double.NEGATIVE_INFINITY, v.compare(VectorOperators.EQ, 0))
                    .blend(Double.NaN, v.compare(VectorOperators.LT, 0))
                    .intoArray(y, at);
        }
    }
}
