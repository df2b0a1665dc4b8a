package io.grad4j.autodiff;

import static io.grad4j.autodiff.Matrices.generic;
import static io.grad4j.autodiff.Matrices.spd;
import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Gaussians.logDensityByCovariance;
import static io.grad4j.autodiff.ops.Softmaxes.logSumExp;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class ThreadsTest {
    private static final int THREADS = 64;

    /** Products, a factorization, a softmax and buffers used again. */
    private static double[] gradient() {
        double[] last = {};
        try (Tape tape = new Tape()) {
            for (int round = 0; round < 20; round++) {
                tape.clear();
                Var x = tape.variable("x", generic(5, 4, round));
                Var sigma = tape.variable("sigma", spd(4, round));
                Var density = logDensityByCovariance(x, tape.constant(new DMatrixRMaj(1, 4)), sigma);
                Gradients gradients = tape.gradients(
                        logSumExp(density).plus(exp(x.mult(sigma).scale(0.01)).sum()));
                last = Arrays.copyOf(gradients.of(x).data, 36);
                System.arraycopy(gradients.of(sigma).data, 0, last, 20, 16);
            }
        }
        return last;
    }

    @Test
    void aTapeAThreadGivesTheSameBitsOnEachOfManyThreadsAtOnce() throws Exception {
        double[] expected = gradient();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            CountDownLatch start = new CountDownLatch(THREADS);
            List<Future<double[]>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                all.add(threads.submit(() -> {
                    start.countDown();
                    start.await();
                    return gradient();
                }));
            }
            for (Future<double[]> one : all) {
                assertThat(one.get()).containsExactly(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
