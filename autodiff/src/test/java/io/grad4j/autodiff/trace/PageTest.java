package io.grad4j.autodiff.trace;

import static io.grad4j.autodiff.Matrices.row;
import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.log;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.grad4j.autodiff.trace.Step.Kind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page as a document, without a browser. */
class PageTest {
    private static Stream<Trace> traces() {
        return Stream.of(
                Traces.twoUsers(),
                Traces.network(),
                Traces.fifty(1),
                Traces.notFinite(),
                Trace.of(x -> log(exp(x).sum()), row(1, 2, 3)));
    }

    @ParameterizedTest
    @MethodSource("traces")
    void theEmbeddedDataIsTheTapes(Trace trace) {
        JsonObject data = data(Jsoup.parse(trace.html()));
        JsonArray steps = data.getAsJsonArray("n");
        assertThat(steps).hasSize(trace.steps().size());
        for (Step s : trace.steps()) {
            JsonArray step = steps.get(s.id()).getAsJsonArray();
            assertThat(step.get(0).getAsString()).isEqualTo(s.name());
            same(step.get(3), s.value());
            if (s.contributes()) {
                same(step.get(4), s.cotangent());
            }
        }
        JsonArray contributions = data.getAsJsonArray("c");
        assertThat(contributions).hasSize(trace.contributions().size());
        for (int i = 0; i < contributions.size(); i++) {
            JsonArray c = contributions.get(i).getAsJsonArray();
            Contribution of = trace.contributions().get(i);
            assertThat(c.get(0).getAsInt()).isEqualTo(of.from().id());
            assertThat(c.get(2).getAsInt()).isEqualTo(of.to().id());
            same(
                    c.size() > 4
                            ? c.get(4)
                            : steps.get(of.to().id()).getAsJsonArray().get(4),
                    of.sent());
        }
    }

    /** Nine digits are embedded. */
    private static void same(JsonElement json, DMatrixRMaj m) {
        for (int i = 0; i < m.getNumElements(); i++) {
            JsonElement entry = json.isJsonArray()
                    ? json.getAsJsonArray().get(i / m.numCols).getAsJsonArray().get(i % m.numCols)
                    : json;
            double expected = m.data[i];
            if (Double.isFinite(expected)) {
                assertThat(entry.getAsDouble()).isCloseTo(expected, within(1e-8 * Math.abs(expected)));
            } else {
                assertThat(entry.getAsString()).isEqualTo(Double.toString(expected));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("traces")
    void theTablesAreCompleteWithoutAScript(Trace trace) {
        Document page = Jsoup.parse(trace.html());
        for (Step s : trace.steps()) {
            if (s.kind() != Kind.NUMBER) {
                List<String> cells = cells(page, "r" + s.id());
                assertThat(cells.get(0)).isEqualTo(s.name());
                assertThat(cells.get(2)).isEqualTo(Notation.value(s.value()));
                assertThat(cells.get(3)).startsWith(s.kind() == Kind.CONSTANT ? "none" : Notation.value(s.cotangent()));
            }
        }
        for (int i = 0; i < trace.contributions().size(); i++) {
            Contribution c = trace.contributions().get(i);
            List<String> cells = cells(page, "c" + i);
            assertThat(cells.get(0)).isEqualTo(c.to().barred());
            assertThat(cells.get(1)).startsWith("+= ");
            assertThat(cells.get(2)).isEqualTo(Notation.value(c.sent()));
            assertThat(cells.get(3)).isEqualTo(c.accumulates() ? Notation.value(c.total()) : "");
        }
        assertThat(page.select("svg#open [data-n]"))
                .hasSameSizeAs(trace.steps().stream()
                        .filter(s -> s.kind() != Kind.NUMBER)
                        .toList());
    }

    private static List<String> cells(Document page, String row) {
        return page.select("#" + row + " > *").stream().map(Element::text).toList();
    }

    @ParameterizedTest
    @MethodSource("traces")
    void everyReferenceInThePageIsKeptAndNoneLeavesIt(Trace trace) {
        Document page = Jsoup.parse(trace.html());
        List<String> ids = page.select("[id]").eachAttr("id");
        assertThat(ids).doesNotHaveDuplicates();
        for (String reference : List.of("for", "aria-labelledby", "aria-describedby")) {
            assertThat(ids).containsAll(page.select("[" + reference + "]").eachAttr(reference));
        }
        assertThat(page.select("[src], [action], iframe, object, embed, img, base"))
                .isEmpty();
        assertThat(page.select("[href]").eachAttr("href")).allMatch(href -> href.matches("data:,|#step=\\d+"));
        assertThat(page.select("style").html()).doesNotContain("@import").doesNotContainPattern("url\\((?!#)");
        assertThat(page.select("[onclick], [style]")).isEmpty();
    }

    @Test
    void thePolicyAllowsTheScriptAndTheStyleByTheirDigestsAndNothingElse() throws Exception {
        Document page = Jsoup.parse(Traces.network().html());
        String policy = page.select("meta[http-equiv=Content-Security-Policy]").attr("content");
        assertThat(policy)
                .isEqualTo("default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; style-src '"
                        + digest(page.expectFirst("style").data()) + "'; script-src '"
                        + digest(page.expectFirst("script:not([type])").data()) + "'");
    }

    private static String digest(String text) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(hash);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6, 9})
    void aPageOfFiftyStepsIsBelowSixtyThousandBytes(int size) {
        Trace trace = Traces.fifty(size);
        assertThat(trace.steps().size()).isEqualTo(50);
        assertThat(trace.html().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(60_000);
    }

    @Test
    void whatCanBeOperatedHasANameAndWhatChangesIsAnnounced() {
        Document page = Jsoup.parse(Traces.network().html());
        assertThat(page.select("html").attr("lang")).isEqualTo("en");
        assertThat(page.select("button").eachText()).hasSize(6).doesNotContain("");
        for (Element input : page.select("input")) {
            boolean named = input.hasAttr("aria-label")
                    || input.closest("label") != null
                    || !page.select("label[for=" + input.id() + "]").isEmpty();
            assertThat(named).as(input.outerHtml()).isTrue();
        }
        assertThat(page.select("#now").attr("aria-live")).isEqualTo("polite");
        assertThat(page.select("[role=region], [role=group], section"))
                .allMatch(e -> e.hasAttr("aria-label") || e.hasAttr("aria-labelledby"));
        assertThat(page.select("table th:not([scope])")).isEmpty();
        assertThat(page.select("noscript").text()).contains("Without a script");
        assertThat(page.select("style").html()).contains("prefers-color-scheme:dark", "@media print", ":focus-visible");
    }

    @Test
    void eachQuestionOfALearnerHasItsAnswer() {
        Document page = Jsoup.parse(Traces.twoUsers().html());
        assertThat(page.select("#accumulate").text())
                .contains("Here x receives 4 + 3 = 7")
                .doesNotContain("NaN");
        assertThat(page.select("#order").text()).contains("Then x ends with", "where 7 is right");
        assertThat(page.select("#twice").text()).contains("each sweep starts from zeros");
        assertThat(page.select("#seed").text()).contains("v̄4 = 1");
        assertThat(page.select("#finite").text()).contains("Nowhere");
        Document broken = Jsoup.parse(Traces.notFinite().html());
        assertThat(broken.select("#finite").text()).contains("Every value is finite. Backward where v2 sends ∞ to x");
        assertThat(data(broken).get("b")).hasToString("[-1,2]");
    }

    @Test
    void whatTheUserNamedIsTextAndNeverMarkup() {
        String name = "<script>alert(\"x\")</script> & 'q'";
        String html = Traces.notFinite().html("{{data}} <b>&\"'</b>");
        Document page = Jsoup.parse(html);
        assertThat(page.title()).isEqualTo("{{data}} <b>&\"'</b>");
        assertThat(page.select("h1").text()).isEqualTo("{{data}} <b>&\"'</b>");
        assertThat(page.select("script")).hasSize(2);
        assertThat(html).doesNotContain("<script>alert");
        assertThat(page.select("#r1 th").text()).isEqualTo(name);
        assertThat(data(page).getAsJsonArray("n").get(1).getAsJsonArray().get(0).getAsString())
                .isEqualTo(name);
    }

    @Test
    void differencesAgreeWithTheSweepAndSayWhereTheyDoNot() {
        Document page = Jsoup.parse(Traces.network().html());
        assertThat(page.select("#steps tbody td:last-child").eachText())
                .filteredOn(cell -> !cell.equals("–"))
                .hasSizeGreaterThan(10)
                .allMatch(cell -> cell.contains("✓"));
        assertThat(Jsoup.parse(Traces.notFinite().html())
                        .select("#r0 td:last-child")
                        .text())
                .endsWith("≠");
    }

    @Test
    void anOrderThatDoesNotWaitEndsInOtherNumbers() {
        Trace trace = Traces.twoUsers();
        JsonArray wrong = data(Jsoup.parse(trace.html())).getAsJsonArray("w");
        assertThat(wrong).hasSameSizeAs(trace.contributions());
        assertThat(wrong.toString()).isNotEqualTo("[0,1,2,3,4]");
    }

    private static JsonObject data(Document page) {
        return JsonParser.parseString(page.expectFirst("#data").data()).getAsJsonObject();
    }
}
