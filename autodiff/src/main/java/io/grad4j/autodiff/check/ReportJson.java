package io.grad4j.autodiff.check;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/** A report for machines, as JSON (RFC 8259). */
final class ReportJson {
    private ReportJson() {}

    static String of(CheckReport report) {
        Counterexample simplest = report.counterexample();
        return object(
                member("kind", string(report.kind())),
                member("verdict", string(report.verdict().toString())),
                member("engineSuspect", Boolean.toString(report.engineSuspect())),
                member("versions", string(report.versions())),
                member("tested", string(report.tested())),
                member("where", string(report.where())),
                // A long may have more digits than the number of a JSON reader.
                member("seed", string(Long.toString(report.seed()))),
                member("diagnoses", array(report.diagnoses(), ReportJson::string)),
                member("notes", array(report.notes(), ReportJson::string)),
                member("counterexample", simplest == null ? "null" : counterexample(simplest)),
                member("points", array(report.points(), ReportJson::matrix)),
                member("judgements", array(report.worstFirst(), ReportJson::judgement)));
    }

    private static String counterexample(Counterexample simplest) {
        return object(
                member("x", matrix(simplest.x())),
                member("judgements", array(simplest.judgements(), ReportJson::judgement)));
    }

    private static String judgement(Judgement j) {
        return object(
                member("point", Integer.toString(j.point())),
                member("entry", string(j.entry())),
                member("hand", number(j.hand())),
                member("expected", number(j.expected())),
                member("error", number(j.error())),
                member("relativeError", number(j.relativeError())),
                member("verdict", string(j.verdict().toString())),
                member("reason", string(j.reason())),
                member("tape", number(j.tape())),
                member("engineSuspect", Boolean.toString(j.engineSuspect())),
                member("excused", Boolean.toString(j.excused())));
    }

    /** An array of rows. */
    private static String matrix(DMatrixRMaj x) {
        List<String> rows = IntStream.range(0, x.numRows)
                .mapToObj(r -> IntStream.range(0, x.numCols)
                        .mapToObj(c -> number(x.get(r, c)))
                        .collect(Collectors.joining(",", "[", "]")))
                .toList();
        return array(rows, row -> row);
    }

    private static <T> String array(List<T> elements, Function<T, String> json) {
        return elements.stream().map(json).collect(Collectors.joining(",", "[", "]"));
    }

    private static String object(String... members) {
        return "{" + String.join(",", members) + "}";
    }

    private static String member(String name, String json) {
        return string(name) + ":" + json;
    }

    private static String number(double x) {
        return Double.isFinite(x) ? Double.toString(x) : string(Double.toString(x));
    }

    private static String string(String s) {
        return s.chars().mapToObj(ReportJson::escaped).collect(Collectors.joining("", "\"", "\""));
    }

    private static String escaped(int c) {
        if (c == '"' || c == '\\') {
            return "\\" + (char) c;
        }
        return c < ' ' ? String.format(Locale.ROOT, "\\u%04x", c) : Character.toString((char) c);
    }
}
