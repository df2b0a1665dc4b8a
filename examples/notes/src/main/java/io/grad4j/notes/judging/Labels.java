package io.grad4j.notes.judging;

import io.grad4j.notes.binding.Meaning;
import io.grad4j.notes.judging.Comparison.State;
import io.grad4j.notes.syntax.Expr;
import io.grad4j.notes.syntax.Expr.Brace;
import io.grad4j.notes.syntax.Expr.Call;
import io.grad4j.notes.syntax.Expr.Neg;
import io.grad4j.notes.syntax.Expr.None;
import io.grad4j.notes.syntax.Expr.Sym;
import io.grad4j.notes.syntax.Latex;
import io.grad4j.notes.syntax.Reading;
import io.grad4j.notes.syntax.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges the labels of braces. A formula is claimed to equal what it labels, but labels are loose: one that does not is not called
 * wrong. The words entropy and cross-entropy, with or without a minus, name a number, so a label with them can be.
 */
final class Labels {
    private final FormulaJudge judge;
    private final List<Line> lines;

    Labels(FormulaJudge judge, List<Line> lines) {
        this.judge = judge;
        this.lines = lines;
    }

    List<Finding> judge() {
        List<Finding> findings = new ArrayList<>();
        for (Line line : lines) {
            line.readings().stream().findFirst().ifPresent(reading -> reading.expr()
                    .walk(e -> {
                        if (e instanceof Brace brace
                                && (!(brace.label() instanceof None)
                                        || !brace.words().isEmpty())) {
                            findings.add(judge(line, brace));
                        }
                    }));
        }
        return findings;
    }

    private Finding judge(Line line, Brace brace) {
        FindingBuilder finding = judge.finding(line).expr(brace.body()).source(source(brace));
        if (!(brace.label() instanceof None)) {
            return formula(finding, brace);
        }
        String words = brace.words().replace(" ", "").replace("–", "-");
        boolean negative = words.startsWith("-");
        String name = words.replaceFirst("^-", "");
        if (name.equals("entropy")) {
            return named(finding, brace, entropies(brace.body(), negative));
        }
        if (name.matches("cross-?entropy")) {
            return named(finding, brace, crossEntropies(brace.body(), negative));
        }
        return finding.detail("a label in words").build();
    }

    private static String source(Brace brace) {
        String label = brace.label() instanceof None ? brace.words() : Latex.of(brace.label());
        return "brace over " + Latex.of(brace.body()) + ": " + label;
    }

    private Finding formula(FindingBuilder finding, Brace brace) {
        List<Reading> label = List.of(new Reading(brace.label(), List.of()));
        Expr under = new Expr.Integral(brace.body(), Sym.of("x"), None.NONE, None.NONE);
        Expr labelled = new Expr.Integral(brace.label(), Sym.of("x"), None.NONE, None.NONE);
        Comparison direct = compare(List.of(new Reading(brace.body(), List.of())), label);
        Comparison inside = direct.state() == State.IMPOSSIBLE
                ? compare(List.of(new Reading(under, List.of())), List.of(new Reading(labelled, List.of())))
                : direct;
        return inside.state() == State.HOLDS
                ? finding.verdict(Verdict.RIGHT)
                        .detail("the label equals what it labels, at " + inside.held() + " points")
                        .build()
                : finding.detail("a label that is not literally what it labels").build();
    }

    private Comparison compare(List<Reading> left, List<Reading> right) {
        return Comparison.of(judge.trials(judge.scope(), left, right), left, right, Relation.EQUAL);
    }

    private Finding named(FindingBuilder finding, Brace brace, List<Expr> candidates) {
        List<Reading> body = List.of(new Reading(brace.body(), List.of()));
        List<Reading> other = List.of(new Reading(negated(candidates), List.of()));
        Comparison last = null;
        for (Expr candidate : candidates) {
            List<Reading> label = List.of(new Reading(candidate, List.of()));
            last = compare(label, body);
            if (last.state() == State.HOLDS) {
                return finding.verdict(Verdict.RIGHT)
                        .detail("is that, at " + last.held() + " points")
                        .build();
            }
        }
        for (Expr candidate : candidates) {
            List<Reading> label = List.of(new Reading(candidate, List.of()));
            List<Reading> opposite = List.of(new Reading(new Neg(brace.body()), List.of()));
            Comparison flipped = compare(label, opposite);
            if (flipped.state() == State.HOLDS) {
                Comparison failed = compare(label, body);
                Trials trials = judge.trials(judge.scope(), label, body);
                return finding.verdict(Verdict.WRONG)
                        .root(true)
                        .detail("is minus what the label says")
                        .witness(Witnesses.of(trials, failed.failed(), candidate, brace.body(), Relation.EQUAL))
                        .repair(Optional.of(
                                "\\underbrace{" + Latex.of(brace.body()) + "}_{" + opposite(brace.words()) + "}"))
                        .build();
            }
        }
        return finding.detail(
                        last == null || other.isEmpty()
                                ? "a label in words"
                                : "a label that names no quantity of these laws")
                .build();
    }

    private static Expr negated(List<Expr> candidates) {
        return candidates.isEmpty() ? None.NONE : new Neg(candidates.get(0));
    }

    private static String opposite(String words) {
        String bare = words.replaceFirst("^\\s*-\\s*", "");
        return bare.equals(words) ? "-\\text{" + words + "}" : "\\text{" + bare + "}";
    }

    private List<Expr> entropies(Expr body, boolean negative) {
        List<Expr> all = new ArrayList<>();
        laws(body).forEach(p -> all.add(signed(new Call(Sym.of("H"), List.of(p), List.of()), negative)));
        return all;
    }

    private List<Expr> crossEntropies(Expr body, boolean negative) {
        List<Expr> all = new ArrayList<>();
        for (Expr p : laws(body)) {
            for (Expr q : laws(body)) {
                if (!p.equals(q)) {
                    all.add(signed(new Call(Sym.of("H"), List.of(p, q), List.of()), negative));
                }
            }
        }
        return all;
    }

    private static Expr signed(Expr e, boolean negative) {
        return negative ? new Neg(e) : e;
    }

    private List<Expr> laws(Expr body) {
        List<Expr> all = new ArrayList<>();
        body.walk(e -> {
            if (e instanceof Sym sym
                    && judge.scope()
                            .of(sym)
                            .filter(m -> m instanceof Meaning.Distribution || m instanceof Meaning.Gaussian)
                            .isPresent()
                    && !all.contains(Sym.of(sym.base()))) {
                all.add(Sym.of(sym.base()));
            }
        });
        return all;
    }
}
