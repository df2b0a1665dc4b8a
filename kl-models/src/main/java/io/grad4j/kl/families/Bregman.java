package io.grad4j.kl.families;

import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Var;
import java.util.function.UnaryOperator;

/** The Bregman divergence of a convex function. */
final class Bregman {
    private Bregman() {}

    /** A(q) - A(p) - (q-p)·∇A(p), 1×1. */
    static Var divergence(UnaryOperator<Var> a, Var p, Var q) {
        return a.apply(q).minus(a.apply(p)).minus(q.minus(p).dot(Autodiff.gradient(a, p)));
    }
}
