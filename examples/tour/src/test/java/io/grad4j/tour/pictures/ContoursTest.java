package io.grad4j.tour.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.tour.pictures.Contours.Line;
import io.grad4j.tour.pictures.Contours.Point;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.ejml.data.DMatrixRMaj;

class ContoursTest {
    /** Values in steps of ¼, so that levels meet nodes and saddles are balanced, on a grid of unequal spaces. */
    record Grid(DMatrixRMaj values) {
        double[] x() {
            return axis(values.numCols);
        }

        double[] y() {
            return axis(values.numRows);
        }

        List<Line> at(double level) {
            return Contours.at(level, x(), y(), values);
        }
    }

    @Provide
    Arbitrary<Grid> grids() {
        Arbitrary<Integer> sides = Arbitraries.integers().between(2, 7);
        return Combinators.combine(sides, sides).flatAs((rows, cols) -> Arbitraries.integers()
                .between(-4, 4)
                .array(int[].class)
                .ofSize(rows * cols)
                .map(quarters -> new Grid(DMatrixRMaj.wrap(
                        rows,
                        cols,
                        Arrays.stream(quarters).mapToDouble(q -> q / 4.0).toArray()))));
    }

    private static double[] axis(int n) {
        return IntStream.range(0, n).mapToDouble(i -> i * (1 + 0.25 * i)).toArray();
    }

    @Provide
    Arbitrary<Double> levels() {
        return Arbitraries.integers().between(-10, 10).map(tenths -> tenths / 8.0);
    }

    @Property
    void atEveryPointOfALineTheFunctionLinearAlongTheEdgesHasTheLevel(
            @ForAll("grids") Grid grid, @ForAll("levels") double level) {
        for (Line line : grid.at(level)) {
            for (Point p : line.points()) {
                assertThat(onEdge(grid, p)).isCloseTo(level, within(1e-13));
            }
        }
    }

    /** The value at a point of an edge, between those of its ends. */
    private static double onEdge(Grid grid, Point p) {
        int j = Arrays.binarySearch(grid.x(), p.x());
        int i = Arrays.binarySearch(grid.y(), p.y());
        assertThat(i >= 0 || j >= 0).as("%s lies on a line of the grid", p).isTrue();
        if (j >= 0 && i >= 0) {
            return grid.values.get(i, j);
        }
        if (j >= 0) {
            int below = -i - 2;
            double share = (p.y() - grid.y()[below]) / (grid.y()[below + 1] - grid.y()[below]);
            return (1 - share) * grid.values.get(below, j) + share * grid.values.get(below + 1, j);
        }
        int left = -j - 2;
        double share = (p.x() - grid.x()[left]) / (grid.x()[left + 1] - grid.x()[left]);
        return (1 - share) * grid.values.get(i, left) + share * grid.values.get(i, left + 1);
    }

    @Property
    void everyCrossedEdgeIsPassedOnce(@ForAll("grids") Grid grid, @ForAll("levels") double level) {
        int crossed = 0;
        for (int i = 0; i < grid.y().length; i++) {
            for (int j = 0; j < grid.x().length; j++) {
                boolean above = grid.values.get(i, j) >= level;
                crossed += j > 0 && above != grid.values.get(i, j - 1) >= level ? 1 : 0;
                crossed += i > 0 && above != grid.values.get(i - 1, j) >= level ? 1 : 0;
            }
        }
        int passed = grid.at(level).stream()
                .mapToInt(line -> line.points().size() - (line.closed() ? 1 : 0))
                .sum();
        assertThat(passed).isEqualTo(crossed);
    }

    @Property
    void aLineIsClosedOrEndsAtTheBorder(@ForAll("grids") Grid grid, @ForAll("levels") double level) {
        for (Line line : grid.at(level)) {
            List<Point> points = line.points();
            assertThat(points).hasSizeGreaterThan(1);
            assertThat(line.closed())
                    .as("closed")
                    .matches(closed -> !closed || points.get(0).equals(points.get(points.size() - 1)));
            Stream<Point> ends = line.closed() ? Stream.of() : Stream.of(points.get(0), points.get(points.size() - 1));
            assertThat(ends).allMatch(p -> isOn(p.x(), grid.x()) || isOn(p.y(), grid.y()));
        }
    }

    private static boolean isOn(double coordinate, double... axis) {
        return coordinate == axis[0] || coordinate == axis[axis.length - 1];
    }

    @Property
    void theContourOfAParaboloidIsOneCircleOfItsRadius(
            @ForAll @DoubleRange(min = 0.3, max = 0.9) double radius,
            @ForAll @DoubleRange(min = -0.05, max = 0.05) double centre) {
        double h = 0.05;
        double[] axis = IntStream.rangeClosed(-20, 20).mapToDouble(i -> i * h).toArray();
        List<Line> lines = Contours.at(
                radius * radius,
                axis,
                axis,
                sampled(axis, (x, y) -> Math.pow(x - centre, 2) + Math.pow(y - centre, 2)));
        assertThat(lines).hasSize(1);
        List<Point> circle = lines.get(0).points();
        assertThat(lines.get(0).closed()).isTrue();
        double length = 0;
        for (int k = 1; k < circle.size(); k++) {
            Point a = circle.get(k - 1);
            Point b = circle.get(k);
            length += Math.hypot(b.x() - a.x(), b.y() - a.y());
            // Along an edge a chord lies at most h²/4 above the parabola, h²/8r in the radius.
            assertThat(Math.hypot(b.x() - centre, b.y() - centre))
                    .isBetween(radius - h * h / (7 * radius), radius + 1e-12);
        }
        assertThat(length).isCloseTo(2 * Math.PI * radius, within(0.03 * radius));
    }

    private static DMatrixRMaj sampled(double[] axis, DoubleBinaryOperator f) {
        DMatrixRMaj values = new DMatrixRMaj(axis.length, axis.length);
        for (int i = 0; i < axis.length; i++) {
            for (int j = 0; j < axis.length; j++) {
                values.set(i, j, f.applyAsDouble(axis[j], axis[i]));
            }
        }
        return values;
    }

    @Example
    void atASaddleTheMeanDecidesWhichCornersAreCutOff() {
        double[] unit = {0, 1};
        DMatrixRMaj saddle = new DMatrixRMaj(new double[][] {{1, 0}, {0, 1}});
        // The mean ½ is above: the corners of 1 are joined, those of 0 at (1, 0) and (0, 1) cut off.
        assertThat(Contours.at(0.25, unit, unit, saddle))
                .containsExactly(
                        line(new Point(0.75, 0), new Point(1, 0.25)), line(new Point(0.25, 1), new Point(0, 0.75)));
        assertThat(Contours.at(0.75, unit, unit, saddle))
                .containsExactly(
                        line(new Point(1, 0.75), new Point(0.75, 1)), line(new Point(0, 0.25), new Point(0.25, 0)));
    }

    private static Line line(Point... points) {
        return new Line(List.of(points), false);
    }

    @Example
    void aPeakIsCircledAndAnIslandInALakeTwice() {
        double[] axis = {0, 1, 2, 3, 4};
        DMatrixRMaj lake = new DMatrixRMaj(new double[][] {
            {1, 1, 1, 1, 1}, {1, 0, 0, 0, 1}, {1, 0, 1, 0, 1}, {1, 0, 0, 0, 1}, {1, 1, 1, 1, 1},
        });
        assertThat(Contours.at(0.5, axis, axis, lake)).hasSize(2).allMatch(Line::closed);
        assertThat(Contours.at(2, axis, axis, lake)).isEmpty();
        assertThat(Contours.at(-1, axis, axis, lake)).isEmpty();
    }

    @Example
    void valuesThatDoNotFitTheGridOrAreNotFiniteAreRefused() {
        double[] unit = {0, 1};
        assertThatThrownBy(() -> Contours.at(0, unit, unit, new DMatrixRMaj(2, 3)))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("contours: argument values: 2×3 where 2×2 is needed");
        DMatrixRMaj broken = new DMatrixRMaj(2, 2);
        broken.set(1, 0, Double.NaN);
        assertThatThrownBy(() -> Contours.at(0, unit, unit, broken)).hasMessageContaining("entry (1,0) = NaN");
    }
}
