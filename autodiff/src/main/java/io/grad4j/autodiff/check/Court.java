package io.grad4j.autodiff.check;

import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/** Puts a claim to the test, by conditions that do not depend on the point. */
record Court(Claim claim, Judge judge, List<String> names, @Nullable UnaryOperator<Var> tape, boolean differences) {
    /** Unless all is right, f is looked at more closely: it may be steeper than the usual steps can follow. */
    private static final double ZOOM = 0x1p-12;

    /** A claim of 0 that no near step can certify is held against far ones: a constant is one however far. */
    private static final double FAR = 0x1p100;

    /** The trial at {@code x}, which has the number {@code point}. */
    Trial at(int point, DMatrixRMaj x) {
        DMatrixRMaj y;
        try {
            y = claim.value(x.copy());
        } catch (RuntimeException outside) {
            return Trial.refused(point, x, new DMatrixRMaj(0, 0), Verdict.INCONCLUSIVE, "f threw " + named(outside));
        }
        Claim.At there = claim.at(x, y);
        List<DMatrixRMaj> hand;
        try {
            hand = there.hand();
        } catch (RuntimeException thrown) {
            return Trial.refused(point, x, y, Verdict.WRONG, "the hand-written code threw " + named(thrown));
        }
        for (DMatrixRMaj part : hand) {
            if (!there.shape().matches(part)) {
                return Trial.refused(point, x, y, Verdict.WRONG, refusal(Shape.of(part), there.shape()));
            }
        }
        double[] judged = there.judged(hand);
        Testimony testimony =
                tape == null ? Testimony.none(judged.length) : Testimony.of(tape, there, x, y, judged.length);
        List<Judgement> all = new ArrayList<>(judgements(point, y, there, judged, testimony.numbers()));
        if (claim.isSymmetric() && all.size() > 1) {
            all.add(Judgement.ofSymmetry(point, all, there.shape().cols()));
        }
        return new Trial(x, y, there, judged.length, all, testimony.trouble());
    }

    /** An exception and where it was thrown. */
    static String named(RuntimeException thrown) {
        StackTraceElement[] trace = thrown.getStackTrace();
        return thrown + (trace.length == 0 ? "" : " at " + trace[0]);
    }

    private static String refusal(Shape hand, Shape needed) {
        String transposed = hand.transposed().equals(needed) ? ": transposed" : "";
        return "shape " + hand + " where " + needed + " is needed" + transposed;
    }

    private List<Judgement> judgements(
            int point, DMatrixRMaj y, Claim.At there, double[] hand, List<OptionalDouble> tapes) {
        boolean measurable =
                differences && Arrays.stream(GradientCheck.entries(y)).allMatch(Double::isFinite);
        List<Measurement> measured =
                measurable ? there.differences(1) : Collections.nCopies(hand.length, Measurement.NONE);
        List<Judgement> judgements = judgements(point, there, hand, measured, tapes);
        if (measurable && judgements.stream().anyMatch(j -> j.verdict() != Verdict.RIGHT)) {
            measured = refined(there.differences(ZOOM), measured);
            judgements = judgements(point, there, hand, measured, tapes);
        }
        if (measurable && judgements.stream().anyMatch(Court::isDoubtfulZero)) {
            List<Measurement> farther = refined(measured, there.differences(FAR));
            List<Judgement> near = judgements;
            List<Judgement> far = judgements(point, there, hand, farther, tapes);
            judgements = IntStream.range(0, hand.length)
                    .mapToObj(i -> isDoubtfulZero(near.get(i)) ? far.get(i) : near.get(i))
                    .toList();
        }
        return judgements;
    }

    private static boolean isDoubtfulZero(Judgement judgement) {
        return judgement.hand() == 0 && judgement.verdict() == Verdict.INCONCLUSIVE;
    }

    private static List<Measurement> refined(List<Measurement> fine, List<Measurement> coarse) {
        return IntStream.range(0, fine.size())
                .mapToObj(i -> fine.get(i).refinedBy(coarse.get(i)))
                .toList();
    }

    private List<Judgement> judgements(
            int point, Claim.At there, double[] hand, List<Measurement> measured, List<OptionalDouble> tapes) {
        List<Judgement> judgements = new ArrayList<>();
        for (int i = 0; i < hand.length; i++) {
            String name = there.name(i, names) + there.direction(i);
            judgements.add(judge.judge(point, name, hand[i], measured.get(i), tapes.get(i)));
        }
        return judgements;
    }
}
