package io.grad4j.autodiff;

import org.ejml.data.DMatrixRMaj;

/** An argument that an operation refuses; the message names the operation, the argument and the offending entry or shape. */
public final class ArgumentException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String operation;
    private final String argument;

    /**
     * A refusal.
     *
     * @param operation the operation as its user calls it, for instance {@code "mult"}
     * @param argument the argument's name, for instance {@code "b"}
     * @param problem what is wrong with it, shapes and entries included
     */
    public ArgumentException(String operation, String argument, String problem) {
        super(operation + ": argument " + argument + ": " + problem);
        this.operation = operation;
        this.argument = argument;
    }

    private ArgumentException(String message, ArgumentException cause) {
        super(message, cause);
        this.operation = cause.operation;
        this.argument = cause.argument;
    }

    /** The same refusal, saying which of the user's variables were the arguments. */
    ArgumentException calledWith(String names) {
        return new ArgumentException(getMessage() + " (called with " + names + ")", this);
    }

    /** The same refusal, saying inside which operation it happened. */
    ArgumentException inside(String outer) {
        return new ArgumentException(outer + ": " + getMessage(), this);
    }

    /** The operation that refused. */
    public String operation() {
        return operation;
    }

    /** The argument that was refused. */
    public String argument() {
        return argument;
    }

    /** Refuses {@code m} unless it has {@code expected} shape. */
    public static void requireShape(String operation, String argument, DMatrixRMaj m, Shape expected) {
        if (!expected.matches(m)) {
            throw new ArgumentException(operation, argument, Shape.of(m) + " where " + expected + " is needed");
        }
    }

    /** Refuses {@code m} unless it has as many rows as columns. */
    public static void requireSquare(String operation, String argument, DMatrixRMaj m) {
        if (m.numRows != m.numCols) {
            throw new ArgumentException(operation, argument, Shape.of(m) + " where a square matrix is needed");
        }
    }

    /** Refuses {@code m} if an entry is NaN. */
    public static void requireNoNaN(String operation, String argument, DMatrixRMaj m) {
        for (int i = 0; i < m.getNumElements(); i++) {
            if (Double.isNaN(m.data[i])) {
                throw entry(operation, argument, m, i, "is NaN");
            }
        }
    }

    /** Refuses {@code m} if an entry is NaN or infinite. */
    public static void requireFinite(String operation, String argument, DMatrixRMaj m) {
        for (int i = 0; i < m.getNumElements(); i++) {
            if (!Double.isFinite(m.data[i])) {
                throw entry(operation, argument, m, i, "is not finite");
            }
        }
    }

    /** Refuses {@code m} if an entry is not finite or not above 0. */
    public static void requirePositive(String operation, String argument, DMatrixRMaj m) {
        requireFinite(operation, argument, m);
        for (int i = 0; i < m.getNumElements(); i++) {
            if (m.data[i] <= 0) {
                throw entry(operation, argument, m, i, "is not positive");
            }
        }
    }

    /** The refusal of the entry at {@code offset} of the row-major data of {@code m}. */
    public static ArgumentException entry(
            String operation, String argument, DMatrixRMaj m, int offset, String problem) {
        String at = "entry (" + offset / m.numCols + "," + offset % m.numCols + ") = " + m.data[offset];
        return new ArgumentException(operation, argument, at + " " + problem + "; shape " + Shape.of(m));
    }
}
