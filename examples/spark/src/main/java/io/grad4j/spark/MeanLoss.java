package io.grad4j.spark;

import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Autodiff.ValueAndGradient;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.batches.BatchSum;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** (1/n) Σᵢ ℓ(θ; rowᵢ) + r(θ): the sum comes from an engine, the term r without data from a tape on the driver. */
final class MeanLoss implements Objective {
    private final Function<DMatrixRMaj, BatchSum> sum;
    private final UnaryOperator<Var> withoutData;
    private long rows;

    MeanLoss(Function<DMatrixRMaj, BatchSum> sum, UnaryOperator<Var> withoutData) {
        this.sum = sum;
        this.withoutData = withoutData;
    }

    @Override
    public ValueAndGradient at(DMatrixRMaj theta) {
        BatchSum data = sum.apply(theta);
        rows = data.count();
        if (rows == 0) {
            throw new BadData("there are no rows");
        }
        ValueAndGradient rest = Autodiff.valueAndGradient(withoutData, theta);
        DMatrixRMaj gradient = rest.gradient().copy();
        CommonOps_DDRM.addEquals(gradient, 1.0 / rows, data.gradient());
        return new ValueAndGradient(data.value() / rows + rest.value(), gradient);
    }

    /** n of the last sum. */
    long rows() {
        return rows;
    }
}
