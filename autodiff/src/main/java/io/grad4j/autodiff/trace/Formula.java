package io.grad4j.autodiff.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pieces of a rule as {@link io.grad4j.autodiff.Derivative#formula} writes it, in Unicode.
 *
 * <p>Any text is a formula: what is not understood is a word.
 */
final class Formula {
    private static final Pattern TOKEN = Pattern.compile(
            // ᵀ is a letter to Unicode.
            "(?<symbol>[ȳabcxy](?![\\p{L}\\p{M}&&[^ᵀ]]))|(?<number>\\d+(\\.\\d+)?)|(?<power>[⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹ᵀ]+)"
                    + "|(?<word>[\\p{L}\\p{M}&&[^ᵀ]][\\p{L}\\p{M}′₀₁₂₃₄₅₆₇₈₉&&[^ᵀ]]*)|(?<mark>\\S)");

    /** What a piece is. */
    enum Kind {
        /** One of ȳ, a, b, c, x, y: filled with a name or with numbers. */
        SYMBOL,
        /** Digits. */
        NUMBER,
        /** Raised digits, signs and ᵀ. */
        POWER,
        /** The name of a function, a letter that is not a symbol, a word of explanation. */
        WORD,
        /** An operator, a bracket or any other single character. */
        MARK
    }

    /**
     * A piece.
     *
     * @param apart whether a space stands before it
     */
    record Token(Kind kind, String text, boolean apart) {
        boolean is(String marks) {
            return kind == Kind.MARK && marks.contains(text);
        }
    }

    private Formula() {}

    /** The pieces of {@code formula}. */
    static List<Token> tokens(String formula) {
        List<Token> tokens = new ArrayList<>();
        Matcher m = TOKEN.matcher(formula);
        int end = 0;
        while (m.find()) {
            Kind kind = m.group("symbol") != null
                    ? Kind.SYMBOL
                    : m.group("number") != null
                            ? Kind.NUMBER
                            : m.group("power") != null ? Kind.POWER : m.group("word") != null ? Kind.WORD : Kind.MARK;
            tokens.add(new Token(kind, m.group(), m.start() > end));
            end = m.end();
        }
        return tokens;
    }

    /**
     * The formula with each symbol replaced: a number below 0 stands in brackets where a sign may not stand, and a number after a
     * number is multiplied by a dot.
     */
    static String filled(String formula, UnaryOperator<String> filler) {
        List<Token> tokens = tokens(formula);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            text.append(token.apart ? " " : "");
            if (token.kind == Kind.SYMBOL) {
                String filling = filler.apply(token.text);
                text.append(isAfterNumber(tokens, i) && isNumeric(filling.charAt(0)) ? "·" : "");
                boolean bracket = wantsBracket(tokens, i) && isSigned(filling);
                text.append(bracket ? "(" + filling + ")" : filling);
            } else {
                text.append(token.text);
            }
        }
        return text.toString();
    }

    private static boolean isNumeric(char c) {
        return Character.isDigit(c) || c == '[' || c == '-' || c == '∞' || c == '(';
    }

    private static boolean isSigned(String filling) {
        return filling.startsWith("-") || filling.matches("\\d[\\d.]*e.*");
    }

    /** Whether a number stands right before {@code i}, so that another one must be multiplied by a dot. */
    static boolean isAfterNumber(List<Token> tokens, int i) {
        return !tokens.get(i).apart && i > 0 && tokens.get(i - 1).kind == Kind.NUMBER;
    }

    /** Whether a signed number at {@code i} needs a bracket: unless it is alone, or stands first and takes no power. */
    static boolean wantsBracket(List<Token> tokens, int i) {
        Token next = i + 1 < tokens.size() ? tokens.get(i + 1) : null;
        boolean raised = next != null && (next.kind == Kind.POWER || next.is("^"));
        boolean first = i == 0 || tokens.get(i - 1).is("([⟨,=<>");
        return raised || !first;
    }
}
