package io.grad4j.notes.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grad4j.notes.TestResources;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Four notes by other authors, unedited: what is wrong there is found at its line, and nothing else is called wrong.
 *
 * <p>They are not ours to copy, so this test says that it is skipped where they are not; {@code NotesTest} holds notes of our own wording.
 */
class FourNotesTest {
    private static final Map<String, Report> REPORTS = new TreeMap<>();

    @BeforeAll
    static void readThem() {
        assumeTrue(TestResources.haveForeignNotes(), "skipped: GRAD4J_NOTES names no folder with the four notes");
        for (String name : List.of("000", "001", "002", "003")) {
            REPORTS.put(name, NoteChecker.check(name + ".txt", TestResources.foreignNote(name), Settings.usual()));
        }
    }

    @Test
    void mostStepsAreReadAndJudged() {
        int steps = 0;
        int judged = 0;
        for (Report report : REPORTS.values()) {
            steps += report.findings().size();
            judged += report.findings().size() - report.count(Verdict.NOT_CHECKED);
        }
        System.out.printf(
                "four notes: %d steps, %d judged (%.1f %%): %d right, %d wrong (%d root errors), %d inconclusive, %d not checked%n",
                steps,
                judged,
                100.0 * judged / steps,
                count(Verdict.RIGHT),
                count(Verdict.WRONG),
                REPORTS.values().stream().mapToInt(Report::roots).sum(),
                count(Verdict.INCONCLUSIVE),
                count(Verdict.NOT_CHECKED));
        assertThat(steps).isGreaterThanOrEqualTo(58);
        assertThat((double) judged / steps).isGreaterThanOrEqualTo(0.7);
    }

    private static int count(Verdict verdict) {
        return REPORTS.values().stream().mapToInt(r -> r.count(verdict)).sum();
    }

    @Test
    void theEntropyFormOfNote000HasItsLawsSwapped() {
        assertThat(wrong("000")).containsExactly("10 root", "10 root");
        assertThat(repair("000", 10, "underbrace{\\sum_d"))
                .isEqualTo("\\sum_{d} p(d) \\log p(d) - \\sum_{d} p(d) \\log q(d)");
        assertThat(repair("000", 10, "brace over \\sum_{d} q(d) \\log p(d)")).contains("-\\text{cross-entropy}");
    }

    @Test
    void theGradientOfNote001LosesALogarithmAndItsFirstUpdateClimbs() {
        assertThat(wrong("001")).containsExactly("11 root", "18 root");
        assertThat(repair("001", 11, "= \\int \\underbrace"))
                .startsWith(
                        "\\int \\left(p_{\\theta} \\left(\\nabla \\left[\\log p_{\\theta}\\right]\\right) \\log p_{\\theta} +");
        assertThat(repair("001", 18, "= \\nabla")).startsWith("-");
        assertThat(report("001").findings())
                .filteredOn(f -> f.line() == 32)
                .allMatch(f -> f.verdict() == Verdict.RIGHT);
    }

    @Test
    void note002TakesDeterminantsForTraces() {
        assertThat(wrong("002"))
                .containsExactly("19 root", "19 carried", "26 root", "27 root", "33 carried", "33 carried");
        assertThat(repair("002", 19, "= \\frac{n}{2} ln(2\\pi) + \\frac{1}{2} (|"))
                .contains("\\operatorname{tr} \\Sigma_{\\theta}(x)");
        assertThat(repair("002", 26, "= -"))
                .contains("\\left(z - \\mu_{\\theta}(x)\\right)^T \\Sigma_{\\theta}(x)^{-1}");
        assertThat(repair("002", 33, "= \\frac{n}{2}ln")).contains("\\operatorname{tr} \\Sigma_{\\theta}(x)");
    }

    @Test
    void theSlipsOfNote002HoldInOneDimension() {
        assertThat(report("002").findings())
                .filteredOn(f -> f.verdict() == Verdict.WRONG && f.detail().startsWith("fails"))
                .allMatch(f -> f.detail().startsWith("fails for n = 2, 3, holds for n = 1"));
    }

    @Test
    void theTailsOfNote003AreBoundedTooHigh() {
        assertThat(wrong("003")).containsExactly("24 root");
    }

    @Test
    void unbalancedLinesAreNotChecked() {
        assertThat(report("002").findings())
                .filteredOn(f -> f.verdict() == Verdict.NOT_CHECKED)
                .extracting(Finding::line)
                .containsExactly(19, 28);
    }

    @Test
    void theLineToAddIsOfferedAndWorks() {
        Finding unbound = report("000").findings().stream()
                .filter(f -> f.line() == 33)
                .findFirst()
                .orElseThrow();
        assertThat(unbound.verdict()).isEqualTo(Verdict.NOT_CHECKED);
        assertThat(unbound.suggestion())
                .isEqualTo("<!-- verify: let \\bar{q}(d) = exp(\\theta \\cdot \\phi_{q}(d)) -->");
        String note = TestResources.foreignNote("000").replace("当 $q$", unbound.suggestion() + "\n当 $q$");
        Report bound = NoteChecker.check("000.txt", note, Settings.usual());
        assertThat(bound.count(Verdict.NOT_CHECKED)).isZero();
        assertThat(bound.findings())
                .filteredOn(f -> f.line() == 34 || f.line() == 35)
                .allMatch(f -> f.verdict() == Verdict.RIGHT);
    }

    private static List<String> wrong(String note) {
        return report(note).findings().stream()
                .filter(f -> f.verdict() == Verdict.WRONG)
                .map(f -> f.line() + (f.root() ? " root" : " carried"))
                .toList();
    }

    private static String repair(String note, int line, String source) {
        return report(note).findings().stream()
                .filter(f -> f.line() == line && f.source().contains(source) && f.verdict() == Verdict.WRONG)
                .findFirst()
                .flatMap(Finding::repair)
                .orElse("none");
    }

    private static Report report(String note) {
        Report report = REPORTS.get(note);
        if (report == null) {
            throw new IllegalArgumentException(note);
        }
        return report;
    }
}
