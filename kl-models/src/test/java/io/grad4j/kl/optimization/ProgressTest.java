package io.grad4j.kl.optimization;

import static io.grad4j.autodiff.ops.Elementwise.square;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static List<String> linesOf(Duration every) {
        List<String> lines = new ArrayList<>();
        new GradientDescent(0.25, 0, StoppingRule.after(3), Progress.lines(every, lines::add))
                .minimize(Objective.of(x -> square(x).sum()), DMatrixRMaj.wrap(1, 1, new double[] {8}));
        return lines;
    }

    @Test
    void aLineTellsTheStepTheValueAndTheGradient() {
        assertThat(linesOf(Duration.ZERO))
                .containsExactly(
                        "iteration 1: value 16.0000000, gradient norm 8.00e+00",
                        "iteration 2: value 4.00000000, gradient norm 4.00e+00",
                        "iteration 3: value 1.00000000, gradient norm 2.00e+00");
    }

    @Test
    void shortWorkPrintsNothing() {
        assertThat(linesOf(Duration.ofHours(1))).isEmpty();
    }

    @Test
    void eachAcceptedStepOfTheSearchesIsTold() {
        List<Integer> told = new ArrayList<>();
        Progress progress = (iteration, value, gradientNorm) -> told.add(iteration);
        Solution end = new QuasiNewton(StoppingRule.DEFAULT, progress)
                .minimize(Objective.of(x -> square(square(x)).sum()), DMatrixRMaj.wrap(1, 1, new double[] {8}));
        assertThat(told).hasSize(end.iterations()).startsWith(1, 2).last().isEqualTo(end.iterations());
    }
}
