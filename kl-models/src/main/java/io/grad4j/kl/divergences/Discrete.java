package io.grad4j.kl.divergences;

import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.log;
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
