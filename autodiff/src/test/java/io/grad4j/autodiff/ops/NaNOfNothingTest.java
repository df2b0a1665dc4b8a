package io.grad4j.autodiff.ops;

import static io.grad4j.autodiff.Matrices.column;
import static io.grad4j.autodiff.Matrices.entries;
import static io.grad4j.autodiff.Matrices.generic;
import static io.grad4j.autodiff.Matrices.matrix;
import static io.grad4j.autodiff.Matrices.number;
import static io.grad4j.autodiff.Matrices.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Gradients;
import io.grad4j.autodiff.Primitive;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Where no entry is NaN no result and no gradient is, but where the conventions say so. */
class NaNOfNothingTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /** Zeros, ones, ordinary, tiny, huge and infinite numbers of either sign. */
    private static final double[] NUMBERS = DoubleStream.of(
                    0, 0.5, 1, 2, 3, 40, 800, Double.MIN_VALUE, Double.MAX_VALUE, INFINITY)
            .flatMap(x -> DoubleStream.of(x, -x))
            .toArray();

    /** Logarithms of probabilities, of 0 too. */
    private static final double[] LOGARITHMS = {0, -0.0, -0.5, -40, -700, -800, -INFINITY};

    /** The arguments, where value or gradient is NaN; empty where neither is, or the arguments are refused. */
    private static Stream<String> nanOf(Primitive f, DMatrixRMaj... arguments) {
        try (Tape tape = new Tape()) {
            Var[] x = Arrays.stream(arguments).map(tape::variable).toArray(Var[]::new);
            Var y = f.of(x[0], Arrays.copyOfRange(x, 1, x.length));
            Gradients gradients = tape.gradients(y, generic(y.rows(), y.cols(), 1));
            boolean nan = Stream.concat(Stream.of(y.value()), Arrays.stream(x).map(gradients::of))
                    .anyMatch(m -> Arrays.stream(entries(m)).anyMatch(Double::isNaN));
            return nan ? Stream.of(f.label() + " of " + Arrays.toString(values(arguments))) : Stream.empty();
        } catch (ArgumentException refused) {
            return Stream.empty();
        }
    }

    private static double[] values(DMatrixRMaj... matrices) {
        return Arrays.stream(matrices)
                .flatMapToDouble(m -> Arrays.stream(entries(m)))
                .toArray();
    }

    private static Stream<String> nanOfPairs(Primitive f, double... numbers) {
        return Arrays.stream(numbers)
                .boxed()
                .flatMap(a -> Arrays.stream(numbers).boxed().flatMap(b -> nanOf(f, number(a), number(b))));
    }

    @Test
    void functionsOfOneEntryHaveNoneButTrigonometryAtInfinity() {
        EnumSet<Elementwise> angles = EnumSet.of(Elementwise.SIN, Elementwise.COS, Elementwise.TAN);
        assertThat(EnumSet.complementOf(angles).stream()
                        .flatMap(f -> Arrays.stream(NUMBERS).boxed().flatMap(x -> nanOf(f, number(x)))))
                .isEmpty();
        for (Elementwise f : angles) {
            assertThat(Arrays.stream(NUMBERS).boxed().flatMap(x -> nanOf(f, number(x))))
                    .containsExactly(f.label() + " of [Infinity]", f.label() + " of [-Infinity]");
        }
    }

    @Test
    void functionsOfPairsHaveNone() {
        assertThat(Stream.of(Pairwise.POW, Pairwise.MAX, Pairwise.MIN, Pairwise.SHARE, Pairwise.LOG_RATIO)
                        .flatMap(f -> nanOfPairs(f, NUMBERS)))
                .isEmpty();
        assertThat(Stream.of(Pairwise.DIVERGENCE_TERMS, Pairwise.EXP_TIMES_DIFFERENCE)
                        .flatMap(f -> nanOfPairs(f, LOGARITHMS)))
                .isEmpty();
    }

    @Test
    void functionsOfLinesHaveNone() {
        List<Primitive> families = List.of(
                new Softmaxes.LogSumExp(Each.ROW),
                new Softmaxes.Softmax(Each.ROW),
                new Softmaxes.LogSoftmax(Each.ROW),
                new Reductions.Maximum(Each.ROW));
        double[] numbers = {0, 1, -40, 800, Double.MAX_VALUE, INFINITY, -INFINITY};
        List<String> nans = new ArrayList<>();
        for (Primitive f : families) {
            for (double a : numbers) {
                for (double b : numbers) {
                    for (double c : numbers) {
                        nanOf(f, row(a, b, c)).forEach(nans::add);
                    }
                }
            }
        }
        assertThat(nans).isEmpty();
    }

    @Test
    @Convention("norm-infinity")
    void aNormHasNoneButInTheGradientOfAnInfiniteEntry() {
        double[] finite = {0, 1, -40, 1e-320, Double.MAX_VALUE};
        for (double a : finite) {
            for (double b : finite) {
                assertThat(nanOf(new Reductions.Norm(Each.MATRIX), row(a, b))).isEmpty();
            }
        }
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", row(1, -INFINITY));
            Var norm = Reductions.norm(x, Each.MATRIX);
            assertThat(norm.scalar()).isEqualTo(INFINITY);
            assertThat(tape.gradients(norm).of(x).data).containsExactly(0, Double.NaN);
        }
    }

    @Test
    @Convention("cancelling-infinities")
    void infinitiesOfEitherSignCancelToNaN() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", row(1, INFINITY, -INFINITY));
            assertThat(x.plus(x.negate()).value().data).containsExactly(0, Double.NaN, Double.NaN);
            assertThat(x.minus(x).value().data).containsExactly(0, Double.NaN, Double.NaN);
            assertThat(x.sum().scalar()).isNaN();
            assertThat(Reductions.mean(x, Each.ROW).scalar()).isNaN();
            assertThat(Reductions.variance(tape.constant(row(1, INFINITY)), Each.ROW)
                            .scalar())
                    .isNaN();
            assertThat(Reductions.cumulativeSum(x, Each.ROW).value().data).containsExactly(1, INFINITY, Double.NaN);
        }
    }

    @Test
    @Convention("matrix-products")
    void aProductOfMatricesFollowsIeeeInValueAndGradient() {
        try (Tape tape = new Tape()) {
            Var a = tape.variable("a", matrix(new double[] {0, 2}));
            Var b = tape.variable("b", column(INFINITY, 1));
            assertThat(a.mult(b).scalar()).isNaN();
            assertThat(tape.gradients(a.mult(b), number(0)).of(a).data).containsExactly(Double.NaN, 0);
            assertThat(tape.gradients(a.mult(b), number(0)).of(b).data).containsExactly(0, 0);
            assertThat(a.dot(b.transpose()).scalar()).isEqualTo(2);
            assertThat(tape.gradients(a.dot(b.transpose()), number(0)).of(a).data)
                    .containsExactly(0, 0);
        }
    }
}
