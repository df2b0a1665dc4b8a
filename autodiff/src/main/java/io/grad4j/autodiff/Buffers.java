package io.grad4j.autodiff;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/** The matrices a tape owns: handed out by shape, and again once given back. Their contents are anything. */
final class Buffers {
    private final Map<Integer, ArrayDeque<DMatrixRMaj>> free = new HashMap<>();

    /** A matrix of {@code shape} that nobody else holds. */
    DMatrixRMaj take(Shape shape) {
        ArrayDeque<DMatrixRMaj> same = free.get(shape.size());
        DMatrixRMaj m = same == null ? null : same.poll();
        if (m == null) {
            return new DMatrixRMaj(shape.rows(), shape.cols());
        }
        m.numRows = shape.rows();
        m.numCols = shape.cols();
        return m;
    }

    /** Takes back {@code m}, which its holder must not touch again. */
    void giveBack(DMatrixRMaj m) {
        free.computeIfAbsent(m.getNumElements(), size -> new ArrayDeque<>()).push(m);
    }
}
