package io.grad4j.kl.batches;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Tape;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.RecursiveTask;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * Sums of batches over threads of this JVM, a tape for each thread.
 *
 * <p>Batches are added in pairs, and pairs of pairs, by their position alone: the order of additions is the same at each run and with any
 * number of threads. With scalar kernels so is every bit; vector kernels may round a batch otherwise before the JVM has compiled them.
 */
public final class Threads implements AutoCloseable {
    private final ForkJoinPool pool;

    /**
     * Threads that wait for sums until closed.
     *
     * @param number at least 1
     * @throws ArgumentException if {@code number} is below 1
     */
    public Threads(int number) {
        if (number < 1) {
            throw new ArgumentException("Threads", "number", number + " where at least 1 is needed");
        }
        pool = new ForkJoinPool(number, Worker::new, null, false);
    }

    /**
     * Σ over all batches at {@code theta}; zeros for no batch.
     *
     * @param theta unchanged, and not to be changed meanwhile
     * @throws ArgumentException what the model throws, with the number of the batch
     */
    public <B> BatchSum sum(BatchModel<B> model, DMatrixRMaj theta, List<B> batches) {
        return batches.isEmpty()
                ? BatchSum.zero(Shape.of(theta))
                : pool.invoke(new Part<>(model, theta, batches, 0, batches.size()));
    }

    /** Ends the threads. */
    @Override
    public void close() {
        pool.shutdown();
    }

    /** A thread with the tape that belongs to it. */
    private static final class Worker extends ForkJoinWorkerThread {
        private @Nullable Tape tape;

        Worker(ForkJoinPool pool) {
            super(pool);
        }

        /** Made at the first use, so by this thread and not by the one that starts it. */
        Tape tape() {
            if (tape == null) {
                tape = new Tape();
            }
            return tape;
        }
    }

    /** The sum of the batches from {@code from} up to {@code to}. */
    private static final class Part<B> extends RecursiveTask<BatchSum> {
        private static final long serialVersionUID = 1L;

        private final BatchModel<B> model;
        private final DMatrixRMaj theta;
        private final transient List<B> batches;
        private final int from;
        private final int to;

        Part(BatchModel<B> model, DMatrixRMaj theta, List<B> batches, int from, int to) {
            this.model = model;
            this.theta = theta;
            this.batches = batches;
            this.from = from;
            this.to = to;
        }

        @Override
        protected BatchSum compute() {
            if (to - from == 1) {
                return ofOne();
            }
            int middle = (from + to) >>> 1;
            Part<B> later = new Part<>(model, theta, batches, middle, to);
            later.fork();
            BatchSum earlier = new Part<>(model, theta, batches, from, middle).compute();
            return earlier.plus(later.join());
        }

        private BatchSum ofOne() {
            try {
                return model.sum(((Worker) Thread.currentThread()).tape(), theta, batches.get(from));
            } catch (ArgumentException refusal) {
                ArgumentException named =
                        new ArgumentException("sum", "batches[" + from + "]", String.valueOf(refusal.getMessage()));
                named.initCause(refusal);
                throw named;
            }
        }
    }
}
