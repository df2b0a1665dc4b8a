package io.grad4j.notes.judging;

import io.grad4j.notes.source.Note;
import java.util.List;

/**
 * The claims of a note in the order of the page.
 *
 * @param bindings what names were taken to mean, one a line
 */
public record Report(Note note, Settings settings, List<Finding> findings, List<String> bindings) {
    /** Copies the lists. */
    public Report {
        findings = List.copyOf(findings);
        bindings = List.copyOf(bindings);
    }

    /** How many claims have a verdict. */
    public int count(Verdict verdict) {
        return (int) findings.stream().filter(f -> f.verdict() == verdict).count();
    }

    /** How many claims are wrong by themselves. */
    public int roots() {
        return (int) findings.stream()
                .filter(f -> f.verdict() == Verdict.WRONG && f.root())
                .count();
    }

    /** How many claims are wrong although their author did not say so. */
    public int unexpected() {
        return (int) findings.stream()
                .filter(f -> f.verdict() == Verdict.WRONG && !f.expected())
                .count();
    }
}
