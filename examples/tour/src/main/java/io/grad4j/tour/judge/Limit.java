package io.grad4j.tour.judge;

import java.util.List;
import java.util.Locale;

/** The claim that a curve comes together with its limit: the absolute error never grows on the way and ends at rounding. */
public record Limit<P>(Label label, Domain<P> domain, List<Double> values, Curve<P> curve, Curve<P> limit)
        implements Claim {
    /** A function of η at a point. */
    @FunctionalInterface
    public interface Curve<P> {
        /** The value at {@code eta}. */
        double at(P point, double eta);
    }

    @Override
    public Verdict expected() {
        return Verdict.RIGHT;
    }

    @Override
    public Finding judged(Judge judge) {
        List<P> points = judge.points(label.id(), domain);
        StringBuilder detail = new StringBuilder("error");
        double before = Double.POSITIVE_INFINITY;
        boolean shrinks = true;
        for (double eta : values) {
            double error = largestError(points, eta);
            shrinks &= error <= Math.max(before, Gap.ROUNDING);
            before = error;
            detail.append(String.format(Locale.ROOT, " %s at η = %.0f,", Numerals.error(error), eta));
        }
        detail.setLength(detail.length() - 1);
        Verdict verdict = Double.isNaN(before)
                ? Verdict.INCONCLUSIVE
                : shrinks && before <= Gap.CERTIFIED
                        ? Verdict.RIGHT
                        : before > Gap.REFUTED ? Verdict.WRONG : Verdict.INCONCLUSIVE;
        return new Finding(this, verdict, before, points.size(), detail.toString(), null, null);
    }

    private double largestError(List<P> points, double eta) {
        double largest = 0;
        for (P p : points) {
            // Math.max keeps a NaN.
            largest = Math.max(largest, Math.abs(curve.at(p, eta) - limit.at(p, eta)));
        }
        return largest;
    }
}
