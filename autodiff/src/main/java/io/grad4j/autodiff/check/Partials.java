package io.grad4j.autodiff.check;

import io.grad4j.autodiff.check.Differences.MatrixFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The partial derivatives by x of each of several numbers, by the directions in which x moves: number after number.
 *
 * <p>Of many inputs some are tried one by one, and beside them directions in which all move: a wrong entry shows in these.
 */
final class Partials {
    /** More inputs than this are not all tried. */
    private static final int MOST_INPUTS = 1000;

    private static final int SAMPLE = 32;
    private static final int GENERIC = 4;

    /** What is said of {@link #isSample}. */
    static final String SAMPLED =
            "x has more than " + MOST_INPUTS + " entries: " + SAMPLE + " of them were moved one by one, and "
                    + "all together in " + GENERIC
                    + " generic directions, where a small fault of one entry may be lost; at a fraction of "
                    + "the cost TaylorTest follows one direction";

    private final DMatrixRMaj x;
    private final List<Move> moves;

    private Partials(DMatrixRMaj x, List<Move> moves) {
        this.x = x;
        this.moves = moves;
    }

    static Partials by(DMatrixRMaj x, Claim.Manner manner) {
        Perturbation perturbation = manner.perturbation();
        if (x.getNumElements() <= MOST_INPUTS) {
            return new Partials(x, perturbation.units(x, MOST_INPUTS, manner.seed()));
        }
        List<Move> moves = new ArrayList<>(perturbation.units(x, SAMPLE, manner.seed()));
        moves.addAll(perturbation.generic(x, GENERIC, manner.seed()));
        return new Partials(x, moves);
    }

    /** Whether x has so many entries that most are tried together alone. */
    static boolean isSample(DMatrixRMaj x) {
        return x.getNumElements() > MOST_INPUTS;
    }

    /** Whether there is a direction for each entry of x, in order. */
    boolean areEntries() {
        return moves.size() == x.getNumElements() && moves.stream().allMatch(move -> move.unit() >= 0);
    }

    int size() {
        return moves.size();
    }

    /** The direction of number {@code i}. */
    Move move(int i) {
        return moves.get(i % moves.size());
    }

    /** Those of {@code numbers}, a column of functions of x; {@code y} is their value at x. */
    List<Measurement> differences(MatrixFunction numbers, DMatrixRMaj y, double zoom) {
        List<List<Measurement>> byMove = new ArrayList<>();
        for (Move move : moves) {
            byMove.add(Differences.measured(
                    numbers, new DMatrixRMaj[] {x}, new DMatrixRMaj[] {move.direction()}, y, zoom));
        }
        List<Measurement> all = new ArrayList<>();
        for (int number = 0; number < y.getNumElements(); number++) {
            for (List<Measurement> column : byMove) {
                all.add(column.get(number));
            }
        }
        return all;
    }

    /** What the partial derivatives of each number, of the shape of x, say of the directions. */
    double[] of(List<DMatrixRMaj> gradients) {
        return gradients.stream()
                .flatMapToDouble(gradient -> moves.stream().mapToDouble(move -> move.of(gradient)))
                .toArray();
    }

    /** The name of number {@code i}, by the user's names of the entries of x. */
    String name(int i, List<String> names) {
        Move move = move(i);
        return move.unit() >= 0 ? Claim.inputName(x, move.unit(), names) : "along " + move.name();
    }

    /** The rows of a Jacobian, each of the shape of x. */
    static List<DMatrixRMaj> rows(DMatrixRMaj jacobian, DMatrixRMaj x) {
        List<DMatrixRMaj> rows = new ArrayList<>();
        for (int p = 0, n = jacobian.numCols; p < jacobian.numRows; p++) {
            double[] row = Arrays.copyOfRange(jacobian.data, p * n, (p + 1) * n);
            rows.add(new DMatrixRMaj(x.numRows, x.numCols, true, row));
        }
        return rows;
    }
}
