package io.grad4j.autodiff;

import java.util.List;

/**
 * Where a NaN or an infinity first arose on a checked tape.
 *
 * @param where the step, and for a cotangent which argument it was sent to
 * @param row of the entry
 * @param col of the entry
 * @param value the entry
 * @param cause how it came about
 * @param operands what went in: name, shape and, at the entry's place or where they are not finite, the values
 * @param source the line of the caller's code that recorded the step, as {@code Class.method(File.java:line)}
 */
public record NonFinite(
        String where, int row, int col, double value, Cause cause, List<String> operands, String source) {
    /** How an entry that is not finite comes about. */
    public enum Cause {
        /** Finite operands: outside the domain, at a pole, or too large. */
        DOMAIN("from finite operands: a pole, an edge of the domain, or an overflow"),
        /** A zero met an infinity. */
        ZERO_TIMES_INFINITY("0·∞: a zero met an infinity"),
        /** Infinities cancelled. */
        INFINITY_MINUS_INFINITY("∞ - ∞ or ∞/∞: infinities met"),
        /** An operand was NaN or infinite already. */
        CARRIED("carried: an operand was not finite, and was given so");

        private final String sentence;

        Cause(String sentence) {
            this.sentence = sentence;
        }

        @Override
        public String toString() {
            return sentence;
        }
    }

    /** Copies the list. */
    public NonFinite {
        operands = List.copyOf(operands);
    }

    @Override
    public String toString() {
        return where + ": entry (" + row + "," + col + ") = " + value + ", " + cause + "; operands "
                + String.join(", ", operands) + "; recorded at " + source;
    }
}
