package io.grad4j.autodiff.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grad4j.autodiff.trace.Step.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page in a real browser, where one is installed. */
class BrowserTest {
    private static @Nullable Chromium started;

    private Chromium browser;
    private Path folder;

    /** The profile stays behind: the browser may still write while it ends. */
    @BeforeAll
    static void start(@TempDir(cleanup = CleanupMode.NEVER) Path profile) throws Exception {
        Optional<Path> chromium = Chromium.onThisMachine();
        assumeTrue(chromium.isPresent(), "skipped: no chromium, chromium-browser or google-chrome on the PATH");
        started = Chromium.start(chromium.orElseThrow(), profile);
    }

    @BeforeEach
    void prepare(@TempDir Path folder) {
        this.browser = Objects.requireNonNull(started);
        this.folder = folder;
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (started != null) {
            started.stop();
        }
    }

    @AfterEach
    void nothingWentWrongAndNothingLeftThePage() {
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests()).allMatch(url -> url.startsWith("file:") || url.equals("data:,"));
        browser.scripts(true);
    }

    private static Stream<Trace> traces() {
        return Stream.of(Traces.twoUsers(), Traces.network(), Traces.fifty(1), Traces.notFinite());
    }

    private Path written(Trace trace) throws IOException {
        Path file = folder.resolve("page.html");
        Files.writeString(file, trace.html());
        return file;
    }

    private int total() {
        return Integer.parseInt(browser.evaluate("document.getElementById('slider').max"));
    }

    private String count() {
        return text("#count");
    }

    private String text(String selector) {
        return browser.evaluate("document.querySelector('" + selector + "').textContent.trim()");
    }

    private String adjoint(Step s) {
        return text("#r" + s.id() + " td:nth-of-type(3)");
    }

    private void adjointsAreTheTapes(Trace trace) {
        for (Step s : trace.steps()) {
            if (s.contributes()) {
                assertThat(adjoint(s)).as(s.name()).isEqualTo(Notation.value(s.cotangent()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("traces")
    void theArrowKeysGoThroughEveryStepAndBack(Trace trace) throws IOException {
        browser.open(written(trace), "");
        int total = total();
        assertThat(total).isEqualTo(contribution(trace, trace.contributions().size()));
        for (int k = 1; k <= total; k++) {
            browser.press("ArrowRight");
            assertThat(count()).isEqualTo("Step " + k + " of " + total);
        }
        adjointsAreTheTapes(trace);
        browser.press("ArrowRight");
        assertThat(count()).startsWith("Step " + total + " ");
        for (int k = total - 1; k >= 0; k--) {
            browser.press("ArrowLeft");
        }
        assertThat(count()).startsWith("Step 0 ");
        browser.press("End");
        assertThat(count()).startsWith("Step " + total + " ");
        browser.press("Home");
        assertThat(count()).startsWith("Step 0 ");
    }

    @ParameterizedTest
    @MethodSource("traces")
    void theButtonsGoThroughEveryStep(Trace trace) throws IOException {
        browser.open(written(trace), "");
        int clicks = contribution(trace, trace.contributions().size());
        for (int k = 1; k <= clicks; k++) {
            assertThat(browser.evaluate("document.getElementById('next').disabled"))
                    .isEqualTo("false");
            browser.click("#next");
        }
        assertThat(browser.evaluate("document.getElementById('next').disabled")).isEqualTo("true");
        adjointsAreTheTapes(trace);
        browser.click("#back");
        assertThat(count()).startsWith("Step " + (clicks - 1) + " ");
        browser.click("#first");
        assertThat(count()).startsWith("Step 0 ");
        browser.click("#last");
        assertThat(count()).startsWith("Step " + clicks + " ");
    }

    @Test
    void aLinkLeadsToItsStepAndTheSliderToAnother() throws IOException {
        browser.open(written(Traces.twoUsers()), "step=7");
        assertThat(count()).isEqualTo("Step 7 of 11");
        assertThat(text("#now")).contains("v4 sends to v2");
        browser.evaluate("document.getElementById('slider').focus()");
        browser.press("ArrowRight");
        assertThat(count()).isEqualTo("Step 8 of 11");
        browser.await("location.hash", "#step=8");
        browser.evaluate("location.hash = '#step=3'");
        browser.await("document.getElementById('count').textContent", "Step 3 of 11");
    }

    @Test
    void valuesAndAdjointsAppearAsTheyAreComputed() throws IOException {
        Trace trace = Traces.twoUsers();
        browser.open(written(trace), "step=9");
        String x = "#open [data-n=\"0\"]";
        assertThat(text(x + " text:nth-of-type(3)")).isEqualTo("x̄ = 4 (1 of 2)");
        assertThat(browser.evaluate("document.querySelector('" + x + "').classList.contains('wait')"))
                .isEqualTo("true");
        assertThat(text("#now")).contains("x has 2 users on the way; 1 still to report");
        assertThat(browser.evaluate("document.querySelector('#now math mover') !== null"))
                .isEqualTo("true");
        browser.press("ArrowRight");
        assertThat(text(x + " text:nth-of-type(3)")).isEqualTo("x̄ = 7 ✓");
        assertThat(browser.evaluate("document.querySelector('" + x + "').classList.contains('wait')"))
                .isEqualTo("false");
        assertThat(text("#now")).contains("+= adds it to what is there", "All 2 users of x", "finite difference: 7");
        browser.press("Home");
        assertThat(text("#r2 td:nth-of-type(2)")).isEqualTo("…");
        assertThat(browser.evaluate("getComputedStyle(document.querySelector('#c0 td')).visibility"))
                .isEqualTo("hidden");
    }

    @Test
    void aWrongPredictionShowsTheRuleAndARightOneGoesOn() throws IOException {
        browser.open(written(Traces.twoUsers()), "step=9");
        browser.click("#predict");
        browser.evaluate("document.activeElement.blur()");
        browser.press("ArrowRight");
        assertThat(text("#question")).isEqualTo("v2 now sends to x. What is x̄ then?");
        assertThat(count()).startsWith("Step 9 ");
        browser.type("3");
        browser.press("Enter");
        assertThat(text("#hint")).contains("Not 3", "the new share alone", "The local rule");
        browser.evaluate("document.getElementById('guess').value = ''");
        browser.type("x");
        browser.press("Enter");
        assertThat(text("#hint")).contains("Type a number");
        browser.evaluate("document.getElementById('guess').value = ''");
        browser.type("14/2");
        browser.press("Enter");
        assertThat(count()).startsWith("Step 10 ");
        assertThat(text("#now")).startsWith("✓ Right.");
        assertThat(browser.evaluate("document.activeElement.id")).isEqualTo("next");
    }

    @ParameterizedTest
    @MethodSource("traces")
    void theWrongOrderEndsInWrongNumbersThatAreMarked(Trace trace) throws IOException {
        browser.open(written(trace), "");
        browser.click("#wrong");
        browser.press("End");
        List<Step> through = trace.steps().stream().filter(Step::contributes).toList();
        assertThat(through.stream().filter(s -> adjoint(s).contains("✗"))).isNotEmpty();
        assertThat(through).allSatisfy(s -> assertThat(adjoint(s)).endsWith(Notation.value(s.cotangent())));
        browser.click("#wrong");
        browser.press("End");
        adjointsAreTheTapes(trace);
    }

    @Test
    void scopesFoldByMouseAndByKeyAndCloseTogether() throws IOException {
        browser.open(written(Traces.network()), "");
        String shown = "[...document.querySelectorAll('#graph [data-n]')].filter(e => e.getClientRects().length"
                + " && getComputedStyle(e).display !== 'none').length";
        int all = Integer.parseInt(browser.evaluate(shown));
        browser.click("#open .frame text");
        int folded = Integer.parseInt(browser.evaluate(shown));
        assertThat(folded).isLessThan(all);
        assertThat(browser.evaluate("document.querySelector('#open .frame').getAttribute('aria-expanded')"))
                .isEqualTo("false");
        browser.evaluate("document.querySelector('#open .frame').focus()");
        browser.press("Enter");
        assertThat(browser.evaluate(shown)).isEqualTo(Integer.toString(all));
        browser.click("#close");
        assertThat(Integer.parseInt(browser.evaluate(shown))).isLessThan(folded);
        browser.press("End");
        assertThat(text("#shut .group text:nth-of-type(3)")).contains("✓");
    }

    @Test
    void theFirstStepThatIsNotFiniteIsMarked() throws IOException {
        Trace trace = Traces.notFinite();
        browser.open(written(trace), "step=" + contribution(trace, 3));
        assertThat(text("#now")).contains("⚠ The first contribution that is not finite.");
        assertThat(browser.evaluate("document.querySelectorAll('script').length"))
                .isEqualTo("2");
        assertThat(text("#open [data-n=\"1\"] text")).startsWith("<script>alert(\"x\")</script> & 'q'");
    }

    /** The step of the page at which contribution number {@code c}, counted from 1, is sent. */
    private static int contribution(Trace trace, int c) {
        return 1
                + c
                + (int) trace.steps().stream()
                        .filter(s -> s.kind() != Kind.CONSTANT && s.kind() != Kind.NUMBER)
                        .count();
    }

    @Test
    void withoutScriptsTheTablesAreThereAndComplete() throws IOException {
        Trace trace = Traces.network();
        browser.scripts(false);
        browser.open(written(trace), "");
        String height = "document.querySelector('#steps').getBoundingClientRect().height";
        assertThat(Double.parseDouble(browser.evaluate(height))).isGreaterThan(100);
        adjointsAreTheTapes(trace);
        assertThat(text("noscript")).contains("Without a script");
        assertThat(browser.evaluate("document.querySelector('#player').getBoundingClientRect().height"))
                .isEqualTo("0");
    }
}
