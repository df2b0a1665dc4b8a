package io.grad4j.kl.models;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Var;
import org.ejml.data.DMatrixRMaj;

/** What every model asks of the rows that it is fitted to. */
final class Observations {
    private Observations() {}

    /** Refuses {@code x} without a row or a column, or with an entry that is NaN or infinite. */
    static void require(String operation, Var x) {
        require(operation, "x", x.value());
    }

    /** As {@link #require(String, Var)}, of a matrix. */
    static void require(String operation, String argument, DMatrixRMaj x) {
        if (x.getNumElements() == 0) {
            throw new ArgumentException(
                    operation, argument, x.numRows + "×" + x.numCols + " where at least one row and column are needed");
        }
        ArgumentException.requireFinite(operation, argument, x);
    }
}
