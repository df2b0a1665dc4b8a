package io.grad4j.kl.families;

import static io.grad4j.autodiff.ops.Shaping.rows;

import io.grad4j.autodiff.Var;
import org.ejml.data.DMatrixRMaj;

/** Columns of parameters and their entries. */
final class Columns {
    /** What a difference of means may be for their rounding alone, relative to the means. */
    static final double ROUNDING = 1e-15;

    private Columns() {}

    static DMatrixRMaj column(double... entries) {
        return DMatrixRMaj.wrap(entries.length, 1, entries);
    }

    /** Entry i of a column, 1×1. */
    static Var entry(Var column, int i) {
        return rows(column, i, i + 1);
    }
}
