package io.grad4j.tour.report;

import static java.lang.String.format;

import io.grad4j.tour.judge.Domain;
import io.grad4j.tour.judge.Finding;
import io.grad4j.tour.judge.Gap;
import io.grad4j.tour.judge.Gradient;
import io.grad4j.tour.judge.Gradient.Agreement;
import io.grad4j.tour.judge.Inequality;
import io.grad4j.tour.judge.Numerals;
import io.grad4j.tour.judge.Verdict;
import io.grad4j.tour.judge.Witness;
import io.grad4j.tour.notes.SoftmaxQClaims;
import java.util.List;
import java.util.Locale;

/** The findings for a reader at a terminal of 120 columns. */
public final class TextReport {
    static final int WIDTH = 118;
    private static final int CLAIM_COLUMN = 50;

    /** Where the text beneath a claim starts: the column of its place in the note. */
    private static final String INDENT = " ".repeat(27);

    private final StringBuilder text = new StringBuilder();
    private final Palette palette;

    private TextReport(Palette palette) {
        this.palette = palette;
    }

    /** The whole report. */
    public static String of(Walk walk, Palette palette) {
        TextReport report = new TextReport(palette);
        report.opening(walk);
        walk.pages().forEach(report::page);
        report.summary(walk);
        return report.text.toString();
    }

    private void opening(Walk walk) {
        int points = walk.judge().points();
        int all = points * Domain.DIMENSIONS.size();
        line(palette.bold("Four notes on the Kullback-Leibler divergence, claim by claim"));
        line(format(
                Locale.ROOT,
                "Each claim is tried at %d seeded points (seed %d): %d in each dimension n = 1, 2, 3, 5 where there is one to sweep.",
                all,
                walk.judge().seed(),
                points));
        line(format(
                Locale.ROOT,
                "RIGHT held at all of them, relative error at most %.0e; WRONG differs by more than %.0e at some; else INCONCLUSIVE.",
                Gap.CERTIFIED,
                Gap.REFUTED));
    }

    private void page(Walk.Page page) {
        line("");
        String heading = "note " + page.note().number() + "  " + page.note().title() + " ";
        line(palette.bold(heading + "─".repeat(WIDTH - heading.length())));
        page.note().legend().forEach(l -> line(palette.dim(l)));
        line(palette.dim("  verdict      " + cells("error", "where", "claim")));
        page.findings().forEach(this::finding);
        page.note().remarks().forEach(r -> line("  " + r));
        line("");
        gradients(page.gradients());
        if (page.note().number().equals("000")) {
            line("");
            line("  the tape of one gradient of softmax-q, at i = 0.3, x = (j, k) = (-0.2, 0.7)");
            SoftmaxQClaims.traceOfSoftmaxQ().toString().lines().forEach(l -> line("  " + l));
        }
    }

    private void finding(Finding f) {
        Verdict v = f.verdict();
        String formula = f.claim().label().formula();
        String separator = v == Verdict.NOT_CHECKABLE ? ": " : "; ";
        String together = formula + (f.detail().isEmpty() ? "" : separator + f.detail());
        boolean fits = CLAIM_COLUMN + together.length() <= WIDTH;
        line(palette.of(v, format(Locale.ROOT, "%s %-13s", v.mark(), v.words()))
                + cells(Numerals.error(f.error()), f.claim().label().where(), fits ? together : formula));
        if (!fits) {
            line(" ".repeat(CLAIM_COLUMN) + f.detail());
        }
        if (f.witness() != null) {
            witness(f.claim() instanceof Inequality, f.witness());
        }
        if (f.correction() != null) {
            correction(f.correction(), f.points());
        }
    }

    private void witness(boolean bound, Witness w) {
        String claimed = (bound ? "at least " : "") + Numerals.all(w.claimed());
        String truth = Numerals.all(w.truth());
        beneath(
                "witness    " + w.at(),
                "claimed " + claimed + " / true " + truth,
                "claimed " + palette.bold(claimed) + " / true " + palette.bold(truth));
    }

    private void correction(Finding.Correction c, int points) {
        String verdict = c.verdict().mark() + " " + c.verdict().words();
        String error = " at the same " + points + " points, error " + Numerals.error(c.error());
        beneath("corrected  " + c.formula(), verdict + error, palette.of(c.verdict(), verdict) + error);
    }

    /** Two parts beneath a claim, on one line if they fit; the second comes plain, for its width, and coloured. */
    private void beneath(String first, String second, String coloured) {
        boolean fits = INDENT.length() + first.length() + 3 + second.length() <= WIDTH;
        line(INDENT + first + (fits ? "   " + coloured : ""));
        if (!fits) {
            line(INDENT + " ".repeat(11) + coloured);
        }
    }

    private void gradients(List<Agreement> gradients) {
        line(palette.dim(format(
                Locale.ROOT, "  %-8s  %-32s  %s", "error", "derived by the tape", "held against the formula by hand")));
        for (Agreement g : gradients) {
            Verdict v = g.held() ? Verdict.RIGHT : Verdict.WRONG;
            String failed = g.held() ? "" : palette.of(v, format(Locale.ROOT, "  above %.0e", Gradient.LIMIT));
            line(palette.of(v, v.mark())
                    + format(Locale.ROOT, " %-8s  %-32s  %s", Numerals.error(g.error()), g.name(), g.formula())
                    + failed);
        }
    }

    private void summary(Walk walk) {
        line("");
        line(palette.bold("summary " + "─".repeat(WIDTH - 8)));
        line(format(Locale.ROOT, "%-62s %7s %7s %15s %14s", "note", "RIGHT", "WRONG", "NOT CHECKABLE", "INCONCLUSIVE"));
        for (Walk.Page page : walk.pages()) {
            counts(page.note().number() + "  " + page.note().title(), page.findings());
        }
        counts("all", walk.findings().toList());
        walk.findings()
                .filter(f -> !f.isExpected())
                .forEach(f -> line("unexpected: " + f.claim().label().id() + " is "
                        + f.verdict().words() + ", expected "
                        + f.claim().expected().words()));
        line(verdict(walk));
    }

    private void counts(String name, List<Finding> findings) {
        line(format(
                Locale.ROOT,
                "%-62s %7d %7d %15d %14d",
                name,
                count(findings, Verdict.RIGHT),
                count(findings, Verdict.WRONG),
                count(findings, Verdict.NOT_CHECKABLE),
                count(findings, Verdict.INCONCLUSIVE)));
    }

    private static long count(List<Finding> findings, Verdict verdict) {
        return findings.stream().filter(f -> f.verdict() == verdict).count();
    }

    private String verdict(Walk walk) {
        long gradients = walk.gradients().count();
        long apart = walk.gradients().filter(g -> !g.held()).count();
        long unexpected = walk.findings().filter(f -> !f.isExpected()).count();
        return walk.isExpected()
                ? palette.of(
                        Verdict.RIGHT,
                        format(
                                Locale.ROOT,
                                "✓ all %d verdicts are the expected ones, and all %d gradients of the tape agree with the formulas by hand",
                                walk.findings().count(),
                                gradients))
                : palette.of(
                        Verdict.WRONG,
                        format(
                                Locale.ROOT,
                                "✗ %d verdicts are not the expected ones, and %d of %d gradients are beyond %.0e",
                                unexpected,
                                apart,
                                gradients,
                                Gradient.LIMIT));
    }

    private static String cells(String error, String where, String claim) {
        return format(Locale.ROOT, "  %8s  %-22s %s", error, where, claim);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
