package io.grad4j.autodiff.ops;

import static io.grad4j.autodiff.Matrices.column;
import static io.grad4j.autodiff.Matrices.entries;
import static io.grad4j.autodiff.Matrices.evaluated;
import static io.grad4j.autodiff.Matrices.generic;
import static io.grad4j.autodiff.Matrices.matrix;
import static io.grad4j.autodiff.Matrices.spd;
import static io.grad4j.autodiff.ops.Solves.inverse;
import static io.grad4j.autodiff.ops.Solves.solve;
import static io.grad4j.autodiff.ops.Solves.solveSpd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Matrices;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Singular, nearly singular, badly scaled and empty systems. */
class SolveEdgesTest {
    /** Matrices whose pivot 1 or 2, the last, is 0 to working precision. */
    private static Stream<DMatrixRMaj> singular() {
        return Stream.of(
                matrix(new double[] {1, 2}, new double[] {2, 4}),
                matrix(new double[] {1, 2, 3}, new double[] {4, 5, 6}, new double[] {7, 8, 9}),
                matrix(new double[] {0.1, 0.2}, new double[] {0.3, 0.6}),
                matrix(new double[] {1e10, 1}, new double[] {1, 1e-10}),
                matrix(new double[] {1e-200, 2e-200}, new double[] {2e-200, 4e-200}),
                matrix(new double[] {1, 0}, new double[] {0, 0}));
    }

    @ParameterizedTest
    @MethodSource("singular")
    @Convention("singular-solve")
    void aSingularMatrixIsRefusedNamingItsPivot(DMatrixRMaj a) {
        int last = a.numRows - 1;
        try (Tape tape = new Tape()) {
            Var x = tape.variable("A", a);
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> solve(x, tape.constant(generic(a.numRows, 1, 1))))
                    .withMessageContaining("solve: argument A: is singular to working precision at pivot " + last)
                    .withMessageContaining("called with A");
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> inverse(x))
                    .withMessageContaining("inverse: solve: argument A: is singular");
            assertThat(tape.steps()).containsExactly(x);
        }
    }

    /** Three rows, the third the sum of multiples of the others, whose elimination leaves a last pivot of rounding. */
    private static DMatrixRMaj dependent(double first, double second) {
        double[] r = {1, 1, 0};
        double[] s = {0.3, 2, 0.7};
        double[] sum = new double[3];
        for (int j = 0; j < 3; j++) {
            sum[j] = first * r[j] + second * s[j];
        }
        return matrix(r, s, sum);
    }

    private static Stream<Arguments> dependentRows() {
        return Stream.of(dependent(0.7, 0.3), dependent(0.3, 0.1)).flatMap(a -> Stream.of(1, 1e-10, 1e10)
                .flatMap(left -> Stream.of(1, 1e-10, 1e10).map(right -> arguments(a, left, right))));
    }

    @ParameterizedTest
    @MethodSource("dependentRows")
    @Convention("singular-solve")
    void aPivotOfRoundingIsRefusedHoweverTheColumnsAreScaled(DMatrixRMaj a, double left, double right) {
        DMatrixRMaj scaled = new DMatrixRMaj(3, 3);
        CommonOps_DDRM.mult(a, CommonOps_DDRM.diag(left, left, right), scaled);
        try (Tape tape = new Tape()) {
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> inverse(tape.constant(scaled)))
                    .withMessageContaining("is singular to working precision at pivot 2");
        }
    }

    private static Stream<DMatrixRMaj> badlyScaled() {
        return Stream.of(
                CommonOps_DDRM.diag(1e10, 1e-10),
                CommonOps_DDRM.diag(1e-200, 1, 1e200),
                matrix(new double[] {1, 1}, new double[] {1e-20, -1e-20}),
                matrix(new double[] {1, 1e-20}, new double[] {1, -1e-20}),
                matrix(new double[] {1, 1}, new double[] {1, 1 + 1e-12}));
    }

    @ParameterizedTest
    @MethodSource("badlyScaled")
    @Convention("singular-solve")
    void aBadlyScaledMatrixHasItsInverse(DMatrixRMaj a) {
        DMatrixRMaj product = new DMatrixRMaj(a.numRows, a.numRows);
        CommonOps_DDRM.mult(evaluated(Solves::inverse, a), a, product);
        assertThat(entries(product)).containsExactly(entries(CommonOps_DDRM.identity(a.numRows)), within(1e-3));
    }

    @Test
    @Convention("not-finite")
    void anEntryOfTheMatrixThatIsNotFiniteIsRefusedAndOneOfTheRightHandSideCarried() {
        try (Tape tape = new Tape()) {
            Var one = tape.constant(column(1, 1));
            Var identity = tape.constant(CommonOps_DDRM.identity(2));
            for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
                Var a = tape.constant(matrix(new double[] {1, 0}, new double[] {0, bad}));
                assertThatExceptionOfType(ArgumentException.class)
                        .isThrownBy(() -> solve(a, one))
                        .withMessageContaining("solve: argument A: entry (1,1) = " + bad + " is not finite");
                assertThat(solve(identity, tape.constant(column(1, bad))).value().data)
                        .satisfies(x -> assertThat(x[1]).isNotFinite());
            }
        }
    }

    @Test
    @Convention("solve-of-nothing")
    void ofNothingTheSolutionIsNothing() {
        try (Tape tape = new Tape()) {
            Var nothing = tape.variable(new DMatrixRMaj(0, 0));
            assertThat(inverse(nothing).value().getNumElements()).isZero();
            assertThat(solve(nothing, tape.constant(new DMatrixRMaj(0, 3))).cols())
                    .isEqualTo(3);
            assertThat(solveSpd(nothing, tape.constant(new DMatrixRMaj(0, 3))).cols())
                    .isEqualTo(3);
        }
    }

    @Test
    void shapesThatDoNotFitAreRefused() {
        try (Tape tape = new Tape()) {
            Var a = tape.variable("A", generic(2, 3, 2));
            Var square = tape.variable("B", generic(2, 2, 3));
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> solve(a, a))
                    .withMessageContaining("solve: argument A: 2×3 where a square matrix is needed");
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> solve(square, tape.constant(generic(3, 1, 4))))
                    .withMessageContaining("solve: argument B: 3×1 where 2×1 is needed");
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> inverse(a))
                    .withMessageContaining("inverse: ");
            assertThat(tape.steps()).hasSize(2);
        }
    }

    @Test
    @Convention("spd-symmetric")
    void anSpdSolveIsAFunctionOfTheSymmetricPart() {
        DMatrixRMaj a = spd(3, 5);
        DMatrixRMaj skewed = a.copy();
        skewed.add(0, 2, 0.25);
        skewed.add(2, 0, -0.25);
        DMatrixRMaj b = generic(3, 2, 6);
        try (Tape tape = new Tape()) {
            double[] plain = solve(tape.constant(a), tape.constant(b)).value().data;
            assertThat(solveSpd(tape.constant(skewed), tape.constant(b)).value().data)
                    .containsExactly(plain, within(1e-13));
        }
        DMatrixRMaj gradient = Autodiff.vjp(x -> solveSpd(x, x.tape().constant(b)), skewed, generic(3, 2, 7));
        DMatrixRMaj general = Autodiff.vjp(x -> solve(x, x.tape().constant(b)), a, generic(3, 2, 7));
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double symmetric = 0.5 * (general.get(i, j) + general.get(j, i));
                assertThat(gradient.get(i, j)).isCloseTo(symmetric, within(1e-12));
                assertThat(gradient.get(i, j)).isEqualTo(gradient.get(j, i));
            }
        }
    }

    @Test
    @Convention("spd-symmetric")
    void anSpdSolveRefusesWhatIsNotPositiveDefinite() {
        try (Tape tape = new Tape()) {
            Var a = tape.variable("A", matrix(new double[] {1, 2}, new double[] {2, 1}));
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> solveSpd(a, tape.constant(column(1, 1))))
                    .withMessageContaining("solveSpd: cholesky: argument A: is not positive definite: pivot 1");
            assertThat(tape.steps()).containsExactly(a);
        }
    }

    @Test
    @Convention("aliasing")
    void oneMatrixMayBeEveryArgument() {
        DMatrixRMaj a = generic(3, 3, 8);
        assertThat(entries(evaluated(x -> solve(x, x), a)))
                .containsExactly(entries(CommonOps_DDRM.identity(3)), within(1e-14));
        DMatrixRMaj square = new DMatrixRMaj(3, 3);
        CommonOps_DDRM.mult(a, a, square);
        assertThat(evaluated(x -> x.mult(x), a).data).containsExactly(square.data);
        assertThat(Autodiff.vjp(x -> solve(x, x), a, generic(3, 3, 9)).data)
                .containsExactly(new double[9], within(1e-12));
        assertThat(Matrices.entries(a)).containsExactly(generic(3, 3, 8).data);
    }
}
