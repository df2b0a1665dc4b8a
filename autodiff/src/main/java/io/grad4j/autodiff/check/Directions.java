package io.grad4j.autodiff.check;

import io.grad4j.autodiff.Shape;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;

/** Random directions of a fixed seed: no entry is 0, none is 1, no two are likely to be equal. */
final class Directions {
    private static final long SEED = 20260101;

    private final SplittableRandom random = new SplittableRandom(SEED);

    /** Entries of either sign with ½ ≤ |entry| < 3/2. */
    DMatrixRMaj next(Shape shape) {
        DMatrixRMaj direction = new DMatrixRMaj(shape.rows(), shape.cols());
        for (int i = 0; i < direction.getNumElements(); i++) {
            double size = 0.5 + random.nextDouble();
            direction.data[i] = random.nextBoolean() ? size : -size;
        }
        return direction;
    }

    /** A direction in which argument number {@code k} may move. */
    DMatrixRMaj next(Specimen specimen, int k) {
        Shape shape = Shape.of(specimen.arguments().get(k));
        return specimen.directions().get(k).apply(next(shape));
    }
}
