package io.grad4j.autodiff.ops;

import static io.grad4j.autodiff.Matrices.column;
import static io.grad4j.autodiff.Matrices.generic;
import static io.grad4j.autodiff.Matrices.matrix;
import static io.grad4j.autodiff.Matrices.row;
import static io.grad4j.autodiff.ops.Shaping.columns;
import static io.grad4j.autodiff.ops.Shaping.gatherColumns;
import static io.grad4j.autodiff.ops.Shaping.gatherRows;
import static io.grad4j.autodiff.ops.Shaping.pick;
import static io.grad4j.autodiff.ops.Shaping.place;
import static io.grad4j.autodiff.ops.Shaping.repeat;
import static io.grad4j.autodiff.ops.Shaping.reshape;
import static io.grad4j.autodiff.ops.Shaping.rows;
import static io.grad4j.autodiff.ops.Shaping.scatterRows;
import static io.grad4j.autodiff.ops.Shaping.slice;
import static io.grad4j.autodiff.ops.Shaping.stackColumns;
import static io.grad4j.autodiff.ops.Shaping.stackRows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bounds, repeated and missing numbers, and pieces of nothing. */
class ShapingEdgesTest {
    private static Arguments mistake(String message, UnaryOperator<Var> mistake) {
        return arguments(message, mistake);
    }

    /** What is refused of x, 2×3. */
    private static Stream<Arguments> mistakes() {
        int huge = Integer.MAX_VALUE;
        return Stream.of(
                mistake("reshape: argument x: 2×3 does not have the entries of 4×2", x -> reshape(x, 4, 2)),
                mistake("reshape: argument x: 2×3 does not have the entries of", x -> reshape(x, 1 << 20, 1 << 20)),
                mistake("reshape: argument rows: -2 is negative", x -> reshape(x, -2, -3)),
                mistake("slice: argument x: 2×3 does not hold rows 0 to 3, columns 0 to 1", x -> slice(x, 0, 3, 0, 1)),
                mistake("slice: argument x: 2×3 does not hold rows -1 to 1", x -> rows(x, -1, 1)),
                mistake("slice: argument x: 2×3 does not hold rows 2 to 1", x -> rows(x, 2, 1)),
                mistake("slice: argument x: 2×3 does not hold rows 0 to 2, columns 1 to 4", x -> columns(x, 1, 4)),
                mistake("slice: argument x: 2×3 does not hold rows 0 to 2, columns -1 to", x -> columns(x, -1, 0)),
                mistake("reshape: argument cols: -3 is negative", x -> reshape(x, 2, -3)),
                mistake("place: argument rows: -4 is negative", x -> place(x, 0, 0, -4, 4)),
                mistake("place: argument cols: -4 is negative", x -> place(x, 0, 0, 4, -4)),
                mistake("place: argument x: 2×3 at (1,0) does not lie inside 2×3", x -> place(x, 1, 0, 2, 3)),
                mistake("place: argument x: 2×3 at (0,1) does not lie inside 2×3", x -> place(x, 0, 1, 2, 3)),
                mistake("place: argument x: 2×3 at (-1,0)", x -> place(x, -1, 0, 2, 3)),
                mistake("place: argument x: 2×3 at (0,-1)", x -> place(x, 0, -1, 2, 3)),
                mistake("place: argument x: 2×3 at (2147483647,0)", x -> place(x, huge, 0, 4, 4)),
                mistake("place: argument x: 2×3 at (0,2147483647)", x -> place(x, 0, huge, 4, 4)),
                mistake("place: argument rows: -1 is negative", x -> place(x, 0, 0, -1, 3)),
                mistake(
                        "stackRows: argument number 1: 3×2 does not fit the first, 2×3",
                        x -> stackRows(x, x.tape().constant(generic(3, 2, 1)))),
                mistake(
                        "stackColumns: argument number 2: 3×2 does not fit the first, 2×3",
                        x -> stackColumns(x, x, x.tape().constant(generic(3, 2, 1)))),
                mistake("gatherRows: argument numbers: no row 2 among 2", x -> gatherRows(x, 0, 2)),
                mistake("gatherRows: argument numbers: no row -1 among 2", x -> gatherRows(x, -1)),
                mistake("gatherColumns: argument numbers: no column 3 in 2×3", x -> gatherColumns(x, 0, 3)),
                mistake("scatterRows: argument x: 2×3 does not have one row for each of 1", x -> scatterRows(x, 4, 0)),
                mistake("scatterRows: argument numbers: no row 4 among 4", x -> scatterRows(x, 4, 0, 4)),
                mistake("scatterRows: argument rows: -1 is negative", x -> scatterRows(x, -1, 0, 0)),
                mistake("pick: argument columns: 1 numbers for the rows of 2×3", x -> pick(x, 0)),
                mistake("pick: argument columns: no column 3 in 2×3", x -> pick(x, 0, 3)),
                mistake("pick: argument columns: no column -1 in 2×3", x -> pick(x, -1, 0)),
                mistake("repeat: argument down: -1 is negative", x -> repeat(x, -1, 1)),
                mistake("repeat: argument across: -2 is negative", x -> repeat(x, 1, -2)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    @Convention("bounds")
    void aPieceThatIsNotThereIsRefusedNamingIt(String message, UnaryOperator<Var> mistake) {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", generic(2, 3, 2));
            assertThatExceptionOfType(ArgumentException.class)
                    .isThrownBy(() -> mistake.apply(x))
                    .withMessageContaining(message);
            assertThat(tape.steps()).containsExactly(x);
        }
    }

    @Test
    @Convention("slices-of-nothing")
    void aPieceOfNothingIsNothing() {
        try (Tape tape = new Tape()) {
            Var x = tape.variable("x", generic(2, 3, 3));
            Var nothing = tape.variable("nothing", new DMatrixRMaj(0, 3));
            assertThat(rows(x, 1, 1).shape()).isEqualTo(new Shape(0, 3));
            assertThat(columns(x, 3, 3).shape()).isEqualTo(new Shape(2, 0));
            assertThat(rows(nothing, 0, 0).shape()).isEqualTo(new Shape(0, 3));
            assertThat(gatherRows(x).shape()).isEqualTo(new Shape(0, 3));
            assertThat(gatherColumns(x).shape()).isEqualTo(new Shape(2, 0));
            assertThat(pick(nothing).shape()).isEqualTo(new Shape(0, 1));
            assertThat(repeat(x, 0, 2).shape()).isEqualTo(new Shape(0, 6));
            assertThat(reshape(nothing, 5, 0).shape()).isEqualTo(new Shape(5, 0));
            assertThat(stackRows(nothing, x, nothing).value().data).containsExactly(x.value().data);
            assertThat(scatterRows(nothing, 2).value().data).containsOnly(0).hasSize(6);
            assertThat(tape.gradients(rows(x, 1, 1).sum()).of(x).data)
                    .containsOnly(0)
                    .hasSize(6);
        }
    }

    @Test
    @Convention("repeated-numbers")
    void aRowTakenTwiceGetsBothCotangents() {
        DMatrixRMaj x = matrix(new double[] {1, 2}, new double[] {3, 4});
        DMatrixRMaj yBar = matrix(new double[] {1, 10}, new double[] {2, 20}, new double[] {4, 40});
        try (Tape tape = new Tape()) {
            assertThat(gatherRows(tape.constant(x), 1, 0, 1).value().data).containsExactly(3, 4, 1, 2, 3, 4);
            assertThat(scatterRows(tape.constant(x), 3, 2, 2).value().data).containsExactly(0, 0, 0, 0, 4, 6);
        }
        assertThat(Autodiff.vjp(v -> gatherRows(v, 1, 0, 1), x, yBar).data).containsExactly(2, 20, 5, 50);
        assertThat(Autodiff.vjp(v -> scatterRows(v, 3, 2, 2), x, yBar).data).containsExactly(4, 40, 4, 40);
    }

    @Test
    void piecesAreWhatTheirNamesSay() {
        DMatrixRMaj x = matrix(new double[] {1, 2, 3}, new double[] {4, 5, 6});
        try (Tape tape = new Tape()) {
            Var v = tape.constant(x);
            assertThat(slice(v, 1, 2, 1, 3).value().data).containsExactly(5, 6);
            assertThat(pick(v, 2, 0).value().data).containsExactly(3, 4);
            assertThat(gatherColumns(v, 2, 0).value().data).containsExactly(3, 1, 6, 4);
            assertThat(repeat(v, 2, 1).value().data).containsExactly(1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6);
            assertThat(repeat(v, 1, 2).value().data).containsExactly(1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6);
            assertThat(place(v, 0, 1, 2, 4).value().data).containsExactly(0, 1, 2, 3, 0, 4, 5, 6);
            assertThat(stackRows(v, tape.constant(row(7, 8, 9))).value().data)
                    .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
            assertThat(stackColumns(v, tape.constant(column(7, 8))).value().data)
                    .containsExactly(1, 2, 3, 7, 4, 5, 6, 8);
        }
    }
}
