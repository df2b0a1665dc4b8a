package io.grad4j.autodiff;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/** The matrices a tape owns: handed out by shape, and again once given back. Their contents are anything. */
final class Buffers {
    /** Large matrices of a size that so many computations in a row did not need are left to the garbage collector. */
    private static final int COMPUTATIONS_KEPT = 16;

    /** Free matrices of one number of entries, and the last computation that needed one. */
    private static final class SameSize {
        private @Nullable DMatrixRMaj[] free = new @Nullable DMatrixRMaj[8];
        private int count;
        int lastUsed;

        @Nullable
        DMatrixRMaj pop() {
            if (count == 0) {
                return null;
            }
            DMatrixRMaj m = free[--count];
            free[count] = null;
            return m;
        }

        void push(DMatrixRMaj m) {
            if (count == free.length) {
                free = Arrays.copyOf(free, 2 * count);
            }
            free[count++] = m;
        }
    }

    /** In a computation on a few numbers, looking up their size would be most of the cost. */
    private static final int SMALL = 32;

    private final @Nullable SameSize[] small = new @Nullable SameSize[SMALL];
    private final Map<Integer, SameSize> large = new HashMap<>();

    private int computation;
    private long allocated;

    /** A matrix of {@code shape} that nobody else holds. */
    DMatrixRMaj take(Shape shape) {
        SameSize same = ofSize(shape.size());
        same.lastUsed = computation;
        DMatrixRMaj m = same.pop();
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
        ofSize(m.getNumElements()).push(m);
    }

    private SameSize ofSize(int size) {
        if (size >= SMALL) {
            return large.computeIfAbsent(size, s -> new SameSize());
        }
        SameSize same = small[size];
        if (same == null) {
            same = new SameSize();
            small[size] = same;
        }
        return same;
    }

    /** Begins the next computation. */
    void nextComputation() {
        computation++;
        if (!large.isEmpty()) {
            large.values().removeIf(same -> computation - same.lastUsed > COMPUTATIONS_KEPT);
        }
    }

    /** How many matrices were made because none was free. */
    long allocated() {
        return allocated;
    }
}
