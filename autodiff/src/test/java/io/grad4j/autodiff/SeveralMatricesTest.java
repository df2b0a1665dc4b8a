package io.grad4j.autodiff;

import static io.grad4j.autodiff.Matrices.generic;
import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.square;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.grad4j.autodiff.Autodiff.ValueAndGradients;
import java.util.List;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.junit.jupiter.api.Test;

/** The transforms of functions of two matrices, a 2×3 and b 3×4. */
class SeveralMatricesTest {
    private static final double ROUNDING = 1e-13;

    private final DMatrixRMaj a = generic(2, 3, 1);
    private final DMatrixRMaj b = generic(3, 4, 2);
    private final DMatrixRMaj[] ab = {a, b};
    private final DMatrixRMaj[] directions = {generic(2, 3, 3), generic(3, 4, 4)};

    private static Var squaredNorm(Var... x) {
        return square(x[0].mult(x[1])).sum();
    }

    private static Var product(Var... x) {
        return exp(x[0].mult(x[1]).scale(0.3));
    }

    @Test
    void theGradientsAreThoseOfTheSquaredNormOfAProduct() {
        ValueAndGradients at = Autodiff.valueAndGradient(SeveralMatricesTest::squaredNorm, ab);
        DMatrixRMaj y = CommonOps_DDRM.mult(a, b, null);
        DMatrixRMaj byA = CommonOps_DDRM.multTransB(y, b, null);
        DMatrixRMaj byB = CommonOps_DDRM.multTransA(a, y, null);
        CommonOps_DDRM.scale(2, byA);
        CommonOps_DDRM.scale(2, byB);
        assertThat(at.value()).isCloseTo(CommonOps_DDRM.elementSum(squares(y)), within(ROUNDING));
        assertSame(at.gradients(), List.of(byA, byB));
        assertSame(Autodiff.gradient(SeveralMatricesTest::squaredNorm, ab), List.of(byA, byB));
    }

    @Test
    void theJacobianHoldsOneBlockOfColumnsAMatrix() {
        DMatrixRMaj jacobian = Autodiff.jacobian(SeveralMatricesTest::product, ab);
        assertThat(Shape.of(jacobian)).isEqualTo(new Shape(8, 18));
        DMatrixRMaj byA = Autodiff.jacobian(x -> product(x, x.tape().constant(b)), a);
        DMatrixRMaj byB = Autodiff.jacobian(x -> product(x.tape().constant(a), x), b);
        assertSame(List.of(jacobian), List.of(CommonOps_DDRM.concatColumns(byA, byB, null)));
    }

    @Test
    void fewResultsAreSweptByRowsToTheSameJacobian() {
        Function<Var[], Var> twoSums = x -> product(x).sum(Each.ROW);
        DMatrixRMaj jacobian = Autodiff.jacobian(twoSums, ab);
        DMatrixRMaj full = Autodiff.jacobian(SeveralMatricesTest::product, ab);
        DMatrixRMaj summed = new DMatrixRMaj(2, 18);
        for (int i = 0; i < 8; i++) {
            for (int j = 0; j < 18; j++) {
                summed.add(i / 4, j, full.get(i, j));
            }
        }
        assertSame(List.of(jacobian), List.of(summed));
    }

    @Test
    void tangentsAndCotangentsAreTheJacobianTimesTheirDirections() {
        DMatrixRMaj jacobian = Autodiff.jacobian(SeveralMatricesTest::product, ab);
        DMatrixRMaj yDot = Autodiff.jvp(SeveralMatricesTest::product, ab, directions);
        assertSame(List.of(column(yDot)), List.of(CommonOps_DDRM.mult(jacobian, column(directions), null)));
        DMatrixRMaj yBar = generic(2, 4, 5);
        List<DMatrixRMaj> xBar = Autodiff.vjp(SeveralMatricesTest::product, ab, yBar);
        assertSame(
                List.of(column(xBar.toArray(DMatrixRMaj[]::new))),
                List.of(CommonOps_DDRM.multTransA(jacobian, column(yBar), null)));
    }

    @Test
    void theHessianIsSymmetricAndItsProductsAreItsColumns() {
        DMatrixRMaj hessian = Autodiff.hessian(SeveralMatricesTest::squaredNorm, ab);
        assertThat(Shape.of(hessian)).isEqualTo(new Shape(18, 18));
        assertThat(MatrixFeatures_DDRM.isSymmetric(hessian, ROUNDING)).isTrue();
        List<DMatrixRMaj> products = Autodiff.hvp(SeveralMatricesTest::squaredNorm, ab, directions);
        assertSame(
                List.of(column(products.toArray(DMatrixRMaj[]::new))),
                List.of(CommonOps_DDRM.mult(hessian, column(directions), null)));
    }

    @Test
    void recordedGradientsCanBeDifferentiatedAgain() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", a);
            Var y = tape.variable("y", b);
            Var[] gradients = Autodiff.gradient(SeveralMatricesTest::squaredNorm, new Var[] {x, y});
            Var directional =
                    gradients[0].dot(tape.constant(directions[0])).plus(gradients[1].dot(tape.constant(directions[1])));
            Gradients second = tape.gradients(directional);
            assertSame(
                    List.of(second.of(x), second.of(y)),
                    Autodiff.hvp(SeveralMatricesTest::squaredNorm, ab, directions));
        }
    }

    @Test
    void anUnusedMatrixGetsZerosOfItsShape() {
        List<DMatrixRMaj> gradients = Autodiff.gradient(x -> x[1].sum(), ab);
        assertSame(gradients.subList(0, 1), List.of(new DMatrixRMaj(2, 3)));
    }

    @Test
    void noMatricesAndMissingTangentsAreRefused() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", a);
            Var y = x.sum();
            assertThatThrownBy(() -> tape.jvp(y, new Var[] {x}, new Var[0]))
                    .isInstanceOf(ArgumentException.class)
                    .hasMessageContaining("0 tangents for 1 variables");
            assertThatThrownBy(() -> Autodiff.gradient(SeveralMatricesTest::squaredNorm, new Var[0]))
                    .hasMessageContaining("none given");
        }
    }

    private static void assertSame(List<DMatrixRMaj> actual, List<DMatrixRMaj> expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.size(); i++) {
            assertThat(Shape.of(actual.get(i))).isEqualTo(Shape.of(expected.get(i)));
            assertThat(MatrixFeatures_DDRM.isIdentical(actual.get(i), expected.get(i), 100 * ROUNDING))
                    .as("%s against %s", actual.get(i), expected.get(i))
                    .isTrue();
        }
    }

    /** All entries, one matrix after the other. */
    private static DMatrixRMaj column(DMatrixRMaj... parts) {
        int size = 0;
        for (DMatrixRMaj part : parts) {
            size += part.getNumElements();
        }
        DMatrixRMaj column = new DMatrixRMaj(size, 1);
        int at = 0;
        for (DMatrixRMaj part : parts) {
            System.arraycopy(part.data, 0, column.data, at, part.getNumElements());
            at += part.getNumElements();
        }
        return column;
    }

    private static DMatrixRMaj squares(DMatrixRMaj m) {
        return CommonOps_DDRM.elementMult(m, m, null);
    }
}
