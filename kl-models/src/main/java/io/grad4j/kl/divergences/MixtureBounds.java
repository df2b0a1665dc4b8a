package io.grad4j.kl.divergences;

import io.grad4j.autodiff.Tape;
import io.grad4j.kl.distributions.Mixture;
import io.grad4j.kl.distributions.Univariate;
import java.util.List;

/**
 * Two numbers between which the divergence of two mixtures lies.
 *
 * @param lower max(0, -2 ln Σᵢⱼ √(wᵢwⱼ′)·BC(pᵢ, qⱼ)), BC = ∫√(pq), since KL is at least the Rényi divergence of order ½ and √ is
 *     subadditive
 * @param upper -Σᵢ wᵢ·ln Σⱼ wⱼ′·exp(-KL(pᵢ‖qⱼ)), since KL is convex in p and ln Σ exp in the exponents (Hershey and Olsen, ICASSP 2007);
 *     or KL(w‖w′) + Σᵢ wᵢ·KL(pᵢ‖qᵢ) if that is less
 */
public record MixtureBounds(double lower, double upper) {
    /**
     * The bounds of KL(p‖q).
     *
     * @throws UnsupportedPairException if the divergence of two components has no closed form
     */
    public static MixtureBounds of(Mixture p, Mixture q) {
        double[] w = p.weights().values();
        double[] v = q.weights().values();
        double upper = 0;
        double affinity = 0;
        for (int i = 0; i < w.length; i++) {
            double mixed = 0;
            for (int j = 0; j < v.length; j++) {
                Univariate a = p.components().get(i);
                Univariate b = q.components().get(j);
                mixed += v[j] * Math.exp(-Kl.divergence(a, b));
                affinity += Math.sqrt(w[i] * v[j]) * affinity(a, b);
            }
            upper -= w[i] == 0 ? 0 : w[i] * Math.log(mixed);
        }
        double paired = w.length == v.length ? paired(w, v, p.components(), q.components()) : Double.POSITIVE_INFINITY;
        return new MixtureBounds(Math.max(0, -2 * Math.log(affinity)), Math.min(upper, paired));
    }

    /** ∫√(pq), or its bound 1 where that is not closed. */
    private static double affinity(Univariate p, Univariate q) {
        try (Tape tape = new Tape()) {
            return 1 - Divergences.hellinger(tape, p, q).scalar();
        } catch (UnsupportedPairException e) {
            return 1;
        }
    }

    private static double paired(double[] w, double[] v, List<Univariate> p, List<Univariate> q) {
        double sum = 0;
        for (int i = 0; i < w.length; i++) {
            if (w[i] > 0) {
                sum += w[i] * (Math.log(w[i] / v[i]) + Kl.divergence(p.get(i), q.get(i)));
            }
        }
        return sum;
    }
}
