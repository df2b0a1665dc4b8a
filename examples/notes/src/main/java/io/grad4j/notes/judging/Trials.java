package io.grad4j.notes.judging;

import io.grad4j.notes.binding.Scope;
import io.grad4j.notes.evaluation.Draw;
import io.grad4j.notes.evaluation.Evaluator;
import io.grad4j.notes.evaluation.NotEvaluable;
import io.grad4j.notes.evaluation.Outcome;
import io.grad4j.notes.syntax.Expr;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The points that the claims of one formula are tried at, and the values of its sides there, each computed once. */
final class Trials {
    private final Settings settings;
    private final Scope scope;
    private final List<Integer> dimensions;
    private final Map<Integer, Draw> draws = new HashMap<>();
    private final Map<Expr, Map<Integer, Outcome>> outcomes = new HashMap<>();
    private final Map<Expr, NotEvaluable> failures = new HashMap<>();

    Trials(Settings settings, Scope scope, List<Integer> dimensions) {
        this.settings = settings;
        this.scope = scope;
        this.dimensions = dimensions;
    }

    int count() {
        return settings.points();
    }

    Scope scope() {
        return scope;
    }

    List<Integer> dimensions() {
        return dimensions;
    }

    Draw draw(int trial) {
        return draws.computeIfAbsent(trial, t -> new Draw(settings.seed(), t, dimensions.get(t % dimensions.size())));
    }

    /**
     * The value of a side at a point.
     *
     * @throws NotEvaluable if it has none, at this or an earlier point
     */
    Outcome of(Expr e, int trial) {
        NotEvaluable failure = failures.get(e);
        if (failure != null) {
            throw failure;
        }
        try {
            return outcomes.computeIfAbsent(e, x -> new HashMap<>())
                    .computeIfAbsent(trial, t -> Evaluator.at(draw(t), scope, e));
        } catch (NotEvaluable reason) {
            failures.put(e, reason);
            throw reason;
        }
    }
}
