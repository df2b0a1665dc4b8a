package io.grad4j.kl.divergences;

import static io.grad4j.autodiff.ops.Elementwise.abs;
import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Elementwise.square;
import static io.grad4j.autodiff.ops.Pairwise.divergenceTerms;
import static io.grad4j.autodiff.ops.Softmaxes.logSoftmax;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import org.ejml.data.DMatrixRMaj;

/**
 * Entropies and divergences of distributions on finitely many points, in nats.
 *
 * <p>A distribution is its matrix of log-probabilities, with -∞ for probability 0, or a matrix of logits, log-probabilities up to a
 * constant. The result is 1×1, or with {@link Each#ROW} one number a row. 0·log 0 is 0, in value and gradient.
 */
public final class Discrete {
    private Discrete() {}

    /** H(p) = -Σ p log p. */
    public static Var entropy(Var logP) {
        return exp(logP).dot(logP).negate();
    }

    /** H(p, q) = -Σ p log q for probabilities {@code p} (soft or one-hot labels) and log-probabilities of q, of one shape. */
    public static Var crossEntropy(Var p, Var logQ) {
        return p.dot(logQ).negate();
    }

    /** KL(p‖q) = Σ p log(p/q) over the whole matrix, for normalised p and q. */
    public static Var kl(Var logP, Var logQ) {
        return kl(logP, logQ, Each.MATRIX);
    }

    /**
     * KL(p‖q) = Σ p log(p/q) of each line, for p and q that are each normalised.
     *
     * <p>Computed as Σ (p log(p/q) - p + q), whose terms are ≥ 0 and keep their digits when p and q are close; for measures that
     * are not normalised this is the generalised divergence.
     *
     * @throws ArgumentException if the shapes differ
     */
    public static Var kl(Var logP, Var logQ, Each each) {
        requireSame("kl", logP, logQ);
        return divergenceTerms(logP, logQ).sum(each);
    }

    /**
     * KL(p‖q) for p = softmax(s) and q = softmax(t) along each line, s and t logits: p = p̄/Z_p with log p̄ = s.
     *
     * @throws ArgumentException if the shapes differ
     */
    public static Var klOfLogits(Var s, Var t, Each each) {
        requireSame("klOfLogits", s, t);
        return kl(logSoftmax(s, each), logSoftmax(t, each), each);
    }

    /** JS(p, q) = ½KL(p‖m) + ½KL(q‖m) of each line, m = ½(p+q): at most ln 2, and finite whatever the supports. */
    public static Var jensenShannon(Var logP, Var logQ, Each each) {
        requireSame("jensenShannon", logP, logQ);
        Var middle = logMean(logP, logQ);
        return kl(logP, middle, each).plus(kl(logQ, middle, each)).scale(0.5);
    }

    /** ln ½(eᵃ + eᵇ), which at a = b = -∞ is -∞. */
    private static Var logMean(Var a, Var b) {
        return log(exp(a).plus(exp(b)).scale(0.5));
    }

    /** J(p, q) = KL(p‖q) + KL(q‖p) of each line. */
    public static Var jeffreys(Var logP, Var logQ, Each each) {
        return kl(logP, logQ, each).plus(kl(logQ, logP, each));
    }

    /**
     * The Rényi divergence ln(Σ pᵅ·q¹⁻ᵅ)/(α-1) of each line, KL(p‖q) for α = 1.
     *
     * @throws ArgumentException unless α is finite and positive
     */
    public static Var renyi(double alpha, Var logP, Var logQ, Each each) {
        requireSame("renyi", logP, logQ);
        requireOrder("renyi", alpha);
        return alpha == 1
                ? kl(logP, logQ, each)
                : log(chernoff(alpha, logP, logQ, each)).scale(1 / (alpha - 1));
    }

    /** Amari's divergence (Σ pᵅ·q¹⁻ᵅ - 1)/(α(α-1)) of each line, KL(p‖q) for α = 1; 4·{@link #hellinger} for α = ½. */
    public static Var alpha(double alpha, Var logP, Var logQ, Each each) {
        requireSame("alpha", logP, logQ);
        requireOrder("alpha", alpha);
        return alpha == 1
                ? kl(logP, logQ, each)
                : chernoff(alpha, logP, logQ, each).minus(1).scale(1 / (alpha * (alpha - 1)));
    }

    /** Σ pᵅ·q¹⁻ᵅ: 0 where p is, and ∞ where q alone is and α > 1. */
    private static Var chernoff(double alpha, Var logP, Var logQ, Each each) {
        DMatrixRMaj some = logP.value();
        for (int i = 0; i < some.getNumElements(); i++) {
            some.data[i] = some.data[i] == Double.NEGATIVE_INFINITY ? 0 : 1;
        }
        Var kept = logP.tape().constant(some);
        Var exponent = kept.elementMultOrZero(logP)
                .scale(alpha)
                .plus(kept.elementMultOrZero(logQ).scale(1 - alpha));
        return kept.elementMultOrZero(exp(exponent)).sum(each);
    }

    /** The squared Hellinger distance ½Σ (√p - √q)² of each line, from 0 to 1. */
    public static Var hellinger(Var logP, Var logQ, Each each) {
        requireSame("hellinger", logP, logQ);
        return square(exp(logP.scale(0.5)).minus(exp(logQ.scale(0.5))))
                .sum(each)
                .scale(0.5);
    }

    /** The total variation ½Σ |p - q| of each line, from 0 to 1; 0 is taken as its slope where p = q. */
    public static Var totalVariation(Var logP, Var logQ, Each each) {
        requireSame("totalVariation", logP, logQ);
        return abs(exp(logP).minus(exp(logQ))).sum(each).scale(0.5);
    }

    private static void requireOrder(String operation, double alpha) {
        if (!(alpha > 0) || Double.isInfinite(alpha)) {
            throw new ArgumentException(operation, "alpha", alpha + " is not finite and positive");
        }
    }

    /**
     * KL(p̄/Z_p ‖ q̄/Z_q) of two positive measures over the whole matrix, Z their sums.
     *
     * @param pBar entries ≥ 0, not all 0
     * @param qBar entries ≥ 0, not all 0
     * @throws ArgumentException if the shapes differ, an entry is negative, NaN or infinite, or all are 0
     */
    public static Var klOfMeasures(Var pBar, Var qBar) {
        requireMeasure("klOfMeasures", "pBar", pBar);
        requireMeasure("klOfMeasures", "qBar", qBar);
        return klOfLogits(log(pBar), log(qBar), Each.MATRIX);
    }

    private static void requireSame(String operation, Var a, Var b) {
        if (!a.shape().equals(b.shape())) {
            throw new ArgumentException(operation, b.toString(), "does not have the shape of " + a);
        }
    }

    private static void requireMeasure(String operation, String argument, Var measure) {
        DMatrixRMaj m = measure.value();
        ArgumentException.requireFinite(operation, argument, m);
        double mass = 0;
        for (int i = 0; i < m.getNumElements(); i++) {
            if (m.data[i] < 0) {
                throw ArgumentException.entry(operation, argument, m, i, "is negative");
            }
            mass += m.data[i];
        }
        if (mass == 0) {
            throw new ArgumentException(operation, argument, "has no mass; shape " + Shape.of(m));
        }
    }
}
