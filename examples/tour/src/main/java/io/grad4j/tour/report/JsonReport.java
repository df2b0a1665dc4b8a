package io.grad4j.tour.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.grad4j.tour.judge.Finding;
import io.grad4j.tour.judge.Gradient;
import io.grad4j.tour.judge.Gradient.Agreement;
import io.grad4j.tour.judge.Verdict;
import io.grad4j.tour.judge.Witness;
import io.grad4j.tour.models.Trained;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The findings for a program; a number that is not finite is left out. */
public final class JsonReport {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private JsonReport() {}

    private record Report(
            long seed,
            int points,
            List<NoteEntry> notes,
            Map<String, Long> summary,
            boolean expected,
            List<ModelEntry> models) {}

    private record ModelEntry(String model, List<FigureEntry> figures, boolean held) {}

    private record FigureEntry(String figure, @Nullable Double value, @Nullable String stated, boolean held) {}

    private record NoteEntry(String note, String title, List<ClaimEntry> claims, List<GradientEntry> gradients) {}

    private record ClaimEntry(
            String id,
            String where,
            String formula,
            Verdict expected,
            Verdict verdict,
            @Nullable Double error,
            int points,
            @Nullable String detail,
            @Nullable Witness witness,
            @Nullable CorrectionEntry corrected) {}

    private record CorrectionEntry(String formula, Verdict verdict, @Nullable Double error) {}

    private record GradientEntry(
            String gradient, String formula, @Nullable Double error, double limit, int points, boolean held) {}

    /** Writes the findings and what the models reached to {@code file}, in UTF-8. */
    public static void write(Walk walk, List<Trained> models, Path file) throws IOException {
        Files.writeString(file, of(walk, models));
    }

    /** The findings and what the models reached as JSON. */
    public static String of(Walk walk, List<Trained> models) {
        Map<String, Long> summary = new LinkedHashMap<>();
        for (Verdict v : Verdict.values()) {
            summary.put(v.name(), walk.count(v));
        }
        Report report = new Report(
                walk.judge().seed(),
                walk.judge().points(),
                walk.pages().stream().map(JsonReport::note).toList(),
                summary,
                walk.isExpected(),
                models.stream().map(JsonReport::model).toList());
        return GSON.toJson(report) + "\n";
    }

    private static NoteEntry note(Walk.Page page) {
        return new NoteEntry(
                page.note().number(),
                page.note().title(),
                page.findings().stream().map(JsonReport::claim).toList(),
                page.gradients().stream().map(JsonReport::gradient).toList());
    }

    private static ClaimEntry claim(Finding f) {
        Finding.Correction c = f.correction();
        return new ClaimEntry(
                f.claim().label().id(),
                f.claim().label().where(),
                f.claim().label().formula(),
                f.claim().expected(),
                f.verdict(),
                finite(f.error()),
                f.points(),
                f.detail().isEmpty() ? null : f.detail(),
                f.witness(),
                c == null ? null : new CorrectionEntry(c.formula(), c.verdict(), finite(c.error())));
    }

    private static GradientEntry gradient(Agreement g) {
        return new GradientEntry(g.name(), g.formula(), finite(g.error()), Gradient.LIMIT, g.points(), g.held());
    }

    private static ModelEntry model(Trained trained) {
        return new ModelEntry(
                trained.work().title(),
                trained.outcome().figures().stream()
                        .map(f -> new FigureEntry(
                                f.name(), finite(f.value()), f.stated().isEmpty() ? null : f.stated(), f.held()))
                        .toList(),
                trained.outcome().held());
    }

    private static @Nullable Double finite(double x) {
        return Double.isFinite(x) ? x : null;
    }
}
