package io.grad4j.tour.report;

import static java.lang.String.format;

import io.grad4j.tour.judge.Numerals;
import io.grad4j.tour.judge.Verdict;
import io.grad4j.tour.models.Figure;
import io.grad4j.tour.models.Trained;
import io.grad4j.tour.models.Work;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The models for a reader at a terminal, each as soon as it is trained. */
public final class ModelsText {
    private final Palette palette;
    private final int number;
    private int done;

    /** Of so many models. */
    public ModelsText(Palette palette, int number) {
        this.palette = palette;
        this.number = number;
    }

    /** What comes. */
    public String opening() {
        return "\n" + palette.bold("KL at work " + "─".repeat(TextReport.WIDTH - 11)) + "\n"
                + "Each model is trained with the gradients of the tape, on data that ship with it, to the figures stated.\n";
    }

    /** One that is trained. */
    public String of(Trained trained) {
        done++;
        StringBuilder text = new StringBuilder();
        String heading =
                format(Locale.ROOT, "[%d/%d] %s", done, number, trained.work().title());
        String time = format(
                Locale.ROOT,
                "%.1f s, stated %d s",
                trained.seconds(),
                trained.work().statedSeconds());
        text.append(palette.bold(heading))
                .append(" ".repeat(Math.max(1, TextReport.WIDTH - heading.length() - time.length())))
                .append(palette.dim(time))
                .append('\n');
        trained.outcome().figures().forEach(f -> text.append(figure(f)));
        return text.toString();
    }

    /** What is under way after so long. */
    public String of(List<Work> works, Duration elapsed) {
        String titles = works.stream().map(Work::title).collect(Collectors.joining(", "));
        return palette.dim("… " + elapsed.toSeconds() + " s: training " + titles) + "\n";
    }

    private String figure(Figure f) {
        Verdict verdict = f.held() ? (f.stated().isEmpty() ? Verdict.NOT_CHECKABLE : Verdict.RIGHT) : Verdict.WRONG;
        String line = format(Locale.ROOT, " %-72s %12s   %s", f.name(), Numerals.decimal(f.value()), f.stated());
        return "  " + palette.of(verdict, verdict.mark()) + line.stripTrailing() + "\n";
    }

    /** Whether all reached their figures. */
    public String closing(List<Trained> all) {
        List<Trained> failed = all.stream().filter(t -> !t.outcome().held()).toList();
        return failed.isEmpty()
                ? palette.of(Verdict.RIGHT, "✓ all " + all.size() + " models reached the figures stated") + "\n"
                : palette.of(
                                Verdict.WRONG,
                                "✗ not reached the figures stated: "
                                        + String.join(
                                                ", ",
                                                failed.stream()
                                                        .map(t -> t.work().title())
                                                        .toList()))
                        + "\n";
    }
}
