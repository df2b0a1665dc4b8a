package io.grad4j.tour;

import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Softmaxes.logSoftmax;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.trace.Trace;
import io.grad4j.kl.divergences.Discrete;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Holds README.md to what it shows. */
class ReadmeTest {
    private static final Path README = Path.of("../../README.md");
    private static final Path THIS = Path.of("src/test/java/io/grad4j/tour/ReadmeTest.java");

    /** The example of README.md; its lines stand there to the letter. */
    private static void firstGradient(PrintStream out) {
        DMatrixRMaj p = new DMatrixRMaj(new double[][] {{0.75}, {0.25}});
        try (Tape tape = new Tape()) {
            Var s = tape.variable("s", new DMatrixRMaj(2, 1));
            Var kl = Discrete.kl(log(tape.constant("p", p)), logSoftmax(s)); // KL(p‖softmax s)
            out.println(kl.scalar()); // 0.130812035941137
            out.println(tape.gradients(kl).of(s)); // softmax s - p = (-0.25, 0.25)
            out.println(Trace.of(tape, kl)); // each step, forward and back
        }
    }

    @Test
    void theFirstGradientStandsInTheReadmeToTheLetter() throws IOException {
        String source = Files.readString(THIS);
        Matcher body = Pattern.compile("firstGradient\\(PrintStream out\\) \\{\n(.*?)\n    \\}\n", Pattern.DOTALL)
                .matcher(source);
        assertThat(body.find()).isTrue();
        String example = body.group(1).replaceAll("(?m)^        ", "").replace("out.println", "System.out.println");
        assertThat(fenced("java")).endsWith("\n\n" + example + "\n");
        assertThat(fenced("java").lines().filter(line -> line.startsWith("import")))
                .hasSizeGreaterThan(5)
                .allSatisfy(line -> assertThat(source).contains(line));
    }

    @Test
    void theFirstGradientIsWhatItsCommentsSay() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        firstGradient(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        String printed = bytes.toString(StandardCharsets.UTF_8);
        double kl = Double.parseDouble(printed.lines().findFirst().orElseThrow());
        assertThat(kl).isCloseTo(0.130812035941137, within(1e-15));
        assertThat(printed).contains("{-0.25", "{0.25", "/∂s = [-0.25; 0.25]");
    }

    @Test
    void everyLineOfTheTourThatTheReadmeShowsIsPrinted() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        // What comes after the notes, the models, is not shown there.
        Tour.run(new Terminal(false, Map.of()), out, out, "--notes");
        List<String> printed =
                withoutErrors(bytes.toString(StandardCharsets.UTF_8)).lines().toList();
        assertThat(withoutErrors(fenced("text")).lines().filter(line -> !line.equals("…")))
                .allSatisfy(line -> assertThat(printed).contains(line));
    }

    @Test
    void theReadmeCountsThePairsOfThePage() throws IOException {
        Matcher counts = Pattern.compile("## Finite: (\\d+) pairs of numbers, (\\d+) of vectors and matrices")
                .matcher(Files.readString(README.resolveSibling("kl-models").resolve("PAIRS.md")));
        assertThat(counts.find()).isTrue();
        assertThat(Files.readString(README).replaceAll("\\s+", " "))
                .contains(counts.group(1) + " ordered pairs of distributions of a number and " + counts.group(2)
                        + " of vectors and matrices");
    }

    /** Rounding errors differ between releases of Java, whose elementary functions may round another way. */
    private static String withoutErrors(String text) {
        return text.replaceAll("\\d\\.\\de-1\\d", "#");
    }

    /** The first fenced block of a language in README.md. */
    private static String fenced(String language) throws IOException {
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(README));
        assertThat(block.find()).as("a block of %s", language).isTrue();
        return block.group(1);
    }
}
