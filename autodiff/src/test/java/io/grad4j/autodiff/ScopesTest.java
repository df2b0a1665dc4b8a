package io.grad4j.autodiff;

import static io.grad4j.autodiff.Matrices.generic;
import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.square;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grad4j.autodiff.ops.Gaussians;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScopesTest {
    @Test
    void aScopeHoldsTheStepsItRecordedAndThoseInsideItComeFirst() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", 2);
            tape.scope("outer", () -> exp(tape.scope("inner", () -> square(x).negate())));
            assertThat(tape.scopes()).containsExactly(new Scope("inner", 1, 3), new Scope("outer", 1, 4));
        }
    }

    @Test
    void aScopeThatRecordsNothingIsNotRemembered() {
        try (Tape tape = new Tape()) {
            Var c = tape.constant(2);
            tape.scope("constant", () -> square(c));
            Var x = tape.variable("x", 2);
            Var y = square(x);
            tape.gradients(y);
            assertThat(tape.scopes()).isEmpty();
        }
    }

    @Test
    void aScopeThatFailsTakesTheScopesInsideItAlong() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", 2);
            tape.scope("kept", () -> square(x));
            assertThatThrownBy(() -> tape.scope("failing", () -> {
                        tape.scope("inside", () -> exp(x));
                        throw new ArgumentException("failing", "x", "planted");
                    }))
                    .isInstanceOf(ArgumentException.class);
            assertThat(tape.scopes()).containsExactly(new Scope("kept", 1, 2));
        }
    }

    @Test
    void clearingTheTapeForgetsItsScopes() {
        try (Tape tape = new Tape()) {
            tape.scope("old", () -> square(tape.variable("x", 2)));
            tape.clear();
            assertThat(tape.scopes()).isEmpty();
        }
    }

    @Test
    void aClosedTapeTellsNoScopes() {
        Tape tape = new Tape();
        tape.close();
        assertThatThrownBy(tape::scopes).hasMessageContaining("closed");
    }

    @Test
    void stepsKnowTheirPlaceOnTheTape() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", 2);
            assertThat(square(x).index()).isEqualTo(1);
            assertThat(x.index()).isZero();
            assertThat(tape.constant(2).index()).isEqualTo(-1);
        }
    }

    @Test
    void whatTheLibraryComposesIsAScope() {
        try (Tape tape = new Tape()) {
            Var mu = tape.variable("mu", generic(1, 2, 1));
            Gaussians.logDensity(tape.constant(generic(3, 2, 2)), mu, tape.constant(1));
            assertThat(tape.scopes()).extracting(Scope::name).isEqualTo(List.of("logDensity"));
        }
    }
}
