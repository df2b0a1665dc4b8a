package io.grad4j.autodiff.check;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * What a check of a hand-written derivative found.
 *
 * @param kind what was checked, for instance {@code "gradient"}
 * @param tested which derivative was tested: how the entries of x moved, and in which directions
 * @param where the domain and the shapes
 * @param seed of the generic points
 * @param points where the derivative was judged
 * @param judgements of each entry at each point
 * @param diagnoses what the fault may be, in sentences; each explains every entry, also at fresh points
 * @param notes what else a reader should know, for instance that the tape threw
 * @param counterexample the simplest failing point; null if nothing is wrong
 */
public record CheckReport(
        String kind,
        String tested,
        String where,
        long seed,
        List<DMatrixRMaj> points,
        List<Judgement> judgements,
        List<String> diagnoses,
        List<String> notes,
        @Nullable Counterexample counterexample) {
    /** The part of the judgements of an entry, and of the points, that may be inconclusive. */
    private static final double MOST_UNSETTLED = 0.25;

    /** Copies the lists. */
    public CheckReport {
        points = List.copyOf(points);
        judgements = List.copyOf(judgements);
        diagnoses = List.copyOf(diagnoses);
        notes = List.copyOf(notes);
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
     * Wrong if an entry is wrong anywhere; right if each entry was found right, or was excused, at one point at least, and no
     * more than a quarter of its judgements, and of the points, are inconclusive without excuse; inconclusive otherwise, and if
     * there is nothing to judge.
     *
     * <p>So a kink among the points does no harm, and a domain most of which f does not take, or noise, does not pass.
     */
    public Verdict verdict() {
        if (count(Verdict.WRONG) > 0) {
            return Verdict.WRONG;
        }
        Map<String, List<Judgement>> byEntry = judgements.stream()
                .filter(j -> !j.isOfAll())
                .collect(Collectors.groupingBy(Judgement::entry, LinkedHashMap::new, Collectors.toList()));
        boolean points = isMostly(judgements.stream().filter(Judgement::isOfAll).count(), this.points.size());
        boolean entries = byEntry.values().stream()
                .allMatch(ofOne ->
                        isMostly(ofOne.stream().filter(j -> !j.isSettled()).count(), ofOne.size()));
        return points && entries && !byEntry.isEmpty() ? Verdict.RIGHT : Verdict.INCONCLUSIVE;
    }

    /** Of a quarter or less unsettled at least one is settled. */
    private static boolean isMostly(long unsettled, int all) {
        return unsettled <= MOST_UNSETTLED * all;
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
