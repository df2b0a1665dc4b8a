package io.grad4j.notes.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grad4j.notes.TestResources;
import io.grad4j.notes.binding.Binder;
import io.grad4j.notes.source.NoteReader;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever stands in a note, the reader ends soon, with readings or with its own refusal. */
class FuzzTest {
    private static final int INPUTS = 100_000;
    private static final List<String> PIECES = List.of(
            "\\frac",
            "{",
            "}",
            "(",
            ")",
            "[",
            "]",
            "|",
            "\\|",
            "\\left",
            "\\right",
            "\\sum_",
            "\\int",
            "d",
            "x",
            "p",
            "q",
            "\\theta",
            "\\nabla",
            "_",
            "^",
            "\\log",
            "ln",
            "=",
            "&",
            "\\\\",
            "+",
            "-",
            "/",
            ",",
            ";",
            "2",
            "0.5",
            "\\bar",
            "\\mathbf",
            "E",
            "KL",
            "\\partial",
            "\\underbrace",
            "\\text",
            "\\begin{align}",
            "\\end{align}",
            "\\begin{",
            "$",
            "%",
            "\n",
            " ",
            "\\",
            "'",
            "!",
            "∇",
            "²",
            "≤",
            "\\operatorname",
            "\\sqrt",
            "\\mathbb{E}",
            "\\sim",
            "\\ldots",
            "diag",
            "\u0000",
            "\uD835",
            "漢",
            "\\stackrel");

    @Test
    void aHundredThousandInputsAreReadOrRefused() {
        SplittableRandom random = new SplittableRandom(7);
        List<String> seeds = Stream.of("divergence", "gaussian", "loss", "score")
                .flatMap(name ->
                        NoteReader.read(name, TestResources.text("io/grad4j/notes/demo/" + name + ".md"))
                                .pieces()
                                .stream())
                .map(piece -> piece.text())
                .toList();
        int read = 0;
        int refused = 0;
        long slowest = 0;
        for (int i = 0; i < INPUTS; i++) {
            String input = i % 2 == 0 ? random(random) : mutated(seeds.get(random.nextInt(seeds.size())), random);
            long start = System.nanoTime();
            if (reads(input)) {
                read++;
            } else {
                refused++;
            }
            slowest = Math.max(slowest, System.nanoTime() - start);
        }
        System.out.printf(
                "fuzzing: %d inputs, %d read, %d refused, no other exception; the slowest took %d ms%n",
                INPUTS, read, refused, slowest / 1_000_000);
        assertThat(read).isPositive();
        assertThat(refused).isPositive();
    }

    /** Whether every side is read. */
    private static boolean reads(String input) {
        boolean all = true;
        try {
            for (Chain chain : ChainSplitter.split(input, 0)) {
                for (Side side : chain.sides()) {
                    try {
                        List<Reading> readings = Readings.of(side, name -> name.startsWith("p"));
                        assertThat(readings.size()).isBetween(1, Limits.READINGS);
                    } catch (ParseError refusal) {
                        assertThat(refusal.offset()).isBetween(0, input.length() + 1);
                        all = false;
                    }
                }
            }
            return all;
        } catch (ParseError refusal) {
            assertThat(refusal.reason()).isNotEmpty();
            return false;
        }
    }

    private static String random(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(1, 60); i > 0; i--) {
            text.append(
                    random.nextInt(20) == 0
                            ? (char) random.nextInt(0x3000)
                            : PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private static String mutated(String seed, SplittableRandom random) {
        StringBuilder text = new StringBuilder(seed);
        for (int i = random.nextInt(1, 6); i > 0 && !text.isEmpty(); i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                default -> text.setLength(at);
            }
        }
        return text.toString();
    }

    @Test
    void wholeNotesOfNoiseAreBound() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 2000; i++) {
            String note = "$" + random(random) + "$ <!-- verify: " + random(random) + " --> $$" + random(random) + "$$";
            assertThat(Binder.bind(NoteReader.read("noise.md", note))).isNotEmpty();
        }
    }

    @Test
    void notesOfOpeningsAloneAreReadToTheirEnd() {
        for (String opening :
                List.of("\\[ ", "$a ", "$$", "\\( ", "`", "<!-- ", "\\begin{align} ", "```\n", "$", "%", "> $x$ ")) {
            String note = opening.repeat(20_000 / opening.length());
            assertThat(NoteReader.read("openings.md", note).pieces())
                    .as(opening)
                    .isNotNull();
        }
        String tooLong = "x".repeat(NoteReader.LONGEST_NOTE + 1);
        assertThat(NoteReader.read("long.md", tooLong).pieces().toString()).contains("at most 1000000 are read");
    }

    @Test
    void deepNestingIsRefusedByName() {
        for (String open : List.of(
                "(",
                "{",
                "\\left[",
                "\\frac{",
                "x^{",
                "x_{",
                "\\sqrt{",
                "\\bar{",
                "\\mathbf{",
                "-(",
                "|(",
                "\\nabla(")) {
            String deep = open.repeat(5000);
            assertThatThrownBy(() -> read(deep)).as(open).isInstanceOf(ParseError.class);
        }
        String closed = "(".repeat(3000) + "x" + ")".repeat(3000);
        assertThatThrownBy(() -> read("(".repeat(400) + "x" + ")".repeat(400)))
                .hasMessageContaining("nested more than");
        assertThatThrownBy(() -> read(closed)).hasMessageContaining("more than 1500 parts");
    }

    @Test
    void longFormulasAreRefusedByName() {
        assertThatThrownBy(() -> read("x+".repeat(20_000) + "x")).hasMessageContaining("more than 10000 parts");
        assertThatThrownBy(() -> read("x+".repeat(2_000) + "x")).hasMessageContaining("more than 1500 parts");
        assertThat(read("x+".repeat(700) + "x")).hasSize(1);
    }

    private static List<Reading> read(String text) {
        return Readings.of(ChainSplitter.split(text, 0).get(0).sides().get(0), name -> false);
    }
}
