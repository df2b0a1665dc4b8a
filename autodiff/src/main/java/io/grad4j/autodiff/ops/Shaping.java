package io.grad4j.autodiff.ops;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Derivative;
import io.grad4j.autodiff.Primitive;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** Linear operations that pick and place entries; rows and columns count from 0, an end is exclusive. */
public final class Shaping {
    private Shaping() {}

    /**
     * The same entries in row-major order as rows×cols.
     *
     * @throws ArgumentException if the number of entries differs
     */
    public static Var reshape(Var x, int rows, int cols) {
        requireNotNegative("reshape", "rows", rows);
        requireNotNegative("reshape", "cols", cols);
        return new Reshape(new Shape(rows, cols)).of(x);
    }

    /**
     * The rows from {@code row0} to before {@code row1} and the columns from {@code col0} to before {@code col1}.
     *
     * @throws ArgumentException if they do not lie inside x
     */
    public static Var slice(Var x, int row0, int row1, int col0, int col1) {
        return new Slice(row0, row1, col0, col1).of(x);
    }

    /** The rows from {@code row0} to before {@code row1}. */
    public static Var rows(Var x, int row0, int row1) {
        return slice(x, row0, row1, 0, x.cols());
    }

    /** The columns from {@code col0} to before {@code col1}. */
    public static Var columns(Var x, int col0, int col1) {
        return slice(x, 0, x.rows(), col0, col1);
    }

    /** x in a rows×cols matrix of zeros, its first entry at ({@code row0}, {@code col0}): the transpose of {@link #slice}. */
    public static Var place(Var x, int row0, int col0, int rows, int cols) {
        requireNotNegative("place", "rows", rows);
        requireNotNegative("place", "cols", cols);
        return new Place(row0, col0, new Shape(rows, cols)).of(x);
    }

    /**
     * The matrices one below the other.
     *
     * @throws ArgumentException if the numbers of columns differ
     */
    public static Var stackRows(Var first, Var... rest) {
        return new Stack(false).of(first, rest);
    }

    /**
     * The matrices side by side.
     *
     * @throws ArgumentException if the numbers of rows differ
     */
    public static Var stackColumns(Var first, Var... rest) {
        return new Stack(true).of(first, rest);
    }

    /**
     * The rows of x with these numbers, in this order; a row may come several times.
     *
     * @throws ArgumentException if there is no such row
     */
    public static Var gatherRows(Var x, int... numbers) {
        return new GatherRows(Numbers.of(numbers)).of(x);
    }

    /**
     * The columns of x with these numbers, in this order; a column may come several times.
     *
     * @throws ArgumentException if there is no such column
     */
    public static Var gatherColumns(Var x, int... numbers) {
        requireColumns("gatherColumns", "numbers", x, numbers);
        return gatherRows(x.transpose(), numbers).transpose();
    }

    /**
     * A matrix of {@code rows} rows, zero but that row i of x is added to row {@code numbers[i]}: the transpose of {@link
     * #gatherRows}.
     *
     * @throws ArgumentException if there is no such row, or not one number a row of x
     */
    public static Var scatterRows(Var x, int rows, int... numbers) {
        requireNotNegative("scatterRows", "rows", rows);
        return new ScatterRows(rows, Numbers.of(numbers)).of(x);
    }

    /**
     * The entry in column {@code columns[i]} of each row i, m×1.
     *
     * @throws ArgumentException if there is not one number a row, or no such column
     */
    public static Var pick(Var x, int... columns) {
        if (columns.length != x.rows()) {
            throw new ArgumentException("pick", "columns", columns.length + " numbers for the rows of " + x.shape());
        }
        requireColumns("pick", "columns", x, columns);
        int[] flat = new int[columns.length];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = i * x.cols() + columns[i];
        }
        return new GatherRows(Numbers.given(flat)).of(reshape(x, x.shape().size(), 1));
    }

    /**
     * x repeated {@code down} times downward and {@code across} times to the right.
     *
     * @throws ArgumentException if one is negative
     */
    public static Var repeat(Var x, int down, int across) {
        requireNotNegative("repeat", "down", down);
        requireNotNegative("repeat", "across", across);
        return gatherColumns(gatherRows(x, cycle(x.rows(), down)), cycle(x.cols(), across));
    }

    private static int[] cycle(int n, int times) {
        int[] numbers = new int[Math.multiplyExact(n, times)];
        Arrays.setAll(numbers, i -> i % n);
        return numbers;
    }

    /** y = the entries of x in row-major order in another shape. */
    record Reshape(Shape target) implements Primitive {
        @Override
        public String label() {
            return "reshape";
        }

        @Override
        public int arity() {
            return 1;
        }

        @Override
        public Shape shape(DMatrixRMaj... x) {
            if (x[0].getNumElements() != (long) target.rows() * target.cols()) {
                throw new ArgumentException(label(), "x", Shape.of(x[0]) + " does not have the entries of " + target);
            }
            return target;
        }

        @Override
        public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
            System.arraycopy(x[0].data, 0, y.data, 0, y.getNumElements());
        }

        @Override
        public Derivative derivative(int argument) {
            return Derivative.unary(
                    "ȳ reshaped",
                    (x, y, v) -> reshape(v, y.rows(), y.cols()),
                    (x, y, v) -> reshape(v, x.rows(), x.cols()));
        }
    }

    /** y = a block of x. */
    record Slice(int row0, int row1, int col0, int col1) implements Primitive {
        @Override
        public String label() {
            return "slice";
        }

        @Override
        public int arity() {
            return 1;
        }

        @Override
        public Shape shape(DMatrixRMaj... x) {
            boolean inside = 0 <= row0
                    && row0 <= row1
                    && row1 <= x[0].numRows
                    && 0 <= col0
                    && col0 <= col1
                    && col1 <= x[0].numCols;
            if (!inside) {
                throw new ArgumentException(
                        label(),
                        "x",
                        Shape.of(x[0]) + " does not hold rows " + row0 + " to " + row1 + ", columns " + col0 + " to "
                                + col1);
            }
            return new Shape(row1 - row0, col1 - col0);
        }

        @Override
        public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
            for (int i = 0; i < y.numRows; i++) {
                System.arraycopy(x[0].data, (row0 + i) * x[0].numCols + col0, y.data, i * y.numCols, y.numCols);
            }
        }

        @Override
        public Derivative derivative(int argument) {
            return Derivative.sparse(
                    "ȳ in place",
                    (x, y, v) -> slice(v, row0, row1, col0, col1),
                    (x, y, v) -> place(v, row0, col0, x.rows(), x.cols()),
                    this::addBlock);
        }

        private void addBlock(DMatrixRMaj yBar, DMatrixRMaj xBar) {
            for (int i = 0; i < yBar.numRows; i++) {
                int row = (row0 + i) * xBar.numCols + col0;
                for (int j = 0; j < yBar.numCols; j++) {
                    xBar.data[row + j] += yBar.data[i * yBar.numCols + j];
                }
            }
        }
    }

    /** y = x as a block of zeros. */
    record Place(int row0, int col0, Shape target) implements Primitive {
        @Override
        public String label() {
            return "place";
        }

        @Override
        public int arity() {
            return 1;
        }

        @Override
        public Shape shape(DMatrixRMaj... x) {
            boolean inside = 0 <= row0
                    && row0 <= target.rows() - x[0].numRows
                    && 0 <= col0
                    && col0 <= target.cols() - x[0].numCols;
            if (!inside) {
                throw new ArgumentException(
                        label(), "x", Shape.of(x[0]) + " at (" + row0 + "," + col0 + ") does not lie inside " + target);
            }
            return target;
        }

        @Override
        public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
            Arrays.fill(y.data, 0, y.getNumElements(), 0);
            for (int i = 0; i < x[0].numRows; i++) {
                System.arraycopy(x[0].data, i * x[0].numCols, y.data, (row0 + i) * y.numCols + col0, x[0].numCols);
            }
        }

        @Override
        public Derivative derivative(int argument) {
            return Derivative.unary(
                    "block of ȳ",
                    (x, y, v) -> place(v, row0, col0, target.rows(), target.cols()),
                    (x, y, v) -> slice(v, row0, row0 + x.rows(), col0, col0 + x.cols()));
        }
    }

    /** y = any number of matrices, side by side or one below the other. */
    record Stack(boolean sideBySide) implements Primitive {
        @Override
        public String label() {
            return sideBySide ? "stackColumns" : "stackRows";
        }

        @Override
        public int arity() {
            return ANY_NUMBER;
        }

        @Override
        public Shape shape(DMatrixRMaj... x) {
            int rows = 0;
            int cols = 0;
            for (int i = 0; i < x.length; i++) {
                boolean fits = sideBySide ? x[i].numRows == x[0].numRows : x[i].numCols == x[0].numCols;
                if (!fits) {
                    throw new ArgumentException(
                            label(), "number " + i, Shape.of(x[i]) + " does not fit the first, " + Shape.of(x[0]));
                }
                rows = sideBySide ? x[i].numRows : rows + x[i].numRows;
                cols = sideBySide ? cols + x[i].numCols : x[i].numCols;
            }
            return new Shape(rows, cols);
        }

        @Override
        public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
            int start = 0;
            for (DMatrixRMaj block : x) {
                for (int i = 0; i < block.numRows; i++) {
                    int to = sideBySide ? i * y.numCols + start : (start + i) * y.numCols;
                    System.arraycopy(block.data, i * block.numCols, y.data, to, block.numCols);
                }
                start += sideBySide ? block.numCols : block.numRows;
            }
        }

        @Override
        public Derivative derivative(int argument) {
            return new Derivative(
                    "block of ȳ",
                    (y, v) -> sideBySide
                            ? place(v, 0, start(y, argument), y.rows(), y.cols())
                            : place(v, start(y, argument), 0, y.rows(), y.cols()),
                    (y, v) -> sideBySide
                            ? columns(v, start(y, argument), start(y, argument + 1))
                            : rows(v, start(y, argument), start(y, argument + 1)));
        }

        /** The first row or column of block {@code i} of {@code y}. */
        private int start(Var y, int i) {
            int start = 0;
            for (int k = 0; k < i; k++) {
                start += sideBySide ? y.argument(k).cols() : y.argument(k).rows();
            }
            return start;
        }
    }

    /** y = the rows of x with these numbers. */
    record GatherRows(Numbers numbers) implements Primitive {
        @Override
        public String label() {
            return "gatherRows";
        }

        @Override
        public int arity() {
            return 1;
        }

        @Override
        public Shape shape(DMatrixRMaj... x) {
            requireRows(label(), numbers, x[0].numRows);
            return new Shape(numbers.size(), x[0].numCols);
        }

        @Override
        public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
            for (int i = 0; i < y.numRows; i++) {
                System.arraycopy(x[0].data, numbers.get(i) * y.numCols, y.data, i * y.numCols, y.numCols);
            }
        }

        @Override
        public Derivative derivative(int argument) {
            return Derivative.sparse(
                    "ȳ scattered",
                    (x, y, v) -> new GatherRows(numbers).of(v),
                    (x, y, v) -> new ScatterRows(x.rows(), numbers).of(v),
                    (yBar, xBar) -> addRows(numbers, yBar, xBar));
        }
    }

    /** y = the rows of x added to zeros at these numbers. */
    record ScatterRows(int rows, Numbers numbers) implements Primitive {
        @Override
        public String label() {
            return "scatterRows";
        }

        @Override
        public int arity() {
            return 1;
        }

        @Override
        public Shape shape(DMatrixRMaj... x) {
            if (x[0].numRows != numbers.size()) {
                throw new ArgumentException(
                        label(),
                        "x",
                        Shape.of(x[0]) + " does not have one row for each of " + numbers.size() + " numbers");
            }
            requireRows(label(), numbers, rows);
            return new Shape(rows, x[0].numCols);
        }

        @Override
        public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
            Arrays.fill(y.data, 0, y.getNumElements(), 0);
            addRows(numbers, x[0], y);
        }

        @Override
        public Derivative derivative(int argument) {
            return Derivative.unary(
                    "ȳ gathered",
                    (x, y, v) -> new ScatterRows(rows, numbers).of(v),
                    (x, y, v) -> new GatherRows(numbers).of(v));
        }
    }

    /** Adds row i of {@code from} to row {@code numbers[i]} of {@code to}. */
    private static void addRows(Numbers numbers, DMatrixRMaj from, DMatrixRMaj to) {
        int n = to.numCols;
        for (int i = 0; i < numbers.size(); i++) {
            int row = numbers.get(i) * n;
            for (int j = 0; j < n; j++) {
                to.data[row + j] += from.data[i * n + j];
            }
        }
    }

    private static void requireNotNegative(String label, String argument, int number) {
        if (number < 0) {
            throw new ArgumentException(label, argument, number + " is negative");
        }
    }

    private static void requireColumns(String label, String argument, Var x, int... numbers) {
        for (int number : numbers) {
            if (number < 0 || number >= x.cols()) {
                throw new ArgumentException(label, argument, "no column " + number + " in " + x.shape());
            }
        }
    }

    private static void requireRows(String label, Numbers numbers, int rows) {
        for (int i = 0; i < numbers.size(); i++) {
            if (numbers.get(i) < 0 || numbers.get(i) >= rows) {
                throw new ArgumentException(label, "numbers", "no row " + numbers.get(i) + " among " + rows);
            }
        }
    }
}
