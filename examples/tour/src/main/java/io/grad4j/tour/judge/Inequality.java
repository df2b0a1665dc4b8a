package io.grad4j.tour.judge;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The claim that one number is at least another at every point; its error is the largest relative violation. */
public record Inequality<P>(
        Label label, Domain<P> domain, ToDoubleFunction<P> greater, ToDoubleFunction<P> lesser, @Nullable Flaw<P> flaw)
        implements Claim {
    /**
     * What is known of a wrong claim.
     *
     * @param formula what holds instead
     * @param lesser the bound that it gives in place of the claimed one
     * @param nice simple points, simplest first
     */
    public record Flaw<P>(String formula, ToDoubleFunction<P> lesser, List<P> nice) {}

    /** The same claim, known to be wrong: the bound that holds instead, and simple points at which to look for a witness. */
    public Inequality<P> wrong(String formula, ToDoubleFunction<P> bound, List<P> nice) {
        return new Inequality<>(label, domain, greater, lesser, new Flaw<>(formula, bound, nice));
    }

    @Override
    public Verdict expected() {
        return flaw == null ? Verdict.RIGHT : Verdict.WRONG;
    }

    @Override
    public Finding judged(Judge judge) {
        List<P> points = judge.points(label.id(), domain);
        Comparison c = violations(points, lesser);
        if (flaw == null) {
            return new Finding(this, c.verdict(), c.error(), points.size(), margin(points), null, null);
        }
        Comparison repaired = violations(points, flaw.lesser());
        return new Finding(
                this,
                c.verdict(),
                c.error(),
                points.size(),
                "",
                firstViolation(flaw.nice()),
                new Finding.Correction(flaw.formula(), repaired.verdict(), repaired.error()));
    }

    private Comparison violations(List<P> points, ToDoubleFunction<P> bound) {
        // Clipped where the inequality holds, both sides are the same number.
        Side<P> clipped = p -> new double[] {Math.min(greater.applyAsDouble(p), bound.applyAsDouble(p))};
        return Comparison.over(points, clipped, Side.number(bound));
    }

    private String margin(List<P> points) {
        double smallest = points.stream()
                .mapToDouble(p -> greater.applyAsDouble(p) - lesser.applyAsDouble(p))
                .min()
                .orElse(Double.NaN);
        return "smallest margin " + Numerals.error(smallest);
    }

    private @Nullable Witness firstViolation(List<P> nice) {
        for (P p : nice) {
            double bound = lesser.applyAsDouble(p);
            double value = greater.applyAsDouble(p);
            if (value < bound
                    && Gap.between(new double[] {value}, new double[] {bound}).refutes()) {
                return new Witness(p.toString(), Witness.numbers(bound), Witness.numbers(value));
            }
        }
        return null;
    }
}
