package io.grad4j.notes.judging;

import io.grad4j.notes.evaluation.Evaluator;
import io.grad4j.notes.evaluation.NotEvaluable;
import io.grad4j.notes.evaluation.Outcome;
import io.grad4j.notes.syntax.Expr;
import io.grad4j.notes.syntax.Relation;

/** Tries a repaired side, quickly at a few of the known points and then at points that nothing was seen at before. */
final class Fresh {
    private static final int QUICK = 6;

    private final Trials known;
    private final Trials fresh;
    private final Expr expected;

    Fresh(Settings settings, Trials known, Expr expected) {
        this.known = known;
        this.expected = expected;
        this.fresh = new Trials(
                new Settings(settings.points(), settings.dimensions(), settings.seed() ^ 0x5DEECE66DL),
                known.scope(),
                known.dimensions());
    }

    /** Whether a repaired side holds at a few points. */
    boolean quick(Expr repaired) {
        return holds(known, repaired, Math.min(QUICK, known.count()));
    }

    /** Whether it holds at all fresh points. */
    boolean holds(Expr repaired) {
        return holds(fresh, repaired, fresh.count());
    }

    private boolean holds(Trials trials, Expr repaired, int count) {
        int held = 0;
        int defined = 0;
        try {
            for (int t = 0; t < count; t++) {
                // A candidate is seen once, so its values are not kept.
                Outcome outcome = Evaluator.at(trials.draw(t), trials.scope(), repaired);
                Trial trial = Trial.of(trials.of(expected, t), outcome, Relation.EQUAL);
                if (trial.refuted()) {
                    return false;
                }
                held += trial.held() ? 1 : 0;
                defined += trial.defined() ? 1 : 0;
            }
        } catch (NotEvaluable impossible) {
            return false;
        }
        return held == defined && held >= Math.max(1, count / 4);
    }
}
