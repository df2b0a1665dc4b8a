package io.grad4j.tour.judge;

import io.grad4j.tour.judge.Witness.Candidate;
import java.util.List;

/** The claim that two numbers differ in general: right with one example, wrong if they agree at every point. */
public record Difference<P>(Label label, Domain<P> domain, Side<P> one, Side<P> other, List<P> nice) implements Claim {
    @Override
    public Verdict expected() {
        return Verdict.RIGHT;
    }

    @Override
    public Finding judged(Judge judge) {
        List<P> points = judge.points(label.id(), domain);
        Witness example = Witness.first(
                nice.stream().map(p -> Candidate.of(p, one, other)).toList());
        Verdict equal = Comparison.over(points, one, other).verdict();
        Verdict verdict =
                example != null ? Verdict.RIGHT : equal == Verdict.RIGHT ? Verdict.WRONG : Verdict.INCONCLUSIVE;
        String detail = example == null
                ? "no example"
                : "at " + example.at() + ": " + Numerals.all(example.claimed()) + " and "
                        + Numerals.all(example.truth());
        return new Finding(this, verdict, Double.NaN, points.size(), detail, null, null);
    }
}
