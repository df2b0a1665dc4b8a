package io.grad4j.kl.batches;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Shape;
import java.io.Serializable;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * A loss summed over rows, with its gradient.
 *
 * @param value Σ ℓ(θ; row)
 * @param gradient Σ ∇ℓ(θ; row), of the shape of θ
 * @param count the number of rows
 */
public record BatchSum(double value, DMatrixRMaj gradient, long count) implements Serializable {
    /** The sum over no rows, for parameters of {@code shape}. */
    public static BatchSum zero(Shape shape) {
        return new BatchSum(0, new DMatrixRMaj(shape.rows(), shape.cols()), 0);
    }

    /**
     * The sum over the rows of both; neither is changed.
     *
     * @throws ArgumentException if the gradients have different shapes
     */
    public BatchSum plus(BatchSum other) {
        ArgumentException.requireShape("plus", "other", other.gradient, Shape.of(gradient));
        DMatrixRMaj both = new DMatrixRMaj(gradient.numRows, gradient.numCols);
        CommonOps_DDRM.add(gradient, other.gradient, both);
        return new BatchSum(value + other.value, both, Math.addExact(count, other.count));
    }
}
