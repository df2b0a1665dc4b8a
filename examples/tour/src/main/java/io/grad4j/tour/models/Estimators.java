package io.grad4j.tour.models;

import java.util.List;

/** Note 001 at work: its two algorithms, and estimators of one gradient and of one value beside each other. */
final class Estimators {
    private Estimators() {}

    static Outcome compare(long seed) {
        List<Outcome> parts =
                List.of(ScoreDescents.run(seed), GradientSpread.measured(seed), ValueSpread.measured(seed));
        return new Outcome(
                parts.stream().flatMap(part -> part.figures().stream()).toList(),
                parts.stream().flatMap(part -> part.pictures().stream()).toList());
    }
}
