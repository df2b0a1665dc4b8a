package io.grad4j.notes.judging;

import io.grad4j.notes.evaluation.NotEvaluable;
import io.grad4j.notes.evaluation.Outcome;
import io.grad4j.notes.syntax.Expr;
import io.grad4j.notes.syntax.Expr.Call;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Tells whether a claim about two quantities fails whichever of them is the larger. */
final class Orderings {
    private Orderings() {}

    static boolean failInBoth(Trials trials, Comparison failed) {
        Set<Expr> quantities = new LinkedHashSet<>();
        failed.leftExpr().walk(e -> add(e, quantities));
        failed.rightExpr().walk(e -> add(e, quantities));
        if (quantities.size() != 2) {
            return false;
        }
        List<Expr> two = List.copyOf(quantities);
        boolean less = false;
        boolean more = false;
        try {
            for (int t : failed.failed()) {
                Outcome a = trials.of(two.get(0), t);
                Outcome b = trials.of(two.get(1), t);
                less |= a.entries()[0] < b.entries()[0];
                more |= a.entries()[0] > b.entries()[0];
            }
        } catch (NotEvaluable outside) {
            return false;
        }
        return less && more;
    }

    private static void add(Expr e, Set<Expr> quantities) {
        if (e instanceof Call) {
            quantities.add(e);
        }
    }
}
