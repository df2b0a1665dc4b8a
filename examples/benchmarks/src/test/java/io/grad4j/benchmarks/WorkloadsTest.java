package io.grad4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every workload computes what other programs compute on the same data, and allocates no matrix when it is evaluated again. */
class WorkloadsTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static Workload workload(String name, String size) {
        return Workloads.all()
                .filter(made -> made.name().equals(name))
                .map(made -> made.maker().get())
                .filter(made -> made.size.equals(size))
                .findFirst()
                .orElseThrow();
    }

    /** Loss and gradient norm as PyTorch 1.13 and, by hand, NumPy print them; for W4 NumPy alone. */
    @ParameterizedTest
    @CsvSource({
        "W1-sne, 100, 117.6185851, 18.988934",
        "W1-sne, 1000, 1128.850597, 55.733602",
        "W1-whole, 100, 1.155785566, 0.20609651",
        "W1-whole, 500, 1.133615753, 0.088894696",
        "W2, 100x10x3, 1.114332799, 0.13696967",
        "W2, 1000x64x10, 2.345721004, 0.14890077",
        "W3-chol, 100x2, -230.2004169, 92.602853",
        "W3-chol, 1000x200, -218636.0701, 9397.8898",
        "W3-cov, 1000x10, -11161.05436, 1026.2043",
        "W3-cov, 10000x50, -550398.1296, 23367.081",
        "W4, n1000d2k5, -2388.788421, 627.97294",
        "W4, n1000d10k25, -10254.33808, 725.77633",
        "W5-scalar, 3, 0.4775151752, 0.55115122",
        "W5-kl10, 10, 0.2787402869, 0.19889868",
        "W6, 64, 2.309113228, 0.37983473"
    })
    void lossAndGradientNormAreThoseOfThePeers(String name, String size, double loss, double norm) {
        String[] check = workload(name, size).check().split("\\|", -1);
        assertThat(Double.parseDouble(check[0])).isCloseTo(loss, within(1e-9 * Math.abs(loss)));
        assertThat(Double.parseDouble(check[1])).isCloseTo(norm, within(1e-7 * norm));
    }

    /**
     * Beside the gradients that are copied out and the labels that are copied in: the matrices of an evaluation are those that a
     * fresh tape allocates. At these sizes what is remembered of each step, some hundred bytes, is less than a percent of them.
     */
    @ParameterizedTest
    @CsvSource({
        "W1-sne, 500, 0",
        "W1-whole, 500, 0",
        "W2, 10000x784x10, 10000",
        "W3-chol, 1000x200, 0",
        "W3-cov, 1000x200, 0",
        "W4, n1000d32k100, 0",
        "W6, 512, 512"
    })
    void evaluatingTheSameGradientAgainAllocatesNoMatrix(String name, String size, int labels) {
        Workload workload = workload(name, size);
        long copied = workload.gradientBytes() + (long) Integer.BYTES * labels;
        long again = Long.MAX_VALUE;
        long limit = 0;
        // Until the JIT compiler is done: before, it puts the vectors of a kernel in objects.
        for (int round = 0; round < 40 && again > limit; round++) {
            evaluate(workload, 20);
            again = allocated(() -> evaluate(workload, 100)) / 100 - copied;
            Workload fresh = workload(name, size);
            limit = allocated(() -> evaluate(fresh, 1)) / 100;
        }
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

    private static long allocated(Runnable work) {
        long thread = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(thread);
        work.run();
        return THREADS.getThreadAllocatedBytes(thread) - before;
    }
}
