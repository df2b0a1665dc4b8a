package io.grad4j.notes.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.grad4j.notes.judging.Finding;
import io.grad4j.notes.judging.Report;
import io.grad4j.notes.judging.Verdict;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;

/** Findings as SARIF 2.1.0, for code scanning. */
final class SarifReport {
    private static final Map<Verdict, String> LEVELS =
            Map.of(Verdict.WRONG, "error", Verdict.INCONCLUSIVE, "warning", Verdict.NOT_CHECKED, "note");

    private SarifReport() {}

    static String of(List<Report> reports) {
        JsonObject driver = new JsonObject();
        driver.addProperty("name", "grad4j-notes");
        driver.add("rules", rules());
        JsonObject tool = new JsonObject();
        tool.add("driver", driver);
        JsonArray results = new JsonArray();
        for (Report report : reports) {
            report.findings().stream().filter(Messages::isShown).forEach(f -> results.add(result(report, f)));
        }
        JsonObject run = new JsonObject();
        run.add("tool", tool);
        run.addProperty("columnKind", "utf16CodeUnits");
        run.add("results", results);
        JsonArray runs = new JsonArray();
        runs.add(run);
        JsonObject log = new JsonObject();
        log.addProperty("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        log.addProperty("version", "2.1.0");
        log.add("runs", runs);
        return JsonReport.GSON.toJson(log) + "\n";
    }

    private static JsonArray rules() {
        JsonArray rules = new JsonArray();
        for (Verdict verdict : List.of(Verdict.WRONG, Verdict.INCONCLUSIVE, Verdict.NOT_CHECKED)) {
            JsonObject rule = new JsonObject();
            rule.addProperty("id", JsonReport.name(verdict));
            rule.add(
                    "shortDescription",
                    text(
                            switch (verdict) {
                                case WRONG -> "A claim of a derivation does not hold.";
                                case INCONCLUSIVE -> "A claim of a derivation could not be decided.";
                                default -> "A claim of a derivation was not checked.";
                            }));
            rules.add(rule);
        }
        return rules;
    }

    private static JsonObject text(String text) {
        JsonObject message = new JsonObject();
        message.addProperty("text", text);
        return message;
    }

    private static JsonObject result(Report report, Finding f) {
        JsonObject region = new JsonObject();
        region.addProperty("startLine", f.line());
        region.addProperty("startColumn", f.column());
        JsonObject artifact = new JsonObject();
        artifact.addProperty("uri", uri(report.note().name()));
        JsonObject physical = new JsonObject();
        physical.add("artifactLocation", artifact);
        physical.add("region", region);
        JsonObject location = new JsonObject();
        location.add("physicalLocation", physical);
        JsonArray locations = new JsonArray();
        locations.add(location);
        JsonObject result = new JsonObject();
        result.addProperty("ruleId", JsonReport.name(f.verdict()));
        result.addProperty("level", LEVELS.get(f.verdict()));
        result.add("message", text(Messages.of(f)));
        result.add("locations", locations);
        return result;
    }

    private static String uri(String name) {
        try {
            return new URI(null, null, name.replace('\\', '/'), null).toASCIIString();
        } catch (URISyntaxException e) {
            return name;
        }
    }
}
