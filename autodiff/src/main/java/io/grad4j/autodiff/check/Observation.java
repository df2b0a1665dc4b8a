package io.grad4j.autodiff.check;

import io.grad4j.autodiff.Shape;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** What a diagnosis sees of one trial: the entries of which something is known. */
record Observation(Claim claim, Trial trial, IntPredicate seen) {
    static Observation of(Claim claim, Trial trial) {
        return new Observation(claim, trial, i -> true);
    }

    /** The same trial, looking only at some entries. */
    Observation seeing(IntPredicate only) {
        return new Observation(claim, trial, only);
    }

    int size() {
        return trial.judgements().size();
    }

    Shape shape() {
        return Shape.of(trial.hand());
    }

    double hand(int i) {
        return trial.hand().data[i];
    }

    double expected(int i) {
        return trial.judgements().get(i).expected();
    }

    double error(int i) {
        return trial.judgements().get(i).error();
    }

    boolean isWrong(int i) {
        return trial.judgements().get(i).verdict() == Verdict.WRONG;
    }

    /** The seen entries that are right or wrong for no reason but their numbers. */
    int[] known() {
        return IntStream.range(0, size())
                .filter(seen)
                .filter(i -> trial.judgements().get(i).verdict() != Verdict.INCONCLUSIVE)
                .filter(i -> trial.judgements().get(i).reason().isEmpty())
                .toArray();
    }

    /** Whether a known entry is wrong. */
    boolean isFaulty() {
        return IntStream.of(known()).anyMatch(this::isWrong);
    }

    /** The entry of x by which entry {@code i} is taken; NaN if there is none. */
    double input(int i) {
        int k = claim.input(i, trial.x());
        return k < 0 ? Double.NaN : trial.x().data[k];
    }

    /** The entry of f(x) of which entry {@code i} is the derivative; NaN if there is none. */
    double output(int i) {
        int k = claim.output(i, trial.x());
        return k < 0 ? Double.NaN : trial.y().data[k];
    }
}
