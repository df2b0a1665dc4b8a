package io.grad4j.notes.judging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is true is never called wrong, and nearly always judged. */
class TrueIdentitiesTest {
    @Test
    void noTrueIdentityIsCalledWrong() {
        List<Corpus.Identity> corpus = Corpus.all();
        int right = 0;
        for (Corpus.Identity identity : corpus) {
            Report report = NoteChecker.check("corpus.md", identity.note(identity.formula()), Settings.usual());
            assertThat(report.findings()).as(identity.formula()).hasSize(1);
            Finding finding = report.findings().get(0);
            assertThat(finding.verdict()).as(identity.formula() + finding).isNotEqualTo(Verdict.WRONG);
            right += finding.verdict() == Verdict.RIGHT ? 1 : 0;
        }
        System.out.printf(
                "true identities: %d, of them right %d (%.1f %%), wrong 0%n",
                corpus.size(), right, 100.0 * right / corpus.size());
        assertThat(corpus).hasSizeGreaterThanOrEqualTo(200);
        assertThat((double) right / corpus.size()).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void noTrueIdentityIsCalledWrongAtOtherPoints() {
        for (long seed = 2; seed <= 3; seed++) {
            Settings settings = new Settings(20, List.of(1, 2, 4), seed);
            for (Corpus.Identity identity : Corpus.all()) {
                Report report = NoteChecker.check("corpus.md", identity.note(identity.formula()), settings);
                assertThat(report.count(Verdict.WRONG)).as(identity.formula()).isZero();
            }
        }
    }
}
