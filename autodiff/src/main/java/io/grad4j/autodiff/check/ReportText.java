package io.grad4j.autodiff.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/** A report for people: a summary, then a table, worst first. */
enum ReportText {
    PLAIN("  ", "", "", "    ") {
        @Override
        String rule(int... widths) {
            return "";
        }
    },
    MARKDOWN(" | ", "| ", " |", "") {
        @Override
        String rule(int... widths) {
            return Arrays.stream(widths).mapToObj("-"::repeat).collect(Collectors.joining(" | ", "| ", " |\n"));
        }
    };

    private static final int MOST_ROWS = 20;
    private static final int MOST_ENTRIES = 12;
    private static final List<String> HEADINGS =
            List.of("verdict", "entry", "yours", "expected", "error bar", "relative error", "point", "why");

    private final String between;
    private final String before;
    private final String after;
    private final String indent;

    ReportText(String between, String before, String after, String indent) {
        this.between = between;
        this.before = before;
        this.after = after;
        this.indent = indent;
    }

    /** The line below the headings; empty for none. */
    abstract String rule(int... widths);

    String of(CheckReport report) {
        StringBuilder text = new StringBuilder(summary(report));
        if (report.engineSuspect()) {
            paragraph(
                    text,
                    "The engine is suspect, not your code: tape and differences disagree, both being sure"
                            + " (see the column why). Please report it.");
        }
        report.notes().forEach(note -> paragraph(text, "Note: " + line(note) + "."));
        report.diagnoses().forEach(diagnosis -> paragraph(text, "Looks like: " + line(diagnosis) + "."));
        Counterexample simplest = report.counterexample();
        if (simplest != null) {
            paragraph(text, "Simplest failing point: x = " + point(simplest.x()));
            text.append('\n').append(table(simplest.judgements()));
        }
        List<Judgement> worst = report.worstFirst();
        int shown = Math.min(MOST_ROWS, worst.size());
        paragraph(text, "Worst first, " + shown + " of " + worst.size() + ":");
        text.append('\n').append(table(worst.subList(0, shown)));
        worst.subList(0, shown).stream()
                .map(Judgement::point)
                .distinct()
                .sorted()
                .forEach(p -> paragraph(
                        text, "point " + p + ": x = " + point(report.points().get(p))));
        paragraph(text, "Tested: " + report.tested() + ".");
        paragraph(text, report.versions());
        return text.toString();
    }

    private static String summary(CheckReport report) {
        return report.kind() + ": " + report.verdict() + " (" + report.count(Verdict.WRONG) + " wrong, "
                + report.count(Verdict.INCONCLUSIVE) + " inconclusive, " + report.count(Verdict.RIGHT) + " right at "
                + report.points().size() + " points, " + report.where() + ", seed " + report.seed() + ")\n";
    }

    private void paragraph(StringBuilder text, String sentence) {
        text.append(this == MARKDOWN ? "\n" : "").append(sentence).append('\n');
    }

    private String table(List<Judgement> judgements) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADINGS);
        judgements.forEach(j -> rows.add(cells(j)));
        int[] widths = IntStream.range(0, HEADINGS.size())
                .map(c ->
                        rows.stream().mapToInt(row -> row.get(c).length()).max().orElse(0))
                .toArray();
        StringBuilder table = new StringBuilder();
        for (List<String> row : rows) {
            String line = IntStream.range(0, widths.length)
                    .mapToObj(
                            c -> row.get(c) + " ".repeat(widths[c] - row.get(c).length()))
                    .collect(Collectors.joining(between, indent + before, after));
            table.append(line.stripTrailing()).append('\n');
            if (row == HEADINGS) {
                table.append(rule(widths));
            }
        }
        return table.toString();
    }

    private List<String> cells(Judgement j) {
        String tape = Double.isNaN(j.tape()) ? "" : "tape " + j.tape();
        String why = j.reason().isEmpty() || tape.isEmpty() ? j.reason() + tape : j.reason() + "; " + tape;
        return List.of(
                j.verdict().toString(),
                cell(j.entry()),
                Double.toString(j.hand()),
                Double.toString(j.expected()),
                String.format(Locale.ROOT, "%.1e", j.error()),
                String.format(Locale.ROOT, "%.1e", j.relativeError()),
                j.point() < 0 ? "" : Integer.toString(j.point()),
                cell(why));
    }

    /** On one line, and in Markdown without the bar that would end the cell. */
    private String cell(String s) {
        return this == MARKDOWN ? line(s).replace("|", "\\|") : line(s);
    }

    private static String line(String s) {
        return s.replaceAll("\\s", " ");
    }

    /** The entries, rows apart by semicolons, as far as a line goes. */
    static String point(DMatrixRMaj x) {
        int shown = Math.min(MOST_ENTRIES, x.getNumElements());
        String entries = IntStream.range(0, shown)
                .mapToObj(i -> (i == 0 ? "" : i % x.numCols == 0 && x.numCols > 1 ? "; " : ", ") + x.data[i])
                .collect(Collectors.joining("", "[", ""));
        return entries + (shown < x.getNumElements() ? ", …]" : "]") + " (" + x.numRows + "×" + x.numCols + ")";
    }
}
