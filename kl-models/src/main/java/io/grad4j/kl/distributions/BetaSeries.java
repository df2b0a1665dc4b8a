package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Elementwise.log1p;
import static io.grad4j.autodiff.ops.Elementwise.reciprocal;
import static io.grad4j.autodiff.ops.Softmaxes.logSumExp;
import static io.grad4j.kl.special.SpecialFunctions.lbeta;
import static io.grad4j.kl.special.SpecialFunctions.lgamma;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import org.ejml.data.DMatrixRMaj;

/** Means under a beta distribution by hypergeometric series whose terms are all positive. */
final class BetaSeries {
    private BetaSeries() {}

    /**
     * E max(m - x, 0) = m^(a+1)(1-m)^(b+1)/((a+1)·a·B(a,b))·₂F₁(2, a+b+1; a+2; m) for 0 < m ≤ ½.
     *
     * <p>That is ∫₀ᵐ (m-x)xᵃ⁻¹(1-x)ᵇ⁻¹dx/B(a,b) = m^(a+1)·B(a,2)/B(a,b)·₂F₁(a, 1-b; a+2; m) after Euler's transformation (DLMF 15.8.1).
     */
    static Var meanBelow(Var a, Var b, Var m) {
        Var n = counting(m.tape(), belowTerms(a.scalar() + b.scalar()));
        Var sum = a.plus(b).plus(1);
        Var terms = lgamma(sum.plus(n))
                .minus(lgamma(sum))
                .minus(lgamma(a.plus(2).plus(n)))
                .plus(lgamma(a.plus(2)))
                .plus(log(n.plus(1)))
                .plus(n.elementMult(log(m)));
        Var factor = log(m).elementMult(a.plus(1))
                .plus(log1p(m.negate()).elementMult(b.plus(1)))
                .minus(log(a))
                .minus(log(a.plus(1)))
                .minus(lbeta(a, b));
        return exp(logSumExp(terms).plus(factor));
    }

    /** Until the terms, which at m = ½ are of the order of C(n + a + b, n)/2ⁿ, have fallen by 1e-18 of the largest. */
    private static int belowTerms(double total) {
        return (int) (100 + 2 * total + 12 * Math.sqrt(total));
    }

    /** ln E exp(-x/s) = -1/s + ln ₁F₁(b; a+b; 1/s) for s > 0 (DLMF 13.2.39). */
    static Var logMeanDecay(Var a, Var b, Var s) {
        double rate = 1 / s.scalar();
        Var n = counting(s.tape(), (int) (80 + rate + 15 * Math.sqrt(rate)));
        Var sum = a.plus(b);
        Var terms = lgamma(b.plus(n))
                .minus(lgamma(b))
                .minus(lgamma(sum.plus(n)))
                .plus(lgamma(sum))
                .minus(lgamma(n.plus(1)))
                .minus(n.elementMult(log(s)));
        return logSumExp(terms).minus(reciprocal(s));
    }

    private static Var counting(Tape tape, int terms) {
        DMatrixRMaj n = new DMatrixRMaj(1, terms);
        for (int i = 0; i < terms; i++) {
            n.data[i] = i;
        }
        return tape.constant(n);
    }
}
