package io.grad4j.notes.judging;

import io.grad4j.notes.binding.Bound;
import io.grad4j.notes.evaluation.NotEvaluable;
import io.grad4j.notes.source.Note;
import io.grad4j.notes.source.Piece;
import io.grad4j.notes.syntax.Chain;
import io.grad4j.notes.syntax.Expr;
import io.grad4j.notes.syntax.Expr.Binary;
import io.grad4j.notes.syntax.Expr.Marked;
import io.grad4j.notes.syntax.Expr.Moment;
import io.grad4j.notes.syntax.Expr.Mul;
import io.grad4j.notes.syntax.Expr.Nabla;
import io.grad4j.notes.syntax.Expr.Neg;
import io.grad4j.notes.syntax.Expr.None;
import io.grad4j.notes.syntax.Expr.Num;
import io.grad4j.notes.syntax.Expr.Operation;
import io.grad4j.notes.syntax.Expr.Sym;
import io.grad4j.notes.syntax.Latex;
import io.grad4j.notes.syntax.ParseError;
import io.grad4j.notes.syntax.Plain;
import io.grad4j.notes.syntax.Reading;
import io.grad4j.notes.syntax.Readings;
import io.grad4j.notes.syntax.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Judges Δθ = …: whether its mean over the samples that the note says to take goes down, or up, the objective that the note says
 * to minimise, or to maximise.
 */
final class Updates {
    private static final Pattern AFTER = Pattern.compile("(?is)^\\s*(?<what>minimi[sz]|maximi[sz]).*");
    private static final Pattern BEFORE = Pattern.compile(
            "(?is).*\\b(?<what>minimi[sz]|maximi[sz])\\w*( of)?( the)?( divergence| loss| objective)?\\s*$");
    private static final Pattern SAMPLE = Pattern.compile(
            "(?i)(?:sample|draw)\\w*\\s+\\$?(?<x>[A-Za-z])\\$?\\s+(?:from|∼|~|\\\\sim)\\s+\\$?(?<law>\\\\?[A-Za-z]+)");

    private final Note note;
    private final List<Bound> pieces;
    private final int at;

    Updates(Note note, List<Bound> pieces, int at) {
        this.note = note;
        this.pieces = pieces;
        this.at = at;
    }

    private record Objective(Expr expr, boolean minimised, int offset) {}

    /** The verdict if the chain is an update, else nothing. */
    Optional<List<Finding>> judge(FormulaJudge judge, List<Line> lines) {
        if (lines.size() != 2 || !lines.get(0).isRead() || lines.get(1).side().relation() != Relation.EQUAL) {
            return Optional.empty();
        }
        Expr head = lines.get(0).readings().get(0).expr();
        if (!(head instanceof Mul mul)
                || mul.factors().size() != 2
                || !mul.factors().get(0).equals(Sym.of("\\Delta"))) {
            return Optional.empty();
        }
        FindingBuilder finding = judge.finding(lines.get(1));
        Optional<Objective> objective = objective(judge);
        if (objective.isEmpty()) {
            return Optional.of(List.of(finding.detail("an update; what it is to minimise is not said")
                    .build()));
        }
        if (!lines.get(1).isRead()) {
            return Optional.of(List.of(
                    finding.detail(lines.get(1).error().map(ParseError::reason).orElse(""))
                            .build()));
        }
        return Optional.of(List.of(judge(judge, objective.get(), mul.factors().get(1), lines.get(1), finding)));
    }

    private Optional<Objective> objective(FormulaJudge judge) {
        for (int i = at - 1; i >= 0; i--) {
            if (!(pieces.get(i).piece() instanceof Piece.Formula)
                    || pieces.get(i).chains().size() != 1) {
                continue;
            }
            Chain chain = pieces.get(i).chains().get(0);
            Matcher after = AFTER.matcher(prose(i + 1));
            Matcher before = BEFORE.matcher(prose(i - 1));
            boolean stated = after.matches() || before.matches();
            if (stated && chain.sides().size() == 1) {
                String what = after.matches() ? after.group("what") : before.group("what");
                try {
                    Expr expr = Readings.of(chain.sides().get(0), judge.scope()::isFunction)
                            .get(0)
                            .expr();
                    return Optional.of(new Objective(
                            expr,
                            what.regionMatches(true, 0, "min", 0, 3),
                            pieces.get(i).piece().offset()));
                } catch (ParseError unreadable) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private String prose(int i) {
        return i >= 0 && i < pieces.size() && pieces.get(i).piece() instanceof Piece.Prose prose ? prose.text() : "";
    }

    private Finding judge(FormulaJudge judge, Objective objective, Expr by, Line line, FindingBuilder finding) {
        String between =
                note.text().substring(objective.offset(), pieces.get(at).piece().offset());
        Matcher sample = SAMPLE.matcher(between);
        Optional<Sym> x = Optional.empty();
        Expr law = None.NONE;
        while (sample.find()) {
            x = Optional.of(Sym.of(sample.group("x")));
            law = Sym.of(sample.group("law"));
        }
        Expr gradient = new Nabla(objective.expr(), by, false);
        Trials trials =
                new Trials(judge.settings(), judge.scope(), judge.settings().dimensions());
        List<Tally> tallies = new ArrayList<>();
        for (Reading reading : line.readings()) {
            Expr mean = x.isPresent() ? new Moment(false, x.get(), law, reading.expr()) : reading.expr();
            Expr along = new Binary(Operation.DOT, new Marked(Expr.Mark.TRANSPOSE, mean), gradient);
            try {
                tallies.add(tally(trials, objective.minimised() ? along : new Neg(along)));
            } catch (NotEvaluable reason) {
                finding.detail(reason.reason()).suggestion(judge.suggestion(reason, List.of(line)));
            }
        }
        if (tallies.isEmpty()) {
            return finding.build();
        }
        // One reading that goes down is enough; else the usual one is what the line says.
        Tally best = tallies.stream()
                .filter(tally -> tally.down == tally.count)
                .findFirst()
                .orElse(tallies.get(0));
        return verdict(trials, best, objective, line, finding);
    }

    /** At how many points the objective goes down and up. */
    private record Tally(Expr along, int down, int up, int count) {}

    private static Tally tally(Trials trials, Expr along) {
        int down = 0;
        int up = 0;
        for (int t = 0; t < trials.count(); t++) {
            double slope = trials.of(along, t).entries()[0];
            down += slope < 0 ? 1 : 0;
            up += slope > 0 ? 1 : 0;
        }
        return new Tally(along, down, up, trials.count());
    }

    private static Finding verdict(Trials trials, Tally tally, Objective objective, Line line, FindingBuilder finding) {
        String wanted = (objective.minimised() ? "minimise " : "maximise ") + Plain.of(Latex.of(objective.expr()));
        if (tally.down == tally.count) {
            return finding.verdict(Verdict.RIGHT)
                    .detail("its mean is a direction to " + wanted + ", at " + tally.count + " points")
                    .build();
        }
        if (tally.up == tally.count) {
            Expr opposite = new Neg(line.readings().get(0).expr());
            List<Integer> all = new ArrayList<>();
            for (int t = 0; t < trials.count(); t++) {
                all.add(t);
            }
            Witness climb = Witnesses.of(trials, all, Num.of(0), tally.along, Relation.GREATER_OR_EQUAL);
            return finding.verdict(Verdict.WRONG)
                    .root(true)
                    .witness(new Witness(
                            climb.n(), climb.names(), "a slope of " + climb.claimed(), "it must be below 0"))
                    .detail("is to " + wanted + ", but its mean goes the other way at all " + tally.count + " points")
                    .repair(Optional.of(Latex.of(opposite)))
                    .build();
        }
        return finding.verdict(Verdict.INCONCLUSIVE)
                .detail("a direction to " + wanted + " at " + tally.down + " of " + tally.count + " points")
                .build();
    }
}
