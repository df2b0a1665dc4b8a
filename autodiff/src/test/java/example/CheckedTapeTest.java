package example;

import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Elementwise.sqrt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grad4j.autodiff.NonFinite;
import io.grad4j.autodiff.NonFinite.Cause;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Stands outside the library's packages, as a user's code does, so that source lines are the user's. */
class CheckedTapeTest {
    @Test
    void theFirstValueThatIsNotFiniteIsNamedWithItsOperandsAndTheUsersLine() {
        try (Tape tape = Tape.checked()) {
            Var a = tape.variable("a", row(1, 2, 3));
            Var b = tape.variable("b", row(4, 0, 5));
            Var ratio = a.elementDiv(b);
            log(ratio).minus(exp(ratio.scale(400))).sum();
            NonFinite first = tape.firstNonFiniteValue().orElseThrow();
            assertThat(first.where()).isEqualTo("value of v2 = elementDiv[a, b] 1×3");
            assertThat(first.row()).isZero();
            assertThat(first.col()).isEqualTo(1);
            assertThat(first.value()).isEqualTo(Double.POSITIVE_INFINITY);
            assertThat(first.cause()).isEqualTo(Cause.DOMAIN);
            assertThat(first.operands()).containsExactly("a 1×3 (0,1) = 2.0", "b 1×3 (0,1) = 0.0");
            assertThat(first.source())
                    .contains("CheckedTapeTest.java:")
                    .contains("theFirstValueThatIsNotFiniteIsNamedWithItsOperandsAndTheUsersLine");
            assertThat(first)
                    .hasToString(
                            "value of v2 = elementDiv[a, b] 1×3: entry (0,1) = Infinity, from finite operands: a pole,"
                                    + " an edge of the domain, or an overflow; operands a 1×3 (0,1) = 2.0, b 1×3 (0,1) = 0.0; recorded at "
                                    + first.source());
        }
    }

    @Test
    void zeroTimesInfinityIsToldFromADomainError() {
        try (Tape tape = Tape.checked()) {
            Var zero = tape.variable("zero", row(1, 0));
            Var huge = tape.constant("huge", row(1, Double.POSITIVE_INFINITY));
            zero.elementMult(huge);
            NonFinite first = tape.firstNonFiniteValue().orElseThrow();
            assertThat(first.cause()).isEqualTo(Cause.ZERO_TIMES_INFINITY);
            assertThat(first.operands()).containsExactly("zero 1×2 (0,1) = 0.0", "huge 1×2 (0,1) = Infinity");
        }
    }

    @Test
    void infinitiesThatCancelAreToldApartToo() {
        try (Tape tape = Tape.checked()) {
            Var x = tape.variable("x", row(2));
            Var infinite = tape.constant("infinite", row(Double.POSITIVE_INFINITY));
            x.plus(infinite).minus(infinite);
            assertThat(tape.firstNonFiniteValue().orElseThrow().cause()).isEqualTo(Cause.CARRIED);
            tape.clear();
            Var y = tape.variable("y", row(Double.POSITIVE_INFINITY));
            y.minus(y);
            assertThat(tape.firstNonFiniteValue().orElseThrow().cause()).isEqualTo(Cause.INFINITY_MINUS_INFINITY);
        }
    }

    @Test
    void aNanInTheInputIsCarried() {
        try (Tape tape = Tape.checked()) {
            exp(tape.variable("x", row(0, Double.NaN)));
            assertThat(tape.firstNonFiniteValue().orElseThrow().cause()).isEqualTo(Cause.CARRIED);
        }
    }

    @Test
    void inAProductTheOperandsAreSearchedForWhatIsNotFinite() {
        try (Tape tape = Tape.checked()) {
            Var a = tape.variable("a", new DMatrixRMaj(new double[][] {{1, 2}, {3, 4}}));
            Var b = tape.constant("b", new DMatrixRMaj(new double[][] {{1, 0}, {Double.POSITIVE_INFINITY, 1}}));
            a.mult(b);
            assertThat(tape.firstNonFiniteValue().orElseThrow().operands())
                    .containsExactly("a 2×2 all finite", "b 2×2 (1,0) = Infinity");
        }
    }

    @Test
    void theFirstCotangentThatIsNotFiniteIsNamedWithTheLineOfItsStep() {
        try (Tape tape = Tape.checked()) {
            Var x = tape.variable("x", row(4, 0));
            Var root = sqrt(x);
            Var loss = root.scale(2).sum();
            assertThat(tape.firstNonFiniteValue()).isEmpty();
            tape.gradients(loss);
            NonFinite first = tape.firstNonFiniteCotangent().orElseThrow();
            assertThat(first.where()).startsWith("cotangent that v1 = sqrt[x]").endsWith("sends to x");
            assertThat(first.col()).isEqualTo(1);
            assertThat(first.operands()).containsExactly("x 1×2 (0,1) = 0.0", "v1 1×2 (0,1) = 0.0");
            assertThat(first.source()).contains("CheckedTapeTest.java:");
            tape.gradients(root.elementMult(tape.constant(row(1, 0))).sum());
            assertThat(tape.firstNonFiniteCotangent()).isEmpty();
        }
    }

    @Test
    void aMatrixThatWasChangedAfterItWasGivenIsNoticedAtTheNextSweep() {
        try (Tape tape = Tape.checked()) {
            DMatrixRMaj data = row(1, 2);
            Var w = tape.variable("w", row(3, 4));
            Var loss = w.dot(tape.constant("data", data));
            tape.gradients(loss);
            data.set(0, 1, 7);
            assertThatThrownBy(() -> tape.gradients(loss))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("data 1×2 was changed")
                    .hasMessageContaining("(0,1) was 2.0 and is 7.0")
                    .hasMessageContaining("CheckedTapeTest.java:");
            assertThatThrownBy(() -> tape.gradient(loss, w)).hasMessageContaining("data");
            assertThatThrownBy(() -> tape.jvp(loss, w, row(1, 0))).hasMessageContaining("data");
        }
    }

    @Test
    void anOrdinaryTapeSaysThatItDoesNotCheck() {
        try (Tape tape = new Tape()) {
            assertThatThrownBy(tape::firstNonFiniteValue).hasMessageContaining("Tape.checked()");
            assertThatThrownBy(tape::firstNonFiniteCotangent).hasMessageContaining("Tape.checked()");
        }
    }

    @Test
    void checksChangeNoNumber() {
        double[] checked;
        double[] ordinary;
        try (Tape a = Tape.checked();
                Tape b = new Tape()) {
            checked = gradient(a);
            ordinary = gradient(b);
        }
        assertThat(checked).containsExactly(ordinary);
    }

    private static double[] gradient(Tape tape) {
        Var x = tape.variable("x", row(0.3, -1.2, 2));
        return tape.gradients(exp(x.scale(0.7)).elementDiv(x.plus(3)).sum()).of(x).data;
    }

    private static DMatrixRMaj row(double... entries) {
        return DMatrixRMaj.wrap(1, entries.length, entries);
    }
}
