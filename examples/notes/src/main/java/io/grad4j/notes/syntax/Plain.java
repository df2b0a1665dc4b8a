package io.grad4j.notes.syntax;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** LaTeX as plain characters, for a terminal. */
public final class Plain {
    private static final Map<String, String> COMMANDS = Map.ofEntries(
            Map.entry("sum", "Σ"),
            Map.entry("prod", "∏"),
            Map.entry("int", "∫"),
            Map.entry("nabla", "∇"),
            Map.entry("partial", "∂"),
            Map.entry("cdot", "·"),
            Map.entry("times", "×"),
            Map.entry("le", "≤"),
            Map.entry("leq", "≤"),
            Map.entry("ge", "≥"),
            Map.entry("geq", "≥"),
            Map.entry("ne", "≠"),
            Map.entry("neq", "≠"),
            Map.entry("approx", "≈"),
            Map.entry("to", "→"),
            Map.entry("sim", "∼"),
            Map.entry("infty", "∞"),
            Map.entry("parallel", "‖"),
            Map.entry("top", "T"),
            Map.entry("ldots", "…"),
            Map.entry("odot", "⊙"),
            Map.entry("Rightarrow", "⇒"),
            Map.entry("in", "∈"));
    private static final Pattern ACCENT =
            Pattern.compile("\\\\(bar|hat|tilde|overline|widehat|widetilde)\\s*\\{?\\s*(\\\\?[A-Za-z]+)\\s*}?");
    private static final Pattern FONT = Pattern.compile(
            "\\\\(mathbf|boldsymbol|bm|mathbb|mathcal|mathrm|textbf|text|operatorname|mathsf|mathit)\\*?\\s*\\{([^{}]*)}");
    private static final Pattern FRACTION = Pattern.compile("\\\\[dt]?frac\\s*\\{([^{}]*)}\\s*\\{([^{}]*)}");
    private static final Pattern COMMAND = Pattern.compile("\\\\([A-Za-z]+)\\s?");

    private Plain() {}

    /** A stretch of LaTeX in one line; what has no plain form stays as it is. */
    public static String of(String latex) {
        String text = latex.replaceAll("(?<!\\\\)%[^\\n]*", " ")
                .replaceAll("\\\\(left|right|displaystyle|limits|[bB]ig+[lrm]?)(?![A-Za-z])\\.?", "")
                .replaceAll("\\\\(begin|end)\\{[a-z*]+}|\\\\\\\\|&|\\\\q?quad|\\\\tag\\{[^}]*}", " ")
                .replaceAll("\\\\[,;:!> ]", " ")
                .replace("\\|", "‖")
                .replace("\\{", "{")
                .replace("\\}", "}");
        text = replace(
                ACCENT,
                text,
                m -> letter(m.group(2))
                        + (m.group(1).contains("hat") ? "\u0302" : m.group(1).contains("tilde") ? "\u0303" : "\u0304"));
        text = replace(FONT, text, m -> m.group(2));
        for (int i = 0; i < 3; i++) {
            text = replace(FRACTION, text, m -> bracketed(m.group(1)) + "/" + bracketed(m.group(2)));
        }
        text = replace(COMMAND, text, m -> command(m.group(1), m.group()));
        text = text.replaceAll("_\\{([^{}]{1,12})}", "_$1").replaceAll("\\^\\{([^{}]{1,2})}", "^$1");
        return text.replaceAll("[\\s~]+", " ").strip();
    }

    private static String letter(String name) {
        return name.startsWith("\\") ? Alphabet.GREEK.getOrDefault(name.substring(1), name) : name;
    }

    private static String bracketed(String part) {
        String inside = part.strip();
        return inside.matches("[\\w.\\\\]*") ? inside : "(" + inside + ")";
    }

    private static String command(String name, String whole) {
        String greek = Alphabet.GREEK.get(name);
        if (greek != null) {
            return greek;
        }
        String symbol = COMMANDS.get(name);
        return symbol != null ? symbol : Alphabet.FUNCTIONS.contains(name) ? name + " " : whole;
    }

    private static String replace(Pattern pattern, String text, java.util.function.Function<Matcher, String> by) {
        Matcher matcher = pattern.matcher(text);
        StringBuilder result = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(result, Matcher.quoteReplacement(by.apply(matcher)));
        }
        return matcher.appendTail(result).toString();
    }
}
