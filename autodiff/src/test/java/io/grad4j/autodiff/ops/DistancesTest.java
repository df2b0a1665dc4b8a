package io.grad4j.autodiff.ops;

import static io.grad4j.autodiff.Matrices.generic;
import static io.grad4j.autodiff.ops.Distances.neighbourLogits;
import static io.grad4j.autodiff.ops.Distances.squaredDistances;
import static io.grad4j.autodiff.ops.Reductions.sumOfSquares;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** Distances between rows, entry by entry. */
class DistancesTest {
    @Property(tries = 40)
    void eachIsTheSumOfSquaresOfTheDifferenceOfItsRows(
            @ForAll @IntRange(max = 40) int n, @ForAll @IntRange(max = 5) int d) {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", generic(n, d, 1));
            Var y = squaredDistances(x);
            Var logits = neighbourLogits(x);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    Var difference = Shaping.rows(x, i, i + 1).minus(Shaping.rows(x, j, j + 1));
                    double expected = sumOfSquares(difference, Each.MATRIX).scalar();
                    assertThat(y.get(i, j)).isCloseTo(expected, within(1e-15 * (1 + expected)));
                    assertThat(logits.get(i, j)).isEqualTo(i == j ? Double.NEGATIVE_INFINITY : -y.get(i, j));
                }
            }
        }
    }

    @Test
    void closePointsFarOutKeepTheirDigits() {
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {{1e8, 0}, {1e8 + 0.25, 0}});
        try (Tape tape = new Tape()) {
            Var v = tape.variable("x", x);
            Var y = squaredDistances(v);
            assertThat(y.get(0, 1)).isEqualTo(0.0625);
            assertThat(tape.gradients(y.sum()).of(v).data).containsExactly(-1, 0, 1, 0);
        }
    }

    @Test
    void aRowThatIsNotANumberIsNoDistanceFromTheOthers() {
        DMatrixRMaj x = new DMatrixRMaj(new double[][] {{Double.NaN}, {1}, {3}});
        try (Tape tape = new Tape()) {
            assertThat(squaredDistances(tape.constant(x)).value().data)
                    .containsExactly(0, Double.NaN, Double.NaN, Double.NaN, 0, 4, Double.NaN, 4, 0);
        }
    }
}
