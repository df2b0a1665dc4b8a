package io.grad4j.autodiff.check;

import java.util.OptionalDouble;

/**
 * Decides on an entry from what differences and the tape say of it.
 *
 * @param excuse the largest |hand - expected| that is forgiven, though never called right
 * @param acceptsSubgradients whether any number between the one-sided derivatives at a kink is right
 */
record Judge(double excuse, boolean acceptsSubgradients) {
    /** Right code rounds; a wrong formula is seldom this near. */
    static final double AGREEMENT = 1e-6;

    /** An error bar below this part of the entry certifies; a fault of a percent is a hundred times as large. */
    static final double CERTAINTY = 1e-4;

    /** Error bars are estimates: the truth may be this many of them away. */
    private static final double BARS = 3;

    /**
     * To be called wrong, an entry must be this many error bars away: where the rounding of f repeats itself from step to step, a bar has
     * been seen thirty times too short. A percent of a certified entry is three hundred bars.
     */
    private static final double BARS_OF_A_FAULT = 100;

    /** What is this much smaller than the slopes nearby is 0 with rounding. */
    static final double ROUNDING = 1e-12;

    private record Ruling(Verdict verdict, String reason) {}

    /**
     * Judges {@code hand}.
     *
     * @param tape what the tape gives, if it was asked
     */
    Judgement judge(int point, String entry, double hand, Measurement m, OptionalDouble tape) {
        boolean kink = m.isKink();
        boolean suspect = !kink && !m.isCusp() && contradicts(tape, m);
        boolean byTape = !sure(m) && tape.isPresent() && Double.isFinite(tape.getAsDouble());
        Bar expected = byTape ? new Bar(tape.getAsDouble(), 0) : m.slope();
        Ruling ruling = kink ? atKink(hand, m) : smooth(hand, expected, m);
        if (suspect && ruling.verdict == Verdict.WRONG && agree(hand, tape.getAsDouble(), 0)) {
            ruling = new Ruling(Verdict.INCONCLUSIVE, "tape and differences disagree: the engine is suspect");
        }
        boolean excused = excuse > 0 && ruling.verdict != Verdict.RIGHT && Math.abs(hand - expected.value()) <= excuse;
        if (excused) {
            ruling = new Ruling(Verdict.INCONCLUSIVE, "excused, within " + excuse);
        }
        return new Judgement(
                point,
                entry,
                hand,
                expected.value(),
                expected.error(),
                ruling.verdict,
                ruling.reason,
                tape.orElse(Double.NaN),
                suspect,
                excused);
    }

    /** Equal but for rounding and for the given error bar. */
    static boolean agree(double a, double b, double error) {
        double gap = Math.abs(a - b);
        return Double.isFinite(gap) && gap <= BARS * error + AGREEMENT * Math.max(Math.abs(a), Math.abs(b));
    }

    /** Whether the error bar is small beside the entry, or beside the slopes nearby where the entry is 0. */
    private static boolean sure(Measurement m) {
        Bar slope = m.slope();
        return certifies(slope, Math.abs(slope.value())) || isZero(slope, m);
    }

    private static boolean certifies(Bar bar, double size) {
        return BARS * bar.error() <= CERTAINTY * size;
    }

    private static boolean isZero(Bar slope, Measurement m) {
        return Math.abs(slope.value()) <= BARS * slope.error() && BARS * slope.error() <= AGREEMENT * m.steepest();
    }

    /** The tape says the same, to the bit; or f does not move at all, though it has digits enough: a constant has no scale. */
    private static boolean isExact(double hand, Bar expected, Measurement m) {
        boolean flat = m.steepest() == 0 && BARS * expected.error() <= AGREEMENT;
        return hand == expected.value() && (expected.error() == 0 || flat);
    }

    private static boolean contradicts(OptionalDouble tape, Measurement m) {
        return tape.isPresent()
                && certifies(m.slope(), Math.abs(m.slope().value()))
                && !agree(tape.getAsDouble(), m.slope().value(), m.slope().error());
    }

    private Ruling atKink(double hand, Measurement m) {
        double low = Math.min(m.left().value(), m.right().value());
        double high = Math.max(m.left().value(), m.right().value());
        double slack =
                BARS * (m.left().error() + m.right().error()) + AGREEMENT * Math.max(Math.abs(low), Math.abs(high));
        String sides =
                "kink: " + m.left().value() + " from the left, " + m.right().value() + " from the right";
        if (!(low - slack <= hand && hand <= high + slack)) {
            return new Ruling(Verdict.WRONG, sides);
        }
        return new Ruling(acceptsSubgradients ? Verdict.RIGHT : Verdict.INCONCLUSIVE, sides);
    }

    private static Ruling smooth(double hand, Bar expected, Measurement m) {
        double truth = expected.value();
        if (!Double.isFinite(truth)) {
            String why = m.equals(Measurement.NONE)
                    ? "nothing tells: f is not finite, or the tape alone was asked"
                    : "f is not finite nearby";
            return new Ruling(Verdict.INCONCLUSIVE, why);
        }
        if (m.isChaotic()) {
            return new Ruling(Verdict.INCONCLUSIVE, "f jumps about at every step: noise, or steeper than x has digits");
        }
        if (m.isCusp()) {
            return new Ruling(Verdict.INCONCLUSIVE, "a cusp, or noise: the sides do not meet");
        }
        if (!Double.isFinite(hand)) {
            boolean known = expected.error() <= Math.max(Math.abs(truth), m.steepest()) || m.steepest() == 0;
            return new Ruling(known ? Verdict.WRONG : Verdict.INCONCLUSIVE, "not finite");
        }
        boolean zero = Math.abs(hand) <= ROUNDING * m.steepest() && isZero(expected, m);
        if (!zero && !agree(hand, truth, expected.error())) {
            if (m.steepest() == 0 && Math.abs(hand) <= ROUNDING) {
                return new Ruling(Verdict.INCONCLUSIVE, "f does not move: the slope may be lost in rounding");
            }
            return Math.abs(hand - truth) > BARS_OF_A_FAULT * expected.error()
                    ? new Ruling(Verdict.WRONG, "")
                    : new Ruling(Verdict.INCONCLUSIVE, "too near to the error bar to be called wrong");
        }
        if (zero || isExact(hand, expected, m) || certifies(expected, Math.max(Math.abs(hand), Math.abs(truth)))) {
            return new Ruling(Verdict.RIGHT, "");
        }
        return new Ruling(Verdict.INCONCLUSIVE, "error bar as large as what is to be told");
    }
}
