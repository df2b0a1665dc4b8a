package io.grad4j.notes.syntax;

import io.grad4j.notes.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts a formula into tokens; spacing, alignment of brackets, tags and comments are dropped. */
final class Lexer {
    private static final String SYMBOLS = "+-*/=<>()[]{}|^_,;:!.'&?\"`@#";

    private final String text;
    private final int start;
    private final boolean spelled;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int decorations;

    private Lexer(String text, int start, boolean spelled) {
        this.text = text;
        this.start = start;
        this.spelled = spelled;
    }

    /**
     * The tokens of a formula.
     *
     * @param start of the text in the note
     * @param spelled whether Greek letters may be spelled out, as in directives
     * @throws ParseError for a formula that is too long
     */
    static List<Token> tokens(String text, int start, boolean spelled) {
        Lexer lexer = new Lexer(text, start, spelled);
        while (lexer.at < text.length()) {
            lexer.next();
            if (lexer.tokens.size() > Limits.TOKENS) {
                throw new ParseError("the formula has more than " + Limits.TOKENS + " parts", start);
            }
        }
        return lexer.tokens;
    }

    private void next() {
        decorations = 0;
        char c = text.charAt(at);
        if (Character.isWhitespace(c) || c == '~') {
            at++;
        } else if (c == '%') {
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end;
        } else if (c == '\\') {
            command();
        } else if (isDigit(c) || (c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1)))) {
            number();
        } else if (isLatin(c)) {
            word();
        } else {
            symbol(c);
        }
    }

    private void symbol(char c) {
        if (text.startsWith("||", at)) {
            add(Kind.COMMAND, "Vert", 2);
        } else if (text.startsWith(":=", at)) {
            add(Kind.COMMAND, "coloneqq", 2);
        } else if (text.startsWith("->", at)) {
            add(Kind.COMMAND, "to", 2);
        } else if (text.startsWith("<=", at)) {
            add(Kind.COMMAND, "le", 2);
        } else if (text.startsWith(">=", at)) {
            add(Kind.COMMAND, "ge", 2);
        } else if (text.startsWith("!=", at)) {
            add(Kind.COMMAND, "ne", 2);
        } else if (c == '&') {
            add(Kind.ALIGN, "&", 1);
        } else if (SYMBOLS.indexOf(c) >= 0) {
            add(Kind.SYMBOL, String.valueOf(c), 1);
        } else if (c == '−' || c == '–') {
            add(Kind.SYMBOL, "-", 1);
        } else if ("²³½".indexOf(c) >= 0) {
            rareNumeral(c);
        } else {
            String command = Alphabet.command(c);
            add(command.isEmpty() ? Kind.WORDS : Kind.COMMAND, command.isEmpty() ? String.valueOf(c) : command, 1);
        }
    }

    private void rareNumeral(char c) {
        if (c == '½') {
            add(Kind.NUMBER, "0.5", 1);
        } else {
            add(Kind.SYMBOL, "^", 0);
            add(Kind.NUMBER, c == '²' ? "2" : "3", 1);
        }
    }

    private void number() {
        int end = at;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        if (end + 1 < text.length() && text.charAt(end) == '.' && isDigit(text.charAt(end + 1))) {
            end++;
            while (end < text.length() && isDigit(text.charAt(end))) {
                end++;
            }
        }
        add(Kind.NUMBER, text.substring(at, end), end - at);
    }

    private void word() {
        int end = at;
        while (end < text.length() && isLatin(text.charAt(end))) {
            end++;
        }
        String run = text.substring(at, end);
        if (spelled && run.length() > 1 && Alphabet.GREEK.containsKey(run)) {
            add(Kind.COMMAND, run, run.length());
        } else if (Alphabet.WORDS.contains(run) || (spelled && run.length() > 1)) {
            add(Kind.NAME, run, run.length());
        } else if (run.startsWith("ln") || run.startsWith("log")) {
            int length = run.startsWith("ln") ? 2 : 3;
            add(Kind.NAME, run.substring(0, length), length);
        } else {
            add(Kind.NAME, run.substring(0, 1), 1);
        }
    }

    private void command() {
        int end = at + 1;
        while (end < text.length() && isLatin(text.charAt(end))) {
            end++;
        }
        if (end == at + 1) {
            special(end < text.length() ? text.charAt(end) : ' ');
            return;
        }
        String name = text.substring(at + 1, end);
        int length = end - at;
        if (name.equals("begin") || name.equals("end")) {
            environment(end);
        } else if (name.equals("cr")) {
            add(Kind.ROW, "\\\\", length);
        } else if (Alphabet.INVISIBLE.contains(name)) {
            at = end;
            dropDelimiterDot(name);
        } else if (Alphabet.IGNORED_WITH_ARGUMENT.contains(name)) {
            at = end + (end < text.length() && text.charAt(end) == '*' ? 1 : 0);
            at = text.startsWith("{", at) ? groupEnd(at) : at;
        } else if (name.equals("stackrel") || name.equals("overset") || name.equals("underset")) {
            at = end;
            stacked();
        } else if (Alphabet.PLAIN_FONTS.contains(name)) {
            plainFont(end);
        } else if (Alphabet.LETTER_FONTS.contains(name) || Alphabet.ACCENTS.contains(name)) {
            decorated(name);
        } else if ((name.startsWith("text") && !name.equals("textbackslash")) || name.equals("mbox")) {
            words(end);
        } else {
            add(Kind.COMMAND, name, length);
        }
    }

    private void special(char c) {
        if (c == '\\') {
            add(Kind.ROW, "\\\\", 2);
            if (text.startsWith("[", at)
                    && text.indexOf(']', at) >= 0
                    && text.substring(at).matches("(?s)\\[-?[0-9.]+ ?[a-z]{2}].*")) {
                at = text.indexOf(']', at) + 1;
            }
        } else if (c == '{' || c == '}') {
            add(Kind.COMMAND, c == '{' ? "lbrace" : "rbrace", 2);
        } else if (c == '|') {
            add(Kind.COMMAND, "Vert", 2);
        } else if (c == '%' || c == '$' || c == '#' || c == '_' || c == '&') {
            add(Kind.WORDS, String.valueOf(c), 2);
        } else {
            at = Math.min(text.length(), at + 2);
        }
    }

    private void dropDelimiterDot(String name) {
        if ((name.equals("left") || name.equals("right")) && text.startsWith(".", at)) {
            at++;
        }
    }

    private void environment(int end) {
        int close = text.startsWith("{", end) ? text.indexOf('}', end) : -1;
        if (close < 0) {
            throw new ParseError("an environment without a name", start + at);
        }
        String name = text.substring(end + 1, close);
        if (!name.matches("(align|aligned|alignat|split|gather|gathered|equation|multline|eqnarray|alignedat)\\*?")) {
            add(Kind.WORDS, "\\begin{" + name + "}", close + 1 - at);
            return;
        }
        at = close + 1;
        if (name.startsWith("alignat") || name.startsWith("alignedat")) {
            at = text.startsWith("{", at) ? groupEnd(at) : at;
        }
    }

    private void words(int from) {
        if (!text.startsWith("{", from)) {
            throw new ParseError("\\text without its words", start + at);
        }
        int end = groupEnd(from);
        String words = text.substring(from + 1, end - 1).strip();
        add(Alphabet.WORDS.contains(words) ? Kind.NAME : Kind.WORDS, words, end - at);
    }

    /** A sign with a remark above or below it: the sign alone. */
    private void stacked() {
        if (!text.startsWith("{", at)) {
            throw new ParseError("\\stackrel without its braces", start + at);
        }
        at = groupEnd(at);
        if (text.startsWith("{=}", at)) {
            at++;
            add(Kind.SYMBOL, "=", 2);
        }
    }

    /** A font that changes nothing: letters in it are one name, anything else is read as if it were not there. */
    private void plainFont(int end) {
        int from = text.startsWith("*", end) ? end + 1 : end;
        if (!text.startsWith("{", from)) {
            at = from;
            return;
        }
        int close = groupEnd(from);
        String inside = text.substring(from + 1, close - 1).strip();
        if (inside.matches("[A-Za-z]+")) {
            add(Kind.NAME, inside, close - at);
        } else if (inside.matches("[A-Za-z][A-Za-z ]*")) {
            add(Kind.WORDS, inside, close - at);
        } else {
            at = from;
        }
    }

    /** A font or an accent that makes another name of a letter. */
    private void decorated(String name) {
        int from = at;
        String letter = letter(from);
        if (letter.isEmpty()) {
            throw new ParseError("\\" + name + " is read over one letter", start + from);
        }
        int end = at;
        at = from;
        add(Kind.NAME, letter, end - from);
    }

    /** The canonical name of the letter at {@code from}, decorations included, leaving {@code at} behind it; nothing if there is none. */
    private String letter(int from) {
        int i = from;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        if (i >= text.length()) {
            return "";
        }
        char c = text.charAt(i);
        if (c == '{') {
            int close = groupEnd(i);
            String inside = letter(i + 1);
            boolean whole = !inside.isEmpty() && text.substring(at, close - 1).isBlank();
            at = close;
            return whole ? inside : "";
        }
        if (c != '\\') {
            at = i + 1;
            String greek = Alphabet.command(c);
            return isLatin(c) || isDigit(c) ? String.valueOf(c) : Alphabet.GREEK.containsKey(greek) ? "\\" + greek : "";
        }
        int end = i + 1;
        while (end < text.length() && isLatin(text.charAt(end))) {
            end++;
        }
        return decoratedLetter(text.substring(i + 1, end), end);
    }

    private String decoratedLetter(String name, int end) {
        if (Alphabet.PLAIN_FONTS.contains(name)) {
            return letter(end);
        }
        if (Alphabet.LETTER_FONTS.contains(name) || Alphabet.ACCENTS.contains(name)) {
            if (++decorations > Limits.DEPTH) {
                throw new ParseError("fonts and accents are nested too deeply", start + end);
            }
            String letter = letter(end);
            return letter.isEmpty() ? "" : "\\" + name + "{" + letter + "}";
        }
        at = end;
        return Alphabet.GREEK.containsKey(name) ? "\\" + name : "";
    }

    /** Behind the brace that closes the one at {@code from}. */
    private int groupEnd(int from) {
        int depth = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && --depth == 0) {
                return i + 1;
            }
        }
        throw new ParseError("a { that is not closed", start + from);
    }

    private void add(Kind kind, String value, int length) {
        tokens.add(new Token(kind, value, start + at, start + at + length));
        at += length;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLatin(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
