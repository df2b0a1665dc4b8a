package io.grad4j.autodiff.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CheckReportTest {
    private static final CheckReport WRONG = GradientCheck.ofArray(x -> x[0] * x[0] + Math.log(x[1]))
            .handArray(x -> new double[] {2 * x[0], -1 / x[1]})
            .names("mu", "sigma|\"\n")
            .over(Domain.positive())
            .dimensions(2)
            .points(5)
            .seed(7)
            .report();

    @Test
    void theWorstComesFirstUnderItsName() {
        assertThat(WRONG.worstFirst()).first().satisfies(worst -> {
            assertThat(worst.entry()).startsWith("sigma");
            assertThat(worst.verdict()).isEqualTo(Verdict.WRONG);
            assertThat(worst.relativeError()).isCloseTo(2, within(1e-9));
        });
        assertThat(WRONG.worstFirst()).last().satisfies(best -> assertThat(best.verdict())
                .isEqualTo(Verdict.RIGHT));
    }

    @Test
    void theTextCarriesSeedVersionsPointsAndDiagnosis() {
        assertThat(WRONG.toString())
                .startsWith("gradient: WRONG (5 wrong, 0 inconclusive, 5 right at 5 points, positive [2×1], seed 7)\n")
                .contains("Looks like: only the entry sigma", "the wrong sign.")
                .contains("Simplest failing point: x = [1.0, 1.0] (2×1)")
                .contains("yours", "expected", "error bar", "relative error")
                .contains("point 0: x = [1.0, 0.5] (2×1)")
                .contains("grad4j ", "Java " + System.getProperty("java.version"));
    }

    @Test
    void theMarkdownIsATableWhoseCellsAreEscaped() {
        List<String> rows =
                WRONG.toMarkdown().lines().filter(line -> line.startsWith("|")).toList();
        assertThat(rows).hasSizeGreaterThan(5).allSatisfy(row -> assertThat(
                        row.replace("\\|", "").chars().filter(c -> c == '|'))
                .hasSize(9));
        assertThat(rows.get(1)).matches("[| -]+");
    }

    @Test
    void theJsonEscapesStringsAndWritesNumbersThatJsonLacksAsStrings() {
        String json = GradientCheck.ofArray(x -> x[0])
                .handArray(x -> new double[] {Double.NaN})
                .names("a\"\\\n")
                .at(1)
                .report()
                .toJson();
        assertThat(json)
                .contains("\"entry\":\"a\\\"\\\\\\u000a\"")
                .contains("\"hand\":\"NaN\"", "\"relativeError\":\"Infinity\"")
                .contains("\"seed\":\"42\"", "\"points\":[[[1.0]]]", "\"verdict\":\"WRONG\"");
        assertThat(Json.isValid(json)).isTrue();
        assertThat(Json.isValid(json.replace("\"NaN\"", "NaN"))).isFalse();
        assertThat(Json.isValid(json.replace("\\\"", "\""))).isFalse();
    }

    @Test
    void theJsonOfEveryKindOfReportIsValid() {
        assertThat(Json.isValid(WRONG.toJson())).isTrue();
        assertThat(Json.isValid(VjpCheck.of(x -> x)
                        .hand((x, yBar) -> {
                            throw new IllegalStateException("a \"quoted\" \\ \t reason\u0001");
                        })
                        .shape(2, 2)
                        .points(3)
                        .report()
                        .toJson()))
                .isTrue();
        assertThat(Json.isValid(GradientCheck.of(x -> 1 / x.data[0])
                        .hand(x -> x)
                        .tape(x -> x)
                        .at(0)
                        .report()
                        .toJson()))
                .isTrue();
        assertThat(Json.isValid(GradientCheck.of(x -> 1)
                        .hand(x -> x)
                        .shape(0, 2)
                        .report()
                        .toJson()))
                .isTrue();
        assertThat(WRONG.toJson()).contains("\"tested\":\"each entry moved on its own\"", "\"notes\":[]");
    }

    @Test
    void theSameSeedGivesTheSameReport() {
        assertThat(anyOf(3).toJson()).isEqualTo(anyOf(3).toJson());
        assertThat(anyOf(3).toJson()).isNotEqualTo(anyOf(4).toJson());
    }

    private static CheckReport anyOf(long seed) {
        return GradientCheck.ofArray(x -> Math.exp(x[0]))
                .handArray(x -> new double[] {Math.exp(x[0])})
                .dimensions(1)
                .points(20)
                .seed(seed)
                .report();
    }

    @Test
    void aCheckOfNothingIsNotRight() {
        CheckReport nothing =
                GradientCheck.ofArray(x -> 1).handArray(x -> x).shape(0, 3).report();
        assertThat(nothing.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void everyPointGivesAJudgementOfEachEntry() {
        assertThat(WRONG.judgements().stream().map(Judgement::point).collect(Collectors.toSet()))
                .hasSize(WRONG.points().size());
        assertThat(WRONG.judgements()).hasSize(10);
    }
}
