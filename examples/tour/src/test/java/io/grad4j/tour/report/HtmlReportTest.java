package io.grad4j.tour.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.grad4j.tour.data.DataSets;
import io.grad4j.tour.judge.Judge;
import io.grad4j.tour.models.Trained;
import io.grad4j.tour.models.Work;
import io.grad4j.tour.notes.Note;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
    private static final Walk WALK = Walk.through(Note.all(), new Judge(1, 2));
    private static final List<Trained> MODELS =
            Work.train(List.of(Work.LOGISTIC, Work.MIXTURE), DataSets.shipped(), trained -> {});
    private static final Document PAGE = Jsoup.parse(HtmlReport.of(WALK, MODELS));

    @Test
    void thePageNeedsNoOtherFile() {
        assertThat(PAGE.select("script, link, iframe")).isEmpty();
        assertThat(PAGE.select("[src], [href]")).isNotEmpty().allSatisfy(e -> assertThat(e.attr("src") + e.attr("href"))
                .matches("(data:image/png;base64,|#).*"));
    }

    @Test
    void everyClaimStandsInATableAndEveryWrongOneOnACardWithItsWitness() {
        assertThat(PAGE.select("details table:first-of-type tbody tr td.verdict"))
                .hasSizeGreaterThanOrEqualTo(82);
        assertThat(PAGE.select(".card")).hasSize(9).allSatisfy(card -> assertThat(card.text())
                .contains("claimed", "holds", "witness", "true"));
    }

    @Test
    void everyFigureStandsInATableAndEveryPictureHasWords() {
        long figures =
                MODELS.stream().mapToLong(t -> t.outcome().figures().size()).sum();
        assertThat(PAGE.select("section[id] tbody tr")).hasSize((int) figures);
        assertThat(PAGE.select("img"))
                .hasSize(3)
                .allMatch(img -> img.attr("alt").length() > 20);
        assertThat(PAGE.select("figcaption").eachText()).allMatch(text -> text.endsWith("."));
    }

    @Test
    void thePageIsFitForAPhoneAndForAReader() {
        assertThat(PAGE.select("meta[name=viewport]").attr("content")).contains("width=device-width");
        assertThat(PAGE.select("html").attr("lang")).isEqualTo("en");
        assertThat(PAGE.title()).isNotBlank();
        assertThat(PAGE.select("style").html()).contains("prefers-color-scheme: dark");
        assertThat(PAGE.select("table")).allSatisfy(table -> {
            assertThat(table.select("caption").text()).isNotBlank();
            assertThat(table.select("thead th[scope=col]")).isNotEmpty();
        });
        for (Element link : PAGE.select("a")) {
            assertThat(PAGE.getElementById(link.attr("href").substring(1))).isNotNull();
        }
    }

    @Test
    void thePicturesLieBesideThePage(@TempDir Path folder) throws IOException {
        Path page = HtmlReport.write(WALK, MODELS, folder);
        assertThat(page).isEqualTo(folder.resolve("report.html"));
        try (var files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "report.html",
                            "logistic-training.svg",
                            "logistic-training.png",
                            "mixture-training.svg",
                            "mixture-training.png",
                            "mixture-iris.svg",
                            "mixture-iris.png");
        }
    }

    @Test
    void thePageOfTheNotesAloneHasNoModels() {
        assertThat(HtmlReport.of(WALK, List.of())).doesNotContain("KL at work");
    }
}
