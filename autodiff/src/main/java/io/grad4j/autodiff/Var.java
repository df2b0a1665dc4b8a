package io.grad4j.autodiff;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * A matrix on a tape: a variable, a constant, or the result of a recorded step.
 *
 * <p>A {@code Var} never changes; nothing mutable hangs on it. Operators are methods and give a new {@code Var}; elementwise ones
 * broadcast a dimension of 1. Every method throws {@link IllegalStateException} when the tape is closed, was cleared, or belongs
 * to another thread, and {@link ArgumentException} when shapes do not fit or the other operand is of another tape.
 */
public final class Var {
    private static final Var[] NONE = {};

    private final Recorder recorder;
    private final int generation;
    private final @Nullable String name;
    private final @Nullable Primitive primitive;
    private final Var[] arguments;

    /** The value; {@code null} for a number that nobody has read as a matrix yet. */
    private @Nullable DMatrixRMaj matrix;

    /** The value of a number without a matrix. */
    private double number;

    /** The position on the tape, or -1 for a constant. */
    final int index;

    /** Book-keeping of {@link Scratch} for the results of a sweep. */
    int holders = Scratch.NOT_COUNTED;

    /** A leaf: a variable at {@code index}, or a constant at -1. */
    Var(Recorder recorder, int index, @Nullable String name, DMatrixRMaj matrix) {
        this(recorder, index, name, matrix, null, NONE);
    }

    Var(
            Recorder recorder,
            int index,
            @Nullable String name,
            DMatrixRMaj matrix,
            @Nullable Primitive primitive,
            Var[] arguments) {
        this.recorder = recorder;
        this.generation = recorder.lifetime.generation();
        this.index = index;
        this.name = name;
        this.matrix = matrix;
        this.primitive = primitive;
        this.arguments = arguments;
    }

    /** A number: a step at {@code index}, or a constant at -1. */
    Var(Recorder recorder, int index, double number, @Nullable Primitive primitive, Var... arguments) {
        this.recorder = recorder;
        this.generation = recorder.lifetime.generation();
        this.index = index;
        this.name = null;
        this.number = number;
        this.primitive = primitive;
        this.arguments = arguments;
    }

    /** Refuses what can no longer be read, or not by this thread. */
    void requireReadable() {
        recorder.requireReadable(this, generation);
    }

    /** The matrix itself, for reading inside the engine. */
    DMatrixRMaj matrix() {
        requireReadable();
        return current();
    }

    /** The same of what is known to be readable. */
    DMatrixRMaj current() {
        DMatrixRMaj m = matrix;
        if (m == null) {
            m = recorder.numberMatrix(number);
            matrix = m;
        }
        return m;
    }

    /** Refuses what can no longer be read, on a tape that is known to be usable. */
    void requireCurrent() {
        if (generation != recorder.lifetime.generation() || holders < Scratch.NOT_COUNTED) {
            throw recorder.unreadable(this, generation);
        }
    }

    /** Whether this is 1×1. */
    boolean isNumber() {
        return matrix == null || Shape.SCALAR.matches(matrix);
    }

    /** The value of a 1×1. */
    double number() {
        return matrix == null ? number : matrix.data[0];
    }

    /** Adds {@code x} to a 1×1 that nobody else holds. */
    void add(double x) {
        if (matrix == null) {
            number += x;
        } else {
            matrix.data[0] += x;
        }
    }

    /** Gives the matrix, where there is one, back to where it came from. */
    void giveBackTo(Buffers buffers) {
        if (matrix != null) {
            buffers.giveBack(matrix);
        }
    }

    /** Which computation of its tape this was made in. */
    int generation() {
        return generation;
    }

    /** The tape that this belongs to. */
    public Tape tape() {
        return recorder.tape;
    }

    Recorder recorder() {
        return recorder;
    }

    /** A copy of the value. */
    public DMatrixRMaj value() {
        requireReadable();
        return matrix == null ? DMatrixRMaj.wrap(1, 1, new double[] {number}) : matrix.copy();
    }

    /**
     * The value of a 1×1.
     *
     * @throws ArgumentException if this is not 1×1
     */
    public double scalar() {
        requireReadable();
        if (!isNumber()) {
            throw new ArgumentException("scalar", toString(), shape() + " where " + Shape.SCALAR + " is needed");
        }
        return number();
    }

    /**
     * One entry of the value.
     *
     * @throws ArgumentException if there is no such entry
     */
    public double get(int row, int col) {
        DMatrixRMaj m = matrix();
        if (row < 0 || row >= m.numRows || col < 0 || col >= m.numCols) {
            throw new ArgumentException("get", toString(), "no entry (" + row + "," + col + ") in " + shape());
        }
        return m.data[row * m.numCols + col];
    }

    /** Number of rows. */
    public int rows() {
        requireReadable();
        return matrix == null ? 1 : matrix.numRows;
    }

    /** Number of columns. */
    public int cols() {
        requireReadable();
        return matrix == null ? 1 : matrix.numCols;
    }

    /** Rows and columns. */
    public Shape shape() {
        requireReadable();
        return shapeOfValue();
    }

    private Shape shapeOfValue() {
        return matrix == null ? Shape.SCALAR : Shape.of(matrix);
    }

    boolean hasShapeOf(Var other) {
        return matrix == null ? other.isNumber() : other.hasShape(matrix.numRows, matrix.numCols);
    }

    private boolean hasShape(int rows, int cols) {
        return matrix == null ? rows == 1 && cols == 1 : matrix.numRows == rows && matrix.numCols == cols;
    }

    /** Zeros of the shape of a variable, also when its tape is closed. */
    DMatrixRMaj zeros() {
        Shape shape = shapeOfValue();
        return new DMatrixRMaj(shape.rows(), shape.cols());
    }

    /** Whether no derivative flows through this. */
    public boolean isConstant() {
        return index < 0;
    }

    /** Whether this is a variable: recorded, and not the result of a primitive. */
    public boolean isVariable() {
        return index >= 0 && primitive == null;
    }

    /** The primitive whose result this is; {@code null} for a variable and for a constant. */
    public @Nullable Primitive primitive() {
        return primitive;
    }

    /** Argument number {@code i} of the step, counted from 0. */
    public Var argument(int i) {
        return arguments[i];
    }

    /** The arguments of the step; empty for a leaf. */
    public List<Var> arguments() {
        return List.of(arguments);
    }

    /** Number of arguments of the step. */
    int arity() {
        return arguments.length;
    }

    /** The position of the step on its tape, counted from 0; -1 for a constant. */
    public int index() {
        return index;
    }

    /** The name given by the user, else {@code v} and the index, else {@code const}. */
    public String name() {
        if (name != null) {
            return name;
        }
        return index < 0 ? "const" : "v" + index;
    }

    // ---- the algebra in which the rules are written

    /** y = a + b. */
    public Var plus(Var b) {
        return recorder.apply(Operator.PLUS, this, b);
    }

    /** y = a + b for a number b. */
    public Var plus(double b) {
        return plus(recorder.number(b));
    }

    /** y = a - b. */
    public Var minus(Var b) {
        return recorder.apply(Operator.MINUS, this, b);
    }

    /** y = a - b for a number b. */
    public Var minus(double b) {
        return minus(recorder.number(b));
    }

    /** y = -x. */
    public Var negate() {
        return recorder.apply(Operator.NEGATE, this);
    }

    /** y = c·x for a number c. */
    public Var scale(double c) {
        return elementMult(recorder.number(c));
    }

    /** y = a ∘ b by IEEE arithmetic, so 0·∞ is NaN. */
    public Var elementMult(Var b) {
        return recorder.apply(Operator.ELEMENT_MULT, this, b);
    }

    /** y = a ∘ b with 0·∞ = 0: a zero factor leaves the other out, in value and in gradient. */
    public Var elementMultOrZero(Var b) {
        return recorder.apply(Operator.ELEMENT_MULT_OR_ZERO, this, b);
    }

    /** yᵢⱼ = aᵢⱼ / bᵢⱼ by IEEE arithmetic, so 0/0 is NaN. */
    public Var elementDiv(Var b) {
        return recorder.apply(Operator.ELEMENT_DIV, this, b);
    }

    /** y = a·b, m×k times k×n. */
    public Var mult(Var b) {
        return recorder.apply(Operator.MULT, this, b);
    }

    /** y = aᵀ·b, a k×m, b k×n. */
    public Var multTransA(Var b) {
        return recorder.apply(Operator.MULT_TRANS_A, this, b);
    }

    /** y = a·bᵀ, a m×k, b n×k. */
    public Var multTransB(Var b) {
        return recorder.apply(Operator.MULT_TRANS_B, this, b);
    }

    /** y = aᵀ·bᵀ, a k×m, b n×k. */
    public Var multTransAB(Var b) {
        return recorder.apply(Operator.MULT_TRANS_AB, this, b);
    }

    /** y = xᵀ. */
    public Var transpose() {
        return recorder.apply(Operator.TRANSPOSE, this);
    }

    /** ⟨a, b⟩ = Σᵢⱼ aᵢⱼ·bᵢⱼ with 0·∞ = 0, 1×1; the shapes are equal. A zero factor leaves its pair out, in value and in gradient. */
    public Var dot(Var b) {
        return recorder.apply(Operator.DOT, this, b);
    }

    /** Σᵢⱼ xᵢⱼ, 1×1; 0 for an empty matrix. */
    public Var sum() {
        return sum(Each.MATRIX);
    }

    /** The sum of each row (m×1), of each column (1×n) or of the matrix (1×1). */
    public Var sum(Each each) {
        return recorder.apply(new Sum(each), this);
    }

    /** This with each dimension of 1 repeated to that of {@code shape}; itself when it has that shape. */
    public Var broadcast(Shape shape) {
        return hasShape(shape.rows(), shape.cols()) ? this : recorder.apply(new Broadcast(shape), this);
    }

    /** The transpose of {@link #broadcast}: this summed to {@code shape}, over rows where that has one row, over columns likewise. */
    public Var sumTo(Shape shape) {
        if (hasShape(shape.rows(), shape.cols())) {
            return this;
        }
        if (shape.isScalar()) {
            return sum();
        }
        Var columns = shape.rows() == 1 && rows() != 1 ? sum(Each.COLUMN) : this;
        Var both = shape.cols() == 1 && cols() != 1 ? columns.sum(Each.ROW) : columns;
        ArgumentException.requireShape("sumTo", toString(), both.matrix(), shape);
        return both;
    }

    @Override
    public String toString() {
        String made = primitive == null
                ? ""
                : " = " + primitive.label()
                        + Arrays.stream(arguments).map(Var::name).toList();
        return name() + made + " " + (generation == recorder.lifetime.generation() ? shapeOfValue() : "(cleared)");
    }
}
