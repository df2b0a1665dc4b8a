package io.grad4j.kl.divergences;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.distributions.Distribution;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * A closed form of KL(p‖q) for p and q of one kind.
 *
 * @param kind of both
 * @param formula as a reader would write it; primes are parameters of q
 * @param applies whether it holds for these two
 * @param divergence the formula
 */
record Form<D extends Distribution>(
        Class<D> kind, String formula, BiPredicate<D, D> applies, Divergence<D> divergence) {
    /** A formula on a tape. */
    @FunctionalInterface
    interface Divergence<D> {
        /** KL(p‖q), 1×1. */
        Var of(Tape tape, D p, D q);
    }

    Form(Class<D> kind, String formula, Divergence<D> divergence) {
        this(kind, formula, (p, q) -> true, divergence);
    }

    boolean covers(Distribution p, Distribution q) {
        return kind.isInstance(p) && kind.isInstance(q) && applies.test(kind.cast(p), kind.cast(q));
    }

    Var of(Tape tape, Distribution p, Distribution q) {
        return divergence.of(tape, kind.cast(p), kind.cast(q));
    }

    /** The first form that covers the pair. */
    static Optional<Form<?>> covering(Distribution p, Distribution q) {
        return Stream.concat(ScalarForms.ALL.stream(), VectorForms.ALL.stream())
                .filter(form -> form.covers(p, q))
                .findFirst();
    }
}
