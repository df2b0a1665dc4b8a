package io.grad4j.notes.repair;

import io.grad4j.notes.syntax.Expr;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Looks for a small change that makes a wrong formula right. */
public final class Repairs {
    /** Of each kind. */
    private static final int MOST_CANDIDATES = 4000;

    private Repairs() {}

    /**
     * The simplest change of one or two edits that holds.
     *
     * @param inSight formulas whose parts a missing factor or term may be
     * @param quick whether a candidate holds at a few points
     * @param holds whether it holds at many fresh points
     */
    public static Optional<Expr> of(Expr wrong, List<Expr> inSight, Predicate<Expr> quick, Predicate<Expr> holds) {
        Expr bare = wrong.rewrite(e -> e instanceof Expr.Brace brace ? brace.body() : e);
        List<Expr> small = Edits.small(bare);
        Set<Expr> tried = new HashSet<>();
        Predicate<Expr> good = e -> tried.add(e) && quick.test(e) && holds.test(e);
        List<Stream<Expr>> stages = List.of(
                Edits.names(bare).stream(),
                small.stream(),
                Edits.parts(bare, inSight).stream(),
                Edits.withoutFactor(bare).stream().flatMap(once -> Edits.parts(once, List.of(bare)).stream()),
                small.stream().flatMap(once -> Edits.small(once).stream()));
        for (Stream<Expr> stage : stages) {
            Optional<Expr> found = stage.limit(MOST_CANDIDATES).filter(good).findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
