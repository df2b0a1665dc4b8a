package io.grad4j.notes.judging;

import io.grad4j.notes.evaluation.NotEvaluable;
import io.grad4j.notes.syntax.Expr;
import io.grad4j.notes.syntax.Reading;
import io.grad4j.notes.syntax.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Two sides, each in its readings, held against each other at all points.
 *
 * @param state what came of it
 * @param left the reading of the left side that decided
 * @param right the reading of the right side that decided
 * @param held at how many points it held
 * @param failed the trials that refuted it
 * @param reason why it could not be decided
 */
record Comparison(
        State state,
        @Nullable Reading left,
        @Nullable Reading right,
        int held,
        List<Integer> failed,
        List<Integer> heldIn,
        List<Integer> failedIn,
        boolean summed,
        Optional<NotEvaluable> reason) {
    enum State {
        HOLDS,
        FAILS,
        UNDECIDED,
        IMPOSSIBLE
    }

    /** The share of points, where both sides are defined, that must refute a claim. */
    private static final double REFUTING_SHARE = 0.02;

    /** The share of points at which both sides must be defined. */
    private static final double DEFINED_SHARE = 0.1;

    /** Compares; the first pair of readings that holds decides, else the usual readings do. */
    static Comparison of(Trials trials, List<Reading> left, List<Reading> right, Relation relation) {
        Comparison usual = null;
        Comparison undecided = null;
        for (Reading a : left) {
            for (Reading b : right) {
                Comparison pair = pair(trials, a, b, relation);
                if (pair.state == State.HOLDS) {
                    return pair;
                }
                usual = usual == null ? pair : usual;
                undecided = pair.state == State.UNDECIDED ? pair : undecided;
            }
        }
        if (usual == null) {
            return impossible(NotEvaluable.because("there is nothing to compare"));
        }
        return usual.state == State.FAILS && undecided != null ? undecided : usual;
    }

    static Comparison impossible(NotEvaluable reason) {
        return new Comparison(
                State.IMPOSSIBLE, null, null, 0, List.of(), List.of(), List.of(), false, Optional.of(reason));
    }

    private static Comparison pair(Trials trials, Reading a, Reading b, Relation relation) {
        List<Integer> failed = new ArrayList<>();
        TreeSet<Integer> heldIn = new TreeSet<>();
        TreeSet<Integer> failedIn = new TreeSet<>();
        int held = 0;
        int defined = 0;
        boolean summed = false;
        try {
            for (int t = 0; t < trials.count(); t++) {
                Trial trial = Trial.of(trials, a.expr(), b.expr(), relation, t);
                defined += trial.defined() ? 1 : 0;
                held += trial.held() ? 1 : 0;
                summed |= trial.summed();
                int n = trials.draw(t).n();
                if (trial.held()) {
                    heldIn.add(n);
                } else if (trial.refuted()) {
                    failed.add(t);
                    failedIn.add(n);
                }
            }
        } catch (NotEvaluable reason) {
            return impossible(reason);
        }
        heldIn.removeAll(failedIn);
        boolean seen = defined >= Math.max(1, DEFINED_SHARE * trials.count());
        boolean refuted = failed.size() >= Math.max(trials.count() > 10 ? 2 : 1, REFUTING_SHARE * defined);
        State state = relation == Relation.NOT_EQUAL
                ? differing(held, failed.size(), seen)
                : seen && refuted ? State.FAILS : seen && held == defined ? State.HOLDS : State.UNDECIDED;
        return new Comparison(
                state, a, b, held, failed, List.copyOf(heldIn), List.copyOf(failedIn), summed, Optional.empty());
    }

    /** ≠ is right where the sides differ somewhere, and wrong if they agree everywhere. */
    private static State differing(int differing, int equal, boolean seen) {
        return !seen ? State.UNDECIDED : differing > 0 ? State.HOLDS : equal > 0 ? State.FAILS : State.UNDECIDED;
    }

    Expr leftExpr() {
        return java.util.Objects.requireNonNull(left).expr();
    }

    Expr rightExpr() {
        return java.util.Objects.requireNonNull(right).expr();
    }

    /** The unusual choices of the readings that decided. */
    List<String> choices() {
        List<String> all = new ArrayList<>();
        if (left != null) {
            all.addAll(left.choices());
        }
        if (right != null) {
            right.choices().stream().filter(c -> !all.contains(c)).forEach(all::add);
        }
        return all;
    }
}
