package io.grad4j.tour;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.grad4j.tour.data.DataFile;
import io.grad4j.tour.judge.Judge;
import io.grad4j.tour.judge.Label;
import io.grad4j.tour.notes.Note;
import io.grad4j.tour.points.Triple;
import io.grad4j.tour.report.JsonReport;
import io.grad4j.tour.report.Palette;
import io.grad4j.tour.report.TextReport;
import io.grad4j.tour.report.Walk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as its user meets it. */
class TourTest {
    private static final char ESCAPE = '\u001b';
    private static final Terminal PIPE = new Terminal(false, Map.of("TERM", "xterm"));
    private static final Terminal SCREEN = new Terminal(true, Map.of("TERM", "xterm"));

    private record Run(int status, String out, String err) {
        static Run of(Terminal terminal, String... args) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            int status = Tour.run(terminal, utf8(out), utf8(err), args);
            return new Run(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        }

        /** Without training. */
        static Run notes(Terminal terminal, String... args) {
            return of(
                    terminal,
                    Stream.concat(Stream.of("--notes"), Stream.of(args)).toArray(String[]::new));
        }

        private static PrintStream utf8(ByteArrayOutputStream bytes) {
            return new PrintStream(bytes, true, StandardCharsets.UTF_8);
        }

        String lastLine() {
            List<String> lines = out.lines().toList();
            return lines.get(lines.size() - 1);
        }
    }

    @Test
    void statusIsZeroAndTheLastLineSaysThatAllIsAsExpected() {
        Run run = Run.notes(PIPE);
        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.lastLine()).startsWith("✓ all 82 verdicts are the expected ones, and all 16 gradients");
        assertThat(run.out()).contains("(seed 1)", "200 seeded points");
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherSeedOtherPoints() {
        String first = Run.notes(PIPE, "--seed", "7", "--points", "5").out();
        assertThat(Run.notes(PIPE, "--seed", "7", "--points", "5").out()).isEqualTo(first);
        assertThat(Run.notes(PIPE, "--seed", "8", "--points", "5").out()).isNotEqualTo(first);
    }

    @Test
    void aVerdictThatIsNotTheExpectedOneIsNamedAndFailsTheWalk() {
        Note planted = new Note(
                "planted",
                "a slip",
                List.of(),
                List.of(new Label("planted/slip", "here", "i = 1.001 i")
                        .over(Triple.NEAR)
                        .numbers(Triple::i, x -> 1.001 * x.i())),
                List.of(),
                List.of());
        Walk walk = Walk.through(List.of(planted), new Judge(1, 5));
        assertThat(walk.isExpected()).isFalse();
        assertThat(TextReport.of(walk, Palette.PLAIN))
                .contains("✗ WRONG", "unexpected: planted/slip is WRONG, expected RIGHT", "✗ 1 verdicts");
        assertThat(Tour.statusOf(walk, List.of())).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--nonsense",
                "--seed=abc",
                "--seed",
                "--points=0",
                "--points=-3",
                "--points=1e9",
                "--points=100001",
                "--color=sometimes",
                "extra",
                "--json=/nowhere/at/all.json",
                "--pages=pom.xml/below"
            })
    void aMistakeOfTheUserIsOneLineAndStatusTwo(String arg) {
        Run run = Run.notes(PIPE, arg);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .startsWith("tour: ")
                .doesNotContain("Exception");
    }

    @Test
    void aFolderCannotBeWrittenAsJson(@TempDir Path folder) {
        Run run = Run.notes(PIPE, "--points=1", "--json=" + folder);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().contains("cannot write " + folder);
    }

    @Test
    void helpAndVersionSayWhatThereIs() {
        Run help = Run.of(PIPE, "--help");
        assertThat(help.status()).isZero();
        assertThat(help.out())
                .contains("--seed", "--points", "--json", "--color", "--pages", "target/pages", "Exit status")
                .contains("--quick", "--notes", "--report", "--data", "target/tour");
        Run version = Run.of(PIPE, "--version");
        assertThat(version.status()).isZero();
        assertThat(version.out()).matches("grad4j tour \\d+\\.\\d+\\.\\d+\\S*\\R");
    }

    @Test
    void jsonHasTheSameCountsAsTheClaimsItLists(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("tour.json");
        assertThat(Run.notes(PIPE, "--points", "5", "--json", file.toString()).status())
                .isZero();
        JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        for (Map.Entry<String, JsonElement> count :
                json.getAsJsonObject("summary").entrySet()) {
            assertThat(claims(json).filter(c -> c.get("verdict").getAsString().equals(count.getKey())))
                    .hasSize(count.getValue().getAsInt());
        }
        assertThat(claims(json)).hasSize(82);
        assertThat(claims(json).filter(c -> c.has("witness") && c.has("corrected")))
                .hasSize(9);
        assertThat(json.get("expected").getAsBoolean()).isTrue();
        assertThat(json.get("seed").getAsLong()).isEqualTo(1);
    }

    @Test
    void jsonLeavesOutANumberThatIsNotFinite() {
        Note broken = new Note(
                "broken",
                "",
                List.of(),
                List.of(new Label("broken/nan", "here", "NaN").over(Triple.NEAR).numbers(x -> Double.NaN, x -> 1)),
                List.of(),
                List.of());
        JsonObject json = JsonParser.parseString(
                        JsonReport.of(Walk.through(List.of(broken), new Judge(1, 1)), List.of()))
                .getAsJsonObject();
        assertThat(claims(json)).singleElement().matches(c -> !c.has("error"));
    }

    private static Stream<JsonObject> claims(JsonObject json) {
        return objects(json.getAsJsonArray("notes")).flatMap(n -> objects(n.getAsJsonArray("claims")));
    }

    private static Stream<JsonObject> objects(JsonArray array) {
        return array.asList().stream().map(JsonElement::getAsJsonObject);
    }

    @Test
    void colourIsForTerminalsThatWantIt() {
        assertThat(Run.notes(PIPE, "--points=1").out()).doesNotContain(ESCAPE + "");
        assertThat(Run.notes(SCREEN, "--points=1").out()).contains(ESCAPE + "[32m✓ RIGHT");
        Terminal noColour = new Terminal(true, Map.of("TERM", "xterm", "NO_COLOR", "1"));
        assertThat(Run.notes(noColour, "--points=1").out()).doesNotContain(ESCAPE + "");
        Terminal dumb = new Terminal(true, Map.of("TERM", "dumb"));
        assertThat(Run.notes(dumb, "--points=1").out()).doesNotContain(ESCAPE + "");
        assertThat(Run.notes(PIPE, "--points=1", "--color=always").out()).contains(ESCAPE + "[31m✗ WRONG");
        assertThat(Run.notes(SCREEN, "--points=1", "--color=never").out()).doesNotContain(ESCAPE + "");
    }

    @Test
    void colourAddsNothingButEscapeCodes() {
        String plain = Run.notes(PIPE, "--points=1").out();
        String coloured = Run.notes(SCREEN, "--points=1").out();
        assertThat(coloured.replaceAll(ESCAPE + "\\[[0-9]+m", "")).isEqualTo(plain);
    }

    @Test
    void noLineIsWiderThanATerminalOfAHundredAndTwentyColumns() {
        assertThat(Run.notes(PIPE).out().lines()).allSatisfy(line -> assertThat(line.codePointCount(0, line.length()))
                .as(line)
                .isLessThanOrEqualTo(120));
    }

    @Test
    void theQuickTourTrainsTheSmallModelsAndWritesTheReport(@TempDir Path folder) throws IOException {
        Path json = folder.resolve("tour.json");
        Path report = folder.resolve("new/report");
        Run run = Run.of(PIPE, "--quick", "--points=5", "--json=" + json, "--report=" + report);
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("[3/7] logistic regression", "✓ all 7 models reached the figures stated");
        assertThat(run.lastLine()).isEqualTo("report  " + report.resolve("report.html"));
        assertThat(report.resolve("report.html")).exists();
        JsonObject written = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
        assertThat(objects(written.getAsJsonArray("models"))).hasSize(7).allMatch(m -> m.get("held")
                .getAsBoolean());
        // The last line holds the path, which is as long as it is.
        assertThat(run.out().lines().filter(line -> !line.startsWith("report ")))
                .allSatisfy(line -> assertThat(line.codePointCount(0, line.length()))
                        .as(line)
                        .isLessThanOrEqualTo(120));
    }

    @Test
    void dataThatCannotBeReadStopTheTourBeforeItBegins(@TempDir Path folder) throws IOException {
        String report = "--report=" + folder.resolve("report");
        Run missing = Run.of(PIPE, "--data=" + folder, report);
        assertThat(missing.status()).isEqualTo(2);
        assertThat(missing.out()).isEmpty();
        assertThat(missing.err().lines())
                .singleElement()
                .asString()
                .contains("--data: cannot read", "digits.csv.gz", "NoSuchFile");
        for (String name : List.of("digits.csv.gz", "iris.csv", "breast_cancer.csv")) {
            try (InputStream in = DataFile.class.getResourceAsStream(name)) {
                Files.copy(Objects.requireNonNull(in), folder.resolve(name));
            }
        }
        Files.writeString(folder.resolve("iris.csv"), "2,1,a,b\n1,0\nx,1\n");
        Run malformed = Run.of(PIPE, "--data=" + folder, report);
        assertThat(malformed.status()).isEqualTo(2);
        assertThat(malformed.err().lines())
                .singleElement()
                .asString()
                .contains("--data: iris.csv, line 3: value 1, 'x', is no number");
    }

    @Test
    void aReportThatCannotBeWrittenStopsTheTourBeforeItBegins() {
        Run run = Run.of(PIPE, "--report=pom.xml/below");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).singleElement().asString().contains("--report: cannot write to pom.xml");
    }

    /** The trace of the tape pads its columns for the macrons of its cotangents; the tables of claims do not. */
    @Test
    void combiningMarksStandInTheTraceOnlySoThatColumnsAlign() {
        List<String> marked = Run.notes(PIPE)
                .out()
                .lines()
                .filter(line -> line.codePoints().anyMatch(c -> Character.getType(c) == Character.NON_SPACING_MARK))
                .toList();
        assertThat(marked).isNotEmpty().allMatch(line -> line.contains(" += ") || line.contains("backward, "));
    }

    @Test
    void everyClaimStartsInTheSameColumn() {
        List<String> rows = Run.notes(PIPE)
                .out()
                .lines()
                .filter(line -> line.matches("[✓✗·?] (RIGHT|WRONG|NOT CHECKABLE|INCONCLUSIVE) .*"))
                .toList();
        assertThat(rows).hasSize(82).allSatisfy(row -> {
            assertThat(row.substring(15, 27)).as(row).matches(" {2,}\\S+ {2}");
            assertThat(row.charAt(27)).as(row).isNotEqualTo(' ');
            assertThat(row.charAt(49)).as(row).isEqualTo(' ');
            assertThat(row.charAt(50)).as(row).isNotEqualTo(' ');
        });
    }
}
