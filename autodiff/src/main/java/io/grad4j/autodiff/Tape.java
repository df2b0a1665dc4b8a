package io.grad4j.autodiff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * An append-only record of the steps of a computation, from which derivatives are swept.
 *
 * <p>The order of recording is topological, so a reverse sweep is one backward loop and a forward sweep one forward loop. A tape
 * belongs to the thread that made it. Matrices given to {@link #variable} and {@link #constant} are read where they are, not
 * copied: leave them unchanged until the tape is cleared or closed. Matrices that a tape gives back are the caller's.
 */
public final class Tape implements AutoCloseable {
    private static final SweepObserver UNOBSERVED = (step, argument, contribution, total) -> {};

    private final Thread owner = Thread.currentThread();
    private final Buffers buffers = new Buffers();
    private final List<Var> steps = new ArrayList<>();
    private final List<Scope> scopes = new ArrayList<>();

    /** Changes at each clear, so that a Var of an earlier computation is recognised. */
    private int generation;

    private boolean closed;

    /** Off while a sweep computes plain numbers. */
    private boolean recording = true;

    /** What a checked tape remembers; {@code null} on an ordinary one, which then pays nothing. */
    private final @Nullable Checks checks;

    /** An empty tape of this thread. */
    public Tape() {
        this(null);
    }

    private Tape(@Nullable Checks checks) {
        this.checks = checks;
    }

    /**
     * A tape for finding mistakes, slower than an ordinary one: it remembers which line of the caller's code recorded each step and
     * which values first were not finite, and notices when a matrix given to it is changed.
     *
     * @see #firstNonFiniteValue
     * @see #firstNonFiniteCotangent
     */
    public static Tape checked() {
        return new Tape(new Checks());
    }

    /**
     * Where the first NaN or infinity arose among the values recorded so far.
     *
     * @throws IllegalStateException if this is not a checked tape
     */
    public Optional<NonFinite> firstNonFiniteValue() {
        return Optional.ofNullable(requireChecks().firstValue());
    }

    /**
     * Where the first NaN or infinity arose among the contributions of the last reverse sweep.
     *
     * @throws IllegalStateException if this is not a checked tape
     */
    public Optional<NonFinite> firstNonFiniteCotangent() {
        return Optional.ofNullable(requireChecks().firstCotangent());
    }

    private Checks requireChecks() {
        checkUsable();
        if (checks == null) {
            throw new IllegalStateException(
                    "an ordinary tape does not look for values that are not finite; use Tape.checked()");
        }
        return checks;
    }

    /** A variable with a name for messages and traces. */
    public Var variable(String name, DMatrixRMaj value) {
        return leaf(name, value);
    }

    /** A variable without a name. */
    public Var variable(DMatrixRMaj value) {
        return leaf(null, value);
    }

    /** A 1×1 variable with a name. */
    public Var variable(String name, double value) {
        return leaf(name, scalarMatrix(value));
    }

    private Var leaf(@Nullable String name, DMatrixRMaj value) {
        checkUsable();
        if (!recording) {
            throw new IllegalStateException(
                    "variable: a rule runs in a sweep that records nothing, so it cannot make a variable");
        }
        Var v = new Var(this, steps.size(), name, value);
        steps.add(v);
        return remembered(v, value);
    }

    private Var remembered(Var leaf, DMatrixRMaj value) {
        if (checks != null && recording) {
            checks.leaf(leaf, value);
        }
        return leaf;
    }

    /** A constant: no derivative flows through it. */
    public Var constant(DMatrixRMaj value) {
        checkUsable();
        return remembered(new Var(this, -1, null, value), value);
    }

    /** A constant with a name for messages and traces. */
    public Var constant(String name, DMatrixRMaj value) {
        checkUsable();
        return remembered(new Var(this, -1, name, value), value);
    }

    /** A 1×1 constant. */
    public Var constant(double value) {
        return constant(scalarMatrix(value));
    }

    private static DMatrixRMaj scalarMatrix(double value) {
        DMatrixRMaj m = new DMatrixRMaj(1, 1);
        m.data[0] = value;
        return m;
    }

    /** The variables and steps so far, oldest first. */
    public List<Var> steps() {
        checkUsable();
        return List.copyOf(steps);
    }

    /** The scopes that recorded a step, a scope after those inside it; two of them hold no step in common unless one holds the other. */
    public List<Scope> scopes() {
        checkUsable();
        return List.copyOf(scopes);
    }

    /**
     * The gradients of a 1×1 {@code root} with respect to every variable.
     *
     * @throws ArgumentException if {@code root} is not 1×1; give a cotangent then
     */
    public Gradients gradients(Var root) {
        requireScalar("gradients", root);
        return gradients(root, scalarMatrix(1));
    }

    /**
     * The cotangents x̄ = Jᵀ·ȳ of every variable, for a cotangent ȳ of {@code root}.
     *
     * @param yBar of the shape of {@code root}
     */
    public Gradients gradients(Var root, DMatrixRMaj yBar) {
        return gradients(root, yBar, UNOBSERVED);
    }

    /** As {@link #gradients(Var, DMatrixRMaj)}, telling {@code observer} of each contribution in the order of the sweep. */
    public Gradients gradients(Var root, DMatrixRMaj yBar, SweepObserver observer) {
        own("gradients", root);
        requireUnchanged();
        ArgumentException.requireShape("gradients", "yBar", yBar, root.shape());
        return withoutRecording(
                () -> new Gradients(this, Sweep.reverse(steps, root, constant(yBar), watched(observer))));
    }

    /**
     * The gradient of a 1×1 {@code root} with respect to {@code x}, itself recorded, so that it can be differentiated again.
     *
     * @param x a variable or any step
     * @throws ArgumentException if {@code root} is not 1×1; use {@link #vjp} then
     */
    public Var gradient(Var root, Var x) {
        requireScalar("gradient", root);
        return vjp(root, constant(1), x);
    }

    /** The cotangent x̄ = Jᵀ·ȳ of {@code x} for {@code yBar} of the shape of {@code y}, recorded; zeros if y does not depend on x. */
    public Var vjp(Var y, Var yBar, Var x) {
        return vjp(y, yBar, new Var[] {x})[0];
    }

    /** The cotangents of several variables or steps from one recorded sweep; zeros where y does not depend on one. */
    public Var[] vjp(Var y, Var yBar, Var... x) {
        own("vjp", y);
        own("vjp", yBar);
        ArgumentException.requireShape("vjp", "yBar", yBar.matrix(), y.shape());
        requireRecorded("vjp", x);
        requireUnchanged();
        return scope("vjp", () -> {
            @Nullable Var[] cotangents = Sweep.reverse(steps, y, yBar, watched(UNOBSERVED), x);
            Var[] xBar = new Var[x.length];
            for (int i = 0; i < x.length; i++) {
                Var arrived = x[i].index < cotangents.length ? cotangents[x[i].index] : null;
                xBar[i] = arrived == null ? zeros(x[i].shape()) : arrived;
            }
            return xBar;
        });
    }

    /** The tangent ẏ = J·ẋ of {@code y} for {@code xDot} of the shape of {@code x}, recorded; zeros if y does not depend on x. */
    public Var jvp(Var y, Var x, Var xDot) {
        return jvp(y, new Var[] {x}, new Var[] {xDot});
    }

    /** The tangent ẏ = Σᵢ Jᵢ·ẋᵢ of {@code y} along several variables or steps at once, recorded. */
    public Var jvp(Var y, Var[] x, Var[] xDot) {
        own("jvp", y);
        requireRecorded("jvp", x);
        requireUnchanged();
        if (x.length != xDot.length) {
            throw new ArgumentException("jvp", "xDot", xDot.length + " tangents for " + x.length + " variables");
        }
        for (int i = 0; i < x.length; i++) {
            own("jvp", xDot[i]);
            ArgumentException.requireShape("jvp", "xDot", xDot[i].matrix(), x[i].shape());
        }
        return scope("jvp", () -> {
            Var yDot = Sweep.forward(steps, y, x, xDot);
            return yDot == null ? zeros(y.shape()) : yDot;
        });
    }

    /** The tangent ẏ = Σᵢ Jᵢ·ẋᵢ as plain numbers. */
    public DMatrixRMaj jvp(Var y, Var[] x, DMatrixRMaj[] xDot) {
        return withoutRecording(
                        () -> jvp(y, x, Arrays.stream(xDot).map(this::constant).toArray(Var[]::new)))
                .value();
    }

    /** The tangent ẏ = J·ẋ as plain numbers. */
    public DMatrixRMaj jvp(Var y, Var x, DMatrixRMaj xDot) {
        return withoutRecording(() -> jvp(y, x, constant(xDot))).value();
    }

    /** The cotangent x̄ = Jᵀ·ȳ of any step {@code x} as plain numbers. */
    public DMatrixRMaj vjp(Var y, DMatrixRMaj yBar, Var x) {
        return withoutRecording(() -> vjp(y, constant(yBar), x)).value();
    }

    /**
     * Records what {@code computation} records, as a group of the {@linkplain #scopes scopes}, or, if it throws, nothing.
     *
     * @param name of the operation that the computation is, for messages and traces
     * @throws ArgumentException what the computation throws, with {@code name} before it
     */
    public <T> T scope(String name, Supplier<T> computation) {
        checkUsable();
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
                steps.subList(before, steps.size()).clear();
                scopes.subList(scopesBefore, scopes.size()).clear();
            }
        }
    }

    /** Forgets every step and takes back its matrices for the next computation; each Var made so far becomes unusable. */
    public void clear() {
        checkUsable();
        for (Var step : steps) {
            if (step.primitive() != null) {
                buffers.giveBack(step.matrix());
            }
        }
        steps.clear();
        scopes.clear();
        generation++;
        if (checks != null) {
            checks.clear();
        }
    }

    /**
     * Makes the tape and every Var of it unusable; closing twice does nothing.
     *
     * @throws IllegalStateException if the tape belongs to another thread
     */
    @Override
    public void close() {
        checkOwner();
        closed = true;
        steps.clear();
        scopes.clear();
    }

    /** Applies {@code p} to {@code x}, recording the step unless every argument is constant or a sweep is under way. */
    Var apply(Primitive p, Var... x) {
        if (p.arity() != x.length && p.arity() != Primitive.ANY_NUMBER) {
            throw new ArgumentException(
                    p.label(), "number " + p.arity(), x.length + " arguments given, " + p.arity() + " taken");
        }
        DMatrixRMaj[] values = new DMatrixRMaj[x.length];
        for (int i = 0; i < x.length; i++) {
            own(p.label(), x[i]);
            values[i] = x[i].matrix();
        }
        return record(p, valueOf(p, x, values), x);
    }

    /** The result {@code y} of {@code p} at {@code x} as a step, or as a constant where there is nothing to record. */
    Var record(Primitive p, DMatrixRMaj y, Var... x) {
        if (!recording || p.isLocallyConstant() || allConstant(x)) {
            return new Var(this, -1, null, y);
        }
        Var step = new Var(this, steps.size(), null, y, p, x);
        steps.add(step);
        if (checks != null) {
            checks.recorded(step);
        }
        return step;
    }

    /** Whether steps are recorded now: not during a sweep that computes plain numbers. */
    boolean isRecording() {
        return recording;
    }

    private static boolean allConstant(Var... x) {
        for (Var v : x) {
            if (v.index >= 0) {
                return false;
            }
        }
        return true;
    }

    private DMatrixRMaj valueOf(Primitive p, Var[] x, DMatrixRMaj[] values) {
        try {
            DMatrixRMaj y = buffers.take(p.shape(values));
            p.value(values, y);
            return y;
        } catch (ArgumentException e) {
            throw e.calledWith(Arrays.stream(x).map(Var::toString).collect(Collectors.joining(", ")));
        }
    }

    private void requireUnchanged() {
        if (checks != null) {
            checks.requireUnchanged();
        }
    }

    private SweepObserver watched(SweepObserver observer) {
        return checks == null ? observer : checks.watching(observer);
    }

    /** A constant of zeros. */
    Var zeros(Shape shape) {
        return constant(new DMatrixRMaj(shape.rows(), shape.cols()));
    }

    private <T> T withoutRecording(Supplier<T> computation) {
        boolean before = recording;
        recording = false;
        try {
            return computation.get();
        } finally {
            recording = before;
        }
    }

    private void own(String operation, Var v) {
        if (v.tape() != this) {
            throw new ArgumentException(
                    operation, v.toString(), "belongs to another tape; bring its value over with constant(x.value())");
        }
        v.matrix();
    }

    /** Refuses a root whose gradient would need a cotangent. */
    void requireScalar(String operation, Var root) {
        own(operation, root);
        if (!root.shape().isScalar()) {
            throw new ArgumentException(
                    operation,
                    root.toString(),
                    "a gradient needs a 1×1 root; reduce it, for instance with sum(), or give a cotangent of its shape");
        }
    }

    private void requireRecorded(String operation, Var... x) {
        if (x.length == 0) {
            throw new ArgumentException(operation, "x", "none given");
        }
        for (Var v : x) {
            own(operation, v);
            if (v.isConstant()) {
                throw new ArgumentException(
                        operation, v.toString(), "is a constant; derivatives are with respect to a variable or a step");
            }
        }
    }

    int generation() {
        return generation;
    }

    /** Refuses {@code v}, made in {@code madeIn}, when it can no longer be read. */
    void check(Var v, int madeIn) {
        checkUsable();
        if (v.index >= 0 && madeIn == generation && (v.index >= steps.size() || steps.get(v.index) != v)) {
            throw new IllegalStateException(
                    v.name() + " was recorded by a computation that failed, and is no longer on its tape");
        }
        if (madeIn != generation) {
            throw new IllegalStateException(
                    v.name() + " was made before its tape was cleared; record it again on the cleared tape");
        }
    }

    private void checkUsable() {
        checkOwner();
        if (closed) {
            throw new IllegalStateException("this tape is closed; copy values and gradients out before closing it");
        }
    }

    private void checkOwner() {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException("a tape is used by the thread that made it, \"" + owner.getName()
                    + "\", not by \"" + Thread.currentThread().getName() + "\"; make one tape a thread");
        }
    }
}
