package io.grad4j.autodiff.ops;

import static io.grad4j.autodiff.Matrices.column;
import static io.grad4j.autodiff.Matrices.evaluated;
import static io.grad4j.autodiff.Matrices.generic;
import static io.grad4j.autodiff.Matrices.matrix;
import static io.grad4j.autodiff.Matrices.row;
import static io.grad4j.autodiff.ops.Products.kronecker;
import static io.grad4j.autodiff.ops.Products.outer;
import static io.grad4j.autodiff.ops.Products.quadraticForm;
import static io.grad4j.autodiff.ops.Triangles.trace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Gradients;
import io.grad4j.autodiff.Matrices;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

class ProductsTest {
    @Property(tries = 100)
    void aKroneckerProductIsItsBlocks(
            @ForAll @IntRange(max = 4) int m,
            @ForAll @IntRange(max = 4) int n,
            @ForAll @IntRange(max = 4) int p,
            @ForAll @IntRange(max = 4) int q) {
        DMatrixRMaj a = generic(m, n, 1);
        DMatrixRMaj b = generic(p, q, 2);
        try (Tape tape = new Tape()) {
            DMatrixRMaj product = kronecker(tape.constant(a), tape.constant(b)).value();
            assertThat(Shape.of(product)).isEqualTo(new Shape(m * p, n * q));
            for (int i = 0; i < m * p; i++) {
                for (int j = 0; j < n * q; j++) {
                    assertThat(product.get(i, j)).isEqualTo(a.get(i / p, j / q) * b.get(i % p, j % q));
                }
            }
        }
    }

    @Test
    void theGradientOfAKroneckerProductSumsOverBlocks() {
        DMatrixRMaj yBar = generic(4, 6, 3);
        try (Tape tape = new Tape()) {
            Var a = tape.variable("a", generic(2, 3, 4));
            Var b = tape.variable("b", generic(2, 2, 5));
            Gradients gradients = tape.gradients(kronecker(a, b), yBar);
            double first = 0;
            for (int i = 0; i < 2; i++) {
                for (int j = 0; j < 2; j++) {
                    first += yBar.get(2 + i, 4 + j) * b.get(i, j);
                }
            }
            assertThat(gradients.of(a).get(1, 2)).isCloseTo(first, within(1e-15));
        }
    }

    @Test
    void anOuterProductIsTheTableOfProducts() {
        try (Tape tape = new Tape()) {
            Var a = tape.variable("a", column(2, 3));
            Var b = tape.variable("b", column(5, 7, 11));
            assertThat(outer(a, b).value().data).containsExactly(10, 14, 22, 15, 21, 33);
            Gradients gradients = tape.gradients(outer(a, b).sum());
            assertThat(gradients.of(a).data).containsExactly(23, 23);
            assertThat(gradients.of(b).data).containsExactly(5, 5, 5);
        }
    }

    @Test
    void aQuadraticFormHasBothGradients() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", column(1, 2));
            Var a = tape.variable("A", matrix(new double[] {3, 5}, new double[] {7, 11}));
            Var y = quadraticForm(x, a);
            assertThat(y.scalar()).isEqualTo(3 + 2 * 5 + 2 * 7 + 4 * 11);
            assertThat(tape.gradients(y).of(a).data).containsExactly(1, 2, 2, 4);
            assertThat(tape.gradients(y).of(x).data).containsExactly(30, 56);
        }
    }

    @Test
    void aTraceIsTheSumOfTheDiagonal() {
        DMatrixRMaj a = matrix(new double[] {3, 5}, new double[] {7, 11});
        assertThat(evaluated(Triangles::trace, a).data).containsExactly(14);
        assertThat(Autodiff.gradient(Triangles::trace, a).data).containsExactly(CommonOps_DDRM.identity(2).data);
        assertThat(evaluated(Triangles::trace, new DMatrixRMaj(0, 0)).data).containsExactly(0);
    }

    @Test
    @Convention("empty-products")
    void aProductOverNothingIsZeros() {
        try (Tape tape = new Tape()) {
            Var a = tape.variable("a", new DMatrixRMaj(2, 0));
            Var b = tape.variable("b", new DMatrixRMaj(0, 3));
            Var product = a.mult(b);
            assertThat(product.value().data).containsOnly(0).hasSize(6);
            assertThat(tape.gradients(product.sum()).of(a).getNumElements()).isZero();
            assertThat(a.dot(a).scalar()).isZero();
        }
    }

    @Test
    @Convention("bounds")
    void factorsOfTheWrongShapeAreRefused() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", row(1, 2));
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> outer(x.tape().constant(column(1, 2)), x))
                    .withMessage("outer: argument b: 1×2 where a column, 1×1, is needed");
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> outer(x, x))
                    .withMessage("outer: argument a: 1×2 where a column, 1×1, is needed");
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> quadraticForm(x, x))
                    .withMessage("quadraticForm: argument x: 1×2 where a column, 1×1, is needed");
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> quadraticForm(tape.constant(column(1, 2, 3)), x))
                    .withMessageContaining("quadraticForm: mult: argument b: 3×1 cannot follow a, which is 1×2");
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> trace(x))
                    .withMessageContaining("trace: diagonal: argument x: 1×2 where a square matrix is needed");
            assertThat(tape.steps()).containsExactly(x);
            assertThat(Matrices.entries(x.value())).containsExactly(1, 2);
        }
    }
}
