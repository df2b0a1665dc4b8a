package io.grad4j.autodiff;

import static io.grad4j.autodiff.Matrices.column;
import static io.grad4j.autodiff.Matrices.number;
import static io.grad4j.autodiff.Matrices.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** The ways to state a derivative, for primitives that make theirs when asked. */
class DerivativeTest {
    /** y = a ∘ b by broadcasting, or a·b as matrices, with these derivatives. */
    private record Product(boolean entrywise, List<Derivative> derivatives) implements Primitive {
        @Override
        public String label() {
            return "product";
        }

        @Override
        public int arity() {
            return derivatives.size();
        }

        @Override
        public Shape shape(DMatrixRMaj... x) {
            return entrywise ? Shape.broadcast("product", x[0], x[x.length - 1]) : Shape.SCALAR;
        }

        @Override
        public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
            Operator operator = entrywise ? Operator.ELEMENT_MULT : Operator.MULT;
            operator.value(new DMatrixRMaj[] {x[0], x[x.length - 1]}, y);
        }

        @Override
        public Derivative derivative(int argument) {
            return derivatives.get(argument);
        }
    }

    @Test
    void aSlopeOfOneArgumentIsTakenTimesTheDirection() {
        Derivative slope = Derivative.slope("ȳ ∘ 2x", (x, y) -> x.scale(2));
        Product square = new Product(true, List.of(slope));
        assertThat(slope.elementwise()).isTrue();
        assertThat(slope.formula()).isEqualTo("ȳ ∘ 2x");
        assertThat(Autodiff.vjp(square::of, row(3, -5), row(10, 1)).data).containsExactly(60, -10);
        assertThat(Autodiff.jvp(square::of, row(3, -5), row(10, 1)).data).containsExactly(60, -10);
    }

    @Test
    void aSlopeOfTwoArgumentsIsSummedToTheShapeOfEach() {
        Derivative byA = Derivative.slope("ȳ ∘ b", 0, (a, b, y) -> b);
        Derivative byB = Derivative.slope("ȳ ∘ a", 1, (a, b, y) -> a);
        assertThat(byA.elementwise()).isTrue();
        assertProduct(new Product(true, List.of(byA, byB)));
    }

    @Test
    void aBroadcastingMapIsSummedToTheShapeOfEach() {
        Derivative byA = Derivative.broadcasting("ȳ ∘ b", 0, (y, v) -> v.elementMult(y.argument(1)));
        Derivative byB = Derivative.broadcasting("ȳ ∘ a", 1, (y, v) -> v.elementMult(y.argument(0)));
        assertThat(byB.elementwise()).isTrue();
        assertProduct(new Product(true, List.of(byA, byB)));
    }

    private static void assertProduct(Product product) {
        try (Tape tape = new Tape()) {
            Var a = tape.variable("a", row(2, 3));
            Var b = tape.variable("b", column(5, 7));
            Var y = product.of(a, b);
            DMatrixRMaj yBar = new DMatrixRMaj(2, 2, true, 1, 10, 100, 1000);
            assertThat(tape.gradients(y, yBar).of(a).data).containsExactly(705, 7050);
            assertThat(tape.gradients(y, yBar).of(b).data).containsExactly(32, 3200);
            assertThat(tape.jvp(y, a, row(1, 10)).data).containsExactly(5, 50, 7, 70);
            assertThat(tape.jvp(y, b, column(1, 10)).data).containsExactly(2, 3, 20, 30);
        }
    }

    @Test
    void mapsOfTwoArgumentsSeeBothAndTheResult() {
        Derivative byA = Derivative.binary("ȳ·bᵀ", (a, b, y, v) -> v.mult(b), (a, b, y, v) -> v.multTransB(b));
        Derivative byB = Derivative.binary("aᵀ·ȳ", (a, b, y, v) -> a.mult(v), (a, b, y, v) -> a.multTransA(v));
        assertThat(byA.elementwise()).isFalse();
        try (Tape tape = new Tape()) {
            Var a = tape.variable("a", row(2, 3));
            Var b = tape.variable("b", column(5, 7));
            Var y = new Product(false, List.of(byA, byB)).of(a, b);
            assertThat(y.scalar()).isEqualTo(31);
            assertThat(tape.gradients(y, number(10)).of(a).data).containsExactly(50, 70);
            assertThat(tape.gradients(y, number(10)).of(b).data).containsExactly(20, 30);
            assertThat(tape.jvp(y, a, row(1, 10)).data).containsExactly(75);
            assertThat(tape.jvp(y, b, column(1, 10)).data).containsExactly(32);
        }
    }
}
