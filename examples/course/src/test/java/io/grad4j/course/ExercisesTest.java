package io.grad4j.course;

import static org.assertj.core.api.Assertions.assertThat;

import io.grad4j.autodiff.check.CheckReport;
import io.grad4j.autodiff.check.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The right answer to each exercise, and one that a beginner may give. */
class ExercisesTest {
    /** @param diagnosis what the checker says of the wrong answer; empty where it only says WRONG */
    private record Answered(UnaryOperator<double[]> right, UnaryOperator<double[]> wrong, String diagnosis) {}

    private static double[] g(double... entries) {
        return entries;
    }

    private static Answered answered(Exercise exercise) {
        return switch (exercise) {
            case SINE_OF_PRODUCT ->
                new Answered(
                        x -> g(x[1] * Math.cos(x[0] * x[1]), x[0] * Math.cos(x[0] * x[1])),
                        x -> g(-x[1] * Math.cos(x[0] * x[1]), -x[0] * Math.cos(x[0] * x[1])),
                        "the wrong sign");
            case HALF_SQUARED_LENGTH ->
                new Answered(
                        x -> g(10 * x[0] + 14 * x[1], 14 * x[0] + 20 * x[1]),
                        x -> g(20 * x[0] + 28 * x[1], 28 * x[0] + 40 * x[1]),
                        "a factor 2 too many");
            case EXPONENTIAL_AND_SQUARE ->
                new Answered(
                        x -> g(x[1] * Math.exp(x[0]), Math.exp(x[0]) + 2 * x[1]),
                        x -> g(x[1] * Math.exp(x[0]), 2 * x[1]),
                        "");
            case PRODUCT ->
                new Answered(ExercisesTest::others, x -> scaled(x.length, others(x)), "a factor n too many");
            case TWO_PATHS ->
                new Answered(
                        x -> g(2 * x[0] + x[1], x[0]),
                        // The second share written over the first.
                        x -> g(x[1], x[0]),
                        "");
            case SPREAD -> new Answered(x -> fromMean(2, x), x -> fromMean(1, x), "a factor 2 missing");
            case DIAMOND ->
                new Answered(
                        x -> g(2 * x[0] * (Math.sin(x[0] * x[0]) + x[0] * x[0] * Math.cos(x[0] * x[0]))),
                        // Passed on before the share of the sine arrived.
                        x -> g(2 * x[0] * Math.sin(x[0] * x[0])),
                        "");
            case TWO_DIAMONDS ->
                new Answered(
                        x -> g(2 * (x[0] + x[1]) * x[0] + (x[0] + x[1]) * (x[0] + x[1]), 2 * (x[0] + x[1]) * x[0]),
                        x -> g(2 * (x[0] + x[1]) * x[0], 2 * (x[0] + x[1]) * x[0]),
                        "");
            case LOG_SUM_EXP ->
                new Answered(
                        ExercisesTest::softmax,
                        // Overflows: NaN, which is never right.
                        x -> scaled(
                                1 / Arrays.stream(x).map(Math::exp).sum(),
                                Arrays.stream(x).map(Math::exp).toArray()),
                        "");
            case CROSS_ENTROPY ->
                new Answered(x -> minusFirst(softmax(x)), x -> scaled(-1, minusFirst(softmax(x))), "the wrong sign");
            case LOG_LIKELIHOOD ->
                new Answered(x -> g(1.9 - underModel(x[0])), x -> g(underModel(x[0]) - 1.9), "the wrong sign");
            case DIVERGENCE -> new Answered(x -> g(underModel(x[0]) - 1.9), x -> g(underModel(x[0])), "an additive");
        };
    }

    private static double[] scaled(double c, double... x) {
        return Arrays.stream(x).map(entry -> c * entry).toArray();
    }

    private static double[] others(double... x) {
        double all = Arrays.stream(x).reduce(1, (a, b) -> a * b);
        return Arrays.stream(x).map(entry -> all / entry).toArray();
    }

    private static double[] fromMean(double c, double... x) {
        double mean = Arrays.stream(x).average().orElseThrow();
        return Arrays.stream(x).map(entry -> c * (entry - mean)).toArray();
    }

    private static double[] softmax(double... x) {
        double max = Arrays.stream(x).max().orElseThrow();
        double[] e = Arrays.stream(x).map(entry -> Math.exp(entry - max)).toArray();
        return scaled(1 / Arrays.stream(e).sum(), e);
    }

    private static double[] minusFirst(double... q) {
        q[0] -= 1;
        return q;
    }

    /** E_q[φ]. */
    private static double underModel(double theta) {
        double[] q = softmax(theta, 2 * theta, 4 * theta);
        return q[0] + 2 * q[1] + 4 * q[2];
    }

    @ParameterizedTest
    @EnumSource
    void theRightAnswerIsRight(Exercise exercise) {
        CheckReport report = exercise.judge(answered(exercise).right());
        assertThat(report.verdict()).as("%s", report).isEqualTo(Verdict.RIGHT);
    }

    @ParameterizedTest
    @EnumSource
    void aTypicalMistakeIsWrongAndNamed(Exercise exercise) {
        Answered answered = answered(exercise);
        CheckReport report = exercise.judge(answered.wrong());
        assertThat(report.verdict()).as("%s", report).isEqualTo(Verdict.WRONG);
        if (!answered.diagnosis().isEmpty()) {
            assertThat(String.join("; ", report.diagnoses())).as("%s", exercise).contains(answered.diagnosis());
        }
    }

    @Test
    void untilTheyAreAnsweredTheCourseSaysSo() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Course.judge(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .hasSize(Exercise.values().length)
                .allMatch(line -> line.matches("· lesson \\d  \\w+: not answered yet"));
    }
}
