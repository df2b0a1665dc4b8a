package io.grad4j.autodiff.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * A direction in which a matrix moves.
 *
 * @param name for reports
 * @param unit the entry of which it tells; -1 if of none in particular
 * @param direction of the shape of the matrix
 */
record Move(String name, int unit, DMatrixRMaj direction) {
    /** What {@link #some} gives, in words that end before the seed. */
    static final String SOME =
            "each unit direction e, or 16 of them where there are more, and two generic ones r of seed ";

    private static final int MOST_UNITS = 16;
    private static final int GENERIC = 2;

    /** A direction of more entries is not written out. */
    private static final int MOST_SHOWN = 6;

    /** Unit directions of the shape of {@code x}, and generic ones, in which each entry moves by about 1. */
    static List<Move> some(Perturbation perturbation, DMatrixRMaj x, long seed) {
        List<Move> moves = new ArrayList<>(perturbation.units(x, MOST_UNITS, seed));
        moves.addAll(perturbation.generic(x.createLike(), GENERIC, seed));
        return moves;
    }

    /** Number {@code k} of the directions that tell of no entry in particular. */
    static Move generic(int k, DMatrixRMaj direction) {
        boolean shown = direction.getNumElements() <= MOST_SHOWN;
        return new Move(shown ? written(direction) : "r" + (k + 1), -1, direction);
    }

    private static String written(DMatrixRMaj direction) {
        return IntStream.range(0, direction.getNumElements())
                .mapToObj(i -> String.format(Locale.ROOT, "%.3f", direction.data[i]))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /** What a matrix of partial derivatives says of this direction: its entry, or ⟨partials, direction⟩. */
    double of(DMatrixRMaj partials) {
        return unit >= 0 ? partials.data[unit] : inner(partials, direction);
    }

    /** ⟨a, b⟩. */
    static double inner(DMatrixRMaj a, DMatrixRMaj b) {
        double sum = 0;
        for (int i = 0; i < a.getNumElements(); i++) {
            sum += a.data[i] * b.data[i];
        }
        return sum;
    }
}
