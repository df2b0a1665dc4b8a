package io.grad4j.notes.judging;

import static org.assertj.core.api.Assertions.assertThat;

import io.grad4j.notes.binding.Binder;
import io.grad4j.notes.binding.Bound;
import io.grad4j.notes.binding.Scope;
import io.grad4j.notes.evaluation.Draw;
import io.grad4j.notes.evaluation.Evaluator;
import io.grad4j.notes.evaluation.NotEvaluable;
import io.grad4j.notes.source.NoteReader;
import io.grad4j.notes.syntax.Expr;
import io.grad4j.notes.syntax.Expr.Add;
import io.grad4j.notes.syntax.Expr.Big;
import io.grad4j.notes.syntax.Expr.Binary;
import io.grad4j.notes.syntax.Expr.Call;
import io.grad4j.notes.syntax.Expr.Mul;
import io.grad4j.notes.syntax.Expr.Neg;
import io.grad4j.notes.syntax.Expr.Num;
import io.grad4j.notes.syntax.Expr.Operation;
import io.grad4j.notes.syntax.Expr.Sym;
import io.grad4j.notes.syntax.Latex;
import io.grad4j.notes.syntax.Reading;
import io.grad4j.notes.syntax.Readings;
import io.grad4j.notes.syntax.Relation;
import io.grad4j.notes.syntax.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * One edit of the right side of each true equation makes it wrong, and is called so.
 *
 * <p>The edits are mechanical: the sign of the side, a factor 2, two laws or names exchanged, the last term dropped, an exponent
 * raised by 1. An edit counts only if it changes something: one that leaves the value of its side as it is at 20 points of another
 * seed (p and q exchanged in a symmetric formula, the sign of 0) is no error.
 */
class PlantedEditsTest {
    private static final int POINTS = 20;
    private static final long OTHER_SEED = 99;
    private static final Settings SETTINGS = new Settings(40, List.of(1, 2, 3), 1).withoutRepairs();

    @Test
    void nearlyEveryPlantedEditIsCalledWrong() {
        Map<String, int[]> counts = new LinkedHashMap<>();
        List<String> missed = new ArrayList<>();
        for (Corpus.Identity identity : Corpus.all()) {
            Bound bound = bound(identity);
            List<Side> sides = bound.chains().get(0).sides();
            if (sides.get(1).relation() != Relation.EQUAL) {
                continue;
            }
            Optional<Expr> right = trueReading(identity, bound);
            if (right.isEmpty()) {
                continue;
            }
            String left = identity.formula().substring(0, identity.formula().indexOf('=', equalSign(identity, sides)));
            edits(right.get()).forEach((kind, edited) -> {
                if (changes(right.get(), edited, bound.scope())) {
                    int[] count = counts.computeIfAbsent(kind, k -> new int[2]);
                    count[0]++;
                    Report report =
                            NoteChecker.check("edited.md", identity.note(left + "= " + Latex.of(edited)), SETTINGS);
                    if (report.count(Verdict.WRONG) > 0) {
                        count[1]++;
                    } else {
                        missed.add(kind + ": " + left + "= " + Latex.of(edited) + " "
                                + report.findings().get(0).verdict() + " "
                                + report.findings().get(0).detail()
                                + report.findings().get(0).readings());
                    }
                }
            });
        }
        int planted = counts.values().stream().mapToInt(c -> c[0]).sum();
        int caught = counts.values().stream().mapToInt(c -> c[1]).sum();
        counts.forEach((kind, count) ->
                System.out.printf("planted edits, %s: %d, called wrong %d%n", kind, count[0], count[1]));
        System.out.printf("planted edits: %d, called wrong %d (%.1f %%)%n", planted, caught, 100.0 * caught / planted);
        missed.forEach(edit -> System.out.println("  not called wrong: " + edit));
        assertThat(planted).isGreaterThanOrEqualTo(500);
        assertThat((double) caught / planted).isGreaterThanOrEqualTo(0.95);
    }

    private static int equalSign(Corpus.Identity identity, List<Side> sides) {
        Bound bound = bound(identity);
        return sides.get(1).offset() - bound.piece().offset();
    }

    private static Bound bound(Corpus.Identity identity) {
        List<Bound> all = Binder.bind(NoteReader.read("corpus.md", identity.note(identity.formula())));
        return all.stream()
                .filter(b -> b.piece() instanceof io.grad4j.notes.source.Piece.Formula f && f.display())
                .findFirst()
                .orElseThrow();
    }

    /** The reading of the right side with which the identity holds. */
    private static Optional<Expr> trueReading(Corpus.Identity identity, Bound bound) {
        Report report = NoteChecker.check("corpus.md", identity.note(identity.formula()), SETTINGS);
        Finding finding = report.findings().get(0);
        if (finding.verdict() != Verdict.RIGHT) {
            return Optional.empty();
        }
        List<Reading> all = Readings.of(bound.chains().get(0).sides().get(1), bound.scope()::isFunction);
        return finding.expr().or(() -> Optional.of(all.get(0).expr()));
    }

    private static Map<String, Expr> edits(Expr e) {
        Map<String, Expr> edits = new LinkedHashMap<>();
        edits.put("sign", e instanceof Neg neg ? neg.a() : new Neg(e));
        edits.put("factor", new Mul(List.of(Num.of(2), e)));
        exchanged(e).ifPresent(x -> edits.put("names", x));
        first(e, PlantedEditsTest::withoutLastTerm).ifPresent(x -> edits.put("term", x));
        first(e, PlantedEditsTest::raised).ifPresent(x -> edits.put("exponent", x));
        first(e, PlantedEditsTest::flippedTerm).ifPresent(x -> edits.put("sign of a term", x));
        return edits;
    }

    private static Optional<Expr> withoutLastTerm(Expr e) {
        if (!(e instanceof Add add)) {
            return Optional.empty();
        }
        List<Expr> rest = add.terms().subList(0, add.terms().size() - 1);
        return Optional.of(rest.size() == 1 ? rest.get(0) : new Add(rest));
    }

    private static Optional<Expr> flippedTerm(Expr e) {
        if (!(e instanceof Add add)) {
            return Optional.empty();
        }
        List<Expr> terms = new ArrayList<>(add.terms());
        Expr last = terms.remove(terms.size() - 1);
        terms.add(last instanceof Neg neg ? neg.a() : new Neg(last));
        return Optional.of(new Add(terms));
    }

    private static Optional<Expr> raised(Expr e) {
        return e instanceof Binary power && power.operation() == Operation.POWER && power.right() instanceof Num num
                ? Optional.of(new Binary(Operation.POWER, power.left(), Num.of((int) num.value() + 1)))
                : Optional.empty();
    }

    /** The first place, outermost first, that an edit applies to. */
    private static Optional<Expr> first(Expr e, java.util.function.Function<Expr, Optional<Expr>> edit) {
        Optional<Expr> here = edit.apply(e);
        if (here.isPresent() || e instanceof Sym) {
            return here;
        }
        List<Expr> children = e.children();
        for (int i = 0; i < children.size(); i++) {
            if (e instanceof Big && i < 3) {
                continue;
            }
            Optional<Expr> inside = first(children.get(i), edit);
            if (inside.isPresent()) {
                List<Expr> changed = new ArrayList<>(children);
                changed.set(i, inside.get());
                return Optional.of(e.with(changed));
            }
        }
        return Optional.empty();
    }

    /** The first two laws, or else the first two names, exchanged. */
    private static Optional<Expr> exchanged(Expr e) {
        List<String> laws = new ArrayList<>();
        e.walk(part -> {
            if (part instanceof Call call && !laws.contains(call.function().base())) {
                laws.add(call.function().base());
            }
        });
        if (laws.size() < 2) {
            return Optional.empty();
        }
        return Optional.of(
                e.rewrite(part -> part instanceof Sym sym && sym.base().equals(laws.get(0))
                        ? new Sym(laws.get(1), sym.subscripts())
                        : part instanceof Sym sym && sym.base().equals(laws.get(1))
                                ? new Sym(laws.get(0), sym.subscripts())
                                : part));
    }

    private static boolean changes(Expr right, Expr edited, Scope scope) {
        try {
            for (int t = 0; t < POINTS; t++) {
                Draw draw = new Draw(OTHER_SEED, t, 1 + t % 3);
                if (Trial.of(Evaluator.at(draw, scope, right), Evaluator.at(draw, scope, edited), Relation.EQUAL)
                        .refuted()) {
                    return true;
                }
            }
            return false;
        } catch (NotEvaluable noEdit) {
            return false;
        }
    }
}
