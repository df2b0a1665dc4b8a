package io.grad4j.autodiff.trace;

import static io.grad4j.autodiff.Matrices.column;
import static io.grad4j.autodiff.Matrices.generic;
import static io.grad4j.autodiff.Matrices.row;
import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Elementwise.sqrt;
import static io.grad4j.autodiff.ops.Elementwise.square;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.List;
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
                              x\u0304  += v\u03043 ∘ 2x = 1 ∘ 2·2 = 4
                              x\u0304  += v\u03042 ∘ y  = 1 ∘ 3 = 3  accumulated, now 7
                              ȳ  += v\u03042 ∘ x  = 1 ∘ 2 = 2
                            gradients
                              ∂v4/∂x = 7
                              ∂v4/∂y = 2
                            """);
        }
    }

    @Test
    void stepsStandUnderTheirScopesAndConstantsWhereTheyAreUsed() {
        try (Tape tape = new Tape()) {
            Var w = tape.variable("w", row(1, -2));
            Var loss = tape.scope(
                    "loss", () -> w.mult(tape.constant("x", column(3, 0.5))).minus(1));
            tape.scope("twice", () -> tape.scope("inside", () -> square(loss).negate()));
            assertThat(Trace.of(tape, loss).toString())
                    .isEqualTo(
                            """
                            forward, values
                              w    = variable     = [1, -2]
                              loss:
                                x  = constant     = [3; 0.5]
                                v1 = mult(w, x)   = 2
                                v2 = minus(v1, 1) = 1
                              twice:
                                v3 = square(v2)   = 1
                                v4 = negate(v3)   = -1
                            backward, cotangents; v\u03042 = 1, every other starts at 0
                              v\u03041 += v\u03042    = 1
                              w\u0304  += v\u03041·xᵀ = 1·[3; 0.5]ᵀ = [3, 0.5]
                            gradients
                              ∂v2/∂w = [3, 0.5]
                            """);
        }
    }

    @Test
    void theFirstValueAndTheFirstContributionThatAreNotFiniteAreMarked() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", 0);
            Var y = sqrt(x);
            assertThat(Trace.of(tape, log(y).plus(y)).toString().lines().filter(line -> line.contains("not finite")))
                    .map(String::strip)
                    .containsExactly(
                            "v2 = log(v1)      = -∞  ← the first that is not finite",
                            "v\u03041 += v\u03042 / v1  = 1 / 0 = ∞  accumulated, now ∞  ← the first that is not finite");
        }
    }

    @Test
    void twoVariablesOfOneNameAreToldApart() {
        try (Tape tape = new Tape()) {
            Var product = tape.variable("x", 2).elementMult(tape.variable("x", 3));
            assertThat(Trace.of(tape, product).toString()).contains("elementMult(x, x#2)", "/∂x   = 3", "/∂x#2 = 2");
        }
    }

    @Test
    void aFunctionIsTracedWithoutATape() {
        assertThat(Trace.of(x -> square(x).sum(), column(1, -2)).gradients())
                .singleElement()
                .satisfies(g -> assertThat(g.variable()).isEqualTo("x"))
                .satisfies(g -> assertThat(g.value().data).containsExactly(2, -4));
    }

    @Test
    void aConstantRootHasNoContributionsAndAVariableRootHasItsSeed() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", 2);
            assertThat(Trace.of(tape, tape.constant("c", row(3))).toString()).contains("c = constant = 3", "∂c/∂x = 0");
            assertThat(Trace.of(tape, x).toString()).contains("∂x/∂x = 1");
        }
    }

    @Test
    void aNumberIsExactUnlessFiveDigitsAreWritten() {
        assertThat(List.of(0.25, 1.0, 0.1, 1 / 3.0, 0.99999999, 1e300, -2.5e-7, 123456.7, 1e6))
                .map(Notation::number)
                .containsExactly("0.25", "1", "0.1", "0.33333", "1.0000", "1e300", "-2.5e-7", "1.2346e5", "1e6");
        assertThat(List.of(Double.NaN, Double.NEGATIVE_INFINITY, -0.0))
                .map(Notation::number)
                .containsExactly("NaN", "-∞", "0");
    }

    @Test
    void whatBroadcastingRepeatedIsSummed() {
        try (Tape tape = new Tape()) {
            Var m = tape.variable("m", generic(2, 3, 1));
            Var r = tape.variable("r", row(1, 2, 3));
            Trace trace = Trace.of(tape, m.elementMult(r).sum());
            Contribution toRow = trace.contributions().get(2);
            assertThat(toRow.to().name()).isEqualTo("r");
            assertThat(toRow.formula()).isEqualTo("Σᵢ(ȳ ∘ a)");
            assertThat(trace.contributions().get(1).formula()).isEqualTo("ȳ ∘ b");
        }
    }

    @Test
    void aContributionThatIsNotTheFirstAccumulates() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", 1.5);
            Trace trace = Trace.of(tape, x.elementMult(x));
            assertThat(trace.contributions())
                    .extracting(Contribution::accumulates)
                    .containsExactly(false, true);
            assertThat(trace.contributions()).extracting(c -> c.sent().data[0]).containsExactly(1.5, 1.5);
            assertThat(trace.contributions().get(1).total().data[0]).isEqualTo(3);
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
                    .contains("[1, 2.5, -1e-7]")
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
