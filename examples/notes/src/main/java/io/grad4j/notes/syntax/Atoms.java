package io.grad4j.notes.syntax;

import io.grad4j.notes.syntax.Expr.Binary;
import io.grad4j.notes.syntax.Expr.Call;
import io.grad4j.notes.syntax.Expr.Enumeration;
import io.grad4j.notes.syntax.Expr.Infinity;
import io.grad4j.notes.syntax.Expr.Mark;
import io.grad4j.notes.syntax.Expr.Marked;
import io.grad4j.notes.syntax.Expr.Num;
import io.grad4j.notes.syntax.Expr.Operation;
import io.grad4j.notes.syntax.Expr.Sym;
import io.grad4j.notes.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads numbers, names with subscripts and arguments, and groups. */
final class Atoms {
    private static final Map<String, String> PAIRS =
            Map.of("(", ")", "[", "]", "{", "}", "lbrace", "rbrace", "lvert", "rvert", "lVert", "rVert");

    private final ExpressionParser parser;
    private final Cursor cursor;

    Atoms(ExpressionParser parser) {
        this.parser = parser;
        this.cursor = parser.cursor;
    }

    /** A number, name, call or group. */
    Expr read() {
        Token token = cursor.peek();
        if (token.kind() == Kind.NUMBER) {
            return new Num(cursor.take().text());
        }
        if (isName(token)) {
            return named();
        }
        if (token.isCommand("infty")) {
            cursor.take();
            return new Infinity();
        }
        if (token.is("|") || token.isCommand("lvert")) {
            return bars();
        }
        if (token.isCommand("Vert") || token.isCommand("lVert")) {
            return norm();
        }
        if (PAIRS.containsKey(token.text())) {
            return group();
        }
        throw unexpected(token);
    }

    private ParseError unexpected(Token token) {
        return switch (token.kind()) {
            case END -> cursor.error("something is missing at the end");
            case WORDS -> cursor.error("words inside the formula: " + shortened(token.text()));
            case COMMAND -> cursor.error("\\" + token.text() + " is not read");
            default -> cursor.error("unexpected " + token.text());
        };
    }

    private static String shortened(String words) {
        return words.length() > 30 ? words.substring(0, 30) + "…" : words;
    }

    static boolean isName(Token token) {
        return token.kind() == Kind.NAME || (token.kind() == Kind.COMMAND && Alphabet.GREEK.containsKey(token.text()));
    }

    /** One token or group, as behind a ^ or _ without braces. */
    Expr single() {
        Token token = cursor.peek();
        if (token.kind() == Kind.NUMBER) {
            if (token.text().length() > 1) {
                throw cursor.error(token.text() + " without braces: TeX takes its first digit alone");
            }
            cursor.take();
            return new Num(token.text());
        }
        if (isName(token)) {
            return Sym.of(base(cursor.take()));
        }
        if (token.is("*")) {
            cursor.take();
            return Sym.of("*");
        }
        return token.isCommand("frac") ? parser.operators().read() : read();
    }

    private static String base(Token token) {
        return token.kind() == Kind.COMMAND ? "\\" + token.text() : token.text();
    }

    /** ( … ), [ … ], { … } or \{ … \}, closed by what belongs to it. */
    Expr group() {
        Token open = cursor.take();
        String close = PAIRS.get(open.text());
        int bars = parser.bars;
        int integrals = parser.integrals;
        parser.bars = 0;
        parser.integrals = 0;
        Expr inside = parser.sum();
        parser.bars = bars;
        parser.integrals = integrals;
        if (!cursor.peek().text().equals(close)) {
            Token found = cursor.peek();
            throw cursor.error(
                    "the " + shown(open) + " is closed by " + (found.kind() == Kind.END ? "nothing" : shown(found)));
        }
        cursor.take();
        return inside;
    }

    private static String shown(Token token) {
        return token.text().replace("lbrace", "\\{").replace("rbrace", "\\}");
    }

    private Expr bars() {
        boolean plain = cursor.take().is("|");
        int outer = parser.bars;
        int integrals = parser.integrals;
        parser.bars = plain ? 1 : 0;
        parser.integrals = 0;
        Expr inside = parser.sum();
        parser.bars = outer;
        parser.integrals = integrals;
        if (!(plain ? cursor.takes("|") : cursor.takesCommand("rvert"))) {
            throw cursor.error("a | that is not closed");
        }
        return new Marked(Mark.BARS, inside);
    }

    private Expr norm() {
        cursor.take();
        int outer = parser.bars;
        parser.bars = 0;
        parser.operators().norms++;
        Expr inside = parser.sum();
        parser.operators().norms--;
        parser.bars = outer;
        if (!cursor.takesCommand("Vert") && !cursor.takesCommand("rVert")) {
            throw cursor.error("a ‖ that is not closed");
        }
        if (cursor.takes("_")) {
            Expr order = single();
            if (!order.equals(Num.of(2))) {
                throw cursor.error("only the 2-norm is read");
            }
        }
        return new Marked(Mark.NORM, inside);
    }

    private Expr named() {
        Sym symbol = symbol();
        if (isBareBracket()) {
            boolean known = parser.functions.test(symbol.base());
            int mark = cursor.mark();
            if (known || hasSeparator()) {
                return arguments(symbol);
            }
            cursor.reset(mark);
        } else if (cursor.peek().is("(") && (parser.functions.test(symbol.base() + "()") || isNormal(symbol))) {
            return arguments(symbol);
        }
        return symbol;
    }

    /** N(μ, Σ): a normal law, told from a product by its comma. */
    private boolean isNormal(Sym symbol) {
        int depth = 0;
        for (int i = 0;
                symbol.base().matches("N|\\\\mathcal\\{N}") && cursor.peek(i).kind() != Kind.END;
                i++) {
            Token token = cursor.peek(i);
            depth += token.is("(") || token.is("{") ? 1 : token.is(")") || token.is("}") ? -1 : 0;
            if (depth == 0 || (depth == 1 && token.is(","))) {
                return depth == 1;
            }
        }
        return false;
    }

    /** A name with its subscripts. */
    Sym symbol() {
        Token token = cursor.take();
        if (!isName(token)) {
            throw new ParseError("expected a name, found " + token.text(), token.offset());
        }
        return new Sym(base(token), cursor.takes("_") ? subscripts() : List.of());
    }

    /** What stands below: one token, or a list in braces. */
    List<Expr> subscripts() {
        if (!cursor.peek().is("{")) {
            return List.of(single());
        }
        cursor.take();
        List<Expr> all = new ArrayList<>();
        StringBuilder words = new StringBuilder();
        while (!cursor.takes("}")) {
            if (cursor.peek().kind() == Kind.END) {
                throw cursor.error("a subscript that is not closed");
            }
            if (cursor.peek().kind() == Kind.WORDS) {
                words.append(cursor.take().text());
            } else if (!cursor.takes(",")) {
                all.add(subscript());
            }
        }
        if (!words.isEmpty()) {
            all.add(Sym.of(words.toString()));
        }
        return all;
    }

    private Expr subscript() {
        int bars = parser.bars;
        parser.bars = 1;
        Expr part = parser.sum();
        parser.bars = bars;
        if (cursor.peek().is("|")
                || cursor.peek().isCommand("mid")
                || cursor.peek().is(":")
                || cursor.peek().is(";")) {
            cursor.take();
        }
        return part;
    }

    /** A power first and the arguments after it, as in Σ⁻¹(x). */
    Expr lateArguments(Expr powered) {
        if (powered instanceof Binary power
                && power.operation() == Operation.POWER
                && power.left() instanceof Sym symbol
                && isBareBracket()
                && parser.functions.test(symbol.base())) {
            return new Binary(Operation.POWER, arguments(symbol), power.right());
        }
        return powered;
    }

    /** Whether a round bracket with nothing but bare names, commas, bars and semicolons follows. */
    private boolean isBareBracket() {
        if (!cursor.peek().is("(")) {
            return false;
        }
        int depth = 0;
        for (int i = 1; ; i++) {
            Token token = cursor.peek(i);
            if (token.is(")") && depth == 0) {
                return i > 1;
            }
            depth += token.is("{") ? 1 : token.is("}") ? -1 : 0;
            boolean bare = isName(token)
                    || (token.kind() == Kind.SYMBOL && ",;|_{}".contains(token.text()))
                    || token.isCommand("mid")
                    || (token.kind() == Kind.NUMBER
                            && (depth > 0 || cursor.peek(i - 1).is("_")));
            if (!bare || depth < 0) {
                return false;
            }
        }
    }

    private boolean hasSeparator() {
        for (int i = 1; !cursor.peek(i).is(")"); i++) {
            Token token = cursor.peek(i);
            if (token.is(";") || token.is("|") || token.isCommand("mid")) {
                return true;
            }
        }
        return false;
    }

    /** (a, b; c) behind a name. */
    private Expr arguments(Sym function) {
        cursor.take();
        List<Expr> arguments = new ArrayList<>();
        List<Expr> given = new ArrayList<>();
        List<Expr> into = arguments;
        int bars = parser.bars;
        int integrals = parser.integrals;
        parser.bars = 1;
        parser.integrals = 0;
        while (true) {
            into.add(parser.sum());
            if (cursor.takes(")")) {
                break;
            }
            if (cursor.takes(";") || cursor.takes("|") || cursor.takesCommand("mid")) {
                into = given;
            } else if (!cursor.takes(",")) {
                throw cursor.error("unexpected " + cursor.peek().text() + " among the arguments of " + function.base());
            }
        }
        parser.bars = bars;
        parser.integrals = integrals;
        return new Call(function, arguments, given);
    }

    /** The arguments of a named function: one in any bracket, or a list with … in it. */
    List<Expr> list() {
        Token open = cursor.take();
        String close = PAIRS.get(open.text());
        int bars = parser.bars;
        int integrals = parser.integrals;
        parser.bars = 0;
        parser.integrals = 0;
        List<Expr> all = new ArrayList<>();
        boolean dots = false;
        do {
            if (cursor.takesCommand("ldots") || cursor.takesCommand("dots") || cursor.takesCommand("cdots")) {
                dots = true;
            } else if (cursor.peek().is(".") && cursor.peek(1).is(".")) {
                while (cursor.takes(".")) {
                    dots = true;
                }
            } else {
                all.add(parser.sum());
            }
        } while (cursor.takes(","));
        parser.bars = bars;
        parser.integrals = integrals;
        if (!cursor.peek().text().equals(close)) {
            throw cursor.error("the " + shown(open) + " is not closed by " + close);
        }
        cursor.take();
        return dots ? List.of(enumerated(all, open)) : all;
    }

    private static Expr enumerated(List<Expr> all, Token open) {
        if (all.size() < 2) {
            throw new ParseError("a list with … needs its first and its last member", open.offset());
        }
        Sym index = Sym.of("i");
        Expr first = all.get(0);
        Expr last = all.get(all.size() - 1);
        List<Expr> ends = new ArrayList<>();
        Expr body = last.rewrite(e -> {
            if (e instanceof Sym sym && sym.subscripts().size() == 1) {
                ends.add(sym.subscripts().get(0));
                return new Sym(sym.base(), List.of(index));
            }
            return e;
        });
        Expr expected = body.rewrite(e ->
                e.equals(new Sym(e instanceof Sym s ? s.base() : "", List.of(index))) ? e.with(List.of(Num.of(1))) : e);
        if (ends.isEmpty()
                || !expected.equals(first)
                || ends.stream().distinct().count() != 1) {
            throw new ParseError("a list with … whose first and last member do not fit", open.offset());
        }
        return new Enumeration(body, index, ends.get(0));
    }
}
