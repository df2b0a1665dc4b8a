package io.grad4j.notes.judging;

import io.grad4j.notes.binding.Meaning;
import io.grad4j.notes.evaluation.NotEvaluable;
import io.grad4j.notes.judging.Comparison.State;
import io.grad4j.notes.repair.Repairs;
import io.grad4j.notes.syntax.Expr;
import io.grad4j.notes.syntax.Latex;
import io.grad4j.notes.syntax.Reading;
import io.grad4j.notes.syntax.Relation;
import io.grad4j.notes.syntax.Side;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Judges a chain line by line: each against the one before it, and, as long as all relations are equalities, against the first.
 *
 * <p>A line that fails against the one before it but agrees with the first is right, and the one before it is a detour. A line
 * that follows from a wrong one is right as a step; only the last of a chain is then called wrong, as its result.
 */
final class ChainJudge {
    private final FormulaJudge judge;
    private final List<Line> lines;
    private final boolean defines;
    private final Optional<Meaning> definedBefore;
    private final Trials trials;
    private final List<FindingBuilder> findings = new ArrayList<>();
    private final Set<Integer> off = new HashSet<>();
    private int previous = -1;
    private int first = -1;

    ChainJudge(FormulaJudge judge, List<Line> lines, boolean defines, Optional<Meaning> definedBefore) {
        this.judge = judge;
        this.lines = lines;
        this.defines = defines;
        this.definedBefore = definedBefore;
        List<Reading> all = new ArrayList<>();
        lines.forEach(line -> all.addAll(line.readings()));
        this.trials = judge.trials(judge.scope(), all, List.of());
    }

    List<Finding> judge() {
        for (int k = 0; k < lines.size(); k++) {
            Line line = lines.get(k);
            Relation relation = line.side().relation();
            if (k == 1 && defines) {
                redefinition(line);
            } else if (k > 0 && relation != Relation.DISTRIBUTED && relation != Relation.MEMBER) {
                step(k);
            }
            if (line.isRead() && isEvaluable(line)) {
                if (first < 0 || !isEquality(relation)) {
                    first = k;
                }
                previous = k;
            }
        }
        remember();
        return findings.stream().map(FindingBuilder::build).toList();
    }

    private void remember() {
        if (first == 0 && off.contains(previous)) {
            Expr from = lines.get(0).readings().get(0).expr();
            judge.results()
                    .add(
                            from,
                            lines.get(previous).readings().get(0).expr(),
                            judge.lineOf(lines.get(previous).side()));
        }
    }

    private static boolean isEquality(Relation relation) {
        return relation == Relation.EQUAL || relation == Relation.DEFINED;
    }

    private boolean isEvaluable(Line line) {
        for (Reading reading : line.readings()) {
            if (failure(reading.expr()).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private Optional<NotEvaluable> failure(Expr e) {
        try {
            for (int t = 0; t < Math.min(trials.count(), trials.dimensions().size()); t++) {
                trials.of(e, t);
            }
            return Optional.empty();
        } catch (NotEvaluable reason) {
            return Optional.of(reason);
        }
    }

    /** A second definition of a name is right if it agrees with the first, and may else be a new one. */
    private void redefinition(Line line) {
        if (definedBefore.isEmpty() || !line.isRead()) {
            return;
        }
        Meaning.Defined before = (Meaning.Defined) definedBefore.get();
        Comparison comparison =
                Comparison.of(trials, List.of(new Reading(before.body(), List.of())), line.readings(), Relation.EQUAL);
        FindingBuilder finding = judge.finding(line);
        if (comparison.state() == State.HOLDS) {
            finding.verdict(Verdict.RIGHT).detail(held(comparison) + ", as defined before");
        } else {
            finding.detail("a definition that differs from an earlier one of the same name; it is used from here on");
        }
        findings.add(finding);
    }

    private void step(int k) {
        Line line = lines.get(k);
        FindingBuilder finding = judge.finding(line);
        if (k == 1 && !judge.isDisplay()) {
            finding.from(lines.get(0).side().offset());
        }
        findings.add(finding);
        if (!line.isRead()) {
            line.error().ifPresent(e -> finding.detail(e.reason()));
            return;
        }
        Optional<NotEvaluable> failure = isEvaluable(line)
                ? Optional.empty()
                : failure(line.readings().get(0).expr());
        if (failure.isPresent()) {
            finding.detail(failure.get().reason()).suggestion(judge.suggestion(failure.get(), lines));
            return;
        }
        if (previous < 0) {
            notCompared(finding, k);
            return;
        }
        if (line.side().relation() == Relation.TENDS_TO) {
            new Limits(judge, trials).judge(lines.get(previous), line, finding);
            return;
        }
        compare(k, finding);
    }

    private void notCompared(FindingBuilder finding, int k) {
        Line before = lines.get(k - 1);
        if (!before.isRead()) {
            finding.detail("what stands before it is not read: "
                    + before.error().map(e -> e.reason()).orElse(""));
            return;
        }
        NotEvaluable reason = failure(before.readings().get(0).expr())
                .orElseGet(() -> NotEvaluable.because("there is nothing to compare with"));
        finding.detail("what stands before it has no value here: " + reason.reason())
                .suggestion(judge.suggestion(reason, lines));
    }

    private void compare(int k, FindingBuilder finding) {
        Line line = lines.get(k);
        Relation relation = line.side().relation();
        if (relation == Relation.APPROXIMATE && Equations.isRounded(trials, lines.get(previous), line)) {
            finding.verdict(Verdict.RIGHT).detail("right to the digits given");
            return;
        }
        Comparison step = Comparison.of(trials, lines.get(previous).readings(), line.readings(), relation);
        boolean chained = isEquality(relation) && first >= 0 && first != previous;
        if (step.state() == State.HOLDS) {
            held(k, finding, step, chained);
        } else if (step.state() == State.FAILS) {
            failed(k, finding, step, chained);
        } else {
            undecided(finding, step);
        }
    }

    private void held(int k, FindingBuilder finding, Comparison step, boolean chained) {
        finding.verdict(Verdict.RIGHT).detail(held(step)).readings(step.choices());
        if (step.right() != null) {
            finding.expr(step.rightExpr());
        }
        if (previous < k - 1) {
            finding.also("against line " + judge.lineOf(lines.get(previous).side()));
        }
        if (!chained || !off.contains(previous)) {
            return;
        }
        Comparison whole =
                Comparison.of(trials, lines.get(first).readings(), lines.get(k).readings(), Relation.EQUAL);
        if (whole.state() != State.FAILS) {
            return;
        }
        off.add(k);
        if (k == lines.size() - 1) {
            finding.verdict(Verdict.WRONG)
                    .detail("the step is right, the result carries the error above")
                    .root(false);
            refute(finding, whole, Relation.EQUAL);
        } else {
            finding.also("carries the error above");
        }
    }

    private void failed(int k, FindingBuilder finding, Comparison step, boolean chained) {
        if (chained) {
            Comparison whole = Comparison.of(
                    trials, lines.get(first).readings(), lines.get(k).readings(), Relation.EQUAL);
            if (whole.state() == State.HOLDS) {
                finding.verdict(Verdict.RIGHT)
                        .detail(held(whole) + ", against the first line; the line before it is wrong")
                        .readings(whole.choices());
                resultIsRight();
                return;
            }
            if (whole.state() == State.FAILS && off.contains(previous)) {
                wrong(k, finding, whole, Relation.EQUAL);
                finding.detail("differs from the line before it, which is wrong, and from the first");
                return;
            }
        }
        wrong(k, finding, step, lines.get(k).side().relation());
        carried(k, finding);
    }

    /** A line that is what the wrong results of earlier chains come to has no mistake of its own. */
    private void carried(int k, FindingBuilder finding) {
        Expr before = lines.get(previous).readings().get(0).expr();
        Expr used = judge.results().in(before);
        if (finding.verdict() != Verdict.WRONG || used.equals(before)) {
            return;
        }
        Comparison following = Comparison.of(
                trials, List.of(new Reading(used, List.of())), lines.get(k).readings(), Relation.EQUAL);
        if (following.state() == State.HOLDS) {
            finding.root(false)
                    .also("follows from what the note has found on lines "
                            + judge.results().lines(before) + ", which is wrong");
        }
    }

    private void resultIsRight() {
        for (FindingBuilder earlier : findings) {
            if (earlier.verdict() == Verdict.WRONG && earlier.isRoot()) {
                earlier.also("the result is right, this line is not");
            }
        }
    }

    private void wrong(int k, FindingBuilder finding, Comparison failed, Relation relation) {
        Optional<String> excuse = excuse(k, failed, relation);
        if (excuse.isPresent()) {
            finding.verdict(excuse.get().startsWith("holds where") ? Verdict.INCONCLUSIVE : Verdict.NOT_CHECKED)
                    .detail(excuse.get());
            return;
        }
        off.add(k);
        finding.verdict(Verdict.WRONG).root(true).detail(dimensions(failed)).readings(failed.choices());
        refute(finding, failed, relation);
        repair(finding, failed, relation);
    }

    /** Why a claim that fails is not called wrong. */
    private Optional<String> excuse(int k, Comparison failed, Relation relation) {
        Side side = lines.get(k).side();
        if (judge.context().isDenied() && !judge.isExpectedWrong()) {
            return Optional.of("does not hold, and the words around it seem to say so");
        }
        if (relation == Relation.APPROXIMATE) {
            return Optional.of("an approximation; how close it is meant to be is not said");
        }
        Optional<String> equation = k == 1
                ? new Equations(judge, trials).excuse(lines.get(0), lines.get(1), failed, isEquality(relation))
                : Optional.empty();
        if (equation.isPresent()) {
            return equation;
        }
        if (judge.context().isConditional(side.words())) {
            boolean both = judge.context().isOtherwise() && Orderings.failInBoth(trials, failed);
            return both
                    ? Optional.empty()
                    : Optional.of("does not hold in general, and the words around it state a condition; "
                            + "say it as <!-- verify: assume … -->");
        }
        return Signs.excuse(trials, failed);
    }

    private String dimensions(Comparison failed) {
        if (!trials.draw(0).isDimensional()) {
            return "fails at " + failed.failed().size() + " of " + trials.count() + " points";
        }
        if (failed.heldIn().isEmpty()) {
            return "fails for n = " + list(failed.failedIn());
        }
        return "fails for n = " + list(failed.failedIn()) + ", holds for n = " + list(failed.heldIn());
    }

    private static String list(List<Integer> numbers) {
        return String.join(", ", numbers.stream().map(String::valueOf).toList());
    }

    private void refute(FindingBuilder finding, Comparison failed, Relation relation) {
        finding.witness(Witnesses.of(trials, failed.failed(), failed.leftExpr(), failed.rightExpr(), relation));
        finding.expr(failed.rightExpr());
    }

    private void repair(FindingBuilder finding, Comparison failed, Relation relation) {
        if (!isEquality(relation) || !judge.settings().repairs()) {
            return;
        }
        List<Expr> inSight = new ArrayList<>();
        lines.forEach(line -> line.readings().stream().findFirst().ifPresent(r -> inSight.add(r.expr())));
        Fresh fresh = new Fresh(judge.settings(), trials, failed.leftExpr());
        finding.repair(Repairs.of(failed.rightExpr(), inSight, fresh::quick, fresh::holds)
                .map(Latex::of));
    }

    private void undecided(FindingBuilder finding, Comparison step) {
        if (step.state() == State.IMPOSSIBLE) {
            NotEvaluable reason = step.reason().orElseThrow();
            finding.detail(reason.reason()).suggestion(judge.suggestion(reason, lines));
            return;
        }
        finding.verdict(Verdict.INCONCLUSIVE)
                .detail("held at " + step.held() + " and failed at "
                        + step.failed().size() + " of " + trials.count()
                        + " points; elsewhere a side has no value or the two are too close to tell");
    }

    private String held(Comparison comparison) {
        String relation = comparison.held() == trials.count() ? "held" : "held where defined,";
        boolean dimensional = trials.draw(0).isDimensional();
        return relation + " at " + comparison.held() + " points"
                + (dimensional ? ", n = " + list(trials.dimensions()) : "")
                + (comparison.summed() ? ", integrals as sums over n+1 points" : "");
    }
}
