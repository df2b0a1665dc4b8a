package io.grad4j.notes;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line: what it prints and how it ends. */
class NotesTest {
    private static final String RIGHT = "<!-- verify: let x be real -->\n$$(x + 1)^2 = x^2 + 2 x + 1$$\n";
    private static final String WRONG = "<!-- verify: let x be real -->\n$$(x + 1)^2 = x^2 + 1$$\n";
    private static final String OPEN = "$$(x + 1)^2 = x^2 + 2 x + 1$$\n";

    @TempDir
    private Path folder = Path.of(".");

    private record Run(int status, String out, String err) {}

    private static Run run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Notes.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                args);
        return new Run(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private String file(String text) throws IOException {
        Path file = Files.createTempFile(folder, "note", ".md");
        Files.writeString(file, text);
        return file.toString();
    }

    @Test
    void theStatusTellsWhatWasFound() throws IOException {
        assertThat(run(file(RIGHT)).status()).isZero();
        assertThat(run(file(RIGHT), file(WRONG)).status()).isEqualTo(1);
        assertThat(run(file(OPEN)).status()).isZero();
        assertThat(run("--strict", file(OPEN)).status()).isEqualTo(3);
        assertThat(run("--strict", file(RIGHT)).status()).isZero();
        assertThat(run("--strict", file(OPEN), file(WRONG)).status()).isEqualTo(1);
    }

    @Test
    void mistakesInTheOptionsAreNamed() throws IOException {
        assertThat(run().err()).contains("no note is given");
        assertThat(run("missing.md")).isEqualTo(new Run(2, "", "grad4j-notes: there is no missing.md (see --help)\n"));
        assertThat(run("--points", "0", file(RIGHT)).err()).contains("--points: 0 is not between 1 and 100000");
        assertThat(run("--n", "9", file(RIGHT)).err()).contains("--n: 9 is not between 1 and 6");
        assertThat(run("--format", "pdf", file(RIGHT)).status()).isEqualTo(2);
        Path binary = folder.resolve("binary.md");
        Files.write(binary, new byte[] {(byte) 0xC3, (byte) 0x28});
        assertThat(run(binary.toString()).err()).contains("is not UTF-8 text");
        assertThat(run("--help").err()).isEmpty();
        assertThat(run("--help").out())
                .contains("    % verify: assume p > 0".strip())
                .contains("Exit status")
                .contains("--show-reading");
    }

    @Test
    void theTextNamesLineWitnessAndSuggestion() throws IOException {
        Run run = run(file(WRONG));
        assertThat(run.out())
                .contains("     2  ✗ WRONG         = x^2 + 1")
                .contains("at       x = 1")
                .contains("claimed  2   but 4")
                .contains("0 right · 1 wrong (1 root error) · 0 inconclusive · 0 not checked");
        assertThat(run("--show-reading", file(RIGHT)).out())
                .contains("x: a real number")
                .contains("read as");
    }

    @Test
    void theSameSeedGivesTheSameReport() throws IOException {
        String note = file(WRONG);
        assertThat(run("--seed", "5", note)).isEqualTo(run("--seed", "5", note));
    }

    @Test
    void jsonHoldsEveryFinding() throws IOException {
        JsonObject note = JsonParser.parseString(
                        run("--format", "json", file(WRONG)).out())
                .getAsJsonObject()
                .getAsJsonArray("notes")
                .get(0)
                .getAsJsonObject();
        assertThat(note.get("wrong").getAsInt()).isEqualTo(1);
        JsonObject finding = note.getAsJsonArray("findings").get(0).getAsJsonObject();
        assertThat(finding.get("line").getAsInt()).isEqualTo(2);
        assertThat(finding.get("verdict").getAsString()).isEqualTo("wrong");
        assertThat(finding.getAsJsonObject("witness").get("expected").getAsString())
                .isEqualTo("4");
    }

    @Test
    void sarifHasALevelAndAPlaceForEachResult() throws IOException {
        JsonObject log = JsonParser.parseString(
                        run("--format", "sarif", file(WRONG)).out())
                .getAsJsonObject();
        assertThat(log.get("version").getAsString()).isEqualTo("2.1.0");
        JsonObject result = log.getAsJsonArray("runs")
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("results")
                .get(0)
                .getAsJsonObject();
        assertThat(result.get("level").getAsString()).isEqualTo("error");
        assertThat(result.getAsJsonArray("locations").toString()).contains("\"startLine\":2");
    }

    @Test
    void annotationsNameFileLineAndColumn() throws IOException {
        String note = file(WRONG);
        assertThat(run("--format", "github", note).out())
                .startsWith("::error file=" + note.replace(":", "%3A") + ",line=2,col=13,title=WRONG::fails at ");
    }

    @Test
    void htmlIsWellFormedAndShowsFormulasAsMathMl() throws Exception {
        Path page = folder.resolve("page.html");
        Run run = run("--demo", "--points", "20", "--format", "html", "--out", page.toString(), "--show-reading");
        assertThat(run.out()).isEmpty();
        String html = Files.readString(page);
        assertThat(html).contains("<math>").contains("class=\"finding wrong\"").contains("<mfrac>");
        String xml = html.replace("<!DOCTYPE html>\n", "").replaceAll("<meta ([^>]*)>", "<meta $1/>");
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void theDemoFindsItsMistakesAndChecksAllElse() {
        Run run = run("--demo");
        assertThat(run.status()).isEqualTo(1);
        List<String> last = run.out().lines().toList();
        assertThat(last.get(last.size() - 1))
                .matches("  \\d+ right · 9 wrong \\(8 root errors\\) · 0 inconclusive · 0 not checked");
        assertThat(run.out()).contains("suggest");
    }
}
