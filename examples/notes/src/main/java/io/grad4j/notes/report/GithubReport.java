package io.grad4j.notes.report;

import io.grad4j.notes.judging.Finding;
import io.grad4j.notes.judging.Report;
import io.grad4j.notes.judging.Verdict;
import java.util.List;

/** Findings as workflow commands, which a pull request shows beside the lines. */
final class GithubReport {
    private GithubReport() {}

    static String of(List<Report> reports) {
        StringBuilder out = new StringBuilder();
        for (Report report : reports) {
            report.findings().stream().filter(Messages::isShown).forEach(f -> out.append(annotation(report, f)));
        }
        return out.append(TextReport.counts(reports)).append('\n').toString();
    }

    private static String annotation(Report report, Finding f) {
        String level =
                f.verdict() == Verdict.WRONG ? "error" : f.verdict() == Verdict.INCONCLUSIVE ? "warning" : "notice";
        return "::" + level + " file=" + property(report.note().name()) + ",line=" + f.line() + ",col=" + f.column()
                + ",title=" + property(f.verdict().words()) + "::" + data(Messages.of(f)) + "\n";
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
