package io.grad4j.autodiff.trace;

import java.util.Collection;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/** Values of JSON (RFC 8259) that may also stand inside a script element. */
final class Json {
    private Json() {}

    static String object(String... members) {
        return "{" + String.join(",", members) + "}";
    }

    static String member(String name, String json) {
        return string(name) + ":" + json;
    }

    static <T> String array(Collection<T> elements, Function<? super T, String> json) {
        return elements.stream().map(json).collect(Collectors.joining(",", "[", "]"));
    }

    /** An array of rows. */
    static String matrix(DMatrixRMaj m, Function<Double, String> json) {
        return IntStream.range(0, m.numRows)
                .mapToObj(r -> IntStream.range(0, m.numCols)
                        .mapToObj(c -> json.apply(m.get(r, c)))
                        .collect(Collectors.joining(",", "[", "]")))
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** A number, exactly; one that is not finite as a string. */
    static String number(double x) {
        if (x == Math.rint(x) && Math.abs(x) < 1e15 && 1 / x != Double.NEGATIVE_INFINITY) {
            return Long.toString((long) x);
        }
        return Double.isFinite(x) ? Double.toString(x) : string(Double.toString(x));
    }

    static String string(String s) {
        return s.chars().mapToObj(Json::escaped).collect(Collectors.joining("", "\"", "\""));
    }

    private static String escaped(int c) {
        boolean plain = c >= ' ' && "\"\\<>&\u2028\u2029".indexOf(c) < 0 && !Character.isSurrogate((char) c);
        return plain ? Character.toString((char) c) : String.format(Locale.ROOT, "\\u%04x", c);
    }
}
