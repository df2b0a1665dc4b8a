package io.grad4j.autodiff.check;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * A claim put to the test at one point.
 *
 * @param x the point
 * @param y f(x); 0×0 if f is not defined there
 * @param there the claim at this point; null if the derivative as a whole is refused
 * @param size how many numbers are judged
 * @param judgements of each of these, and perhaps one of the symmetry of all; a single one if the derivative as a whole is refused
 * @param trouble what went wrong with the tape; empty if nothing did
 */
record Trial(
        DMatrixRMaj x, DMatrixRMaj y, Claim.@Nullable At there, int size, List<Judgement> judgements, String trouble) {
    /** A derivative that is judged as a whole. */
    static Trial refused(int point, DMatrixRMaj x, DMatrixRMaj y, Verdict verdict, String reason) {
        double nan = Double.NaN;
        Judgement all = new Judgement(point, Judgement.ALL, nan, nan, nan, verdict, reason, nan, false, false);
        return new Trial(x, y, null, 0, List.of(all), "");
    }

    /** Whether an entry is wrong here. */
    boolean isWrong() {
        return judgements.stream().anyMatch(j -> j.verdict() == Verdict.WRONG);
    }

    /** Whether the derivative as a whole is refused: it threw or has another shape, or f is not defined here. */
    boolean isRefused() {
        return there == null;
    }
}
