package io.grad4j.notes.evaluation;

import io.grad4j.autodiff.Var;
import io.grad4j.notes.binding.Meaning;
import io.grad4j.notes.binding.Scope;
import io.grad4j.notes.syntax.Expr;
import io.grad4j.notes.syntax.Expr.Big;
import io.grad4j.notes.syntax.Expr.Call;
import io.grad4j.notes.syntax.Expr.Fn;
import io.grad4j.notes.syntax.Expr.None;
import io.grad4j.notes.syntax.Expr.Sym;

/** Σ and ∏ over what their index runs through: the points of a law, the entries of a column, or whole numbers. */
final class Ranges {
    private static final int LONGEST = 1000;

    private final Evaluator evaluator;
    private final Names names;

    Ranges(Evaluator evaluator) {
        this.evaluator = evaluator;
        this.names = evaluator.names;
    }

    Var of(Big big) {
        String index = big.index().base();
        boolean points = index.isEmpty() || runsThroughPoints(index, big.body());
        int first = points ? 0 : first(big);
        int last = points ? evaluator.draw.support() - 1 : last(big);
        if (last - first >= LONGEST) {
            throw NotEvaluable.because("a sum of more than " + LONGEST + " terms");
        }
        Var total = evaluator.constant(big.product() ? 1 : 0);
        for (int i = first; i <= last; i++) {
            Local local = points ? Local.point(i) : Local.entry(i);
            Var term = index.isEmpty()
                    ? names.with(Names.AMBIENT, local, () -> evaluator.of(big.body()))
                    : names.with(
                            index,
                            local,
                            () -> points
                                    ? names.with(Names.AMBIENT, local, () -> evaluator.of(big.body()))
                                    : evaluator.of(big.body()));
            total = i == first ? term : big.product() ? Arithmetic.times(total, term) : Arithmetic.plus(total, term);
        }
        return total;
    }

    /** The sum over the points of the laws. */
    Var overPoints(String index, Expr body) {
        Var total = evaluator.constant(0);
        for (int i = 0; i < evaluator.draw.support(); i++) {
            Local local = Local.point(i);
            Var term = names.with(index, local, () -> names.with(Names.AMBIENT, local, () -> evaluator.of(body)));
            total = i == 0 ? term : Arithmetic.plus(total, term);
        }
        return total;
    }

    private int first(Big big) {
        if (big.low() instanceof None) {
            requireEntries(big);
            return 0;
        }
        return whole(big.low()) - 1;
    }

    private int last(Big big) {
        return big.high() instanceof None ? evaluator.draw.used() - 1 : whole(big.high()) - 1;
    }

    private int whole(Expr e) {
        if (e instanceof Sym sym
                && evaluator.scope.of(sym).isEmpty()
                && names.local(Scope.key(sym)).isEmpty()) {
            throw NotEvaluable.unbound(Scope.key(sym));
        }
        Var value = evaluator.of(e);
        if (!Arithmetic.isScalar(value) || value.scalar() != Math.rint(value.scalar())) {
            throw NotEvaluable.because("the range of a sum does not end at a whole number");
        }
        return (int) value.scalar();
    }

    /** An index without a range must be one of entries. */
    private void requireEntries(Big big) {
        boolean[] entries = {false};
        String index = big.index().base();
        big.body()
                .walk(e -> entries[0] |= (e instanceof Sym sym
                                && usesIndex(sym, index)
                                && (isColumn(sym) || names.local(sym.base()).isPresent()))
                        || (e instanceof Fn fn && fn.name().equals("entry")));
        if (!entries[0]) {
            throw NotEvaluable.because("the range of the index " + index + " is not known");
        }
    }

    private static boolean usesIndex(Sym sym, String index) {
        boolean[] used = {false};
        sym.subscripts().forEach(s -> s.walk(part -> used[0] |= part.equals(Sym.of(index))));
        return used[0];
    }

    private boolean isColumn(Sym sym) {
        return evaluator.scope.of(sym.base() + Scope.MEMBERS).isPresent()
                || evaluator
                        .scope
                        .of(sym.base())
                        .filter(m -> m instanceof Meaning.Vector
                                || m instanceof Meaning.Matrix
                                || (m instanceof Meaning.Defined d
                                        && d.parameters().isEmpty()))
                        .isPresent();
    }

    /** Whether a law or a function on the points is taken at the index. */
    private boolean runsThroughPoints(String index, Expr body) {
        boolean[] points = {false};
        body.walk(e -> {
            if (e instanceof Call call && call.arguments().contains(Sym.of(index))) {
                points[0] |= isLaw(call.function());
            } else if (e instanceof Sym sym && usesIndex(sym, index)) {
                points[0] |= isLaw(sym);
            }
        });
        return points[0];
    }

    private boolean isLaw(Sym sym) {
        return evaluator
                .scope
                .of(sym)
                .filter(m -> m instanceof Meaning.Distribution
                        || m instanceof Meaning.Potential
                        || m instanceof Meaning.Table
                        || (m instanceof Meaning.Defined d && d.parameters().size() == 1 && onPoints(d.body())))
                .isPresent();
    }

    private boolean onPoints(Expr body) {
        boolean[] points = {false};
        body.walk(e -> points[0] |= e instanceof Call call && isLaw(call.function()));
        return points[0];
    }
}
