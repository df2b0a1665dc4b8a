package io.grad4j.autodiff;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/** The matrices a tape owns: handed out by shape, and again once given back. Their contents are anything. */
final class Buffers {
    /** Matrices of a size that so many computations in a row did not need are left to the garbage collector. */
    private static final int COMPUTATIONS_KEPT = 16;

    /** Free matrices of one number of entries, and the last computation that needed one. */
    private static final class SameSize {
        final ArrayDeque<DMatrixRMaj> free = new ArrayDeque<>();
        int lastUsed;
    }

    private final Map<Integer, SameSize> bySize = new HashMap<>();

    /** Numbers are most of a scalar computation, and looking up their size would be most of their cost. */
    private final SameSize numbers = new SameSize();

    private int computation;
    private long allocated;

    /** A matrix of {@code shape} that nobody else holds. */
    DMatrixRMaj take(Shape shape) {
        SameSize same = ofSize(shape.size());
        same.lastUsed = computation;
        DMatrixRMaj m = same.free.poll();
        if (m == null) {
            allocated++;
            return new DMatrixRMaj(shape.rows(), shape.cols());
        }
        m.numRows = shape.rows();
        m.numCols = shape.cols();
        return m;
    }

    /** Takes back {@code m}, which its holder must not touch again. */
    void giveBack(DMatrixRMaj m) {
        ofSize(m.getNumElements()).free.push(m);
    }

    private SameSize ofSize(int size) {
        return size == 1 ? numbers : bySize.computeIfAbsent(size, s -> new SameSize());
    }

    /** Begins the next computation. */
    void nextComputation() {
        computation++;
        bySize.values().removeIf(same -> computation - same.lastUsed > COMPUTATIONS_KEPT);
    }

    /** How many matrices were made because none was free. */
    long allocated() {
        return allocated;
    }
}
