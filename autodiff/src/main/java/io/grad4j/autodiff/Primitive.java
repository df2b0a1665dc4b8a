package io.grad4j.autodiff;

import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * An operation that a tape can record: its value and, one per argument, its derivative.
 *
 * <p>A primitive is itself a value: an enum constant of its family, or a record when it has parameters. It keeps no state
 * between calls. To write one, give its name, the shape and value of its result, and per argument the pair of linear maps of
 * {@link Derivative}; use it with {@link #of}.
 */
public interface Primitive {
    /** The name its user calls it by, as it appears in messages and traces; for instance {@code "mult"}. */
    String label();

    /** The {@link #arity} of a primitive that takes one argument or more. */
    int ANY_NUMBER = -1;

    /** The number of arguments; {@link #ANY_NUMBER} if it is not fixed. */
    int arity();

    /**
     * The shape of the result for arguments {@code x}, after checking theirs.
     *
     * @throws ArgumentException if the shapes do not fit
     */
    Shape shape(DMatrixRMaj... x);

    /**
     * Writes the result into {@code y}.
     *
     * @param x the arguments; must not be modified nor kept
     * @param y a matrix of {@link #shape}, apart from every argument, holding anything; every entry must be written
     * @throws ArgumentException if an argument lies outside the domain
     */
    void value(DMatrixRMaj[] x, DMatrixRMaj y);

    /** The derivative with respect to argument number {@code argument}, counted from 0. */
    Derivative derivative(int argument);

    /** What this gives for one or two numbers, which the tape then asks for instead of {@link #value}; {@code null} if it needs matrices. */
    default @Nullable OfNumbers ofNumbers() {
        return null;
    }

    /**
     * Whether the result does not change when the arguments move a little, wherever it is differentiable, or is to be taken so
     * (a mask, the place of a maximum, a stopped gradient). Such a result is a constant: nothing is recorded, and
     * {@link #derivative} is never called.
     */
    default boolean isLocallyConstant() {
        return false;
    }

    /**
     * Applies this primitive to variables of one tape, and records the step unless all are constants.
     *
     * @throws ArgumentException if an argument is refused, or their number; the tape is then as it was before
     * @throws IllegalStateException if the tape is closed, was cleared, or belongs to another thread
     */
    default Var of(Var first, Var... rest) {
        Var[] x = new Var[rest.length + 1];
        x[0] = first;
        System.arraycopy(rest, 0, x, 1, rest.length);
        return first.recorder().apply(this, x);
    }
}
