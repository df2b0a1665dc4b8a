package io.grad4j.notes.repair;

import io.grad4j.notes.syntax.Expr;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Looks for a small change that makes a wrong formula right. */
public final class Repairs {
    private static final int MOST_CANDIDATES = 6000;
    private static final int MOST_WITH_INTEGRALS = 8000;

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
        Set<Expr> tried = new LinkedHashSet<>();
        int most = hasIntegrals(bare) ? MOST_WITH_INTEGRALS : MOST_CANDIDATES;
        Predicate<Expr> good = e -> tried.size() < most && tried.add(e) && quick.test(e) && holds.test(e);
        List<Expr> small = Edits.small(bare);
        List<Expr> names = Edits.names(bare);
        for (List<Expr> candidates : List.of(names, small, Edits.parts(bare, inSight))) {
            Optional<Expr> found = candidates.stream().filter(good).findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        for (Expr once : Edits.withoutFactor(bare)) {
            Optional<Expr> found =
                    Edits.parts(once, List.of(bare)).stream().filter(good).findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        for (Expr once : small) {
            Optional<Expr> found = Edits.small(once).stream().filter(good).findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static boolean hasIntegrals(Expr e) {
        boolean[] found = {false};
        e.walk(part -> found[0] |= part instanceof Expr.Integral || part instanceof Expr.Moment);
        return found[0];
    }
}
