package io.grad4j.tour.report;

import static java.lang.String.format;

import io.grad4j.tour.judge.Finding;
import io.grad4j.tour.judge.Gradient.Agreement;
import io.grad4j.tour.judge.Numerals;
import io.grad4j.tour.judge.Verdict;
import io.grad4j.tour.judge.Witness;
import io.grad4j.tour.models.Figure;
import io.grad4j.tour.models.Trained;
import io.grad4j.tour.pictures.Picture;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** The notes and the models as one page that needs no other file and no network. */
public final class HtmlReport {
    private static final String FILE = "report.html";

    /** The columns whose entries stand on the right. */
    private static final Set<String> NUMBERS =
            Set.of("right", "wrong", "not checkable", "inconclusive", "error", "figure", "reached", "stated", "time");

    private final Document document = Document.createShell("");
    private final Walk walk;
    private final List<Trained> models;

    private HtmlReport(Walk walk, List<Trained> models) {
        this.walk = walk;
        this.models = models;
    }

    /** Writes the page and, beside it, every picture as SVG and PNG; gives the page. */
    public static Path write(Walk walk, List<Trained> models, Path folder) throws IOException {
        for (Trained trained : models) {
            for (Picture picture : trained.outcome().pictures()) {
                picture.write(folder);
            }
        }
        Path file = folder.resolve(FILE);
        Files.writeString(file, of(walk, models));
        return file;
    }

    /** The page. */
    public static String of(Walk walk, List<Trained> models) {
        return new HtmlReport(walk, models).page();
    }

    private String page() {
        document.outputSettings().prettyPrint(false);
        Objects.requireNonNull(document.selectFirst("html")).attr("lang", "en");
        document.title("grad4j: four notes and the KL divergence at work");
        document.head().prependElement("meta").attr("charset", "utf-8");
        document.head()
                .appendElement("meta")
                .attr("name", "viewport")
                .attr("content", "width=device-width, initial-scale=1");
        document.head().appendElement("style").appendChild(new DataNode(style()));
        Element main = document.body().appendElement("main");
        opening(main);
        summary(main);
        wrongClaims(main);
        walk.pages().forEach(page -> note(main, page));
        if (!models.isEmpty()) {
            modelsSummary(main);
            models.forEach(trained -> model(main, trained));
        }
        closing(main);
        return "<!DOCTYPE html>\n" + document.outerHtml() + "\n";
    }

    private static String style() {
        try (InputStream css = Objects.requireNonNull(HtmlReport.class.getResourceAsStream("report.css"))) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void opening(Element main) {
        main.appendElement("h1").text("Four notes on the KL divergence, and the divergence at work");
        long held = models.stream().filter(t -> t.outcome().held()).count();
        String trained = models.isEmpty()
                ? ""
                : format(Locale.ROOT, " %d of %d models reached the figures stated for them.", held, models.size());
        main.appendElement("p")
                .text(format(
                        Locale.ROOT,
                        "%d claims were tried at seeded random points against derivatives of the tape: %d are right, %d wrong.%s",
                        walk.findings().count(),
                        walk.count(Verdict.RIGHT),
                        walk.count(Verdict.WRONG),
                        trained));
    }

    private void summary(Element main) {
        main.appendElement("h2").text("The four notes");
        Element table = table(main, "Verdicts of each note", "note", "right", "wrong", "not checkable", "inconclusive");
        for (Walk.Page page : walk.pages()) {
            Element row = table.appendElement("tr");
            row.appendElement("th")
                    .attr("scope", "row")
                    .appendElement("a")
                    .attr("href", "#note-" + page.note().number())
                    .text(page.note().number() + " " + page.note().title());
            for (Verdict verdict : List.of(Verdict.RIGHT, Verdict.WRONG, Verdict.NOT_CHECKABLE, Verdict.INCONCLUSIVE)) {
                number(row, String.valueOf(page.count(verdict)));
            }
        }
    }

    private void wrongClaims(Element main) {
        main.appendElement("h2").text("What is wrong, and what holds instead");
        for (Walk.Page page : walk.pages()) {
            page.findings().stream()
                    .filter(f -> f.verdict() == Verdict.WRONG)
                    .forEach(f -> wrong(main, page.note().number(), f));
        }
    }

    private static void wrong(Element main, String note, Finding f) {
        Element card = main.appendElement("section").addClass("card");
        card.appendElement("h3").text("Note " + note + ", " + f.claim().label().where());
        Element list = card.appendElement("dl");
        entry(list, "claimed", "✗ " + f.claim().label().formula());
        Finding.Correction correction = f.correction();
        if (correction != null) {
            entry(list, "holds", correction.verdict().mark() + " " + correction.formula());
        }
        Witness witness = f.witness();
        if (witness != null) {
            entry(list, "witness", witness.at());
            entry(
                    list,
                    "there",
                    "claimed " + Numerals.all(witness.claimed()) + ", true " + Numerals.all(witness.truth()));
        }
    }

    private static void entry(Element list, String term, String text) {
        list.appendElement("dt").text(term);
        list.appendElement("dd").text(text);
    }

    private static void note(Element main, Walk.Page page) {
        Element details =
                main.appendElement("details").attr("id", "note-" + page.note().number());
        details.appendElement("summary")
                .text("Note " + page.note().number() + ", " + page.note().title() + ": all "
                        + page.findings().size() + " verdicts");
        Element claims = table(details, "Claims", "verdict", "claim", "error");
        for (Finding f : page.findings()) {
            Element row = claims.appendElement("tr");
            verdict(row, f.verdict());
            Element cell = row.appendElement("td");
            cell.appendElement("small").text(f.claim().label().where());
            cell.appendElement("div").text(f.claim().label().formula());
            if (!f.detail().isEmpty()) {
                cell.appendElement("small").text(f.detail());
            }
            number(row, Numerals.error(f.error()));
        }
        Element gradients = table(details, "Gradients of the tape against formulas by hand", "", "gradient", "error");
        for (Agreement g : page.gradients()) {
            Element row = gradients.appendElement("tr");
            verdict(row, g.held() ? Verdict.RIGHT : Verdict.WRONG);
            Element cell = row.appendElement("td");
            cell.appendElement("div").text(g.name());
            cell.appendElement("small").text(g.formula());
            number(row, Numerals.error(g.error()));
        }
    }

    private void modelsSummary(Element main) {
        main.appendElement("h2").text("KL at work");
        main.appendElement("p").text("Models trained with the gradients of the tape, to the figures stated.");
        Element table = table(main, "Models", "", "model", "figure", "stated", "time");
        for (Trained trained : models) {
            Figure first = trained.outcome().figures().get(0);
            Element row = table.appendElement("tr");
            reached(row, trained.outcome().held());
            Element cell = row.appendElement("td");
            cell.appendElement("a")
                    .attr("href", "#" + id(trained))
                    .text(trained.work().title());
            cell.appendElement("div").appendElement("small").text(first.name());
            number(row, Numerals.decimal(first.value()));
            number(row, first.stated());
            number(row, format(Locale.ROOT, "%.1f s", trained.seconds()));
        }
    }

    private static String id(Trained trained) {
        return trained.work().title().replace(' ', '-');
    }

    private static void model(Element main, Trained trained) {
        Element section = main.appendElement("section").attr("id", id(trained));
        section.appendElement("h3").text(trained.work().title());
        section.appendElement("p")
                .text(format(
                        Locale.ROOT,
                        "%s Trained in %.1f s; stated %d s.",
                        trained.work().about(),
                        trained.seconds(),
                        trained.work().statedSeconds()));
        Element table = table(section, "Figures", "", "what", "reached", "stated");
        for (Figure f : trained.outcome().figures()) {
            Element row = table.appendElement("tr");
            if (f.stated().isEmpty() && f.held()) {
                row.appendElement("td");
            } else {
                reached(row, f.held());
            }
            row.appendElement("td").text(f.name());
            number(row, Numerals.decimal(f.value()));
            number(row, f.stated());
        }
        Element gallery = section.appendElement("div").addClass("gallery");
        for (Picture picture : trained.outcome().pictures()) {
            Element figure = gallery.appendElement("figure");
            figure.appendElement("img").attr("src", picture.address()).attr("alt", picture.alternative());
            figure.appendElement("figcaption").text(picture.caption());
        }
    }

    private void closing(Element main) {
        main.appendElement("footer")
                .text(format(
                        Locale.ROOT,
                        "Seed %d, %d points of each claim in each dimension. Data: UCI Machine Learning Repository, CC BY 4.0: digits"
                                + " (Alpaydin, Kaynak), iris (Fisher), breast cancer (Wolberg, Mangasarian, Street, Street).",
                        walk.judge().seed(),
                        walk.judge().points()));
    }

    private static Element table(Element parent, String caption, String... columns) {
        Element table = parent.appendElement("div").addClass("scroll").appendElement("table");
        table.appendElement("caption").text(caption);
        Element row = table.appendElement("thead").appendElement("tr");
        for (String column : columns) {
            Element head = row.appendElement("th").attr("scope", "col").text(column);
            head.classNames(NUMBERS.contains(column) ? Set.of("number") : Set.of());
        }
        return table.appendElement("tbody");
    }

    private static void verdict(Element row, Verdict verdict) {
        mark(row, verdict, verdict.words().toLowerCase(Locale.ROOT));
    }

    /** Whether figures are what they were asked to be. */
    private static void reached(Element row, boolean held) {
        mark(row, held ? Verdict.RIGHT : Verdict.WRONG, held ? "reached" : "missed");
    }

    private static void mark(Element row, Verdict verdict, String words) {
        row.appendElement("td")
                .addClass("verdict")
                .addClass(verdict.name().toLowerCase(Locale.ROOT))
                .text(verdict.mark() + " ")
                .appendElement("span")
                .text(words);
    }

    private static void number(Element row, String text) {
        Element cell = row.appendElement("td").addClass("number").text(text);
        if (text.contains(" to ")) {
            cell.addClass("range");
        }
    }
}
