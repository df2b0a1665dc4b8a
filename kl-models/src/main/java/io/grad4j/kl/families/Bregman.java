package io.grad4j.kl.families;

import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;

/**
 * The Bregman divergence of a convex function, by whichever of two formulas keeps more digits at the point.
 *
 * <p>A(q) - A(p) - δ·∇A(p), δ = q - p, cancels where p and q are close against the size of its terms. The same as an integral, ∫₀¹
 * (1-t)·δᵀ∇²A(p+tδ)δ dt, has no negative term; Gauss's rule in 1, 2, 4, … panels gives it where A is smooth along the segment. Either
 * is differentiable.
 */
final class Bregman {
    /** Where the difference is above this share of its terms, it has its digits but two. */
    private static final double KEPT = 0.01;

    /** Where two rules agree to this, the finer has all its digits. */
    private static final double AGREED = 4e-15;

    private static final int MOST_PANELS = 16;

    /** Gauss-Legendre nodes and weights on [-1, 1], positive half. */
    private static final double[][] GAUSS = {
        {0.14887433898163122, 0.29552422471475287},
        {0.4333953941292472, 0.26926671930999635},
        {0.6794095682990244, 0.21908636251598204},
        {0.8650633666889845, 0.1494513491505806},
        {0.9739065285171717, 0.06667134430868814}
    };

    private Bregman() {}

    /** The divergence of A from p to q, 1×1. */
    static Var divergence(UnaryOperator<Var> a, Var p, Var q) {
        int panels = panels(a, p.value(), q.value());
        return panels == 0 ? difference(a, p, q) : integral(a, p, q, panels);
    }

    private static Var difference(UnaryOperator<Var> a, Var p, Var q) {
        return a.apply(q).minus(a.apply(p)).minus(q.minus(p).dot(Autodiff.gradient(a, p)));
    }

    private static Var integral(UnaryOperator<Var> a, Var p, Var q, int panels) {
        Var delta = q.minus(p);
        Var sum = p.tape().constant(0);
        for (int panel = 0; panel < panels; panel++) {
            for (double[] node : GAUSS) {
                for (int sign = -1; sign <= 1; sign += 2) {
                    double t = (panel + 0.5 + 0.5 * sign * node[0]) / panels;
                    Var curvature = curvature(a, p.plus(delta.scale(t)), delta);
                    sum = sum.plus(curvature.scale((1 - t) * 0.5 * node[1] / panels));
                }
            }
        }
        return sum;
    }

    /** δᵀ∇²A(z)δ. */
    private static Var curvature(UnaryOperator<Var> a, Var z, Var delta) {
        return Autodiff.jvp(w -> Autodiff.jvp(a, w, delta), z, delta);
    }

    /** How many panels to take, or 0 for the difference. */
    private static int panels(UnaryOperator<Var> a, DMatrixRMaj p, DMatrixRMaj q) {
        try (Tape tape = new Tape()) {
            Var from = tape.constant(p);
            Var to = tape.constant(q);
            double difference = difference(a, from, to).scalar();
            double terms = Math.abs(a.apply(to).scalar())
                    + Math.abs(a.apply(from).scalar())
                    + Math.abs(to.minus(from).dot(Autodiff.gradient(a, from)).scalar());
            if (!(Math.abs(difference) < KEPT * terms)) {
                return 0;
            }
            return panels(a, from, to, Math.ulp(terms));
        }
    }

    /** As many as change the integral no more, if that is by less than {@code rounding}, else 0. */
    private static int panels(UnaryOperator<Var> a, Var p, Var q, double rounding) {
        double before = integral(a, p, q, 1).scalar();
        double change = Double.POSITIVE_INFINITY;
        for (int panels = 2; panels <= MOST_PANELS; panels *= 2) {
            double finer = integral(a, p, q, panels).scalar();
            double next = Math.abs(finer - before);
            if (next <= AGREED * finer || (next >= change && change < rounding)) {
                return panels;
            }
            before = finer;
            change = next;
        }
        return change < rounding ? MOST_PANELS : 0;
    }
}
