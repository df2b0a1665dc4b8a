package io.grad4j.autodiff.check;

import io.grad4j.autodiff.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** How differences move the entries of x, and so which derivative it is that they know. */
public enum Perturbation {
    /** Each entry on its own: ∂f/∂xᵢ of f as it is written, off a simplex and off symmetry too. */
    ENTRIES("each entry moved on its own") {
        @Override
        Move unit(DMatrixRMaj x, int i) {
            return new Move(Claim.entry("e", x, i), i, basis(x, i, 1));
        }

        @Override
        DMatrixRMaj projected(DMatrixRMaj direction) {
            return direction;
        }
    },
    /**
     * Entries (i, j) and (j, i) together, along ½(Eᵢⱼ + Eⱼᵢ): the gradient of X ↦ f(½(X + Xᵀ)), which is symmetric.
     *
     * <p>For functions of symmetric matrices, such as those that read one triangle alone; x must be square.
     */
    SYMMETRIC_PAIRS(
            "symmetric pairs of entries moved together, as a function of ½(X + Xᵀ), whose gradient is symmetric") {
        @Override
        Move unit(DMatrixRMaj x, int i) {
            return new Move(Claim.entry("e", x, i), i, projected(basis(x, i, 1)));
        }

        /** ½(V + Vᵀ). */
        @Override
        DMatrixRMaj projected(DMatrixRMaj direction) {
            if (direction.numRows != direction.numCols) {
                throw new IllegalArgumentException(
                        "symmetric pairs: x is " + Shape.of(direction) + " where a square matrix is needed");
            }
            DMatrixRMaj symmetric = CommonOps_DDRM.transpose(direction, null);
            CommonOps_DDRM.add(0.5, direction, 0.5, symmetric, symmetric);
            return symmetric;
        }
    },
    /**
     * One entry up and the next one down, along eᵢ - eᵢ₊₁, so that Σ x stays: the differences ∂f/∂xᵢ - ∂f/∂xᵢ₊₁.
     *
     * <p>For functions defined on a simplex alone. A constant added to every partial derivative, such as the +1 of d(p log p), is
     * not seen: along the simplex it changes nothing.
     */
    SIMPLEX_EDGES(
            "along the simplex: differences of neighbouring partial derivatives, to which a constant may be added") {
        /** The last edge, back to the first entry; for two entries it is the first edge again. */
        @Override
        int units(DMatrixRMaj x) {
            int n = x.getNumElements();
            return n > 2 ? n : Math.max(0, n - 1);
        }

        @Override
        Move unit(DMatrixRMaj x, int i) {
            int next = (i + 1) % x.getNumElements();
            DMatrixRMaj edge = basis(x, i, 1);
            edge.data[next] = -1;
            return new Move(Claim.entry("e", x, i) + " - " + Claim.entry("e", x, next), -1, edge);
        }

        /** V less its mean. */
        @Override
        DMatrixRMaj projected(DMatrixRMaj direction) {
            DMatrixRMaj level = direction.copy();
            CommonOps_DDRM.add(level, -CommonOps_DDRM.elementSum(direction) / Math.max(1, direction.getNumElements()));
            return level;
        }
    };

    private final String sentence;

    Perturbation(String sentence) {
        this.sentence = sentence;
    }

    /** What is tested so, in words. */
    String sentence() {
        return sentence;
    }

    /** How many directions tell of an entry or a pair. */
    int units(DMatrixRMaj x) {
        return x.getNumElements();
    }

    /** Direction number {@code i} of {@link #units}. */
    abstract Move unit(DMatrixRMaj x, int i);

    /** The part of a direction, or of a gradient, that this moves along. */
    abstract DMatrixRMaj projected(DMatrixRMaj direction);

    /** All of {@link #units}, or {@code most} of them spread evenly from a place that the seed decides. */
    List<Move> units(DMatrixRMaj x, int most, long seed) {
        int n = units(x);
        if (n <= most) {
            return IntStream.range(0, n).mapToObj(i -> unit(x, i)).toList();
        }
        long first = new SplittableRandom(seed).nextInt(n);
        return IntStream.range(0, most)
                .mapToObj(k -> unit(x, (int) ((first + (long) k * n / most) % n)))
                .toList();
    }

    /** Directions in which every entry moves, each by another part of {@code scale}, or of 1 where that is 0. */
    List<Move> generic(DMatrixRMaj scale, int number, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Move> moves = new ArrayList<>();
        for (int k = 0; k < number && units(scale) > 0; k++) {
            DMatrixRMaj direction = scale.createLike();
            for (int i = 0; i < direction.getNumElements(); i++) {
                double size = scale.data[i] == 0 ? 1 : Math.abs(scale.data[i]);
                // Three digits, to be copied from a report.
                double part = Math.rint(1000 * (0.5 + random.nextDouble())) / 1000;
                direction.data[i] = size * (random.nextBoolean() ? part : -part);
            }
            moves.add(Move.generic(k, projected(direction)));
        }
        return moves;
    }

    private static DMatrixRMaj basis(DMatrixRMaj x, int i, double size) {
        DMatrixRMaj basis = x.createLike();
        basis.data[i] = size;
        return basis;
    }
}
