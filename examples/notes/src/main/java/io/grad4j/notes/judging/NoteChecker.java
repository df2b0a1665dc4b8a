package io.grad4j.notes.judging;

import io.grad4j.notes.binding.Binder;
import io.grad4j.notes.binding.Bound;
import io.grad4j.notes.binding.Meaning;
import io.grad4j.notes.binding.Scope;
import io.grad4j.notes.source.Note;
import io.grad4j.notes.source.NoteReader;
import io.grad4j.notes.source.Piece;
import io.grad4j.notes.syntax.Expr;
import io.grad4j.notes.syntax.Latex;
import io.grad4j.notes.syntax.ParseError;
import io.grad4j.notes.syntax.Plain;
import io.grad4j.notes.syntax.Relation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks the claims of a note.
 *
 * <pre>{@code
 * Report report = NoteChecker.check("note.md", text, Settings.usual());
 * report.findings().forEach(f -> System.out.println(f.line() + " " + f.verdict()));
 * }</pre>
 */
public final class NoteChecker {
    private NoteChecker() {}

    /** The verdicts on a note given as text; its name tells LaTeX from Markdown. */
    public static Report check(String name, String text, Settings settings) {
        Note note = NoteReader.read(name, text);
        List<Bound> pieces = Binder.bind(note);
        List<Finding> findings = new ArrayList<>();
        Set<String> bindings = new LinkedHashSet<>();
        Results results = new Results();
        for (int i = 0; i < pieces.size(); i++) {
            Bound bound = pieces.get(i);
            bound.error().ifPresent(error -> findings.add(unreadable(note, bound, error)));
            if (bound.piece() instanceof Piece.Formula && !bound.chains().isEmpty()) {
                describe(bound.scope(), bindings);
                findings.addAll(new FormulaJudge(note, pieces, i, settings, results).judge());
            }
        }
        return new Report(note, settings, findings, List.copyOf(bindings));
    }

    private static Finding unreadable(Note note, Bound bound, ParseError error) {
        int at = bound.piece().offset();
        String source = bound.piece().text().strip();
        return new Finding(
                note.line(error.offset()),
                note.column(error.offset()),
                at,
                at + bound.piece().text().length(),
                source,
                Relation.EQUAL,
                Optional.empty(),
                Verdict.NOT_CHECKED,
                error.reason(),
                List.of(),
                "",
                Optional.empty(),
                Optional.empty(),
                false,
                false);
    }

    private static void describe(Scope scope, Set<String> bindings) {
        for (Map.Entry<String, Meaning> entry : scope.all().entrySet()) {
            String words = entry.getValue() instanceof Meaning.Defined defined
                    ? shortened(Plain.of(Latex.of(defined.body())))
                    : entry.getValue() instanceof Meaning.Gaussian law
                            ? normal(law)
                            : Plain.of(entry.getValue().words());
            String arguments = entry.getValue() instanceof Meaning.Defined defined
                            && !defined.parameters().isEmpty()
                    ? "(" + Plain.of(String.join(", ", defined.parameters())) + ")"
                    : "";
            bindings.add(Plain.of(entry.getKey()) + arguments + ": " + words);
        }
    }

    private static String normal(Meaning.Gaussian law) {
        return "N(" + plain(law.mean()) + ", " + plain(law.covariance()) + ")";
    }

    private static String plain(Expr e) {
        return Plain.of(Latex.of(e));
    }

    private static String shortened(String text) {
        return text.length() > 70 ? text.substring(0, 69) + "…" : text;
    }
}
