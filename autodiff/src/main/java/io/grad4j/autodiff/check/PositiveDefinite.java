package io.grad4j.autodiff.check;

import io.grad4j.autodiff.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;

/** Symmetric positive definite matrices. */
record PositiveDefinite() implements Domain {
    @Override
    public Shape shape(int n) {
        return new Shape(n, n);
    }

    @Override
    public DMatrixRMaj draw(Shape shape, SplittableRandom random) {
        require(shape);
        int n = shape.rows();
        DMatrixRMaj l = new DMatrixRMaj(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                l.set(i, j, random.nextDouble() - 0.5);
            }
            l.set(i, i, 0.6 + random.nextDouble());
        }
        DMatrixRMaj a = new DMatrixRMaj(n, n);
        if (n > 0) {
            CommonOps_DDRM.multTransB(l, l, a);
        }
        return a;
    }

    /** A diagonal 1, 2, 3 …, one of 2, 3, 4 …, and this with powers of ½ off the diagonal. */
    @Override
    public List<DMatrixRMaj> nice(Shape shape) {
        require(shape);
        List<DMatrixRMaj> nice = new ArrayList<>();
        for (double[] pair : new double[][] {{1, 0}, {2, 0}, {2, 0.5}}) {
            DMatrixRMaj a = new DMatrixRMaj(shape.rows(), shape.cols());
            for (int i = 0; i < a.numRows; i++) {
                for (int j = 0; j < a.numCols; j++) {
                    a.set(i, j, i == j ? pair[0] + i : Math.pow(pair[1], Math.abs(i - j)));
                }
            }
            nice.add(a);
        }
        return nice;
    }

    @Override
    public boolean contains(DMatrixRMaj x) {
        double size = Math.max(Evidence.greatest(x), Double.MIN_NORMAL);
        return x.numRows == x.numCols
                && MatrixFeatures_DDRM.isSymmetric(x, 1e-12 * size)
                && MatrixFeatures_DDRM.isPositiveDefinite(x.copy());
    }

    /** Those with a pair of entries, or one on the diagonal, made simpler. */
    @Override
    public List<DMatrixRMaj> simpler(DMatrixRMaj x) {
        List<DMatrixRMaj> simpler = new ArrayList<>();
        for (int i = 0; i < x.numRows; i++) {
            for (int j = 0; j <= i; j++) {
                for (double number : NiceNumbers.simplerThan(x.get(i, j))) {
                    DMatrixRMaj next = x.copy();
                    next.set(i, j, number);
                    next.set(j, i, number);
                    if (contains(next)) {
                        simpler.add(next);
                    }
                }
            }
        }
        return simpler;
    }

    @Override
    public DMatrixRMaj without(DMatrixRMaj x, int i) {
        return Rows.withoutBoth(x, i);
    }

    @Override
    public Perturbation perturbation() {
        return Perturbation.SYMMETRIC_PAIRS;
    }

    private static void require(Shape shape) {
        if (shape.rows() != shape.cols()) {
            throw new IllegalArgumentException("spd: " + shape + " where a square matrix is needed");
        }
    }

    @Override
    public String toString() {
        return "spd";
    }
}
