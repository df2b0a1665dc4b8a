package io.grad4j.autodiff.trace;

import io.grad4j.autodiff.Shape;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import org.ejml.data.DMatrixRMaj;

/** How names, numbers and matrices are written. */
final class Notation {
    static final int LARGEST_IN_FULL = 6;

    private static final int SIGNIFICANT = 5;

    private Notation() {}

    /** The name with a macron on its first letter: v3 gives v̄3. */
    static String bar(String name) {
        int first = name.offsetByCodePoints(0, 1);
        return Normalizer.normalize(name.substring(0, first) + "\u0304" + name.substring(first), Normalizer.Form.NFC);
    }

    /** Whether a matrix is written entry by entry. */
    static boolean isInFull(DMatrixRMaj m, int largest) {
        return m.numRows <= largest && m.numCols <= largest;
    }

    /** Up to 6×6 in full, with ; between rows, else the shape and the range. */
    static String value(DMatrixRMaj m) {
        return value(m, LARGEST_IN_FULL);
    }

    /** Up to largest×largest in full, with ; between rows, else the shape and the range. */
    static String value(DMatrixRMaj m, int largest) {
        if (Shape.SCALAR.matches(m)) {
            return number(m.data[0]);
        }
        if (isInFull(m, largest)) {
            StringBuilder text = new StringBuilder("[");
            for (int i = 0; i < m.getNumElements(); i++) {
                text.append(i == 0 ? "" : i % m.numCols == 0 ? "; " : ", ").append(number(m.data[i]));
            }
            return text.append("]").toString();
        }
        return summary(m);
    }

    /** The shape and the range of the numbers to two digits. */
    static String brief(DMatrixRMaj m) {
        double[] finite = Arrays.stream(m.data, 0, m.getNumElements())
                .filter(Double::isFinite)
                .toArray();
        boolean all = finite.length == m.getNumElements();
        String range = finite.length == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        " %.2g … %.2g",
                        Arrays.stream(finite).min().orElseThrow(),
                        Arrays.stream(finite).max().orElseThrow());
        return Shape.of(m) + range + (all ? "" : ", not all finite");
    }

    /** The shape, the range of the numbers, and how many are NaN. */
    private static String summary(DMatrixRMaj m) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        int nan = 0;
        for (int i = 0; i < m.getNumElements(); i++) {
            double entry = m.data[i];
            if (Double.isNaN(entry)) {
                nan++;
            } else {
                min = Math.min(min, entry);
                max = Math.max(max, entry);
            }
        }
        return Shape.of(m)
                + (min <= max ? " from " + number(min) + " to " + number(max) : "")
                + (nan == 0 ? "" : ", " + nan + " NaN");
    }

    /** Five significant digits; without the zeros at their end where that is the number itself and not its rounding. */
    static String number(double x) {
        if (!Double.isFinite(x)) {
            return Double.isNaN(x) ? "NaN" : x > 0 ? "∞" : "-∞";
        }
        if (x == Math.rint(x) && Math.abs(x) < 1e6) {
            return Long.toString((long) x);
        }
        String rounded = String.format(Locale.ROOT, "%." + SIGNIFICANT + "g", x);
        int exponent = rounded.indexOf('e');
        String mantissa = exponent < 0 ? rounded : rounded.substring(0, exponent);
        String brief = mantissa.contains(".") ? mantissa.replaceAll("\\.?0+$", "") : mantissa;
        String power = exponent < 0 ? "" : "e" + Integer.parseInt(rounded.substring(exponent + 1));
        return isExactly(brief + power, x) ? brief + power : mantissa + power;
    }

    private static boolean isExactly(String text, double x) {
        return new BigDecimal(text).doubleValue() == x;
    }

    /** Columns on a terminal: combining marks take none. */
    static int width(String text) {
        return (int) text.codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .count();
    }

    /** The text with spaces up to {@code width} columns. */
    static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }
}
