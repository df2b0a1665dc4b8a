package io.grad4j.spark;

import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerBlockUpdated;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.storage.BlockUpdatedInfo;

/** The bytes that Spark moves for a computation, as its own metrics count them. */
final class Traffic extends SparkListener {
    private final AtomicLong broadcast = new AtomicLong();
    private final AtomicLong shuffled = new AtomicLong();
    private final AtomicLong returned = new AtomicLong();

    private Traffic() {}

    /**
     * What moved.
     *
     * @param broadcast to each executor: parameters and the code of the tasks
     * @param shuffled between tasks, to the inner nodes of the tree
     * @param returned by all tasks to the driver: results, and for each task its metrics
     */
    record Bytes(long broadcast, long shuffled, long returned) {
        @Override
        public String toString() {
            return String.format(
                    "to each executor %d  to inner nodes %d  to the driver %d", broadcast, shuffled, returned);
        }
    }

    /** Counts while {@code computation} runs. */
    static Bytes of(SparkContext context, Runnable computation) {
        Traffic traffic = new Traffic();
        try {
            context.listenerBus().waitUntilEmpty();
            context.addSparkListener(traffic);
            computation.run();
            context.listenerBus().waitUntilEmpty();
        } catch (TimeoutException e) {
            throw new IllegalStateException("Spark did not deliver its metrics", e);
        } finally {
            context.removeSparkListener(traffic);
        }
        return new Bytes(traffic.broadcast.get(), traffic.shuffled.get(), traffic.returned.get());
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
        shuffled.addAndGet(end.taskMetrics().shuffleWriteMetrics().bytesWritten());
        returned.addAndGet(end.taskMetrics().resultSize());
    }

    @Override
    public void onBlockUpdated(SparkListenerBlockUpdated update) {
        BlockUpdatedInfo info = update.blockUpdatedInfo();
        if (info.storageLevel().isValid()
                && info.blockId().isBroadcast()
                && info.blockId().name().contains("_piece")) {
            broadcast.addAndGet(info.memSize());
        }
    }
}
