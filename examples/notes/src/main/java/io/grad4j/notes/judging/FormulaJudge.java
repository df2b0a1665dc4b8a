package io.grad4j.notes.judging;

import io.grad4j.notes.binding.Bound;
import io.grad4j.notes.binding.Meaning;
import io.grad4j.notes.binding.Scope;
import io.grad4j.notes.evaluation.NotEvaluable;
import io.grad4j.notes.source.Note;
import io.grad4j.notes.source.Piece;
import io.grad4j.notes.syntax.Chain;
import io.grad4j.notes.syntax.Expr;
import io.grad4j.notes.syntax.Expr.Sym;
import io.grad4j.notes.syntax.ParseError;
import io.grad4j.notes.syntax.Reading;
import io.grad4j.notes.syntax.Readings;
import io.grad4j.notes.syntax.Relation;
import io.grad4j.notes.syntax.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges the chains of one formula. */
final class FormulaJudge {
    private final Note note;
    private final Bound bound;
    private final Context context;
    private final Settings settings;
    private final Updates updates;
    private final Results results;

    FormulaJudge(Note note, List<Bound> pieces, int at, Settings settings, Results results) {
        this.note = note;
        this.bound = pieces.get(at);
        this.context = new Context(pieces, at);
        this.settings = settings;
        this.results = results;
        this.updates = new Updates(note, pieces, at);
    }

    List<Finding> judge() {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < bound.chains().size(); i++) {
            Chain chain = bound.chains().get(i);
            List<Line> lines = new ArrayList<>();
            for (Side side : chain.sides()) {
                lines.add(line(side));
            }
            if (chain.sides().size() > 1) {
                findings.addAll(judge(chain, lines, i));
            }
            findings.addAll(new Labels(this, lines).judge());
        }
        boolean wrong = findings.stream().anyMatch(f -> f.verdict() == Verdict.WRONG);
        if (isExpectedWrong() && !wrong && !findings.isEmpty()) {
            findings.add(asExpectedOtherwise());
        }
        return findings;
    }

    private Finding asExpectedOtherwise() {
        Line line = line(bound.chains().get(0).sides().get(0));
        return finding(line)
                .verdict(Verdict.WRONG)
                .root(true)
                .expected(false)
                .source("verify: expect wrong")
                .detail("the note expects a mistake here, and none was found")
                .build();
    }

    private Line line(Side side) {
        if (side.tokens().isEmpty()) {
            return new Line(side, List.of(), Optional.of(new ParseError("nothing is there to read", side.offset())));
        }
        try {
            return new Line(side, Readings.of(side, bound.scope()::isFunction), Optional.empty());
        } catch (ParseError error) {
            return new Line(side, List.of(), Optional.of(error));
        }
    }

    private List<Finding> judge(Chain chain, List<Line> lines, int number) {
        if (bound.wish() == Bound.Wish.SKIP) {
            return each(lines, "skipped, as the note says");
        }
        if (chain.implied()) {
            return each(lines, "part of an implication");
        }
        Optional<List<Finding>> update = updates.judge(this, lines);
        if (update.isPresent()) {
            return update.get();
        }
        boolean defines = bound.definitions().containsKey(number);
        if (!defines && isCondition(chain, lines)) {
            return each(lines, "a condition on a name, no claim");
        }
        return new ChainJudge(this, lines, defines, bound.definitions().getOrDefault(number, Optional.empty())).judge();
    }

    /** x = 0 and the like, of a name that may have any value. */
    private boolean isCondition(Chain chain, List<Line> lines) {
        return chain.sides().size() == 2 && isFree(lines.get(0));
    }

    /** Whether a side is nothing but a name that may have any value. */
    boolean isFree(Line line) {
        return line.readings().size() == 1
                && line.readings().get(0).expr() instanceof Sym sym
                && bound.scope()
                        .of(Scope.key(sym))
                        .filter(m -> m instanceof Meaning.Scalar
                                || m instanceof Meaning.Vector
                                || m instanceof Meaning.Matrix)
                        .isPresent();
    }

    private List<Finding> each(List<Line> lines, String reason) {
        List<Finding> all = new ArrayList<>();
        for (Line line : lines.subList(1, lines.size())) {
            Relation relation = line.side().relation();
            if (relation != Relation.DISTRIBUTED && relation != Relation.MEMBER) {
                all.add(finding(line).detail(reason).build());
            }
        }
        return all;
    }

    Settings settings() {
        return settings;
    }

    Results results() {
        return results;
    }

    Scope scope() {
        return bound.scope();
    }

    Context context() {
        return context;
    }

    boolean isDisplay() {
        return bound.piece() instanceof Piece.Formula formula && formula.display();
    }

    boolean isExpectedWrong() {
        return bound.wish() == Bound.Wish.EXPECT_WRONG;
    }

    int lineOf(Side side) {
        return note.line(start(side));
    }

    /** Where the side's own text starts: behind its relation if that stands at the end of a line. */
    private int start(Side side) {
        return side.offset();
    }

    FindingBuilder finding(Line line) {
        Side side = line.side();
        int start = start(side);
        int end = Math.max(start, Math.min(note.text().length(), side.end()));
        int place = line.error().map(ParseError::offset).orElse(start);
        return new FindingBuilder(note, start, end, place, line).expected(isExpectedWrong());
    }

    /** The trials for a claim between the readings of two sides: in the dimensions where it can be told from others. */
    Trials trials(Scope scope, List<Reading> left, List<Reading> right) {
        boolean matrices = hasBarsOfGeneralMatrix(scope, left) || hasBarsOfGeneralMatrix(scope, right);
        List<Integer> dimensions =
                settings.dimensions().stream().filter(n -> !matrices || n > 1).toList();
        return new Trials(settings, scope, dimensions.isEmpty() ? settings.dimensions() : dimensions);
    }

    /** At n = 1 the bars around a matrix cannot be told from those around a number. */
    private static boolean hasBarsOfGeneralMatrix(Scope scope, List<Reading> readings) {
        boolean[] found = {false};
        for (Reading reading : readings) {
            reading.expr().walk(e -> {
                if (e instanceof Expr.Marked marked && marked.mark() == Expr.Mark.BARS) {
                    boolean signed = marked.a() instanceof Expr.Neg || marked.a() instanceof Expr.Add;
                    marked.a()
                            .walk(inside -> found[0] |= inside instanceof Sym sym
                                    && scope.of(sym)
                                            .filter(m -> m instanceof Meaning.Matrix matrix
                                                    && (signed || matrix.form() != Meaning.Form.POSITIVE_DEFINITE))
                                            .isPresent());
                }
            });
        }
        return found[0];
    }

    /** The line that would bind what is not bound, by the way the name is used. */
    String suggestion(NotEvaluable reason, List<Line> lines) {
        String name = reason.unbound();
        if (name.isEmpty()) {
            return "";
        }
        boolean[] called = {false};
        boolean[] score = {false};
        for (Line line : lines) {
            line.readings().stream().findFirst().ifPresent(reading -> reading.expr()
                    .walk(e -> {
                        called[0] |= isCalled(e, name);
                        score[0] |= e instanceof Expr.Nabla;
                    }));
        }
        Optional<String> potential = bound.scope().all().entrySet().stream()
                .filter(e -> e.getValue() instanceof Meaning.Potential law
                        && bound.scope()
                                .of(law.family())
                                .filter(m -> m instanceof Meaning.Distribution d
                                        && !d.parameter().isEmpty())
                                .isPresent())
                .map(java.util.Map.Entry::getKey)
                .findFirst();
        if (called[0] && score[0] && potential.isPresent()) {
            return "<!-- verify: let " + potential.get() + "(d) = exp("
                    + bound.scope().parameter() + " \\cdot " + name + "(d)) -->";
        }
        String kind = called[0] ? "a function" : "real";
        return "<!-- verify: let " + name + " be " + kind + " -->";
    }

    /** Whether a name stands before a bracket of its own, which is a factor to a reader who does not know it as a function. */
    private static boolean isCalled(Expr e, String name) {
        if (e instanceof Expr.Call call) {
            return Scope.key(call.function()).equals(name);
        }
        List<Expr> parts = e instanceof Expr.Mul mul ? mul.factors() : List.of();
        for (int i = 0; i + 1 < parts.size(); i++) {
            if (parts.get(i) instanceof Sym sym && Scope.key(sym).equals(name) && parts.get(i + 1) instanceof Sym) {
                return true;
            }
        }
        return false;
    }
}
