package io.grad4j.spark;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Tape;
import io.grad4j.kl.batches.BatchModel;
import io.grad4j.kl.batches.BatchSum;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.ejml.data.DMatrixRMaj;

/**
 * The sum of a model over batches that Spark holds: parameters go out by broadcast, one tape a partition derives the gradients, and the
 * sums come back through a tree.
 *
 * @param <B> a batch
 */
final class ClusterSum<B> {
    private static final int DEPTH = 2;

    private final JavaSparkContext context;
    private final JavaRDD<B> batches;
    private final BatchModel<B> model;

    ClusterSum(JavaRDD<B> batches, BatchModel<B> model) {
        this.context = JavaSparkContext.fromSparkContext(batches.context());
        this.batches = batches;
        this.model = model;
    }

    /**
     * Σ over all batches at {@code theta}, added in the same order for the same batches in the same partitions.
     *
     * <p>With scalar kernels it is bitwise the same at each run; vector kernels may round a batch otherwise before a JVM has compiled them.
     */
    BatchSum at(DMatrixRMaj theta) {
        Broadcast<DMatrixRMaj> sent = context.broadcast(theta);
        try {
            // Local copies, so that the tasks do not take this object and its context with them.
            BatchModel<B> shared = model;
            OrderedSum nothing = OrderedSum.of(batches.getNumPartitions());
            return batches.mapPartitionsWithIndex(
                            (partition, rows) -> List.of(
                                            nothing.with(partition, ofPartition(shared, sent.value(), partition, rows)))
                                    .iterator(),
                            true)
                    .treeAggregate(nothing, OrderedSum::plus, OrderedSum::plus, DEPTH)
                    .total(Shape.of(theta));
        } finally {
            sent.destroy();
        }
    }

    private static <B> BatchSum ofPartition(
            BatchModel<B> model, DMatrixRMaj theta, int partition, Iterator<B> batches) {
        BatchSum sum = BatchSum.zero(Shape.of(theta));
        try (Tape tape = new Tape()) {
            for (int number = 0; batches.hasNext(); number++) {
                B batch = batches.next();
                try {
                    sum = sum.plus(model.sum(tape, theta, batch));
                } catch (ArgumentException refusal) {
                    throw new BadData("partition " + partition + ", batch " + number + ": " + refusal.getMessage());
                }
            }
        }
        return sum;
    }
}
