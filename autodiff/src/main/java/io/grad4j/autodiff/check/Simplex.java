package io.grad4j.autodiff.check;

import io.grad4j.autodiff.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;

/** Positive entries that sum to 1. */
record Simplex() implements Domain {
    /** How far rounding may take the sum from 1. */
    private static final double ROUNDING = 1e-12;

    private static final double[] WEIGHTS = {1, 2, 3, 4};

    @Override
    public DMatrixRMaj draw(Shape shape, SplittableRandom random) {
        DMatrixRMaj weights = new DMatrixRMaj(shape.rows(), shape.cols());
        for (int i = 0; i < shape.size(); i++) {
            weights.data[i] = Math.exp(4 * random.nextDouble() - 2);
        }
        return normalized(weights);
    }

    @Override
    public List<DMatrixRMaj> nice(Shape shape) {
        List<DMatrixRMaj> nice = new ArrayList<>();
        for (DMatrixRMaj weights : NiceNumbers.matrices(shape, 1)) {
            nice.add(normalized(weights));
        }
        for (DMatrixRMaj weights : NiceNumbers.matrices(shape, WEIGHTS)) {
            nice.add(normalized(weights));
        }
        return nice;
    }

    @Override
    public boolean contains(DMatrixRMaj x) {
        double sum = 0;
        for (int i = 0; i < x.getNumElements(); i++) {
            if (!(x.data[i] > 0)) {
                return false;
            }
            sum += x.data[i];
        }
        return Math.abs(sum - 1) <= ROUNDING;
    }

    @Override
    public List<DMatrixRMaj> simpler(DMatrixRMaj x) {
        List<DMatrixRMaj> nice = new ArrayList<>();
        for (DMatrixRMaj point : nice(Shape.of(x))) {
            if (Arrays.equals(point.data, x.data)) {
                return nice;
            }
            nice.add(point);
        }
        return nice;
    }

    @Override
    public DMatrixRMaj without(DMatrixRMaj x, int i) {
        return normalized(Rows.without(x, i));
    }

    private static DMatrixRMaj normalized(DMatrixRMaj weights) {
        double sum = 0;
        for (int i = 0; i < weights.getNumElements(); i++) {
            sum += weights.data[i];
        }
        for (int i = 0; i < weights.getNumElements(); i++) {
            weights.data[i] /= sum;
        }
        return weights;
    }

    @Override
    public String toString() {
        return "simplex";
    }
}
