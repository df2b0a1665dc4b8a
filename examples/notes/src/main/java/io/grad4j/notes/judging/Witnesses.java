package io.grad4j.notes.judging;

import io.grad4j.notes.binding.Meaning;
import io.grad4j.notes.binding.Scope;
import io.grad4j.notes.evaluation.Draw;
import io.grad4j.notes.evaluation.Evaluator;
import io.grad4j.notes.evaluation.NotEvaluable;
import io.grad4j.notes.evaluation.Outcome;
import io.grad4j.notes.syntax.Expr;
import io.grad4j.notes.syntax.Expr.Sym;
import io.grad4j.notes.syntax.Plain;
import io.grad4j.notes.syntax.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds the simplest point that refutes a claim. */
final class Witnesses {
    private Witnesses() {}

    /** The witness from the smallest dimension in which a trial failed, shrunk, each step of which was tried again. */
    static Witness of(Trials trials, List<Integer> failed, Expr expected, Expr claimed, Relation relation) {
        int first = failed.get(0);
        for (int t : failed) {
            if (trials.draw(t).n() < trials.draw(first).n()) {
                first = t;
            }
        }
        // Only what these two sides ask for is shown.
        Draw drawn = trials.draw(first).again();
        boolean clear = isRefuted(drawn, trials.scope(), expected, claimed, relation, true);
        Draw small = Shrinker.shrink(
                drawn, trials.scope(), d -> isRefuted(d, trials.scope(), expected, claimed, relation, clear));
        Outcome a = Evaluator.at(small, trials.scope(), expected);
        Outcome b = Evaluator.at(small, trials.scope(), claimed);
        return new Witness(
                small.n(),
                names(small, trials.scope()),
                Numerals.all(b.entries(), b.cols()),
                Numerals.all(a.entries(), a.cols()));
    }

    private static boolean isRefuted(
            Draw draw, Scope scope, Expr expected, Expr claimed, Relation relation, boolean clear) {
        try {
            Outcome a = Evaluator.at(draw, scope, expected);
            Outcome b = Evaluator.at(draw, scope, claimed);
            return Trial.of(a, b, relation).refuted()
                    && (!clear || Gap.between(a, b).isClear());
        } catch (NotEvaluable outside) {
            return false;
        }
    }

    static List<String> names(Draw draw, Scope scope) {
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, double[]> entry : new TreeMap<>(draw.values()).entrySet()) {
            String key = entry.getKey();
            if (key.startsWith("free ")) {
                names.add(Plain.of(key.substring(5)) + " = " + ((int) entry.getValue()[0] + 1));
            } else if (!Shrinker.isHidden(key) && !isHiddenParameter(key, scope)) {
                names.add(name(key, entry.getValue(), draw, scope));
            }
        }
        return names;
    }

    /** Whether a name only says what laws depend on: their weights at the point are shown instead. */
    private static boolean isHiddenParameter(String key, Scope scope) {
        boolean[] used = {false};
        for (Meaning meaning : scope.all().values()) {
            if (meaning instanceof Meaning.Defined defined) {
                defined.body().walk(e -> used[0] |= e.equals(Sym.of(key)));
            }
        }
        return key.equals(scope.parameter()) && !used[0];
    }

    private static String name(String key, double[] value, Draw draw, Scope scope) {
        Meaning meaning = scope.of(key).orElse(null);
        String shown = Plain.of(key) + " = ";
        if (meaning instanceof Meaning.Distribution) {
            return shown + Numerals.probabilities(value);
        }
        return shown + Numerals.all(value, meaning instanceof Meaning.Matrix ? draw.n() : 1);
    }
}
