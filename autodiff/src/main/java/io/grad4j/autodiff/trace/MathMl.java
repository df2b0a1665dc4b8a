package io.grad4j.autodiff.trace;

import io.grad4j.autodiff.trace.Formula.Kind;
import io.grad4j.autodiff.trace.Formula.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * Presentation MathML of a rule, from the very text its primitive carries.
 *
 * <p>A slash between spaces divides the product before it by the factor after it; without spaces, the factor before it. A raised ᵀ, ⁻¹
 * or ², a {@code ^}, a root and brackets are structure; what is not understood stays as it is.
 */
final class MathMl {
    private static final String OPERATORS = "+-=<>,";

    private static final String OPEN = "([⟨";
    private static final String CLOSE = ")]⟩";

    private final List<Token> tokens;
    private int at;

    private MathMl(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** The content of a math element, in which each symbol x is {x}; {(x} where a signed number wants a bracket; {·x} after a number. */
    static String of(String formula) {
        MathMl parser = new MathMl(Formula.tokens(formula));
        StringBuilder all = new StringBuilder();
        while (parser.at < parser.tokens.size()) {
            all.append(parser.row());
            if (parser.at < parser.tokens.size()) {
                all.append(operator(parser.tokens.get(parser.at++).text()));
            }
        }
        return all.toString();
    }

    private boolean more() {
        return at < tokens.size() && !tokens.get(at).is(CLOSE);
    }

    /** Terms, up to a bracket that closes. */
    private String row() {
        List<String> row = new ArrayList<>();
        int product = 0;
        while (more()) {
            Token token = tokens.get(at);
            if (token.is(OPERATORS)) {
                row.add(operator(token.text().equals("-") ? "−" : token.text()));
                product = row.size();
                at++;
            } else if (token.is("/") && row.size() > product) {
                at++;
                boolean loose = token.apart();
                int from = loose ? product : row.size() - 1;
                String above = String.join("", row.subList(from, row.size()));
                row.subList(from, row.size()).clear();
                row.add("<mfrac>" + grouped(above) + grouped(loose ? tight() : factor(true)) + "</mfrac>");
            } else {
                row.add(spaceBefore(token) + factor(false));
            }
        }
        return String.join("", row);
    }

    /** Factors that stand together without a space. */
    private String tight() {
        StringBuilder run = new StringBuilder(factor(true));
        while (more() && !tokens.get(at).apart() && !tokens.get(at).is(OPERATORS + "/∘·")) {
            run.append(factor(false));
        }
        return run.toString();
    }

    /** One atom with what is raised on it; {@code bare} leaves out a round bracket around the whole. */
    private String factor(boolean bare) {
        if (!more()) {
            return "";
        }
        Token token = tokens.get(at++);
        String base;
        if (token.is(OPEN)) {
            String inside = row();
            Token close = at < tokens.size() ? tokens.get(at++) : null;
            boolean raised = at < tokens.size()
                    && (tokens.get(at).kind() == Kind.POWER || tokens.get(at).is("^"));
            base = bare && token.is("(") && !raised
                    ? inside
                    : grouped(operator(token.text()) + grouped(inside) + (close == null ? "" : operator(close.text())));
        } else if (token.is("√")) {
            base = "<msqrt>" + factor(true) + "</msqrt>";
        } else {
            base = atom(token);
        }
        return raised(base);
    }

    private String raised(String base) {
        String result = base;
        while (at < tokens.size()) {
            if (tokens.get(at).kind() == Kind.POWER) {
                result = "<msup>" + grouped(result) + "<mrow>"
                        + lowered(tokens.get(at++).text()) + "</mrow></msup>";
            } else if (tokens.get(at).is("^")) {
                at++;
                result = "<msup>" + grouped(result) + grouped(factor(true)) + "</msup>";
            } else {
                return result;
            }
        }
        return result;
    }

    private String atom(Token token) {
        return switch (token.kind()) {
            case SYMBOL ->
                "{" + (Formula.isAfterNumber(tokens, at - 1) ? "·" : "")
                        + (Formula.wantsBracket(tokens, at - 1) ? "(" : "") + token.text() + "}";
            case NUMBER -> "<mn>" + token.text() + "</mn>";
            case POWER -> "<mrow>" + lowered(token.text()) + "</mrow>";
            case WORD -> "<mi>" + Html.escaped(token.text()) + "</mi>";
            case MARK -> operator(token.text());
        };
    }

    /** A space of the text counts beside a word. */
    private String spaceBefore(Token token) {
        boolean besideWord =
                token.kind() == Kind.WORD || (at > 0 && tokens.get(at - 1).kind() == Kind.WORD);
        boolean besideOperator = token.is("∘·") || (at > 0 && tokens.get(at - 1).is(OPERATORS + "∘·/"));
        return token.apart() && besideWord && !besideOperator ? "<mspace width='.3em'/>" : "";
    }

    private static String grouped(String row) {
        return "<mrow>" + row + "</mrow>";
    }

    private static String operator(String mark) {
        return "<mo>" + Html.escaped(mark) + "</mo>";
    }

    /** Raised characters at their place on the line: ⁻¹ gives −1. */
    private static String lowered(String raised) {
        StringBuilder elements = new StringBuilder();
        for (int i = 0; i < raised.length(); i++) {
            char c = raised.charAt(i);
            int digit = "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(c);
            elements.append(
                    digit >= 0
                            ? "<mn>" + digit + "</mn>"
                            : c == 'ᵀ' ? "<mi mathvariant='normal'>T</mi>" : operator(c == '⁻' ? "−" : "+"));
        }
        return elements.toString();
    }
}
