package io.grad4j.notes.report;

import io.grad4j.notes.judging.Finding;
import io.grad4j.notes.judging.Report;
import io.grad4j.notes.judging.Verdict;
import io.grad4j.notes.judging.Witness;
import io.grad4j.notes.syntax.Latex;
import io.grad4j.notes.syntax.Plain;
import java.util.List;

/** Findings in the order of the page, for a terminal. */
final class TextReport {
    private static final int WIDTH = 118;
    private static final int CLAIM = WIDTH - 25;
    private static final String INDENT = " ".repeat(13);

    private final StringBuilder out = new StringBuilder();
    private final boolean readings;

    private TextReport(boolean readings) {
        this.readings = readings;
    }

    static String of(List<Report> reports, boolean readings) {
        TextReport text = new TextReport(readings);
        reports.forEach(text::note);
        if (reports.size() > 1) {
            text.total(reports);
        }
        return text.out.toString();
    }

    private void note(Report report) {
        String title = report.note().name() + " ";
        line(title + "─".repeat(Math.max(0, WIDTH - title.length())));
        if (readings && !report.bindings().isEmpty()) {
            line("  names");
            report.bindings().forEach(binding -> line("    " + cut(binding, WIDTH - 4)));
        }
        if (report.findings().isEmpty()) {
            line("  no claims");
        }
        for (Finding finding : report.findings()) {
            finding(finding, usual(report));
        }
        line("  " + counts(List.of(report)));
        line("");
    }

    /** What need not be said of each right claim. */
    private static String usual(Report report) {
        return "held at " + report.settings().points() + " points";
    }

    private void finding(Finding f, String usual) {
        String verdict = f.verdict().mark() + " " + f.verdict().words();
        line(String.format("%6d  %-15s %s", f.line(), verdict, cut(Plain.of(f.source()), CLAIM)));
        if (readings) {
            f.expr().ifPresent(e -> detail("read as", Latex.of(e)));
        }
        f.readings().forEach(choice -> detail("reading", choice));
        String more = f.detail();
        if (f.verdict() == Verdict.RIGHT) {
            boolean plain = more.startsWith(usual)
                    && !more.contains(";")
                    && !more.contains("against")
                    && !more.contains("before");
            more = plain && !readings ? "" : more;
        }
        if (f.verdict() == Verdict.NOT_CHECKED && more.isEmpty()) {
            more = "not read";
        }
        if (!more.isEmpty()) {
            detail("", (f.expected() && f.verdict() == Verdict.WRONG ? "as expected; " : "") + more);
        }
        if (!f.suggestion().isEmpty()) {
            detail("add", f.suggestion());
        }
        f.witness().ifPresent(this::witness);
        f.repair().ifPresent(repair -> {
            detail("suggest", repair);
        });
    }

    private void witness(Witness w) {
        if (!w.names().isEmpty()) {
            detail("at", String.join(", ", w.names()));
        }
        detail("claimed", w.claimed() + "   but " + w.expected());
    }

    /** A labelled line under a claim, broken at blanks where it is too long. */
    private void detail(String label, String text) {
        int room = WIDTH - INDENT.length() - 9;
        String rest = text;
        String shown = label;
        while (!rest.isEmpty()) {
            int end = rest.length();
            if (end > room) {
                int blank = rest.lastIndexOf(' ', room);
                end = blank > room / 2 ? blank : room;
            }
            line(INDENT + String.format("%-8s ", shown) + rest.substring(0, end));
            rest = rest.substring(end).strip();
            shown = "";
        }
    }

    private void total(List<Report> reports) {
        line("all notes " + "─".repeat(WIDTH - 10));
        line("  " + counts(reports));
    }

    static String counts(List<Report> reports) {
        int roots = reports.stream().mapToInt(Report::roots).sum();
        return count(reports, Verdict.RIGHT) + " right · " + count(reports, Verdict.WRONG) + " wrong"
                + (roots == 0 ? "" : " (" + roots + (roots == 1 ? " root error)" : " root errors)")) + " · "
                + count(reports, Verdict.INCONCLUSIVE) + " inconclusive · " + count(reports, Verdict.NOT_CHECKED)
                + " not checked";
    }

    private static int count(List<Report> reports, Verdict verdict) {
        return reports.stream().mapToInt(r -> r.count(verdict)).sum();
    }

    private static String cut(String text, int width) {
        return text.length() > width ? text.substring(0, width - 1) + "…" : text;
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }
}
