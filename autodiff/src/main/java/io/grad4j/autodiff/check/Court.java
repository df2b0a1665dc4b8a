package io.grad4j.autodiff.check;

import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/** Puts a claim to the test, by conditions that do not depend on the point. */
record Court(Claim claim, Judge judge, List<String> names, @Nullable UnaryOperator<Var> tape, boolean differences) {
    /** Unless all is right, f is looked at more closely: it may be steeper than the usual steps can follow. */
    private static final double ZOOM = 0x1p-12;

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
        return new Trial(x, y, there, judgements(point, y, there, judged, testimony.numbers()), testimony.trouble());
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
            List<Measurement> closer = new ArrayList<>(there.differences(ZOOM));
            for (int i = 0; i < closer.size(); i++) {
                closer.set(i, closer.get(i).refinedBy(measured.get(i)));
            }
            judgements = judgements(point, there, hand, closer, tapes);
        }
        return claim.isSymmetric() ? mirrored(judgements, there.shape().cols()) : judgements;
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

    /** Entries that differ from their mirror image are wrong, however little is known of either. */
    private static List<Judgement> mirrored(List<Judgement> judgements, int n) {
        List<Judgement> mirrored = new ArrayList<>();
        for (int i = 0; i < judgements.size(); i++) {
            Judgement judgement = judgements.get(i);
            double image = judgements.get(i % n * n + i / n).hand();
            boolean same = Judge.agree(judgement.hand(), image, 0);
            boolean undecided = judgement.verdict() == Verdict.INCONCLUSIVE && !judgement.excused();
            mirrored.add(
                    same || !undecided
                            ? judgement
                            : judgement.wrong("not symmetric: " + image + " across the diagonal"));
        }
        return mirrored;
    }
}
