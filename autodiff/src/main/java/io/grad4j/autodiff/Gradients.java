package io.grad4j.autodiff;

import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/** The cotangents of a tape's variables after one reverse sweep: gradients, if the root was 1×1 and seeded with 1. */
public final class Gradients {
    private final Recorder recorder;
    private final int generation;
    private final @Nullable DMatrixRMaj[] byIndex;

    /** Copies the matrices out, since the tape reuses its own. */
    Gradients(Recorder recorder, @Nullable Var[] cotangents) {
        this.recorder = recorder;
        this.generation = recorder.lifetime.generation();
        this.byIndex = new @Nullable DMatrixRMaj[cotangents.length];
        for (int i = 0; i < cotangents.length; i++) {
            Var c = cotangents[i];
            byIndex[i] = c == null ? null : c.value();
        }
    }

    /**
     * The gradient with respect to a variable, of its shape; zeros if the root does not depend on it.
     *
     * <p>The matrix is the caller's to change; where the root depends on x, the same one is given at each call. It stays readable
     * after the tape is closed.
     *
     * @throws ArgumentException if {@code x} is not a variable of the tape, or newer than its last clear
     */
    public DMatrixRMaj of(Var x) {
        if (x.recorder() != recorder || x.generation() != generation) {
            throw new ArgumentException("gradients.of", x.name(), "is not a variable of the tape that was swept");
        }
        if (!x.isVariable()) {
            throw new ArgumentException(
                    "gradients.of", x.name(), "is not a variable; for a step use tape.gradient(root, step)");
        }
        DMatrixRMaj g = x.index < byIndex.length ? byIndex[x.index] : null;
        return g == null ? x.zeros() : g;
    }
}
