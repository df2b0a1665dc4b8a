package io.grad4j.autodiff.trace;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;

/**
 * What a tape holds and what one reverse sweep over it does, step by step; {@link #toString} is the text.
 *
 * <p>A trace is a copy: it stays readable when the tape is cleared or closed.
 */
public final class Trace {
    /**
     * A gradient at the end of the sweep.
     *
     * @param variable the variable's name
     * @param value a copy of its cotangent
     */
    public record Gradient(String variable, DMatrixRMaj value) {}

    private final Recording recording;

    private Trace(Recording recording) {
        this.recording = recording;
    }

    /**
     * The trace of the gradient of a 1×1 {@code root}.
     *
     * @throws ArgumentException if {@code root} is not 1×1; give a cotangent then
     */
    public static Trace of(Tape tape, Var root) {
        if (!root.shape().isScalar()) {
            throw new ArgumentException(
                    "trace", root.toString(), "a gradient needs a 1×1 root; give a cotangent of its shape");
        }
        DMatrixRMaj one = new DMatrixRMaj(1, 1);
        one.data[0] = 1;
        return of(tape, root, one);
    }

    /** The trace of the reverse sweep from {@code root} seeded with {@code yBar}, of its shape. */
    public static Trace of(Tape tape, Var root, DMatrixRMaj yBar) {
        return new Trace(Recording.of(tape, root, yBar));
    }

    /**
     * The trace of the gradient of f at {@code x}, on a tape of its own where the variable is named x.
     *
     * @throws ArgumentException if f(x) is not 1×1
     */
    public static Trace of(UnaryOperator<Var> f, DMatrixRMaj x) {
        try (Tape tape = new Tape()) {
            return of(tape, f.apply(tape.variable("x", x)));
        }
    }

    /** The constants, variables and operations, each after its arguments. */
    public List<Step> steps() {
        return recording.steps();
    }

    /** The scopes that hold more than one step, each after those that hold it. */
    public List<Group> groups() {
        return recording.groups();
    }

    /** The contributions in the order of the sweep. */
    public List<Contribution> contributions() {
        return recording.contributions();
    }

    /** The gradient of each variable. */
    public List<Gradient> gradients() {
        return steps().stream()
                .filter(s -> s.kind() == Step.Kind.VARIABLE)
                .map(s -> new Gradient(s.name(), s.cotangent().copy()))
                .collect(Collectors.toList());
    }

    /** Each step with its value, each contribution with its rule and its numbers, then the gradients. */
    @Override
    public String toString() {
        return TraceText.of(recording);
    }
}
