package io.grad4j.autodiff.check;

import io.grad4j.autodiff.Shape;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;

/**
 * Where f may be expected to be defined when all that is known is one point: finite entries of the same signs, zeros staying.
 *
 * <p>A standard deviation stays positive, and a matrix keeps its shape.
 */
record SameSigns(DMatrixRMaj point) implements Domain {
    /** How far a drawn point lies from the known one, as a part of each entry, or of 1 where that is 0. */
    private static final double NEARBY = 0.2;

    /** A point nearby, where zeros move too: a fault that shows at 0 alone is not looked for there. */
    @Override
    public DMatrixRMaj draw(Shape shape, SplittableRandom random) {
        DMatrixRMaj moved = point.copy();
        for (int i = 0; i < moved.getNumElements(); i++) {
            double size = moved.data[i] == 0 ? 1 : moved.data[i];
            moved.data[i] += NEARBY * size * (2 * random.nextDouble() - 1);
        }
        return moved;
    }

    @Override
    public List<DMatrixRMaj> nice(Shape shape) {
        return List.of();
    }

    @Override
    public boolean contains(DMatrixRMaj x) {
        boolean all = Shape.of(point).matches(x);
        for (int i = 0; all && i < x.getNumElements(); i++) {
            all = allows(i, x.data[i]);
        }
        return all;
    }

    private boolean allows(int i, double number) {
        return Double.isFinite(number) && Math.signum(number) == Math.signum(point.data[i]);
    }

    @Override
    public List<DMatrixRMaj> simpler(DMatrixRMaj x) {
        return NiceNumbers.simpler(x, this::allows);
    }

    @Override
    public DMatrixRMaj without(DMatrixRMaj x, int i) {
        return Rows.without(x, i);
    }

    @Override
    public String toString() {
        return "of the signs of " + point;
    }
}
