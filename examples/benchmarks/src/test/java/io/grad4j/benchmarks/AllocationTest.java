package io.grad4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A workload allocates no matrix when it is evaluated again.
 *
 * <p>With the scalar kernels: whether the JIT compiler puts the vectors of the others in objects depends on what it happens to compile first.
 */
class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /**
     * Beside the gradients that are copied out and the labels that are copied in: the matrices of an evaluation are those that a
     * fresh tape allocates. At these sizes what is remembered of each step, some hundred bytes, is less than a percent of them.
     */
    @ParameterizedTest
    @CsvSource({
        "W1-sne, 500, 0, 100",
        "W1-whole, 500, 0, 100",
        "W2, 10000x784x10, 10000, 20",
        "W3-chol, 1000x200, 0, 20",
        "W3-cov, 1000x200, 0, 20",
        "W4, n1000d32k100, 0, 20",
        "W6, 64, 64, 100"
    })
    void evaluatingTheSameGradientAgainAllocatesNoMatrix(String name, String size, int labels, int evaluations) {
        Workload workload = WorkloadsTest.workload(name, size);
        long limit = allocated(workload, 1) / 100;
        evaluate(workload, 2);
        long copied = workload.gradientBytes() + (long) Integer.BYTES * labels;
        long again = allocated(workload, evaluations) - copied;
        System.out.printf(
                "%s %s: %d bytes an evaluation beside what is copied; 1 %% of its matrices: %d%n",
                name, size, again, limit);
        assertThat(again).isLessThanOrEqualTo(limit);
    }

    private static void evaluate(Workload workload, int times) {
        for (int i = 0; i < times; i++) {
            workload.gradient();
        }
    }

    /** Bytes an evaluation. */
    private static long allocated(Workload workload, int evaluations) {
        long thread = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(thread);
        evaluate(workload, evaluations);
        return (THREADS.getThreadAllocatedBytes(thread) - before) / evaluations;
    }
}
