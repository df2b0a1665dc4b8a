package io.grad4j.autodiff.check;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * What a check of a hand-written derivative found.
 *
 * @param kind what was checked, for instance {@code "gradient"}
 * @param where the domain and the shapes
 * @param seed of the generic points
 * @param points where the derivative was judged
 * @param judgements of each entry at each point
 * @param diagnoses what the fault may be, in sentences; each explains every entry, also at fresh points
 * @param counterexample the simplest failing point; null if nothing is wrong
 */
public record CheckReport(
        String kind,
        String where,
        long seed,
        List<DMatrixRMaj> points,
        List<Judgement> judgements,
        List<String> diagnoses,
        @Nullable Counterexample counterexample) {
    /** Copies the lists. */
    public CheckReport {
        points = List.copyOf(points);
        judgements = List.copyOf(judgements);
        diagnoses = List.copyOf(diagnoses);
    }

    /** The judgements, worst first. */
    public List<Judgement> worstFirst() {
        return judgements.stream()
                .sorted(Comparator.comparing(Judgement::verdict)
                        .thenComparing(Comparator.comparingDouble(Judgement::relativeError)
                                .reversed()))
                .toList();
    }

    /** How many entries were judged so, over all points. */
    public long count(Verdict verdict) {
        return judgements.stream().filter(j -> j.verdict() == verdict).count();
    }

    /** Whether tape and differences disagree somewhere, both being sure. */
    public boolean engineSuspect() {
        return judgements.stream().anyMatch(Judgement::engineSuspect);
    }

    /**
     * Wrong if an entry is wrong anywhere; inconclusive if one is neither right at any point nor excused at all, or if there is
     * nothing to judge; else right.
     */
    public Verdict verdict() {
        if (count(Verdict.WRONG) > 0) {
            return Verdict.WRONG;
        }
        Map<String, Boolean> settled = new LinkedHashMap<>();
        judgements.forEach(
                j -> settled.merge(j.entry(), j.excused() || j.verdict() == Verdict.RIGHT, Boolean::logicalOr));
        boolean all = !settled.isEmpty() && !settled.containsValue(false);
        return all ? Verdict.RIGHT : Verdict.INCONCLUSIVE;
    }

    /**
     * Does nothing if the verdict is right and no engine is suspect.
     *
     * @throws AssertionError with the whole report otherwise
     */
    public void assertRight() {
        if (verdict() != Verdict.RIGHT || engineSuspect()) {
            throw new AssertionError(toString());
        }
    }

    /** The versions of this library and of Java that judged. */
    public String versions() {
        String library = CheckReport.class.getPackage().getImplementationVersion();
        return "grad4j " + (library == null ? "unreleased" : library) + ", Java " + System.getProperty("java.version");
    }

    /** The report as Markdown. */
    public String toMarkdown() {
        return ReportText.MARKDOWN.of(this);
    }

    /** The report as one JSON object; numbers that JSON lacks are the strings "NaN", "Infinity" and "-Infinity". */
    public String toJson() {
        return ReportJson.of(this);
    }

    /** The report as a table for a terminal. */
    @Override
    public String toString() {
        return ReportText.PLAIN.of(this);
    }
}
