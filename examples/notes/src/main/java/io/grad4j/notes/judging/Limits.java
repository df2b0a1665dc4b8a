package io.grad4j.notes.judging;

import io.grad4j.notes.binding.Domain;
import io.grad4j.notes.binding.Meaning;
import io.grad4j.notes.evaluation.Draw;
import io.grad4j.notes.evaluation.Evaluator;
import io.grad4j.notes.evaluation.NotEvaluable;
import io.grad4j.notes.evaluation.Outcome;
import io.grad4j.notes.syntax.Expr;
import io.grad4j.notes.syntax.Plain;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges f → g: whether the two come together as one of their numbers grows without bounds in one of the two directions.
 */
final class Limits {
    /** For differences that vanish like e⁻ˣ, which overflow further out, and like 1/x. */
    private static final double[][] FAR = {{8, 16, 24}, {1e3, 1e5, 1e7}};

    private static final double TOGETHER = 1e-6;
    private static final int MOST_POINTS = 40;

    private final FormulaJudge judge;
    private final Trials trials;

    Limits(FormulaJudge judge, Trials trials) {
        this.judge = judge;
        this.trials = trials;
    }

    void judge(Line from, Line to, FindingBuilder finding) {
        Expr f = from.readings().get(0).expr();
        Expr g = to.readings().get(0).expr();
        for (String name : numbers()) {
            for (int sign : new int[] {1, -1}) {
                for (double[] far : FAR) {
                    if (allows(name, sign) && together(f, g, name, sign, far)) {
                        finding.verdict(Verdict.RIGHT)
                                .detail("holds as " + Plain.of(name) + " → " + (sign > 0 ? "+∞" : "-∞") + ", tried at "
                                        + count() + " points up to " + (int) far[far.length - 1]);
                        return;
                    }
                }
            }
        }
        boolean meant = judge.context().speaksOfInfinity();
        finding.verdict(meant ? Verdict.INCONCLUSIVE : Verdict.NOT_CHECKED)
                .detail(
                        meant
                                ? "the two are not seen to come together as one of their numbers grows"
                                : "a limit; as what goes where is not read");
    }

    private boolean allows(String name, int sign) {
        return sign > 0
                || judge.scope()
                        .of(name)
                        .filter(m -> m instanceof Meaning.Scalar scalar && scalar.domain() == Domain.REAL)
                        .isPresent();
    }

    private int count() {
        return Math.min(MOST_POINTS, trials.count());
    }

    private List<String> numbers() {
        List<String> names = new ArrayList<>();
        for (String key : trials.draw(0).values().keySet()) {
            boolean real = judge.scope()
                    .of(key)
                    .filter(m -> m instanceof Meaning.Scalar scalar
                            && (scalar.domain() == Domain.REAL || scalar.domain() == Domain.POSITIVE))
                    .isPresent();
            if (real) {
                names.add(key);
            }
        }
        names.sort(null);
        return names;
    }

    private boolean together(Expr f, Expr g, String name, int sign, double[] ladder) {
        try {
            for (int t = 0; t < count(); t++) {
                trials.of(f, t);
                trials.of(g, t);
                double before = Double.POSITIVE_INFINITY;
                for (double far : ladder) {
                    Draw draw = trials.draw(t).with(name, new double[] {sign * far});
                    double gap = gap(Evaluator.at(draw, judge.scope(), f), Evaluator.at(draw, judge.scope(), g));
                    if (!(gap <= before)) {
                        return false;
                    }
                    before = gap;
                }
                if (before > TOGETHER) {
                    return false;
                }
            }
        } catch (NotEvaluable outside) {
            return false;
        }
        return true;
    }

    private static double gap(Outcome a, Outcome b) {
        Gap gap = Gap.between(a, b);
        return gap.isDefined() ? gap.size() : Double.NaN;
    }
}
