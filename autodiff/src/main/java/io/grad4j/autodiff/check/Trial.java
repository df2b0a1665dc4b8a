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

/**
 * A claim put to the test at one point.
 *
 * @param x the point
 * @param y f(x); 0×0 if f is not defined there
 * @param hand what the hand-written code gave
 * @param judgements by entry of the derivative; a single one if the derivative as a whole is refused
 */
record Trial(DMatrixRMaj x, DMatrixRMaj y, DMatrixRMaj hand, List<Judgement> judgements) {
    /** Unless all is right, f is looked at more closely: it may be steeper than the usual steps can follow. */
    private static final double ZOOM = 0x1p-12;

    /** The conditions of a trial that do not depend on the point. */
    record Court(Claim claim, Judge judge, List<String> names, @Nullable UnaryOperator<Var> tape, boolean differences) {
        Trial at(int point, DMatrixRMaj x) {
            DMatrixRMaj y;
            try {
                y = claim.value(x.copy());
            } catch (IllegalArgumentException | ArithmeticException outside) {
                return refused(point, x, new DMatrixRMaj(0, 0), Verdict.INCONCLUSIVE, "f is not defined: " + outside);
            }
            DMatrixRMaj hand;
            try {
                hand = claim.hand(x.copy());
            } catch (RuntimeException thrown) {
                return refused(point, x, y, Verdict.WRONG, "the hand-written code threw " + thrown);
            }
            Shape shape = claim.shape(x, y);
            if (!shape.matches(hand)) {
                return refused(point, x, y, Verdict.WRONG, refusal(Shape.of(hand), shape));
            }
            return new Trial(x, y, hand, judged(point, x, y, hand));
        }

        private static String refusal(Shape hand, Shape needed) {
            String transposed = hand.transposed().equals(needed) ? ": transposed" : "";
            return "shape " + hand + " where " + needed + " is needed" + transposed;
        }

        private Trial refused(int point, DMatrixRMaj x, DMatrixRMaj y, Verdict verdict, String reason) {
            double nan = Double.NaN;
            Judgement all = new Judgement(point, "all", nan, nan, nan, verdict, reason, nan, false, false);
            return new Trial(x, y, new DMatrixRMaj(0, 0), List.of(all));
        }

        private List<Judgement> judged(int point, DMatrixRMaj x, DMatrixRMaj y, DMatrixRMaj hand) {
            List<OptionalDouble> tapes = tapes(x, y, hand.getNumElements());
            List<Measurement> measured = measured(x, y, hand.getNumElements());
            List<Judgement> judgements = judged(point, x, y, hand, measured, tapes);
            if (differences && finite(y) && judgements.stream().anyMatch(j -> j.verdict() != Verdict.RIGHT)) {
                List<Measurement> closer = new ArrayList<>(claim.differences(x, y, ZOOM));
                for (int i = 0; i < closer.size(); i++) {
                    closer.set(i, closer.get(i).refinedBy(measured.get(i)));
                }
                judgements = judged(point, x, y, hand, closer, tapes);
            }
            return claim.isSymmetric() ? mirrored(judgements, hand) : judgements;
        }

        private List<Judgement> judged(
                int point,
                DMatrixRMaj x,
                DMatrixRMaj y,
                DMatrixRMaj hand,
                List<Measurement> measured,
                List<OptionalDouble> tapes) {
            List<Judgement> judgements = new ArrayList<>();
            for (int i = 0; i < measured.size(); i++) {
                String name = claim.name(i, x, y, names);
                judgements.add(judge.judge(point, name, hand.data[i], measured.get(i), tapes.get(i)));
            }
            return judgements;
        }

        /** Entries that differ from their mirror image are wrong, however little is known of either. */
        private static List<Judgement> mirrored(List<Judgement> judgements, DMatrixRMaj hand) {
            List<Judgement> mirrored = new ArrayList<>();
            for (int i = 0; i < judgements.size(); i++) {
                int image = i % hand.numCols * hand.numCols + i / hand.numCols;
                boolean same = Judge.agree(hand.data[i], hand.data[image], 0);
                Judgement judgement = judgements.get(i);
                boolean undecided = judgement.verdict() == Verdict.INCONCLUSIVE && !judgement.excused();
                mirrored.add(
                        same || !undecided
                                ? judgement
                                : judgement.wrong("not symmetric: " + hand.data[image] + " across the diagonal"));
            }
            return mirrored;
        }

        private List<Measurement> measured(DMatrixRMaj x, DMatrixRMaj y, int n) {
            if (differences && finite(y)) {
                return claim.differences(x, y, 1);
            }
            Measurement none = new Measurement(Bar.NONE, Bar.NONE, Bar.NONE, 0);
            return Collections.nCopies(n, none);
        }

        private static boolean finite(DMatrixRMaj y) {
            return Arrays.stream(GradientCheck.entries(y)).allMatch(Double::isFinite);
        }

        private List<OptionalDouble> tapes(DMatrixRMaj x, DMatrixRMaj y, int n) {
            if (tape == null) {
                return Collections.nCopies(n, OptionalDouble.empty());
            }
            return Arrays.stream(GradientCheck.entries(claim.tape(tape, x, y)))
                    .mapToObj(OptionalDouble::of)
                    .toList();
        }
    }

    /** Whether an entry is wrong here. */
    boolean isWrong() {
        return judgements.stream().anyMatch(j -> j.verdict() == Verdict.WRONG);
    }

    /** Whether there is a judgement for each entry of the derivative. */
    boolean isComplete() {
        return judgements.size() == hand.getNumElements();
    }
}
