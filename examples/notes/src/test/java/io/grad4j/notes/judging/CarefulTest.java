package io.grad4j.notes.judging;

import static org.assertj.core.api.Assertions.assertThat;

import io.grad4j.notes.TestResources;
import org.junit.jupiter.api.Test;

/** What is not meant as a claim, or is meant under a condition, is not called wrong. */
class CarefulTest {
    private static final Settings SETTINGS = new Settings(60, java.util.List.of(1, 2, 3), 1);

    @Test
    void conditionsDefinitionsDenialsAndEquationsAreNotCalledWrong() {
        String text = TestResources.text("careful.md");
        Report report = NoteChecker.check("careful.md", text, SETTINGS);
        assertThat(report.findings())
                .filteredOn(f -> f.verdict() == Verdict.WRONG)
                .extracting(f -> text.lines().toList().get(f.line() - 1))
                .containsExactly("$$1 + 1 = 3$$");
    }

    @Test
    void codeAndMoneyAreNoFormulas() {
        Report report = NoteChecker.check("a.md", "It costs $5 and $6. `$1+1=3$`\n\n```\n$$1+1=3$$\n```\n", SETTINGS);
        assertThat(report.findings()).isEmpty();
    }

    @Test
    void anUnboundNameIsNotAssumed() {
        Finding finding = only("$$(x + y)^2 = x^2 + y^2$$");
        assertThat(finding.verdict()).isEqualTo(Verdict.NOT_CHECKED);
        assertThat(finding.suggestion()).isEqualTo("<!-- verify: let x be real -->");
    }

    @Test
    void whatIsUndefinedIsNotWrong() {
        assertThat(only("<!-- verify: let u be negative -->\n$$\\log u = 1 + \\log u$$")
                        .verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void aClaimThatHoldsForOneSignIsNotWrong() {
        Finding finding = only("<!-- verify: let x be real -->\n$$\\sqrt{x^2} + 1 = x + 1$$");
        assertThat(finding.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(finding.detail()).contains("assume x > 0");
        assertThat(only("<!-- verify: assume x > 0 -->\n$$\\sqrt{x^2} + 1 = x + 1$$")
                        .verdict())
                .isEqualTo(Verdict.RIGHT);
    }

    @Test
    void aMiddleLineThatFailsLeavesTheResultRight() {
        Report report = NoteChecker.check(
                "a.md",
                """
                <!-- verify: let x be real -->
                $$\\begin{align}
                (x+1)^2 &= x^2 + 2x + 1 \\\\
                &= x^2 + x + 1 \\\\
                &= x(x + 2) + 1
                \\end{align}$$
                """,
                SETTINGS);
        assertThat(report.findings())
                .extracting(Finding::verdict)
                .containsExactly(Verdict.RIGHT, Verdict.WRONG, Verdict.RIGHT);
        assertThat(report.findings().get(1).detail()).contains("the result is right, this line is not");
        assertThat(report.findings().get(1).line()).isEqualTo(4);
    }

    @Test
    void anotherReadingIsAcceptedAndNamed() {
        Finding finding = only("<!-- verify: let u, v be positive -->\n$$\\log u / v = \\log u - \\log v$$");
        assertThat(finding.verdict()).isEqualTo(Verdict.RIGHT);
        assertThat(finding.readings()).containsExactly("log a/b is log(a/b)");
    }

    @Test
    void aBracketBehindANameIsAnArgumentOnlyIfTheNameIsAFunction() {
        assertThat(only("<!-- verify: let a, x be real -->\n$$a(x) = a x$$").verdict())
                .isEqualTo(Verdict.RIGHT);
        assertThat(only("<!-- verify: let f(x) = x^2; let y be real -->\n$$f(y) f(y + 1) = (y^2 + y)^2$$")
                        .verdict())
                .isEqualTo(Verdict.RIGHT);
    }

    @Test
    void skippedFormulasAreCountedAndExpectedMistakesAreNotHeldAgainstANote() {
        Finding skipped = only("<!-- verify: skip -->\n$$1 + 1 = 3$$");
        assertThat(skipped.verdict()).isEqualTo(Verdict.NOT_CHECKED);
        Report expected = NoteChecker.check("a.md", "<!-- verify: expect wrong -->\n$$1 + 1 = 3$$", SETTINGS);
        assertThat(expected.count(Verdict.WRONG)).isEqualTo(1);
        assertThat(expected.unexpected()).isZero();
        Report held = NoteChecker.check("a.md", "<!-- verify: expect wrong -->\n$$1 + 1 = 2$$", SETTINGS);
        assertThat(held.unexpected()).isEqualTo(1);
    }

    @Test
    void aDirectiveThatIsNotUnderstoodIsSaid() {
        Finding finding = only("<!-- verify: ignore this -->");
        assertThat(finding.verdict()).isEqualTo(Verdict.NOT_CHECKED);
        assertThat(finding.detail()).startsWith("this directive is not understood");
    }

    @Test
    void anUnclosedFormulaIsSaid() {
        Finding finding = only("text\n\n$$ x = 1 \n");
        assertThat(finding.line()).isEqualTo(3);
        assertThat(finding.detail()).contains("not closed");
    }

    @Test
    void aWitnessIsSimple() {
        Finding finding = only("<!-- verify: let x, y be real -->\n$$(x + y)^2 = x^2 + y^2$$");
        assertThat(finding.witness()).contains(new Witness(1, java.util.List.of("x = 1", "y = 1"), "2", "4"));
    }

    @Test
    void theLastDefinitionCounts() {
        Report report = NoteChecker.check(
                "a.md",
                """
                <!-- verify: let t be real -->
                $$a = t + 1$$

                $$a^2 = t^2 + 2 t + 1$$

                $$a = t + 2$$

                $$a^2 = t^2 + 4 t + 4$$
                """,
                SETTINGS);
        assertThat(report.count(Verdict.WRONG)).isZero();
        assertThat(report.count(Verdict.RIGHT)).isEqualTo(2);
    }

    @Test
    void latexCommentsAndEnvironmentsAreRead() {
        Report report = NoteChecker.check(
                "a.tex",
                """
                \\documentclass{article}
                % $1 + 1 = 3$
                % verify: let x be real
                \\begin{verbatim}$1+1=3$\\end{verbatim}
                \\begin{equation*}
                % verify: let y be positive
                (x + 1)^2 + \\log y = x^2 + 2 x + 1 + \\log y % = 3
                \\end{equation*}
                \\[ x + x = 2 x \\] and \\(x - x = 0\\)
                """,
                SETTINGS);
        assertThat(report.findings())
                .extracting(Finding::verdict)
                .containsExactly(Verdict.RIGHT, Verdict.RIGHT, Verdict.RIGHT);
        assertThat(report.findings()).extracting(Finding::line).containsExactly(7, 9, 9);
    }

    private static Finding only(String note) {
        Report report = NoteChecker.check("a.md", note, SETTINGS);
        assertThat(report.findings()).as(note).hasSize(1);
        return report.findings().get(0);
    }
}
