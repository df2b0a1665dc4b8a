package io.grad4j.tour.judge;

/** Something a note says. */
public sealed interface Claim permits Equation, Inequality, Difference, Limit, Prose {
    /** What it is called. */
    Label label();

    /** The verdict that it deserves. */
    Verdict expected();

    /** The verdict that it gets at the points of {@code judge}. */
    Finding judged(Judge judge);
}
