package io.grad4j.kl.families;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Shape;
import java.util.List;
import java.util.function.DoublePredicate;
import org.ejml.data.DMatrixRMaj;

/** What an entry of a parameter, a point or a mean may be; finite in any case. */
public enum Range {
    /** Any real number. */
    REAL("is not finite", x -> true),
    /** x > 0. */
    POSITIVE("is not positive", x -> x > 0),
    /** x < 0. */
    NEGATIVE("is not negative", x -> x < 0),
    /** x > -1. */
    ABOVE_MINUS_ONE("is not above -1", x -> x > -1),
    /** x < -1. */
    BELOW_MINUS_ONE("is not below -1", x -> x < -1),
    /** 0 < x < 1. */
    OPEN_UNIT("is not between 0 and 1", x -> x > 0 && x < 1),
    /** 0 ≤ x ≤ 1. */
    UNIT("is not from 0 to 1", x -> x >= 0 && x <= 1),
    /** 0 or 1. */
    BIT("is not 0 or 1", x -> x == 0 || x == 1),
    /** -1 or 1. */
    SPIN("is not -1 or 1", x -> Math.abs(x) == 1),
    /** 0, 1, 2, … */
    COUNT("is not a whole number from 0 on", x -> x >= 0 && x == Math.rint(x)),
    /** 1, 2, 3, … */
    COUNT_FROM_ONE("is not a whole number from 1 on", x -> x >= 1 && x == Math.rint(x)),
    /** x > 1. */
    ABOVE_ONE("is not above 1", x -> x > 1);

    private final String problem;
    private final DoublePredicate holds;

    Range(String problem, DoublePredicate holds) {
        this.problem = problem;
        this.holds = holds;
    }

    /**
     * Refuses {@code m} unless it is a column whose entries are each in their range.
     *
     * @param operation what refuses, for the message
     * @param argument the name of {@code m}, for the message
     */
    public static void requireColumn(String operation, String argument, DMatrixRMaj m, List<Range> ranges) {
        ArgumentException.requireShape(operation, argument, m, new Shape(ranges.size(), 1));
        requireEntries(operation, argument, m, ranges);
    }

    /** Refuses {@code m} unless each row has entries that are each in their range. */
    public static void requireRows(String operation, String argument, DMatrixRMaj m, List<Range> ranges) {
        ArgumentException.requireShape(operation, argument, m, new Shape(m.numRows, ranges.size()));
        requireEntries(operation, argument, m, ranges);
    }

    /** Refuses a number that a family keeps fixed. */
    void require(String operation, String argument, double value) {
        if (!Double.isFinite(value) || !holds.test(value)) {
            throw new ArgumentException(operation, argument, value + " " + problem);
        }
    }

    private static void requireEntries(String operation, String argument, DMatrixRMaj m, List<Range> ranges) {
        ArgumentException.requireFinite(operation, argument, m);
        for (int i = 0; i < m.getNumElements(); i++) {
            Range range = ranges.get(i % ranges.size());
            if (!range.holds.test(m.data[i])) {
                throw ArgumentException.entry(operation, argument, m, i, range.problem);
            }
        }
    }
}
