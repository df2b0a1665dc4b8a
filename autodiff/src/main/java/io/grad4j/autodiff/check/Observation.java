package io.grad4j.autodiff.check;

import io.grad4j.autodiff.Shape;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** What a diagnosis sees of one trial: the numbers of which something is known. */
record Observation(Claim.At there, Trial trial, IntPredicate seen) {
    static Observation of(Claim.At there, Trial trial) {
        return new Observation(there, trial, i -> true);
    }

    /** The same trial, looking only at some numbers. */
    Observation seeing(IntPredicate only) {
        return new Observation(there, trial, only);
    }

    int size() {
        return trial.size();
    }

    /** How many numbers there are to a direction: all, if they are of one matrix or of none. */
    int period() {
        return block().size() == 0 ? size() : block().size();
    }

    /** The matrix whose entries the numbers are, once or over and over; 0×0 if of none. */
    Shape block() {
        return there.block();
    }

    double hand(int i) {
        return trial.judgements().get(i).hand();
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

    /** The seen numbers that are right or wrong for no reason but their numbers. */
    int[] known() {
        return IntStream.range(0, size())
                .filter(seen)
                .filter(i -> trial.judgements().get(i).verdict() != Verdict.INCONCLUSIVE)
                .filter(i -> trial.judgements().get(i).reason().isEmpty())
                .toArray();
    }

    /** Whether a known number is wrong. */
    boolean isFaulty() {
        return IntStream.of(known()).anyMatch(this::isWrong);
    }

    /** The entry of x by which number {@code i} is taken; NaN if there is none. */
    double input(int i) {
        int k = there.input(i);
        return k < 0 ? Double.NaN : trial.x().data[k];
    }

    /** The entry of f(x) of which number {@code i} is the derivative; NaN if there is none. */
    double output(int i) {
        int k = there.output(i);
        return k < 0 ? Double.NaN : trial.y().data[k];
    }
}
