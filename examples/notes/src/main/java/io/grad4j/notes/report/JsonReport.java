package io.grad4j.notes.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.grad4j.notes.judging.Finding;
import io.grad4j.notes.judging.Report;
import io.grad4j.notes.judging.Verdict;
import io.grad4j.notes.syntax.Latex;
import java.util.List;
import java.util.Locale;

/** Findings as JSON. */
final class JsonReport {
    static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private JsonReport() {}

    static String of(List<Report> reports) {
        JsonArray notes = new JsonArray();
        reports.forEach(report -> notes.add(note(report)));
        JsonObject all = new JsonObject();
        all.add("notes", notes);
        return GSON.toJson(all) + "\n";
    }

    private static JsonObject note(Report report) {
        JsonObject note = new JsonObject();
        note.addProperty("name", report.note().name());
        note.addProperty("points", report.settings().points());
        note.addProperty("seed", report.settings().seed());
        note.add("dimensions", GSON.toJsonTree(report.settings().dimensions()));
        for (Verdict verdict : Verdict.values()) {
            note.addProperty(name(verdict), report.count(verdict));
        }
        note.addProperty("rootErrors", report.roots());
        note.add("names", GSON.toJsonTree(report.bindings()));
        JsonArray findings = new JsonArray();
        report.findings().forEach(finding -> findings.add(finding(finding)));
        note.add("findings", findings);
        return note;
    }

    private static JsonObject finding(Finding f) {
        JsonObject json = new JsonObject();
        json.addProperty("line", f.line());
        json.addProperty("column", f.column());
        json.addProperty("verdict", name(f.verdict()));
        json.addProperty("source", f.source());
        f.expr().ifPresent(e -> json.addProperty("readAs", Latex.of(e)));
        json.addProperty("detail", f.detail());
        if (!f.readings().isEmpty()) {
            json.add("readings", GSON.toJsonTree(f.readings()));
        }
        if (!f.suggestion().isEmpty()) {
            json.addProperty("add", f.suggestion());
        }
        f.witness().ifPresent(w -> json.add("witness", GSON.toJsonTree(w)));
        f.repair().ifPresent(r -> json.addProperty("suggestion", r));
        if (f.verdict() == Verdict.WRONG) {
            json.addProperty("root", f.root());
            json.addProperty("expected", f.expected());
        }
        return json;
    }

    static String name(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
