package io.grad4j.autodiff.trace;

import static io.grad4j.autodiff.Matrices.column;
import static io.grad4j.autodiff.Matrices.generic;
import static io.grad4j.autodiff.Matrices.row;
import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.square;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.trace.Trace.Contribution;
import org.junit.jupiter.api.Test;

class TraceTest {
    @Test
    void theTextShowsEachValueAndEachContributionWithItsRule() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", 2);
            Var y = tape.variable("y", 3);
            Var product = x.elementMult(y);
            String text = Trace.of(tape, product.plus(square(x))).toString();
            assertThat(text)
                    .isEqualTo(
                            """
                            forward, values
                              x  = variable          = 2
                              y  = variable          = 3
                              v2 = elementMult(x, y) = 6
                              v3 = square(x)         = 4
                              v4 = plus(v2, v3)      = 10
                            backward, cotangents; v\u03044 = 1, every other starts at 0
                              v\u03042 += v\u03044      = 1
                              v\u03043 += v\u03044      = 1
                              x\u0304  += v\u03043 ∘ 2x = 4
                              x\u0304  += v\u03042 ∘ y  = 3 now 7
                              ȳ  += v\u03042 ∘ x  = 2
                            gradients
                              ∂v4/∂x = 7
                              ∂v4/∂y = 2
                            """);
        }
    }

    @Test
    void whatBroadcastingRepeatedIsSummed() {
        try (Tape tape = new Tape()) {
            Var m = tape.variable("m", generic(2, 3, 1));
            Var r = tape.variable("r", row(1, 2, 3));
            Trace trace = Trace.of(tape, m.elementMult(r).sum());
            Contribution toRow = trace.backward().get(2);
            assertThat(toRow.to()).isEqualTo("r");
            assertThat(toRow.rule()).startsWith("Σ(").endsWith("∘ m)");
            assertThat(trace.backward().get(1).rule()).doesNotContain("Σ");
        }
    }

    @Test
    void aContributionThatIsNotTheFirstAccumulates() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", 1.5);
            Trace trace = Trace.of(tape, x.elementMult(x));
            assertThat(trace.backward()).extracting(Contribution::accumulates).containsExactly(false, true);
            assertThat(trace.backward())
                    .extracting(c -> c.contribution().data[0])
                    .containsExactly(1.5, 1.5);
            assertThat(trace.backward().get(1).total().data[0]).isEqualTo(3);
            assertThat(trace.gradients().get(0).value().data[0]).isEqualTo(3);
        }
    }

    @Test
    void aVectorRootNeedsACotangent() {
        try (Tape tape = new Tape()) {
            Var y = exp(tape.variable("x", column(0, 1)));
            assertThatThrownBy(() -> Trace.of(tape, y))
                    .isInstanceOf(ArgumentException.class)
                    .hasMessageContaining("2×1");
            assertThat(Trace.of(tape, y, column(1, 0)).toString()).contains("∂v1/∂x = [1; 0]");
        }
    }

    @Test
    void matricesUpToSixBySixAreWrittenInFullAndLargerOnesByTheirRange() {
        try (Tape tape = new Tape()) {
            tape.variable("small", row(1, 2.5, -1e-7));
            Var large = tape.variable("large", generic(7, 2, 1));
            assertThat(Trace.of(tape, large.sum()).toString())
                    .contains("[1, 2.5, -1e-07]")
                    .containsPattern("large = variable +?= 7×2 from -1\\.\\d+ to 1\\.\\d+");
        }
    }

    @Test
    void theTraceLeavesTheTapeAsItWas() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", 2);
            Var y = square(x);
            int before = tape.steps().size();
            String first = Trace.of(tape, y).toString();
            assertThat(tape.steps()).hasSize(before);
            assertThat(Trace.of(tape, y)).hasToString(first);
        }
    }
}
