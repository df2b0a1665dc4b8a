package io.grad4j.tour.judge;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/** Numbers as a reader would write them. */
public final class Numerals {
    private Numerals() {}

    /** Six significant digits without trailing zeros; an exponent where it is shorter. */
    public static String decimal(double x) {
        if (!Double.isFinite(x)) {
            return Double.toString(x);
        }
        double size = Math.abs(x);
        if (size != 0 && (size < 1e-4 || size >= 1e6)) {
            return String.format(Locale.ROOT, "%.1e", x);
        }
        BigDecimal rounded = new BigDecimal(x).round(new MathContext(6));
        return x == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** Two significant digits with an exponent; {@code -} for a NaN. */
    public static String error(double x) {
        return Double.isNaN(x) ? "-" : x == 0 ? "0" : String.format(Locale.ROOT, "%.1e", x);
    }

    /** A quarter, a half or three quarters as a fraction, a whole number as it is, else nothing. */
    private static String fraction(double x) {
        double size = Math.abs(x);
        for (int quarters = 1; quarters <= 3; quarters++) {
            if (Math.abs(size - quarters / 4.0) < 1e-12) {
                return (x < 0 ? "-" : "") + "¼½¾".charAt(quarters - 1);
            }
        }
        return x == Math.rint(x) ? decimal(x) : "";
    }

    /** One number as it is, several in brackets. */
    public static String all(List<Double> x) {
        return bracketed(x.stream().mapToDouble(Double::doubleValue).toArray(), Numerals::decimal);
    }

    /** The coordinates of a simple point: fractions if all are. */
    public static String point(double... x) {
        boolean fractions = Arrays.stream(x).noneMatch(v -> fraction(v).isEmpty());
        return bracketed(x, fractions ? Numerals::fraction : Numerals::decimal);
    }

    private static String bracketed(double[] x, DoubleFunction<String> numeral) {
        String inside = Arrays.stream(x).mapToObj(numeral).collect(Collectors.joining(", "));
        return x.length == 1 ? inside : "(" + inside + ")";
    }
}
