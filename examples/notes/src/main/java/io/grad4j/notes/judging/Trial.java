package io.grad4j.notes.judging;

import io.grad4j.notes.evaluation.NotEvaluable;
import io.grad4j.notes.evaluation.Outcome;
import io.grad4j.notes.syntax.Expr;
import io.grad4j.notes.syntax.Relation;

/** What one point says of a relation; a NaN says nothing. */
record Trial(boolean defined, boolean held, boolean refuted, boolean summed) {
    static Trial of(Trials trials, Expr left, Expr right, Relation relation, int t) {
        return of(trials.of(left, t), trials.of(right, t), relation);
    }

    static Trial of(Outcome a, Outcome b, Relation relation) {
        Gap gap = Gap.between(a, b);
        boolean summed = a.summed() || b.summed();
        if (!gap.isDefined()) {
            return new Trial(false, false, false, summed);
        }
        return switch (relation) {
            case EQUAL, DEFINED, APPROXIMATE -> new Trial(true, gap.holds(), gap.refutes(), summed);
            case NOT_EQUAL -> new Trial(true, gap.refutes(), gap.holds(), summed);
            case LESS_OR_EQUAL, LESS -> ordered(a, b, gap, relation, summed);
            case GREATER_OR_EQUAL, GREATER -> ordered(b, a, gap, relation, summed);
            default -> throw NotEvaluable.because(relation.symbol() + " is no relation of numbers");
        };
    }

    private static Trial ordered(Outcome small, Outcome large, Gap gap, Relation relation, boolean summed) {
        if (!small.isScalar() || !large.isScalar()) {
            throw NotEvaluable.because("orders what are no numbers");
        }
        boolean strict = relation == Relation.LESS || relation == Relation.GREATER;
        boolean below = small.entries()[0] <= large.entries()[0];
        boolean held = below || gap.holds();
        boolean equal = strict && gap.size() == 0;
        return new Trial(true, held && !equal, (!below && gap.refutes()) || equal, summed);
    }
}
