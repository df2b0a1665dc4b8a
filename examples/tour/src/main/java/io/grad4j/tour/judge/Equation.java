package io.grad4j.tour.judge;

import io.grad4j.tour.judge.Witness.Candidate;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The claim that two sides are equal at every point; the true one is computed in another way than the claimed one. */
public record Equation<P>(Label label, Domain<P> domain, Side<P> claimed, Side<P> truth, @Nullable Flaw<P> flaw)
        implements Claim {
    /**
     * What is known of a wrong claim.
     *
     * @param formula what holds instead
     * @param corrected its numbers
     * @param candidates simple points, simplest first
     */
    public record Flaw<P>(String formula, Side<P> corrected, List<Candidate> candidates) {}

    /** The same claim, known to be wrong: what holds instead, and simple points at which to look for a witness. */
    public Equation<P> wrong(String formula, ToDoubleFunction<P> corrected, List<P> nice) {
        return wrongVector(formula, Side.number(corrected), nice);
    }

    /** As {@link #wrong} for vectors. */
    public Equation<P> wrongVector(String formula, Side<P> corrected, List<P> nice) {
        return wrongElsewhere(
                formula,
                corrected,
                nice.stream().map(p -> Candidate.of(p, claimed, truth)).toList());
    }

    /** As {@link #wrongVector}, with candidates that are not points of the domain. */
    public Equation<P> wrongElsewhere(String formula, Side<P> corrected, List<Candidate> candidates) {
        return new Equation<>(label, domain, claimed, truth, new Flaw<>(formula, corrected, candidates));
    }

    @Override
    public Verdict expected() {
        return flaw == null ? Verdict.RIGHT : Verdict.WRONG;
    }

    @Override
    public Finding judged(Judge judge) {
        List<P> points = judge.points(label.id(), domain);
        Comparison c = Comparison.over(points, claimed, truth);
        if (flaw == null) {
            return new Finding(this, c.verdict(), c.error(), points.size(), "", null, null);
        }
        Comparison repaired = Comparison.over(points, flaw.corrected(), truth);
        return new Finding(
                this,
                c.verdict(),
                c.error(),
                points.size(),
                "",
                Witness.first(flaw.candidates()),
                new Finding.Correction(flaw.formula(), repaired.verdict(), repaired.error()));
    }
}
