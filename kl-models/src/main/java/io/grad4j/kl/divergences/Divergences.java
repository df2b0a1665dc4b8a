package io.grad4j.kl.divergences;

import static io.grad4j.autodiff.ops.Elementwise.expm1;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.distributions.Categorical;
import io.grad4j.kl.distributions.Distribution;
import io.grad4j.kl.distributions.Natural;
import io.grad4j.kl.distributions.Support;
import io.grad4j.kl.distributions.Univariate;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/**
 * Divergences of distributions other than {@link Kl}: symmetric ones and those of an order α, where they are closed.
 *
 * <p>Those of an order are closed within an exponential family: ∫ pᵅ·q¹⁻ᵅ is exp(A(αη + (1-α)η′) - αA(η) - (1-α)A(η′)). They are +∞
 * where αη + (1-α)η′ leaves the natural domain, which can only be for α > 1. As differences of A they lose digits where p and q are
 * close.
 */
public final class Divergences {
    private Divergences() {}

    /** Jeffreys' KL(p‖q) + KL(q‖p), 1×1. */
    public static Var jeffreys(Tape tape, Distribution p, Distribution q) {
        return Kl.divergence(tape, p, q).plus(Kl.divergence(tape, q, p));
    }

    /**
     * The Rényi divergence ln(∫ pᵅ·q¹⁻ᵅ)/(α-1), 1×1; KL(p‖q) for α = 1.
     *
     * @throws ArgumentException unless α is finite and positive
     * @throws UnsupportedPairException if p and q are not of one exponential family
     */
    public static Var renyi(Tape tape, double alpha, Distribution p, Distribution q) {
        if (alpha == 1) {
            return Kl.divergence(tape, p, q);
        }
        return logChernoff(tape, alpha, p, q).scale(1 / (alpha - 1));
    }

    /** Amari's divergence (∫ pᵅ·q¹⁻ᵅ - 1)/(α(α-1)), 1×1, refused as {@link #renyi} is; KL(p‖q) for α = 1. */
    public static Var alpha(Tape tape, double alpha, Distribution p, Distribution q) {
        if (alpha == 1) {
            return Kl.divergence(tape, p, q);
        }
        return expm1(logChernoff(tape, alpha, p, q)).scale(1 / (alpha * (alpha - 1)));
    }

    /** The squared Hellinger distance ½∫ (√p - √q)² = 1 - ∫ √(pq), 1×1, refused as {@link #renyi} is. */
    public static Var hellinger(Tape tape, Distribution p, Distribution q) {
        return expm1(logChernoff(tape, 0.5, p, q)).negate();
    }

    /** ln ∫ pᵅ·q¹⁻ᵅ. */
    private static Var logChernoff(Tape tape, double alpha, Distribution p, Distribution q) {
        if (!(alpha > 0) || Double.isInfinite(alpha)) {
            throw new ArgumentException("renyi", "alpha", alpha + " is not finite and positive");
        }
        Kl.requireComparable("renyi", p, q);
        Optional<Natural> a = p.natural(tape);
        Optional<Natural> b = q.natural(tape);
        if (a.isEmpty() || b.isEmpty() || !a.get().family().equals(b.get().family())) {
            throw new UnsupportedPairException(p, q);
        }
        Var eta = a.get().eta();
        Var other = b.get().eta();
        Var between = eta.scale(alpha).plus(other.scale(1 - alpha));
        try {
            a.get().family().requireNatural(between.value());
        } catch (ArgumentException outside) {
            return InfiniteDivergence.of(tape, p, q);
        }
        return a.get()
                .family()
                .logPartition(between)
                .minus(a.get().family().logPartition(eta).scale(alpha))
                .minus(a.get().family().logPartition(other).scale(1 - alpha));
    }

    /**
     * The Jensen-Shannon divergence of two distributions of finite support, 1×1.
     *
     * @throws UnsupportedPairException if a support is not finite
     */
    public static Var jensenShannon(Tape tape, Distribution p, Distribution q) {
        return Discrete.jensenShannon(table(tape, p, q, p), table(tape, p, q, q), Each.MATRIX);
    }

    /** The total variation ½Σ |p - q| of two distributions of finite support, 1×1, refused as {@link #jensenShannon} is. */
    public static Var totalVariation(Tape tape, Distribution p, Distribution q) {
        return Discrete.totalVariation(table(tape, p, q, p), table(tape, p, q, q), Each.MATRIX);
    }

    /** The log-probabilities of {@code which} on every point of both supports. */
    private static Var table(Tape tape, Distribution p, Distribution q, Distribution which) {
        Kl.requireComparable("divergence", p, q);
        if (which instanceof Categorical c) {
            return c.p().log(tape);
        }
        if (p instanceof Univariate a && q instanceof Univariate b && a.isDiscrete()) {
            Support s = a.support();
            Support t = b.support();
            if (s.isBounded() && t.isBounded()) {
                int low = (int) Math.min(s.low(), t.low());
                DMatrixRMaj points = new DMatrixRMaj((int) Math.max(s.high(), t.high()) - low + 1, 1);
                for (int i = 0; i < points.numRows; i++) {
                    points.data[i] = low + i;
                }
                return which.logDensity(tape.constant(points));
            }
        }
        throw new UnsupportedPairException(p, q);
    }
}
