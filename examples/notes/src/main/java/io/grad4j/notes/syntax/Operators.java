package io.grad4j.notes.syntax;

import io.grad4j.notes.syntax.Expr.Big;
import io.grad4j.notes.syntax.Expr.Binary;
import io.grad4j.notes.syntax.Expr.Brace;
import io.grad4j.notes.syntax.Expr.Fn;
import io.grad4j.notes.syntax.Expr.Integral;
import io.grad4j.notes.syntax.Expr.Kl;
import io.grad4j.notes.syntax.Expr.Moment;
import io.grad4j.notes.syntax.Expr.None;
import io.grad4j.notes.syntax.Expr.Num;
import io.grad4j.notes.syntax.Expr.Operation;
import io.grad4j.notes.syntax.Expr.Sym;
import io.grad4j.notes.syntax.Token.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what stands in front of its operand: functions, Σ, ∫, E, KL, and by {@link Derivatives} fractions, ∂ and ∇. */
final class Operators {
    private static final Set<String> COMMANDS = Set.of(
            "sum",
            "prod",
            "int",
            "frac",
            "dfrac",
            "tfrac",
            "cfrac",
            "nabla",
            "partial",
            "underbrace",
            "overbrace",
            "boxed");
    private static final Map<String, String> SAME = Map.of("ln", "log", "Tr", "tr", "trace", "tr", "arctan", "arctan");
    private static final Set<String> POWERED_INSIDE = Set.of("log", "sin", "cos", "tan");
    private static final Set<String> BRACKETS = Set.of("(", "[", "{", "lbrace");

    private final ExpressionParser parser;
    private final Cursor cursor;
    private final Derivatives derivatives;
    private int divergences;
    int norms;

    Operators(ExpressionParser parser) {
        this.parser = parser;
        this.cursor = parser.cursor;
        this.derivatives = new Derivatives(parser);
    }

    boolean starts(Token token) {
        return (token.kind() == Kind.COMMAND && COMMANDS.contains(token.text()))
                || isFunction(token)
                || isMoment()
                || isDivergence();
    }

    /** Whether a ‖ here opens a norm; otherwise it closes one or divides two distributions. */
    boolean opensNorm() {
        return norms == 0 && divergences == 0;
    }

    boolean isDifferential() {
        return cursor.peek().kind() == Kind.NAME && cursor.peek().text().equals("d") && Atoms.isName(cursor.peek(1));
    }

    private static boolean isFunction(Token token) {
        return (token.kind() == Kind.COMMAND || token.kind() == Kind.NAME)
                && (Alphabet.FUNCTIONS.contains(token.text())
                        || token.text().equals("max")
                        || token.text().equals("min"));
    }

    private boolean isMoment() {
        Token token = cursor.peek();
        if (token.kind() != Kind.NAME) {
            return false;
        }
        boolean doubleStruck =
                token.text().equals("\\mathbb{E}") || token.text().equals("\\mathbb{V}");
        Token next = cursor.peek(1);
        boolean plain = token.text().equals("E") && (next.is("[") || next.is("_")) && !parser.functions.test("E");
        return doubleStruck || plain || (token.text().equals("Var") && !next.is("="));
    }

    private boolean isDivergence() {
        Token token = cursor.peek();
        if (token.kind() != Kind.NAME) {
            return false;
        }
        if (token.text().equals("KL") || token.text().equals("\\mathbb{KL}")) {
            return cursor.peek(1).is("(")
                    || cursor.peek(1).is("[")
                    || cursor.peek(1).is("_");
        }
        return token.text().matches("D|\\\\mathcal\\{D}|\\\\mathbb\\{D}") && isNamedKl(1);
    }

    private boolean isNamedKl(int i) {
        if (cursor.peek(i).is("(") || cursor.peek(i).is("[")) {
            for (int j = i + 1; j < i + 40 && cursor.peek(j).kind() != Kind.END; j++) {
                if (cursor.peek(j).isCommand("Vert") || cursor.peek(j).isCommand("parallel")) {
                    return true;
                }
            }
            return false;
        }
        if (!cursor.peek(i).is("_")) {
            return false;
        }
        int j = i + 1;
        while (cursor.peek(j).is("{")) {
            j++;
        }
        String first = cursor.peek(j).text();
        return first.equals("KL")
                || (first.equals("K") && cursor.peek(j + 1).text().equals("L"));
    }

    Expr read() {
        Token token = cursor.peek();
        if (isDivergence()) {
            return parser.powers(divergence());
        }
        if (isMoment()) {
            return moment();
        }
        if (isFunction(token)) {
            return function();
        }
        cursor.take();
        return switch (token.text()) {
            case "sum" -> big(false);
            case "prod" -> big(true);
            case "int" -> integral();
            case "nabla" -> derivatives.nabla();
            case "partial" -> derivatives.prefix();
            case "boxed" -> parser.powers(parser.atoms().group());
            case "underbrace", "overbrace" -> brace(token.text().equals("underbrace") ? "_" : "^");
            default -> parser.powers(derivatives.fraction());
        };
    }

    private Expr divergence() {
        cursor.take();
        if (cursor.takes("_")) {
            parser.atoms().subscripts();
        }
        boolean square = cursor.peek().is("[");
        if (!square && !cursor.peek().is("(")) {
            throw cursor.error("a divergence without its two distributions");
        }
        cursor.take();
        divergences++;
        int bars = parser.bars;
        parser.bars = 1;
        Expr p = parser.sum();
        boolean separated = cursor.takesCommand("Vert")
                || cursor.takesCommand("parallel")
                || cursor.takes(",")
                || cursor.takesCommand("mid")
                || cursor.takes("|");
        if (!separated) {
            throw cursor.error("expected ‖ between two distributions, found "
                    + cursor.peek().text());
        }
        Expr q = parser.sum();
        parser.bars = bars;
        divergences--;
        cursor.expect(square ? "]" : ")", "behind the second distribution");
        return new Kl(p, q);
    }

    private Expr moment() {
        String name = cursor.take().text();
        boolean variance = name.equals("Var") || name.equals("\\mathbb{V}");
        Expr by = None.NONE;
        Expr law = None.NONE;
        if (cursor.takes("_")) {
            boolean braced = cursor.takes("{");
            Expr first = braced ? parser.factor() : parser.atoms().single();
            if (braced && cursor.takesCommand("sim")) {
                by = first;
                law = parser.factor();
            } else {
                law = first;
            }
            if (braced) {
                cursor.expect("}", "behind the law of an expectation");
            }
        }
        Token next = cursor.peek();
        if (BRACKETS.contains(next.text())) {
            return parser.powers(new Moment(variance, by, law, parser.atoms().group()));
        }
        return new Moment(variance, by, law, parser.product());
    }

    private Expr function() {
        String spelled = cursor.take().text();
        String name = SAME.getOrDefault(spelled, spelled);
        Expr power = None.NONE;
        Expr base = None.NONE;
        if (cursor.takes("^")) {
            power = parser.exponent();
        }
        if (cursor.takes("_")) {
            base = parser.atoms().subscripts().get(0);
            if (!name.equals("log") || !(base instanceof Num)) {
                throw cursor.error("the subscript of " + name + " is not read");
            }
        }
        Expr value = BRACKETS.contains(cursor.peek().text()) ? bracketed(name) : Fn.of(name, argument(name));
        if (base instanceof Num) {
            value = new Binary(Operation.DIVIDE, value, Fn.of("log", base));
        }
        return power instanceof None ? value : new Binary(Operation.POWER, value, power);
    }

    private Expr bracketed(String name) {
        if (name.equals("sqrt") && cursor.peek().is("[")) {
            Expr root = parser.atoms().group();
            return new Binary(Operation.POWER, parser.atoms().group(), new Binary(Operation.DIVIDE, Num.of(1), root));
        }
        List<Expr> arguments = parser.atoms().list();
        if (arguments.isEmpty()
                || (arguments.size() > 1 && !Set.of("max", "min", "diag").contains(name))) {
            throw cursor.error(name + " of " + arguments.size() + " arguments");
        }
        if (cursor.peek().is("^") && POWERED_INSIDE.contains(name) && parser.conventions.way(Ambiguity.POWER) == 1) {
            return Fn.of(name, parser.powers(arguments.get(0)));
        }
        return parser.powers(new Fn(name, arguments));
    }

    /** An argument without brackets. */
    private Expr argument(String name) {
        if (name.equals("max") || name.equals("min")) {
            throw cursor.error(name + " without brackets is not read");
        }
        Expr argument = parser.factor();
        if (parser.startsFactor() && !isFunctionNext()) {
            int way = parser.conventions.way(Ambiguity.ARGUMENT);
            while (way != 1
                    && parser.startsFactor()
                    && !isFunctionNext()
                    && (way == 2 || !BRACKETS.contains(cursor.peek().text()))) {
                argument = ExpressionParser.times(argument, parser.factor());
            }
        }
        if (cursor.peek().is("/") && parser.conventions.way(Ambiguity.ARGUMENT_OVER) == 1) {
            cursor.take();
            argument = new Binary(Operation.DIVIDE, argument, parser.factor());
        }
        return argument;
    }

    private boolean isFunctionNext() {
        Token token = cursor.peek();
        return starts(token) && !token.text().endsWith("frac") && !token.text().equals("sqrt");
    }

    private Expr big(boolean product) {
        Expr low = None.NONE;
        Expr high = None.NONE;
        Sym index = Sym.of("");
        while (cursor.peek().is("_") || cursor.peek().is("^")) {
            if (cursor.take().is("^")) {
                high = parser.exponent();
                continue;
            }
            boolean braced = cursor.takes("{");
            index = parser.atoms().symbol();
            if (braced) {
                low = cursor.takes("=") ? parser.sum() : None.NONE;
                if (cursor.takesCommand("in")) {
                    parser.factor();
                }
                cursor.expect("}", "behind the range of the index " + index.base());
            }
        }
        Expr body = parser.product();
        if (cursor.peek().is("+") || cursor.peek().is("-")) {
            if (parser.conventions.way(Ambiguity.SUM) == 1) {
                body = derivatives.moreTerms(body);
            }
        }
        return new Big(product, index, low, high, body);
    }

    private Expr integral() {
        Expr low = None.NONE;
        Expr high = None.NONE;
        while (cursor.peek().is("_") || cursor.peek().is("^")) {
            if (cursor.take().is("^")) {
                high = parser.exponent();
            } else {
                low = cursor.peek().is("{") ? parser.atoms().group() : bound();
            }
        }
        parser.integrals++;
        if (isDifferential()) {
            cursor.take();
            Sym by = parser.atoms().symbol();
            parser.integrals--;
            return new Integral(parser.product(), by, low, high);
        }
        Expr body = parser.sum();
        if (!isDifferential()) {
            throw cursor.error("the integral has no dx; found " + cursor.peek().text());
        }
        cursor.take();
        parser.integrals--;
        return new Integral(body, parser.atoms().symbol(), low, high);
    }

    private Expr bound() {
        return cursor.takes("-")
                ? new Expr.Neg(parser.atoms().single())
                : parser.atoms().single();
    }

    private Expr brace(String sign) {
        Expr body = parser.atoms().group();
        if (!cursor.peek().is(sign) || !cursor.peek(1).is("{")) {
            return new Brace(body, None.NONE, "");
        }
        cursor.take();
        int mark = cursor.mark();
        StringBuilder words = new StringBuilder();
        boolean wordy = labelEnd(words);
        int end = cursor.mark();
        if (wordy) {
            return new Brace(body, None.NONE, words.toString().strip());
        }
        cursor.reset(mark);
        try {
            return new Brace(body, parser.atoms().group(), "");
        } catch (ParseError unreadable) {
            cursor.reset(end);
            return new Brace(body, None.NONE, words.toString().strip());
        }
    }

    /** Passes over a label, collects its text, and tells whether there are words in it. */
    private boolean labelEnd(StringBuilder words) {
        int depth = 0;
        boolean wordy = false;
        do {
            Token token = cursor.take();
            if (token.kind() == Kind.END) {
                throw cursor.error("a label that is not closed");
            }
            depth += token.is("{") ? 1 : token.is("}") ? -1 : 0;
            wordy |= token.kind() == Kind.WORDS
                    || (token.kind() == Kind.NAME && token.text().matches("[a-z]{3,}"));
            if (!token.is("{") && !token.is("}")) {
                words.append(token.kind() == Kind.WORDS ? " " : "").append(token.text());
            }
        } while (depth > 0);
        return wordy;
    }
}
