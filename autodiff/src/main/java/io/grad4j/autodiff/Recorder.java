package io.grad4j.autodiff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/** The steps of a tape, how each is made, and the matrices they stand in. */
final class Recorder {
    final Tape tape;
    final Lifetime lifetime = new Lifetime();
    final List<Var> steps = new ArrayList<>();
    final List<Scope> scopes = new ArrayList<>();
    final Scratch scratch;

    /** What a checked tape remembers; {@code null} on an ordinary one, which then pays nothing. */
    final @Nullable Checks checks;

    private final Buffers buffers = new Buffers();

    /** Constants in matrices of the buffers, which no step leads to. */
    private final List<Var> constants = new ArrayList<>();

    /** Off while a sweep computes plain numbers. */
    private boolean recording = true;

    Recorder(Tape tape, @Nullable Checks checks) {
        this.tape = tape;
        this.checks = checks;
        this.scratch = new Scratch(buffers);
    }

    Var variable(@Nullable String name, DMatrixRMaj value) {
        lifetime.requireUsable();
        if (!recording) {
            throw new IllegalStateException(
                    "variable: a rule runs in a sweep that records nothing, so it cannot make a variable");
        }
        Var v = new Var(this, steps.size(), name, value);
        steps.add(v);
        return remembered(v, value);
    }

    /** A constant in a matrix of the caller's. */
    Var constant(@Nullable String name, DMatrixRMaj value) {
        lifetime.requireUsable();
        return remembered(new Var(this, -1, name, value), value);
    }

    /** A 1×1 constant. */
    Var number(double value) {
        lifetime.requireUsable();
        return numberOwned(value);
    }

    /** {@code value} in a matrix of the tape's. */
    DMatrixRMaj numberMatrix(double value) {
        DMatrixRMaj m = buffers.take(Shape.SCALAR);
        m.data[0] = value;
        return m;
    }

    /** A constant of zeros, in a matrix of the tape's. */
    Var zeros(Shape shape) {
        DMatrixRMaj m = buffers.take(shape);
        Arrays.fill(m.data, 0, shape.size(), 0);
        return constantOwned(m);
    }

    private Var remembered(Var leaf, DMatrixRMaj value) {
        if (checks != null && recording) {
            checks.leaf(leaf, value);
        }
        return leaf;
    }

    /** Applies {@code p} to {@code x}, recording the step unless every argument is constant or a sweep is under way. */
    Var apply(Primitive p, Var... x) {
        if (p.arity() != x.length && p.arity() != Primitive.ANY_NUMBER) {
            throw new ArgumentException(
                    p.label(), "number " + p.arity(), x.length + " arguments given, " + p.arity() + " taken");
        }
        lifetime.requireUsable();
        OfNumbers f = areNumbers(p, x) ? p.ofNumbers() : null;
        try {
            return f == null
                    ? record(p, valueOf(p, x), x)
                    : recordNumber(p, f.at(x[0].number(), x[x.length - 1].number()), x);
        } catch (ArgumentException e) {
            throw e.calledWith(Arrays.stream(x).map(Var::toString).collect(Collectors.joining(", ")));
        }
    }

    /**
     * As {@link #apply(Primitive, Var...)}; for numbers without calls whose target the compiler cannot know, nor, where nothing is
     * recorded, an array of arguments.
     */
    Var apply(Operator p, Var a, Var b) {
        lifetime.requireUsable();
        if (!isNumber(p, a) || !isNumber(p, b)) {
            return apply((Primitive) p, a, b);
        }
        double y = p.at(a.number(), b.number());
        return recording ? recordNumber(p, y, a, b) : numberOwned(y);
    }

    /** The same of one argument. */
    Var apply(Operator p, Var a) {
        lifetime.requireUsable();
        if (!isNumber(p, a)) {
            return apply((Primitive) p, a);
        }
        double y = p.at(a.number(), a.number());
        return recording ? recordNumber(p, y, a) : numberOwned(y);
    }

    /** Whether all arguments are 1×1; refuses one that cannot be read. */
    private boolean areNumbers(Primitive p, Var[] x) {
        boolean all = true;
        for (Var v : x) {
            all &= isNumber(p, v);
        }
        return all;
    }

    private boolean isNumber(Primitive p, Var v) {
        // Before it is asked for its label, which is a call too many where all is well.
        if (v.recorder() != this) {
            requireOwn(p.label(), v);
        }
        v.requireCurrent();
        return v.isNumber();
    }

    private DMatrixRMaj valueOf(Primitive p, Var[] x) {
        DMatrixRMaj[] values = new DMatrixRMaj[x.length];
        for (int i = 0; i < x.length; i++) {
            values[i] = x[i].current();
        }
        DMatrixRMaj y = buffers.take(p.shape(values));
        boolean done = false;
        try {
            p.value(values, y);
            done = true;
            return y;
        } finally {
            if (!done) {
                buffers.giveBack(y);
            }
        }
    }

    /** The result {@code y} of {@code p} at {@code x}, in a matrix of the tape's, as a step, or as a constant where there is nothing to record. */
    Var record(Primitive p, DMatrixRMaj y, Var... x) {
        return isToRecord(p, x) ? recorded(new Var(this, steps.size(), null, y, p, x)) : constantOwned(y);
    }

    private Var recordNumber(Primitive p, double y, Var... x) {
        return isToRecord(p, x) ? recorded(new Var(this, steps.size(), y, p, x)) : numberOwned(y);
    }

    private boolean isToRecord(Primitive p, Var... x) {
        return recording && !allConstant(x) && !p.isLocallyConstant();
    }

    private Var recorded(Var step) {
        steps.add(step);
        if (checks != null) {
            checks.recorded(step);
        }
        return step;
    }

    private Var constantOwned(DMatrixRMaj m) {
        return owned(new Var(this, -1, null, m));
    }

    private Var numberOwned(double value) {
        return owned(new Var(this, -1, value, null));
    }

    private Var owned(Var constant) {
        if (!recording) {
            return scratch.made(constant);
        }
        // A tape that is never cleared would only keep what the garbage collector could have.
        if (lifetime.generation() > 0) {
            constants.add(constant);
        }
        return constant;
    }

    private static boolean allConstant(Var... x) {
        for (Var v : x) {
            if (v.index >= 0) {
                return false;
            }
        }
        return true;
    }

    /** Records what {@code computation} records, or, if it throws, nothing. */
    <T> T scope(String name, Supplier<T> computation) {
        lifetime.requireUsable();
        int before = steps.size();
        int scopesBefore = scopes.size();
        boolean done = false;
        try {
            T result = computation.get();
            done = true;
            if (steps.size() > before) {
                scopes.add(new Scope(name, before, steps.size()));
            }
            return result;
        } catch (ArgumentException e) {
            throw e.inside(name);
        } finally {
            if (!done) {
                // Not given back to the buffers: the computation may have let one of these out.
                List<Var> dropped = steps.subList(before, steps.size());
                dropped.forEach(step -> step.holders = Scratch.DROPPED);
                dropped.clear();
                scopes.subList(scopesBefore, scopes.size()).clear();
            }
        }
    }

    /** Runs {@code sweep}, whose rules compute plain numbers. */
    <T> T withoutRecording(Supplier<T> sweep) {
        boolean before = recording;
        recording = false;
        try {
            return sweep.get();
        } finally {
            recording = before;
            scratch.ruleDone();
        }
    }

    /** Whether steps are recorded now: not during a sweep that computes plain numbers. */
    boolean isRecording() {
        return recording;
    }

    /** Forgets every step and takes back its matrices. */
    void clear() {
        lifetime.requireUsable();
        for (Var step : steps) {
            if (step.primitive() != null) {
                step.giveBackTo(buffers);
            }
        }
        for (Var constant : constants) {
            constant.giveBackTo(buffers);
        }
        constants.clear();
        steps.clear();
        scopes.clear();
        buffers.nextComputation();
        lifetime.nextGeneration();
        if (checks != null) {
            checks.clear();
        }
    }

    void close() {
        lifetime.requireOwner();
        lifetime.close();
        steps.clear();
        scopes.clear();
    }

    /** How many matrices the tape has made so far. */
    long matricesMade() {
        return buffers.allocated();
    }

    void requireOwn(String operation, Var v) {
        if (v.recorder() != this) {
            throw new ArgumentException(
                    operation, v.toString(), "belongs to another tape; bring its value over with constant(x.value())");
        }
    }

    /** Refuses {@code v}, made in {@code madeIn}, when it can no longer be read. */
    void requireReadable(Var v, int madeIn) {
        if (!lifetime.isCurrent(madeIn) || v.holders < Scratch.NOT_COUNTED) {
            throw unreadable(v, madeIn);
        }
    }

    IllegalStateException unreadable(Var v, int madeIn) {
        lifetime.requireUsable();
        if (madeIn != lifetime.generation()) {
            return new IllegalStateException(
                    v.name() + " was made before its tape was cleared; record it again on the cleared tape");
        }
        return new IllegalStateException(
                v.holders == Scratch.DROPPED
                        ? v.name() + " was recorded by a computation that failed, and is no longer on its tape"
                        : "a Var that a rule made in a sweep of plain numbers is read after its rule was done");
    }
}
