package io.grad4j.benchmarks.parts;

import static io.grad4j.autodiff.ops.Elementwise.sin;

import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Gradients;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.ops.Softmaxes;
import java.util.concurrent.TimeUnit;
import org.ejml.data.DMatrixRMaj;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a tape costs beside its kernels: recording, sweeping, second derivatives. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TapeParts {
    private static final int STEPS = 1000;

    private final Tape tape = new Tape();
    private final DMatrixRMaj number = new DMatrixRMaj(new double[][] {{0.3}});
    private final DMatrixRMaj logits =
            new DMatrixRMaj(new double[][] {{0.1, -0.4, 0.7, 0.2, -1.3, 0.9, 0, 0.5, -0.2, 1.1}});

    /** Closes the tape. */
    @TearDown
    public void close() {
        tape.close();
    }

    private Var chain() {
        Var x = tape.variable(number);
        for (int i = 0; i < STEPS; i++) {
            x = sin(x);
        }
        return x;
    }

    /** A chain of a thousand sines of a number. */
    @Benchmark
    public double recordedChain() {
        tape.clear();
        return chain().scalar();
    }

    /** The same and its gradient. */
    @Benchmark
    public Gradients gradientOfChain() {
        tape.clear();
        return tape.gradients(chain());
    }

    /** The Hessian of the log-sum-exp of ten logits. */
    @Benchmark
    public DMatrixRMaj hessianOfLogSumExp() {
        return Autodiff.hessian(Softmaxes::logSumExp, logits);
    }
}
