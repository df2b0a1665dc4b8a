package io.grad4j.notes.report;

import io.grad4j.notes.judging.Finding;
import io.grad4j.notes.judging.Report;
import io.grad4j.notes.judging.Verdict;
import java.util.List;
import java.util.Locale;

/** The lines of each note with the verdicts beside them, formulas as MathML where they were read; one page without scripts. */
final class HtmlReport {
    private static final String STYLE =
            """
            body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 90rem; padding: 0 1rem; color: #1b1f24; }
            table { border-collapse: collapse; width: 100%; table-layout: fixed; }
            td { vertical-align: top; padding: .15rem .6rem; overflow-wrap: anywhere; }
            td.number { width: 3rem; text-align: right; color: #57606a; font-variant-numeric: tabular-nums; }
            td.source { width: 50%; font-family: ui-monospace, monospace; font-size: .85rem; white-space: pre-wrap; }
            tr.claim td { border-top: 1px solid #d0d7de; }
            .finding { margin-bottom: .4rem; }
            .verdict { font-weight: 600; margin-right: .6rem; }
            .right .verdict { color: #116329; } .wrong .verdict { color: #a40e26; }
            .inconclusive .verdict { color: #7d4e00; } .not-checked .verdict { color: #57606a; }
            .detail { font-size: .85rem; color: #424a53; } code { font-size: .85rem; }
            math { font-size: 1.1rem; }
            """;

    private final StringBuilder out = new StringBuilder();
    private final boolean readings;

    private HtmlReport(boolean readings) {
        this.readings = readings;
    }

    static String of(List<Report> reports, boolean readings) {
        HtmlReport page = new HtmlReport(readings);
        page.out
                .append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<title>Notes, checked</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<main>\n");
        reports.forEach(page::note);
        return page.out.append("</main>\n</body>\n</html>\n").toString();
    }

    private void note(Report report) {
        out.append("<section>\n<h1>")
                .append(escaped(report.note().name()))
                .append("</h1>\n<p>")
                .append(escaped(TextReport.counts(List.of(report))))
                .append("</p>\n");
        if (readings) {
            out.append("<ul>\n");
            report.bindings().forEach(b -> out.append("<li>").append(escaped(b)).append("</li>\n"));
            out.append("</ul>\n");
        }
        out.append("<table>\n<tbody>\n");
        List<String> lines = report.note().lines();
        for (int i = 0; i < lines.size(); i++) {
            int number = i + 1;
            List<Finding> here =
                    report.findings().stream().filter(f -> f.line() == number).toList();
            out.append(here.isEmpty() ? "<tr>" : "<tr class=\"claim\">")
                    .append("<td class=\"number\">")
                    .append(number)
                    .append("</td><td class=\"source\">")
                    .append(escaped(lines.get(i)))
                    .append("</td><td>");
            here.forEach(this::finding);
            out.append("</td></tr>\n");
        }
        out.append("</tbody>\n</table>\n</section>\n");
    }

    private void finding(Finding f) {
        String kind = f.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-');
        out.append("<div class=\"finding ")
                .append(kind)
                .append("\"><span class=\"verdict\">")
                .append(f.verdict().mark())
                .append(' ')
                .append(f.verdict().words())
                .append("</span>");
        if (f.expr().isPresent()) {
            out.append(MathMl.of(f.relation(), f.expr().get()));
        } else {
            out.append("<code>").append(escaped(f.source())).append("</code>");
        }
        detail(f.detail());
        f.readings().forEach(this::detail);
        f.witness()
                .ifPresent(w -> detail((w.names().isEmpty() ? "" : "at " + String.join(", ", w.names()) + ": ")
                        + "claimed " + w.claimed() + " but " + w.expected()));
        f.repair().ifPresent(r -> out.append("<div class=\"detail\">suggestion: <code>")
                .append(escaped(r))
                .append("</code></div>"));
        if (f.verdict() == Verdict.NOT_CHECKED && !f.suggestion().isEmpty()) {
            out.append("<div class=\"detail\">add <code>")
                    .append(escaped(f.suggestion()))
                    .append("</code></div>");
        }
        out.append("</div>");
    }

    private void detail(String text) {
        if (!text.isEmpty()) {
            out.append("<div class=\"detail\">").append(escaped(text)).append("</div>");
        }
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
