package example;

import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Elementwise.sqrt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grad4j.autodiff.Derivative;
import io.grad4j.autodiff.NonFinite;
import io.grad4j.autodiff.NonFinite.Cause;
import io.grad4j.autodiff.PlainFunction;
import io.grad4j.autodiff.Primitive;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.ops.Elementwise;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
    void inASquareProductTooTheyAreSearched() {
        try (Tape tape = Tape.checked()) {
            Var a = tape.variable("a", new DMatrixRMaj(new double[][] {{1, Double.POSITIVE_INFINITY}, {3, 4}}));
            a.mult(tape.constant("b", new DMatrixRMaj(new double[][] {{1, 2}, {0, 1}})));
            assertThat(tape.firstNonFiniteValue().orElseThrow().operands())
                    .containsExactly("a 2×2 (0,1) = Infinity", "b 2×2 all finite");
        }
    }

    /** y = a·b₀ for a row b of any length: elementwise in a alone. */
    private record TimesFirst() implements Primitive {
        @Override
        public String label() {
            return "timesFirst";
        }

        @Override
        public int arity() {
            return 2;
        }

        @Override
        public Shape shape(DMatrixRMaj... x) {
            return Shape.of(x[0]);
        }

        @Override
        public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
            for (int i = 0; i < y.getNumElements(); i++) {
                y.data[i] = x[0].data[i] * x[1].data[0];
            }
        }

        @Override
        public Derivative derivative(int argument) {
            return Derivative.slope("ȳ·b₀", 0, (a, b, y) -> b);
        }
    }

    @Test
    void anOperandWithoutSuchAnEntryIsSearched() {
        for (int length = 1; length <= 3; length++) {
            try (Tape tape = Tape.checked()) {
                Var a = tape.variable("a", row(1, 2, 3, Double.NaN));
                DMatrixRMaj b = new DMatrixRMaj(1, length);
                b.data[0] = Double.POSITIVE_INFINITY;
                new TimesFirst().of(a, tape.constant("b", b));
                assertThat(tape.firstNonFiniteValue().orElseThrow().operands().get(1))
                        .isEqualTo("b 1×" + length + " (0,0) = Infinity");
            }
        }
        try (Tape tape = Tape.checked()) {
            Var a = tape.variable("a", row(1, 1, 1, Double.NaN));
            new TimesFirst().of(a, tape.constant("b", row(1, 1, 1)));
            assertThat(tape.firstNonFiniteValue().orElseThrow().operands())
                    .containsExactly("a 1×4 (0,3) = NaN", "b 1×3 all finite");
        }
    }

    @Test
    void theLineIsTheUsersWhereALibraryOfJavaCallsTheOperation() {
        try (Tape tape = Tape.checked()) {
            Stream.of(tape.variable("x", row(0, 1))).map(Elementwise::log).forEach(y -> {});
            assertThat(tape.firstNonFiniteValue().orElseThrow().source())
                    .startsWith("example.CheckedTapeTest.theLineIsTheUsersWhereALibraryOfJavaCallsTheOperation");
        }
    }

    @Test
    void anOperandThatIsRepeatedIsReadAtItsOwnEntry() {
        DMatrixRMaj ones = new DMatrixRMaj(new double[][] {{1, 2, 3}, {4, 5, 6}});
        DMatrixRMaj[] repeated = {row(7, 7, 0), new DMatrixRMaj(new double[][] {{7}, {0}}), row(0)};
        List<String> operands = List.of("b 1×3 (0,2) = 0.0", "b 2×1 (1,0) = 0.0", "b 1×1 (0,0) = 0.0");
        List<String> others = List.of("a 2×3 (0,2) = 3.0", "a 2×3 (1,0) = 4.0", "a 2×3 (0,0) = 1.0");
        for (int i = 0; i < repeated.length; i++) {
            try (Tape tape = Tape.checked()) {
                Var a = tape.variable("a", ones);
                a.elementDiv(tape.variable("b", repeated[i]));
                NonFinite first = tape.firstNonFiniteValue().orElseThrow();
                assertThat(first.operands()).containsExactly(others.get(i), operands.get(i));
                assertThat(first.cause()).isEqualTo(Cause.DOMAIN);
            }
        }
        try (Tape tape = Tape.checked()) {
            tape.variable("b", repeated[0]).plus(0).elementMult(tape.constant("c", row(1, 1, 1)));
            tape.variable("d", row(5, 0)).elementDiv(tape.constant("e", new DMatrixRMaj(new double[][] {{1}, {0}})));
            NonFinite first = tape.firstNonFiniteValue().orElseThrow();
            assertThat(first.row()).isEqualTo(1);
            assertThat(first.col()).isZero();
            assertThat(first.operands()).containsExactly("d 1×2 (0,0) = 5.0", "e 2×1 (1,0) = 0.0");
        }
    }

    @Test
    void causesAreToldByWhatWentIn() {
        double infinity = Double.POSITIVE_INFINITY;
        assertThat(causeOfProduct(row(0, 1), infinity, 1)).isEqualTo(Cause.ZERO_TIMES_INFINITY);
        assertThat(causeOfProduct(row(2, 1), infinity, 1)).isEqualTo(Cause.CARRIED);
        assertThat(causeOfProduct(row(2, 3), infinity, -infinity)).isEqualTo(Cause.INFINITY_MINUS_INFINITY);
        assertThat(causeOfProduct(row(1e300, 1), 1e300, 1)).isEqualTo(Cause.DOMAIN);
        assertThat(causeOfProduct(row(0, 1), infinity, Double.NaN)).isEqualTo(Cause.CARRIED);
        assertThat(Cause.ZERO_TIMES_INFINITY).hasToString("0·∞: a zero met an infinity");
        assertThat(Cause.INFINITY_MINUS_INFINITY).hasToString("∞ - ∞ or ∞/∞: infinities met");
        assertThat(Cause.CARRIED).hasToString("carried: an operand was not finite, and was given so");
    }

    private static Cause causeOfProduct(DMatrixRMaj a, double first, double second) {
        try (Tape tape = Tape.checked()) {
            tape.variable("a", a).mult(tape.constant(new DMatrixRMaj(new double[][] {{first}, {second}})));
            return tape.firstNonFiniteValue().orElseThrow().cause();
        }
    }

    @Test
    void aStepWithoutADerivativeIsDescribedToo() {
        PlainFunction unbounded = new PlainFunction(
                "unbounded", new Shape(1, 1), x -> new double[] {0}, (x, y, yBar) -> new double[] {1, Double.NaN});
        try (Tape tape = Tape.checked()) {
            Var x = tape.variable("x", row(1, 2));
            tape.gradient(unbounded.of(x), x);
            assertThat(tape.firstNonFiniteValue().orElseThrow().where()).startsWith("value of v2 = vjp of unbounded");
        }
    }

    @Test
    void aClearedTapeForgetsWhatItFoundAndWhatItWasGiven() {
        try (Tape tape = Tape.checked()) {
            DMatrixRMaj given = row(0, 1);
            Var x = tape.variable("x", given);
            tape.gradients(sqrt(x).sum());
            log(x);
            assertThat(tape.firstNonFiniteValue()).isPresent();
            assertThat(tape.firstNonFiniteCotangent()).isPresent();
            tape.clear();
            assertThat(tape.firstNonFiniteValue()).isEmpty();
            assertThat(tape.firstNonFiniteCotangent()).isEmpty();
            given.set(0, 0, 5);
            Var z = tape.variable("z", row(2));
            assertThat(tape.gradients(z.elementMult(z)).of(z).data).containsExactly(4);
        }
    }

    @Test
    void aClosedTapeIsAskedNoMore() {
        Tape tape = Tape.checked();
        tape.close();
        assertThatThrownBy(tape::firstNonFiniteValue).hasMessageContaining("closed");
        assertThatThrownBy(tape::firstNonFiniteCotangent).hasMessageContaining("closed");
    }

    @Test
    void everySweepLooksForAChangedMatrixAndOnlyAtWhatWasRecorded() {
        try (Tape tape = Tape.checked()) {
            DMatrixRMaj given = row(3, 4);
            Var w = tape.variable("w", given);
            DMatrixRMaj yBar = row(1, 1);
            Var y = w.elementMult(w);
            tape.gradients(y, yBar);
            yBar.set(0, 0, 9);
            assertThat(tape.gradients(y, yBar).of(w).data).containsExactly(54, 8);
            given.set(0, 0, -3);
            String changed = "w 1×2 was changed after it was given to the tape: entry (0,0) was 3.0 and is -3.0";
            assertThatThrownBy(() -> tape.gradients(y, yBar)).hasMessageContaining(changed);
            assertThatThrownBy(() -> tape.vjp(y, yBar, w)).hasMessageContaining(changed);
            assertThatThrownBy(() -> tape.vjp(y, y, w)).hasMessageContaining(changed);
            assertThatThrownBy(() -> tape.jvp(y, w, w)).hasMessageContaining(changed);
            given.set(0, 0, 3);
            assertThat(tape.gradients(y, yBar).of(w).data).containsExactly(54, 8);
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
    void anObserverOfACheckedTapeHearsOfEveryContributionTheNonFiniteToo() {
        try (Tape tape = Tape.checked()) {
            Var x = tape.variable("x", row(4, 0));
            Var loss = sqrt(x).scale(2).sum();
            List<String> heard = new ArrayList<>();
            tape.gradients(
                    loss,
                    row(1),
                    (step, argument, contribution, total) -> heard.add(step.name() + " " + contribution.get(0, 0)));
            assertThat(heard).containsExactly("v3 1.0", "v2 2.0", "v1 0.5");
            assertThat(tape.firstNonFiniteCotangent().orElseThrow().where()).endsWith("sends to x");
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
