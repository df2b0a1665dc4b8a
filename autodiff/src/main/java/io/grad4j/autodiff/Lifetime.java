package io.grad4j.autodiff;

/** Who may use a tape, until when, and which of its computations is under way. */
final class Lifetime {
    private final Thread owner = Thread.currentThread();
    private int generation;
    private boolean closed;

    /** Changes at each clear, so that a Var of an earlier computation is recognised. */
    int generation() {
        return generation;
    }

    void nextGeneration() {
        generation++;
    }

    /** Ends the computation under way too, so that nothing made in one is current. */
    void close() {
        closed = true;
        nextGeneration();
    }

    /** Whether this thread may read what was made in generation {@code madeIn}; {@link #requireUsable} says why not. */
    boolean isCurrent(int madeIn) {
        return madeIn == generation && Thread.currentThread() == owner;
    }

    void requireUsable() {
        requireOwner();
        if (closed) {
            throw new IllegalStateException("this tape is closed; copy values and gradients out before closing it");
        }
    }

    void requireOwner() {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException("a tape is used by the thread that made it, \"" + owner.getName()
                    + "\", not by \"" + Thread.currentThread().getName() + "\"; make one tape a thread");
        }
    }
}
