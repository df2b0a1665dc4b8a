package io.grad4j.autodiff;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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
    final Recorder recorder;

    /** An empty tape of this thread. */
    public Tape() {
        this(null);
    }

    private Tape(@Nullable Checks checks) {
        this.recorder = new Recorder(this, checks);
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
        recorder.lifetime.requireUsable();
        if (recorder.checks == null) {
            throw new IllegalStateException(
                    "an ordinary tape does not look for values that are not finite; use Tape.checked()");
        }
        return recorder.checks;
    }

    /** A variable with a name for messages and traces. */
    public Var variable(String name, DMatrixRMaj value) {
        return recorder.variable(name, value);
    }

    /** A variable without a name. */
    public Var variable(DMatrixRMaj value) {
        return recorder.variable(null, value);
    }

    /** A 1×1 variable with a name. */
    public Var variable(String name, double value) {
        return recorder.variable(name, scalarMatrix(value));
    }

    /** A constant: no derivative flows through it. */
    public Var constant(DMatrixRMaj value) {
        return recorder.constant(null, value);
    }

    /** A constant with a name for messages and traces. */
    public Var constant(String name, DMatrixRMaj value) {
        return recorder.constant(name, value);
    }

    /** A 1×1 constant. */
    public Var constant(double value) {
        return recorder.number(value);
    }

    private static DMatrixRMaj scalarMatrix(double value) {
        DMatrixRMaj m = new DMatrixRMaj(1, 1);
        m.data[0] = value;
        return m;
    }

    /** The variables and steps so far, oldest first. */
    public List<Var> steps() {
        recorder.lifetime.requireUsable();
        return List.copyOf(recorder.steps);
    }

    /** The scopes that recorded a step, a scope after those inside it; two of them hold no step in common unless one holds the other. */
    public List<Scope> scopes() {
        recorder.lifetime.requireUsable();
        return List.copyOf(recorder.scopes);
    }

    /**
     * The gradients of a 1×1 {@code root} with respect to every variable.
     *
     * @throws ArgumentException if {@code root} is not 1×1; give a cotangent then
     */
    public Gradients gradients(Var root) {
        requireScalar("gradients", root);
        return gradients(root, () -> recorder.number(1), Sweep.UNOBSERVED);
    }

    /**
     * The cotangents x̄ = Jᵀ·ȳ of every variable, for a cotangent ȳ of {@code root}.
     *
     * @param yBar of the shape of {@code root}
     */
    public Gradients gradients(Var root, DMatrixRMaj yBar) {
        return gradients(root, yBar, Sweep.UNOBSERVED);
    }

    /** As {@link #gradients(Var, DMatrixRMaj)}, telling {@code observer} of each contribution in the order of the sweep. */
    public Gradients gradients(Var root, DMatrixRMaj yBar, SweepObserver observer) {
        requireReadable("gradients", root);
        ArgumentException.requireShape("gradients", "yBar", yBar, root.shape());
        return gradients(root, () -> constant(yBar), observer);
    }

    private Gradients gradients(Var root, Supplier<Var> seed, SweepObserver observer) {
        requireUnchanged();
        return recorder.withoutRecording(() -> {
            @Nullable Var[] cotangents = Sweep.reverse(recorder, root, seed.get(), watched(observer));
            Gradients gradients = new Gradients(recorder, cotangents);
            recorder.scratch.letGo(cotangents);
            return gradients;
        });
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
        requireReadable("vjp", y);
        requireReadable("vjp", yBar);
        ArgumentException.requireShape("vjp", "yBar", yBar.matrix(), y.shape());
        requireRecorded("vjp", x);
        requireUnchanged();
        return scope("vjp", () -> {
            @Nullable Var[] cotangents = Sweep.reverse(recorder, y, yBar, watched(Sweep.UNOBSERVED), x);
            Var[] xBar = new Var[x.length];
            for (int i = 0; i < x.length; i++) {
                Var arrived = x[i].index < cotangents.length ? cotangents[x[i].index] : null;
                xBar[i] = arrived == null ? recorder.zeros(x[i].shape()) : arrived;
            }
            return xBar;
        });
    }

    /** The cotangent x̄ = Jᵀ·ȳ of any step {@code x} as plain numbers. */
    public DMatrixRMaj vjp(Var y, DMatrixRMaj yBar, Var x) {
        return recorder.withoutRecording(() -> {
            Var xBar = vjp(y, constant(yBar), x);
            DMatrixRMaj copy = xBar.value();
            recorder.scratch.letGo(xBar);
            return copy;
        });
    }

    /** The tangent ẏ = J·ẋ of {@code y} for {@code xDot} of the shape of {@code x}, recorded; zeros if y does not depend on x. */
    public Var jvp(Var y, Var x, Var xDot) {
        return jvp(y, new Var[] {x}, new Var[] {xDot});
    }

    /** The tangent ẏ = Σᵢ Jᵢ·ẋᵢ of {@code y} along several variables or steps at once, recorded. */
    public Var jvp(Var y, Var[] x, Var[] xDot) {
        requireReadable("jvp", y);
        requireRecorded("jvp", x);
        requireUnchanged();
        if (x.length != xDot.length) {
            throw new ArgumentException("jvp", "xDot", xDot.length + " tangents for " + x.length + " variables");
        }
        for (int i = 0; i < x.length; i++) {
            requireReadable("jvp", xDot[i]);
            ArgumentException.requireShape("jvp", "xDot", xDot[i].matrix(), x[i].shape());
        }
        return scope("jvp", () -> {
            Var yDot = Sweep.forward(recorder, y, x, xDot);
            return yDot == null ? recorder.zeros(y.shape()) : yDot;
        });
    }

    /** The tangent ẏ = Σᵢ Jᵢ·ẋᵢ as plain numbers. */
    public DMatrixRMaj jvp(Var y, Var[] x, DMatrixRMaj[] xDot) {
        return recorder.withoutRecording(() -> {
            Var yDot = jvp(y, x, Arrays.stream(xDot).map(this::constant).toArray(Var[]::new));
            DMatrixRMaj copy = yDot.value();
            recorder.scratch.letGo(yDot);
            return copy;
        });
    }

    /** The tangent ẏ = J·ẋ as plain numbers. */
    public DMatrixRMaj jvp(Var y, Var x, DMatrixRMaj xDot) {
        return jvp(y, new Var[] {x}, new DMatrixRMaj[] {xDot});
    }

    /**
     * Records what {@code computation} records, as a group of the {@linkplain #scopes scopes}, or, if it throws, nothing.
     *
     * @param name of the operation that the computation is, for messages and traces
     * @throws ArgumentException what the computation throws, with {@code name} before it
     */
    public <T> T scope(String name, Supplier<T> computation) {
        return recorder.scope(name, computation);
    }

    /** Forgets every step and takes back its matrices for the next computation; each Var made so far becomes unusable. */
    public void clear() {
        recorder.clear();
    }

    /**
     * Makes the tape and every Var of it unusable; closing twice does nothing.
     *
     * @throws IllegalStateException if the tape belongs to another thread
     */
    @Override
    public void close() {
        recorder.close();
    }

    private void requireUnchanged() {
        if (recorder.checks != null) {
            recorder.checks.requireUnchanged();
        }
    }

    private SweepObserver watched(SweepObserver observer) {
        return recorder.checks == null ? observer : recorder.checks.watching(observer);
    }

    private void requireReadable(String operation, Var v) {
        recorder.requireOwn(operation, v);
        v.requireReadable();
    }

    /** Refuses a root whose gradient would need a cotangent. */
    void requireScalar(String operation, Var root) {
        requireReadable(operation, root);
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
            requireReadable(operation, v);
            if (v.isConstant()) {
                throw new ArgumentException(
                        operation, v.toString(), "is a constant; derivatives are with respect to a variable or a step");
            }
        }
    }
}
