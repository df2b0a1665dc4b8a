package io.grad4j.autodiff.check;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a text is JSON, by the grammar of RFC 8259. */
final class Json {
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    static boolean isValid(String text) {
        Json json = new Json(text);
        return json.value() && json.at == text.length();
    }

    private boolean value() {
        return switch (next()) {
            case '{' -> sequence('}', true);
            case '[' -> sequence(']', false);
            case '"' -> matched("\"([^\"\\\\\\x00-\\x1f]|\\\\([\"\\\\/bfnrt]|u[0-9a-fA-F]{4}))*\"");
            default -> matched("true|false|null|-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
        };
    }

    private boolean sequence(char close, boolean named) {
        boolean first = true;
        at++;
        while (next() != close) {
            boolean separated = first || matched(",");
            boolean name = !named || (next() == '"' && value() && matched(":"));
            if (!separated || !name || !value()) {
                return false;
            }
            first = false;
        }
        at++;
        return true;
    }

    private char next() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private boolean matched(String regex) {
        Matcher matcher = Pattern.compile(regex).matcher(text).region(at, text.length());
        boolean found = matcher.lookingAt() && matcher.end() > at;
        at = found ? matcher.end() : at;
        return found;
    }
}
