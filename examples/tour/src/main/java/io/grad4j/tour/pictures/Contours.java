package io.grad4j.tour.pictures;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/**
 * Lines along which a function on a rectangular grid has one value, by marching squares.
 *
 * <p>A line crosses an edge of the grid where the function, linear along it, has the value. In a square of which two opposite corners alone
 * are above, these are joined if the mean of the four is above, and parted if not.
 */
public final class Contours {
    private final double level;
    private final double[] x;
    private final double[] y;
    private final DMatrixRMaj values;

    /** Each crossed edge, by its number, with the one or two that the line goes on to from there. */
    private final Map<Integer, List<Integer>> next = new LinkedHashMap<>();

    private Contours(double level, double[] x, double[] y, DMatrixRMaj values) {
        this.level = level;
        this.x = x;
        this.y = y;
        this.values = values;
    }

    /** A place in the plane. */
    public record Point(double x, double y) {}

    /**
     * One line.
     *
     * @param points in their order
     * @param closed whether it comes back to where it begins, which is then the last point too; else it ends at the border of the grid
     */
    public record Line(List<Point> points, boolean closed) {
        /** Copies the list. */
        public Line {
            points = List.copyOf(points);
        }
    }

    /**
     * All lines of one level, those that end at the border first.
     *
     * @param level of which what is equal or greater counts as above
     * @param x of the columns, ascending
     * @param y of the rows, ascending
     * @param values finite, a row for each y and a column for each x
     * @throws ArgumentException if the values do not fit x and y, or one is not finite
     */
    public static List<Line> at(double level, double[] x, double[] y, DMatrixRMaj values) {
        ArgumentException.requireShape("contours", "values", values, new Shape(y.length, x.length));
        ArgumentException.requireFinite("contours", "values", values);
        Contours contours = new Contours(level, x.clone(), y.clone(), values.copy());
        for (int i = 0; i + 1 < y.length; i++) {
            for (int j = 0; j + 1 < x.length; j++) {
                contours.cross(i, j);
            }
        }
        return contours.lines();
    }

    /** Joins the edges of the square of rows i, i+1 and columns j, j+1 that are crossed. */
    private void cross(int i, int j) {
        boolean[] above = {isAbove(i, j), isAbove(i, j + 1), isAbove(i + 1, j + 1), isAbove(i + 1, j)};
        // Edge k is that from corner k to the next, around the square.
        int[] edges = {across(i, j), upwards(i, j + 1), across(i + 1, j), upwards(i, j)};
        List<Integer> crossed = new ArrayList<>();
        for (int k = 0; k < 4; k++) {
            if (above[k] != above[(k + 1) % 4]) {
                crossed.add(edges[k]);
            }
        }
        if (crossed.size() == 2) {
            join(crossed.get(0), crossed.get(1));
        } else if (crossed.size() == 4) {
            double sum = values.get(i, j) + values.get(i, j + 1) + values.get(i + 1, j + 1) + values.get(i + 1, j);
            // The corners that are not as the middle is are cut off: the second and fourth, or the first and third.
            int first = (sum >= 4 * level) == above[0] ? 0 : 1;
            join(edges[first], edges[first + 1]);
            join(edges[first + 2], edges[(first + 3) % 4]);
        }
    }

    private boolean isAbove(int i, int j) {
        return values.get(i, j) >= level;
    }

    /** The number of the edge from column j to the next in row i. */
    private int across(int i, int j) {
        return 2 * (i * x.length + j);
    }

    /** The number of the edge from row i to the next in column j. */
    private int upwards(int i, int j) {
        return across(i, j) + 1;
    }

    private void join(int a, int b) {
        next.computeIfAbsent(a, edge -> new ArrayList<>(2)).add(b);
        next.computeIfAbsent(b, edge -> new ArrayList<>(2)).add(a);
    }

    private List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        List<Integer> ends =
                next.keySet().stream().filter(edge -> beyond(edge).size() == 1).toList();
        ends.stream().filter(next::containsKey).forEach(end -> lines.add(line(end)));
        while (!next.isEmpty()) {
            lines.add(line(next.keySet().iterator().next()));
        }
        return lines;
    }

    /** The line from an edge on, which is taken out. */
    private Line line(int start) {
        boolean closed = beyond(start).size() == 2;
        List<Point> points = new ArrayList<>();
        Integer edge = start;
        while (edge != null) {
            points.add(point(edge));
            List<Integer> beyond = beyond(edge);
            next.remove(edge);
            edge = beyond.stream().filter(next::containsKey).findFirst().orElse(null);
        }
        if (closed) {
            points.add(points.get(0));
        }
        return new Line(points, closed);
    }

    private List<Integer> beyond(int edge) {
        return next.getOrDefault(edge, List.of());
    }

    /** Where the line crosses an edge. */
    private Point point(int edge) {
        int i = edge / 2 / x.length;
        int j = edge / 2 % x.length;
        double from = values.get(i, j);
        boolean upwards = edge % 2 == 1;
        double to = upwards ? values.get(i + 1, j) : values.get(i, j + 1);
        double share = (level - from) / (to - from);
        return upwards
                ? new Point(x[j], y[i] + share * (y[i + 1] - y[i]))
                : new Point(x[j] + share * (x[j + 1] - x[j]), y[i]);
    }
}
