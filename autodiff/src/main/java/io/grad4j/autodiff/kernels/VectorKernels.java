package io.grad4j.autodiff.kernels;

import io.grad4j.autodiff.kernels.VectorProducts.Strided;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.ejml.data.DMatrixRMaj;

/**
 * The kernels in the Vector API, in the widest registers of the machine.
 *
 * <p>What is short, or not worth it, is left to the scalar kernels: a vector loop pays from some tens of entries on, and before the
 * JIT compiler has seen it, it costs a hundred times as much.
 */
final class VectorKernels extends ScalarKernels {
    static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
    static final int LANES = SPECIES.length();

    /** Shorter lines than this go to the scalar kernels. */
    static final int SHORT = 4 * LANES;

    /** Products of fewer multiplications than this go to the scalar kernels. */
    private static final int SMALL_PRODUCT = 512;

    @Override
    public String name() {
        return "vector, " + SPECIES.vectorBitSize() + " bits";
    }

    @Override
    public void map(Map f, double[] x, double[] y, int n) {
        if (n < SHORT || !VectorMaps.map(f, x, y, n)) {
            super.map(f, x, y, n);
        }
    }

    @Override
    public void negate(double[] x, double[] y, int n) {
        if (n < SHORT) {
            super.negate(x, y, n);
        } else {
            VectorMaps.negate(x, y, n);
        }
    }

    @Override
    public void zip(Zip f, DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj y) {
        if (y.getNumElements() < SHORT || !VectorZips.zip(f, a, b, y)) {
            super.zip(f, a, b, y);
        }
    }

    @Override
    public void mult(DMatrixRMaj a, boolean transA, DMatrixRMaj b, boolean transB, DMatrixRMaj y) {
        int depth = transA ? a.numRows : a.numCols;
        if ((long) y.getNumElements() * depth < SMALL_PRODUCT) {
            super.mult(a, transA, b, transB, y);
            return;
        }
        Arrays.fill(y.data, 0, y.getNumElements(), 0);
        VectorProducts.add(1, strided(a, transA), strided(b, transB), strided(y, false), y.numRows, y.numCols, depth);
    }

    private static Strided strided(DMatrixRMaj m, boolean transposed) {
        return transposed ? new Strided(m.data, 0, 1, m.numCols) : new Strided(m.data, 0, m.numCols, 1);
    }
}
