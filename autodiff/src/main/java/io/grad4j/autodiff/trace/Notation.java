package io.grad4j.autodiff.trace;

import io.grad4j.autodiff.Derivative;
import io.grad4j.autodiff.Primitive;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;

/** How names, values, expressions and rules are written in a trace. */
final class Notation {
    private static final int LARGEST_IN_FULL = 6;

    /** ȳ, or one of the names a, b, c, x, y of a formula, where it stands as a symbol of its own. */
    private static final Pattern SYMBOL = Pattern.compile("(?<!\\p{L})[ȳabcxy](?![\\p{L}\\p{M}])");

    private Notation() {}

    /** The user's name of a leaf or v and its index; a 1×1 constant without a name is written as its value. */
    static String name(Var v) {
        return v.isConstant() && v.name().equals("const") && v.shape().isScalar() ? number(v.scalar()) : v.name();
    }

    /** The name with a macron on its first letter: v3 gives v̄3. */
    static String bar(String name) {
        return Normalizer.normalize(name.charAt(0) + "\u0304" + name.substring(1), Normalizer.Form.NFC);
    }

    /** The operation and its arguments; empty for a leaf. */
    static String expression(Var step) {
        Primitive p = step.primitive();
        if (p == null) {
            return "";
        }
        return p.label() + "(" + step.arguments().stream().map(Notation::name).collect(Collectors.joining(", ")) + ")";
    }

    /**
     * The rule with the names of the step's arguments for a, b, c (or x), its own for y, and its cotangent's for ȳ; under a Σ when
     * the argument {@code to} was repeated by broadcasting.
     */
    static String filled(Derivative rule, Var step, Var to) {
        String filled = SYMBOL.matcher(rule.formula())
                .replaceAll(m -> Matcher.quoteReplacement(
                        switch (m.group()) {
                            case "ȳ" -> bar(name(step));
                            case "y" -> name(step);
                            case "b" -> name(step.argument(1));
                            case "c" -> name(step.argument(2));
                            default -> name(step.argument(0));
                        }));
        return rule.elementwise() && !to.shape().equals(step.shape()) ? "Σ(" + filled + ")" : filled;
    }

    /** Up to 6×6 in full, with ; between rows, else the shape and the range. */
    static String value(DMatrixRMaj m) {
        if (m.numRows == 1 && m.numCols == 1) {
            return number(m.data[0]);
        }
        if (m.numRows <= LARGEST_IN_FULL && m.numCols <= LARGEST_IN_FULL) {
            StringBuilder text = new StringBuilder("[");
            for (int i = 0; i < m.getNumElements(); i++) {
                text.append(i == 0 ? "" : i % m.numCols == 0 ? "; " : ", ").append(number(m.data[i]));
            }
            return text.append("]").toString();
        }
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < m.getNumElements(); i++) {
            min = Math.min(min, m.data[i]);
            max = Math.max(max, m.data[i]);
        }
        return Shape.of(m) + " from " + number(min) + " to " + number(max);
    }

    /** Six significant digits without trailing zeros. */
    private static String number(double x) {
        if (x == Math.rint(x) && Math.abs(x) < 1e6) {
            return Long.toString((long) x);
        }
        String text = String.format(Locale.ROOT, "%.6g", x);
        return text.contains(".") ? text.replaceAll("\\.?0+(?=e|$)", "") : text;
    }

    /** The rows with each column padded to its widest cell. */
    static String columns(List<String[]> rows) {
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder(" ");
            for (int c = 0; c < row.length; c++) {
                int column = c;
                int widest = rows.stream().mapToInt(r -> width(r[column])).max().orElse(0);
                line.append(" ").append(row[c]).append(" ".repeat(widest - width(row[c])));
            }
            text.append(line.toString().stripTrailing()).append("\n");
        }
        return text.toString();
    }

    /** Columns on a terminal: combining marks take none. */
    private static int width(String text) {
        return (int) text.codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .count();
    }
}
