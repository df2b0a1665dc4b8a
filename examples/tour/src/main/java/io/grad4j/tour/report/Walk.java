package io.grad4j.tour.report;

import io.grad4j.tour.judge.Finding;
import io.grad4j.tour.judge.Gradient.Agreement;
import io.grad4j.tour.judge.Judge;
import io.grad4j.tour.judge.Verdict;
import io.grad4j.tour.notes.Note;
import java.util.List;
import java.util.stream.Stream;

/**
 * All notes, judged.
 *
 * @param judge with the seed and the number of points
 * @param pages one a note
 */
public record Walk(Judge judge, List<Page> pages) {
    /** A note with the findings on its claims and the agreement of its gradients. */
    public record Page(Note note, List<Finding> findings, List<Agreement> gradients) {
        /** How many claims got {@code verdict}. */
        public long count(Verdict verdict) {
            return findings.stream().filter(f -> f.verdict() == verdict).count();
        }

        static Page of(Note note, Judge judge) {
            return new Page(
                    note,
                    note.claims().stream().map(c -> c.judged(judge)).toList(),
                    note.gradients().stream().map(g -> g.judged(judge)).toList());
        }
    }

    /** Judges {@code notes}. */
    public static Walk through(List<Note> notes, Judge judge) {
        return new Walk(judge, notes.stream().map(n -> Page.of(n, judge)).toList());
    }

    /** How many claims got {@code verdict}. */
    public long count(Verdict verdict) {
        return pages.stream().mapToLong(p -> p.count(verdict)).sum();
    }

    /** Every finding. */
    public Stream<Finding> findings() {
        return pages.stream().flatMap(p -> p.findings().stream());
    }

    /** Every gradient. */
    public Stream<Agreement> gradients() {
        return pages.stream().flatMap(p -> p.gradients().stream());
    }

    /** Whether every verdict is the expected one and every gradient agrees. */
    public boolean isExpected() {
        return findings().allMatch(Finding::isExpected) && gradients().allMatch(Agreement::held);
    }
}
