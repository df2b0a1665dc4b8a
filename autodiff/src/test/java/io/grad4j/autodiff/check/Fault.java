package io.grad4j.autodiff.check;

import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** What goes wrong when a gradient is written by hand. */
enum Fault {
    A_PERCENT_OFF(g -> scaled(1.01, g)),
    TWICE(g -> scaled(2, g)),
    SIGN(g -> scaled(-1, g)),
    TRANSPOSED(g -> g.numRows == g.numCols ? CommonOps_DDRM.transpose(g, null) : g),
    ONE_ENTRY_DROPPED(g -> {
        DMatrixRMaj dropped = g.copy();
        dropped.data[g.getNumElements() - 1] = 0;
        return dropped;
    }),
    PLUS_ONE_MISSING(g -> {
        DMatrixRMaj less = g.copy();
        CommonOps_DDRM.add(less, -1);
        return less;
    }),
    SUM_FOR_MEAN(g -> scaled(g.getNumElements(), g));

    private final UnaryOperator<DMatrixRMaj> distortion;

    Fault(UnaryOperator<DMatrixRMaj> distortion) {
        this.distortion = distortion;
    }

    /** {@code gradient} with this fault in it. */
    UnaryOperator<DMatrixRMaj> in(UnaryOperator<DMatrixRMaj> gradient) {
        return x -> distortion.apply(gradient.apply(x));
    }

    private static DMatrixRMaj scaled(double c, DMatrixRMaj g) {
        DMatrixRMaj scaled = g.copy();
        CommonOps_DDRM.scale(c, scaled);
        return scaled;
    }
}
