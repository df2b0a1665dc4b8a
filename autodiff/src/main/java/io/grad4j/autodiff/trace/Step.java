package io.grad4j.autodiff.trace;

import io.grad4j.autodiff.Primitive;
import java.util.List;
import java.util.Objects;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * A variable, a constant or the result of an operation, with its value and what a reverse sweep left at it.
 *
 * @param id its place in {@link Trace#steps}; an argument has a smaller one than the steps that use it
 * @param name the user's name, else v and the index on the tape; told apart where two have the same
 * @param kind what it is
 * @param primitive the operation; {@code null} for a variable and for a constant
 * @param arguments the ids of the operation's arguments in their order
 * @param value the trace's copy of its value
 * @param cotangent the trace's copy of its cotangent after the sweep, of the same shape; zeros if nothing arrived
 * @param contributes whether the root depends on it and it is no constant, so that the sweep passes it
 */
public record Step(
        int id,
        String name,
        Kind kind,
        @Nullable Primitive primitive,
        List<Integer> arguments,
        DMatrixRMaj value,
        DMatrixRMaj cotangent,
        boolean contributes) {
    /** What a step is. */
    public enum Kind {
        /** Given, and differentiated by. */
        VARIABLE,
        /** Given; no derivative flows to it. */
        CONSTANT,
        /** A 1×1 constant without a name, which is written as its value where it is used. */
        NUMBER,
        /** The result of an operation. */
        OPERATION
    }

    /** Copies the list. */
    public Step {
        arguments = List.copyOf(arguments);
    }

    /** The operation's name; {@code variable} or {@code constant} otherwise. */
    public String operation() {
        return kind == Kind.OPERATION
                ? Objects.requireNonNull(primitive).label()
                : kind == Kind.VARIABLE ? "variable" : "constant";
    }

    /** The name of its cotangent: the macron on the first letter. */
    public String barred() {
        return Notation.bar(name);
    }
}
