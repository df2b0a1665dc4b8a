package io.grad4j.benchmarks.parts;

import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.kernels.Kernels;
import io.grad4j.autodiff.kernels.Lines;
import io.grad4j.autodiff.kernels.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The loops under the primitives, on n×n matrices, and what EJML takes for the same product. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class KernelParts {
    /** Rows and columns. */
    @Param({"16", "128", "512"})
    public int n;

    private DMatrixRMaj a = new DMatrixRMaj();
    private DMatrixRMaj b = new DMatrixRMaj();
    private DMatrixRMaj y = new DMatrixRMaj();
    private Lines rows = Each.ROW.lines(a);
    private Lines columns = Each.COLUMN.lines(a);

    /** Fills the arguments. */
    @Setup
    public void fill() {
        a = uniform(1);
        b = uniform(2);
        y = new DMatrixRMaj(n, n);
        rows = Each.ROW.lines(a);
        columns = Each.COLUMN.lines(a);
    }

    private DMatrixRMaj uniform(long seed) {
        DMatrixRMaj m = new DMatrixRMaj(n, n);
        Random random = new Random(seed);
        for (int i = 0; i < m.getNumElements(); i++) {
            m.data[i] = random.nextDouble() - 0.5;
        }
        return m;
    }

    /** y = a·b. */
    @Benchmark
    public DMatrixRMaj mult() {
        Kernels.active().mult(a, false, b, false, y);
        return y;
    }

    /** y = aᵀ·b. */
    @Benchmark
    public DMatrixRMaj multTransA() {
        Kernels.active().mult(a, true, b, false, y);
        return y;
    }

    /** y = a·bᵀ. */
    @Benchmark
    public DMatrixRMaj multTransB() {
        Kernels.active().mult(a, false, b, true, y);
        return y;
    }

    /** y = a·b by EJML. */
    @Benchmark
    public DMatrixRMaj multByEjml() {
        CommonOps_DDRM.mult(a, b, y);
        return y;
    }

    /** yᵢ = exp aᵢ. */
    @Benchmark
    public DMatrixRMaj exp() {
        Kernels.active().map(Map.EXP, a.data, y.data, n * n);
        return y;
    }

    /** The softmax of each row. */
    @Benchmark
    public DMatrixRMaj softmaxOfRows() {
        Kernels.active().softmax(rows, a.data, y.data);
        return y;
    }

    /** The softmax of each column. */
    @Benchmark
    public DMatrixRMaj softmaxOfColumns() {
        Kernels.active().softmax(columns, a.data, y.data);
        return y;
    }
}
