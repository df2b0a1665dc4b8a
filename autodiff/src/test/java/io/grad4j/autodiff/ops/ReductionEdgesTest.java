package io.grad4j.autodiff.ops;

import static io.grad4j.autodiff.Matrices.column;
import static io.grad4j.autodiff.Matrices.each;
import static io.grad4j.autodiff.Matrices.matrix;
import static io.grad4j.autodiff.Matrices.number;
import static io.grad4j.autodiff.Matrices.row;
import static io.grad4j.autodiff.ops.Reductions.cumulativeSum;
import static io.grad4j.autodiff.ops.Reductions.maximum;
import static io.grad4j.autodiff.ops.Reductions.mean;
import static io.grad4j.autodiff.ops.Reductions.minimum;
import static io.grad4j.autodiff.ops.Reductions.norm;
import static io.grad4j.autodiff.ops.Reductions.product;
import static io.grad4j.autodiff.ops.Reductions.variance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ties, zeros, empty lines, huge and tiny entries of the reductions. */
class ReductionEdgesTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final double NAN = Double.NaN;

    private static UnaryOperator<Var> all(BiFunction<Var, Each, Var> reduction) {
        return x -> reduction.apply(x, Each.MATRIX);
    }

    private static double valueOf(BiFunction<Var, Each, Var> reduction, DMatrixRMaj x) {
        return Autodiff.valueAndGradient(all(reduction), x).value();
    }

    private static double[] gradientOf(BiFunction<Var, Each, Var> reduction, DMatrixRMaj x) {
        return Autodiff.gradient(all(reduction), x).data;
    }

    @Test
    @Convention("largest-ties")
    void severalLargestShareTheCotangentEqually() {
        assertThat(gradientOf(Reductions::maximum, row(3, 1, 3, 2))).containsExactly(0.5, 0, 0.5, 0);
        assertThat(gradientOf(Reductions::minimum, row(1, 1, 3, 1))).containsExactly(1.0 / 3, 1.0 / 3, 0, 1.0 / 3);
        assertThat(gradientOf(Reductions::maximum, row(0, -0.0))).containsExactly(0.5, 0.5);
        assertThat(gradientOf(Reductions::maximum, row(INFINITY, INFINITY))).containsExactly(0.5, 0.5);
        assertThat(gradientOf(Reductions::maximum, row(-INFINITY, -INFINITY))).containsExactly(0.5, 0.5);
    }

    @Test
    @Convention("largest-ties")
    void eachLineSharesForItself() {
        DMatrixRMaj x = matrix(new double[] {2, 2}, new double[] {5, 1});
        assertThat(Autodiff.vjp(v -> maximum(v, Each.ROW), x, column(4, 3)).data)
                .containsExactly(2, 2, 3, 0);
        assertThat(Autodiff.vjp(v -> minimum(v, Each.COLUMN), x, row(4, 3)).data)
                .containsExactly(4, 0, 0, 3);
    }

    @Test
    @Convention("nan-position")
    void aNaNIsTheExtremeWhereverItStands() {
        for (DMatrixRMaj x : new DMatrixRMaj[] {row(NAN, 1, 2), row(1, NAN, 2), row(1, 2, NAN)}) {
            assertThat(valueOf(Reductions::maximum, x)).isNaN();
            assertThat(valueOf(Reductions::minimum, x)).isNaN();
            assertThat(valueOf(Reductions::norm, x)).isNaN();
        }
    }

    @Test
    @Convention("empty-reductions")
    void ofNothingAReductionIsItsNeutralElement() {
        for (Each each : new Each[] {Each.ROW, Each.MATRIX}) {
            DMatrixRMaj nothing = new DMatrixRMaj(1, 0);
            try (Tape tape = new Tape()) {
                Var x = tape.variable("x", nothing);
                assertThat(x.sum(each).scalar()).isZero();
                assertThat(product(x, each).scalar()).isEqualTo(1);
                assertThat(norm(x, each).scalar()).isZero();
                assertThat(maximum(x, each).scalar()).isEqualTo(-INFINITY);
                assertThat(minimum(x, each).scalar()).isEqualTo(INFINITY);
                assertThat(tape.gradients(product(x, each)).of(x).getNumElements())
                        .isZero();
                assertThat(tape.gradients(maximum(x, each)).of(x).getNumElements())
                        .isZero();
            }
        }
    }

    @Test
    @Convention("mean-of-nothing")
    void meanAndVarianceOfNothingAreRefused() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", new DMatrixRMaj(0, 3));
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> mean(x, Each.COLUMN))
                    .withMessage("mean: argument x: no entries to divide by in 0×3");
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> variance(x, Each.MATRIX))
                    .withMessage("variance: argument x: no entries to divide by in 0×3");
            assertThat(tape.steps()).containsExactly(x);
            assertThat(mean(tape.constant(new DMatrixRMaj(0, 3)), Each.ROW).rows())
                    .isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 10, 49, 98, 1000})
    @Convention("mean")
    void theMeanOfAConstantIsTheConstant(int n) {
        DMatrixRMaj x = new DMatrixRMaj(1, n);
        x.fill(3);
        assertThat(valueOf(Reductions::mean, x)).isEqualTo(3);
    }

    private static Stream<Arguments> offsets() {
        return Stream.of(
                arguments(1e8, new double[] {0, 0, 0}, 0),
                arguments(1e8 + 0.1, new double[] {0, 0, 0, 0, 0, 0, 0}, 0),
                arguments(1e8 + 0.1, new double[49], 0),
                arguments(1e8, new double[] {0.125, 0.25, 0.375}, 1.0 / 96),
                arguments(1e8, new double[] {0, 0x1p-20, 0x1p-19}, 0x1p-39 / 3),
                arguments(0, new double[] {1, 2, 3, 4}, 1.25));
    }

    @ParameterizedTest
    @MethodSource("offsets")
    @Convention("variance")
    void varianceKeepsItsDigitsBesideALargeOffset(double offset, double[] deviations, double expected) {
        DMatrixRMaj x = each(row(deviations), d -> offset + d);
        assertThat(valueOf(Reductions::variance, x)).isCloseTo(expected, within(1e-15 * Math.max(expected, 1e-16)));
    }

    @Test
    @Convention("variance")
    void theGradientOfVarianceIsTheDeviations() {
        double[] gradient = gradientOf(Reductions::variance, row(1e8 + 0.25, 1e8 + 0.5, 1e8 + 1.5));
        assertThat(gradient).containsExactly(new double[] {-1.0 / 3, -1.0 / 6, 0.5}, within(1e-15));
        DMatrixRMaj hessian = Autodiff.hessian(all(Reductions::variance), row(4, -1));
        assertThat(hessian.data).containsExactly(new double[] {0.5, -0.5, -0.5, 0.5}, within(1e-16));
        assertThat(gradientOf(Reductions::variance, number(5))).containsExactly(0);
    }

    @Test
    @Convention("norm-at-zero")
    void theGradientOfANormAtZeroIsZeroToEveryOrder() {
        DMatrixRMaj zeros = row(0, 0, 0);
        assertThat(valueOf(Reductions::norm, zeros)).isZero();
        assertThat(gradientOf(Reductions::norm, zeros)).containsOnly(0);
        assertThat(Autodiff.hessian(all(Reductions::norm), zeros).data).containsOnly(0);
    }

    @Test
    @Convention("norm-scale")
    void aNormNeitherOverflowsNorUnderflows() {
        for (double scale : new double[] {1e200, 1e-200, 1e308, 0x1p-1070, 1}) {
            DMatrixRMaj x = row(0.75 * scale, -scale);
            double size = Math.max(scale, Double.MIN_NORMAL);
            assertThat(valueOf(Reductions::norm, x)).isCloseTo(1.25 * scale, within(1e-15 * size));
        }
        for (double scale : new double[] {1e200, 1e-200, 1}) {
            assertThat(gradientOf(Reductions::norm, row(3 * scale, -4 * scale)))
                    .containsExactly(new double[] {0.6, -0.8}, within(1e-15));
        }
        assertThat(valueOf(Reductions::norm, row(1, -INFINITY))).isEqualTo(INFINITY);
    }

    /** Entries, product, gradient. */
    private static Stream<Arguments> products() {
        return Stream.of(
                arguments(row(2, 3, 5), 30, new double[] {15, 10, 6}),
                arguments(row(2, 0, 5), 0, new double[] {0, 10, 0}),
                arguments(row(0, 3, 0), 0, new double[] {0, 0, 0}),
                arguments(row(7), 7, new double[] {1}),
                arguments(row(0), 0, new double[] {1}),
                arguments(row(2, -1, 0, 3), 0, new double[] {0, 0, -6, 0}));
    }

    @ParameterizedTest
    @MethodSource("products")
    @Convention("product-with-zeros")
    void aProductWithZerosHasItsGradient(DMatrixRMaj x, double value, double[] gradient) {
        assertThat(valueOf(Reductions::product, x)).isEqualTo(value);
        assertThat(gradientOf(Reductions::product, x)).containsExactly(gradient, within(0.0));
    }

    @Test
    @Convention("product-with-zeros")
    void aProductWithZerosHasItsHessian() {
        assertThat(Autodiff.hessian(all(Reductions::product), row(0, 3, 0)).data)
                .containsExactly(0, 0, 3, 0, 0, 0, 3, 0, 0);
        assertThat(Autodiff.hessian(all(Reductions::product), row(2, 0, 5)).data)
                .containsExactly(0, 5, 0, 5, 0, 2, 0, 2, 0);
        assertThat(Autodiff.hessian(all(Reductions::product), row(4)).data).containsExactly(0);
        assertThat(Autodiff.hessian(all(Reductions::product), new DMatrixRMaj(0, 2))
                        .getNumElements())
                .isZero();
    }

    @Test
    void aProductOfEachLineIsItsOwn() {
        DMatrixRMaj x = matrix(new double[] {2, 3}, new double[] {5, 7}, new double[] {0, 11});
        try (Tape tape = new Tape()) {
            Var v = tape.constant(x);
            assertThat(product(v, Each.ROW).value().data).containsExactly(6, 35, 0);
            assertThat(product(v, Each.COLUMN).value().data).containsExactly(0, 231);
            assertThat(product(v, Each.MATRIX).value().data).containsExactly(0);
        }
    }

    @Test
    @Convention("cumulative-sum")
    void runningSumsStartAtTheFirstEntryAndTheirGradientsAtTheLast() {
        DMatrixRMaj x = matrix(new double[] {1, 2, 3}, new double[] {10, 20, 30});
        try (Tape tape = new Tape()) {
            Var v = tape.constant(x);
            assertThat(cumulativeSum(v, Each.ROW).value().data).containsExactly(1, 3, 6, 10, 30, 60);
            assertThat(cumulativeSum(v, Each.COLUMN).value().data).containsExactly(1, 2, 3, 11, 22, 33);
            assertThat(cumulativeSum(v, Each.MATRIX).value().data).containsExactly(1, 3, 6, 16, 36, 66);
        }
        assertThat(Autodiff.vjp(v -> cumulativeSum(v, Each.ROW), x, x).data).containsExactly(6, 5, 3, 60, 50, 30);
    }

    @Test
    @Convention("cumulative-sum")
    void anInfinityRunsOnAndOfNothingIsNothing() {
        try (Tape tape = new Tape()) {
            Var x = tape.constant(row(1, INFINITY, 2));
            assertThat(cumulativeSum(x, Each.ROW).value().data).containsExactly(1, INFINITY, INFINITY);
            assertThat(cumulativeSum(tape.constant(new DMatrixRMaj(0, 4)), Each.COLUMN)
                            .value()
                            .getNumElements())
                    .isZero();
        }
    }
}
