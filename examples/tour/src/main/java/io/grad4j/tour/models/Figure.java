package io.grad4j.tour.models;

import io.grad4j.tour.judge.Numerals;

/**
 * A number that training came to, beside what is asked of it.
 *
 * @param name what it is
 * @param value what came out
 * @param stated what is asked; empty if nothing
 * @param held whether it is so
 */
public record Figure(String name, double value, String stated, boolean held) {
    /** At least {@code bound}. */
    static Figure atLeast(String name, double value, double bound) {
        return new Figure(name, value, "≥ " + Numerals.decimal(bound), value >= bound);
    }

    /** At most {@code bound}. */
    static Figure atMost(String name, double value, double bound) {
        return new Figure(name, value, "≤ " + Numerals.decimal(bound), value <= bound);
    }

    /** Between {@code low} and {@code high}. */
    static Figure between(String name, double value, double low, double high) {
        String stated = Numerals.decimal(low) + " to " + Numerals.decimal(high);
        return new Figure(name, value, stated, value >= low && value <= high);
    }

    /** Within {@code tolerance} of {@code centre}. */
    static Figure around(String name, double value, double centre, double tolerance) {
        String stated = Numerals.decimal(centre) + " ± " + Numerals.decimal(tolerance);
        return new Figure(name, value, stated, Math.abs(value - centre) <= tolerance);
    }

    /** Of which nothing is asked but that it is a number. */
    static Figure shown(String name, double value) {
        return new Figure(name, value, "", Double.isFinite(value));
    }
}
