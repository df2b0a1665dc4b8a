package io.grad4j.notes.judging;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Numbers as a reader would write them. */
final class Numerals {
    private static final int LONGEST = 6;

    /** What is smaller is taken for a 0 that was rounded. */
    private static final double ROUNDING = 1e-12;

    private Numerals() {}

    /** Six significant digits without trailing zeros; an exponent where it is shorter. */
    static String decimal(double x) {
        if (!Double.isFinite(x)) {
            return Double.isNaN(x) ? "undefined" : x > 0 ? "∞" : "-∞";
        }
        double size = Math.abs(x) < ROUNDING ? 0 : Math.abs(x);
        if (size != 0 && (size < 1e-4 || size >= 1e7)) {
            return String.format(Locale.ROOT, "%.3e", x);
        }
        BigDecimal rounded = new BigDecimal(x).round(new MathContext(6));
        return size == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** One number as it is, several in brackets, rows divided by semicolons. */
    static String all(double[] x, int columns) {
        if (x.length == 1) {
            return decimal(x[0]);
        }
        StringBuilder text = new StringBuilder("(");
        for (int i = 0; i < Math.min(x.length, 2 * LONGEST); i++) {
            text.append(i == 0 ? "" : i % columns == 0 && columns > 1 ? "; " : ", ")
                    .append(decimal(x[i]));
        }
        return text.append(x.length > 2 * LONGEST ? ", …)" : ")").toString();
    }

    /** Probabilities: quarters and thirds as fractions if all are. */
    static String probabilities(double[] weights) {
        double sum = Arrays.stream(weights).sum();
        boolean whole = sum <= 12 && Arrays.stream(weights).allMatch(w -> w == Math.rint(w));
        return Arrays.stream(weights)
                .mapToObj(w -> whole ? fraction((int) w, (int) sum) : decimal(w / sum))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String fraction(int above, int below) {
        int a = above;
        int b = below;
        while (b != 0) {
            int rest = a % b;
            a = b;
            b = rest;
        }
        return above / a + (below / a == 1 ? "" : "/" + below / a);
    }
}
