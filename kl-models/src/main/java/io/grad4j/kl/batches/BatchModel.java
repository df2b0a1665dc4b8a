package io.grad4j.kl.batches;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.io.Serializable;
import org.ejml.data.DMatrixRMaj;

/**
 * A loss of parameters θ that is a sum over rows of data, Σᵢ ℓ(θ; rowᵢ).
 *
 * <p>The model holds no data and no state, so that it may be sent to another machine and asked by several threads at once.
 *
 * @param <B> a batch of rows; Serializable where an engine sends it
 */
public interface BatchModel<B> extends Serializable {
    /** Σ ℓ(θ; row) over the rows of the batch, 1×1, on the tape of {@code theta}. */
    Var loss(Var theta, B batch);

    /** The number of rows of the batch. */
    long count(B batch);

    /**
     * The loss of one batch, its gradient and its number of rows.
     *
     * @param tape of this thread and without steps; it is cleared afterwards, and keeps its matrices for the next batch
     * @param theta unchanged
     * @throws ArgumentException if the loss is not 1×1, and what the loss itself throws
     */
    default BatchSum sum(Tape tape, DMatrixRMaj theta, B batch) {
        try {
            Var parameters = tape.variable("theta", theta);
            Var loss = loss(parameters, batch);
            return new BatchSum(loss.scalar(), tape.gradients(loss).of(parameters), count(batch));
        } finally {
            tape.clear();
        }
    }
}
