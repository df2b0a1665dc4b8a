package io.grad4j.notes.syntax;

import io.grad4j.notes.syntax.Expr.Add;
import io.grad4j.notes.syntax.Expr.Binary;
import io.grad4j.notes.syntax.Expr.Nabla;
import io.grad4j.notes.syntax.Expr.Neg;
import io.grad4j.notes.syntax.Expr.None;
import io.grad4j.notes.syntax.Expr.Num;
import io.grad4j.notes.syntax.Expr.Operation;
import io.grad4j.notes.syntax.Expr.Partial;
import io.grad4j.notes.syntax.Expr.Sym;
import io.grad4j.notes.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Reads fractions, and derivatives in the forms ∂f/∂x, ∂/∂x f, d/dx f, ∂ₓf, ∇f, ∇ₓf, ∇²f. */
final class Derivatives {
    private static final int HIGHEST_ORDER = 4;

    private final ExpressionParser parser;
    private final Cursor cursor;

    Derivatives(ExpressionParser parser) {
        this.parser = parser;
        this.cursor = parser.cursor;
    }

    /** The rest of \nabla. */
    Expr nabla() {
        Expr by = None.NONE;
        boolean hessian = false;
        while (cursor.peek().is("_") || cursor.peek().is("^")) {
            if (cursor.take().is("_")) {
                by = one(parser.atoms().subscripts());
            } else if (parser.exponent().equals(Num.of(2))) {
                hessian = true;
            } else {
                throw cursor.error("only ∇ and ∇² are read");
            }
        }
        if (cursor.peek().isCommand("cdot") || cursor.peek().isCommand("times")) {
            throw cursor.error("a divergence or curl is not read");
        }
        return new Nabla(operand(), by, hessian);
    }

    private Expr one(List<Expr> subscripts) {
        if (subscripts.size() != 1) {
            throw cursor.error("∇ by one name is read");
        }
        return subscripts.get(0);
    }

    /** The rest of \partial, which must have a subscript. */
    Expr prefix() {
        if (!cursor.takes("_")) {
            throw cursor.error("a ∂ that is no part of a derivative");
        }
        Expr by = one(parser.atoms().subscripts());
        if (!(by instanceof Sym name)) {
            throw cursor.error("∂ by a name is read");
        }
        return new Partial(operand(), name);
    }

    private Expr operand() {
        Token next = cursor.peek();
        boolean bracket = next.is("(") || next.is("[") || next.is("{") || next.isCommand("lbrace");
        Expr operand = parser.factor();
        if (!bracket && parser.startsFactor() && parser.conventions.way(Ambiguity.DERIVATIVE) == 1) {
            operand = ExpressionParser.times(operand, parser.product());
        }
        return operand;
    }

    /** The rest of \frac: a derivative if ∂ or d stands above and below. */
    Expr fraction() {
        if (cursor.peek().kind() == Kind.NUMBER && cursor.peek().text().length() > 1) {
            return packed();
        }
        int order = derivativeOrder();
        if (order > 0) {
            return derivative(order);
        }
        Expr numerator = part();
        if (numerator instanceof Expr.None) {
            throw cursor.error("an empty numerator");
        }
        return new Binary(Operation.DIVIDE, numerator, part());
    }

    /** \frac12 without braces. */
    private Expr packed() {
        String digits = cursor.take().text();
        if (!digits.matches("[0-9][0-9]")) {
            throw cursor.error("\\frac" + digits + " without braces");
        }
        return new Binary(Operation.DIVIDE, new Num(digits.substring(0, 1)), new Num(digits.substring(1)));
    }

    private Expr part() {
        return cursor.peek().is("{") ? parser.atoms().group() : parser.atoms().single();
    }

    private boolean isD(Token token, boolean partial) {
        return partial
                ? token.isCommand("partial")
                : token.kind() == Kind.NAME && token.text().equals("d");
    }

    /** 0 unless ∂ or d opens the numerator and the denominator. */
    private int derivativeOrder() {
        boolean partial = cursor.peek().is("{") && cursor.peek(1).isCommand("partial");
        if (!cursor.peek().is("{") || !isD(cursor.peek(1), partial)) {
            return 0;
        }
        int depth = 0;
        int i = 0;
        do {
            depth += cursor.peek(i).is("{") ? 1 : cursor.peek(i).is("}") ? -1 : 0;
            i++;
        } while (depth > 0 && cursor.peek(i).kind() != Kind.END);
        if (!cursor.peek(i).is("{") || !isD(cursor.peek(i + 1), partial) || !Atoms.isName(cursor.peek(i + 2))) {
            return 0;
        }
        return cursor.peek(2).is("^") ? 2 : 1;
    }

    private Expr derivative(int order) {
        cursor.take();
        boolean partial = cursor.take().isCommand("partial");
        int times = 1;
        if (order > 1) {
            cursor.take();
            if (!(parser.exponent() instanceof Num num) || num.value() > HIGHEST_ORDER) {
                throw cursor.error("a derivative of a written order is read");
            }
            times = (int) num.value();
        }
        Expr f = cursor.peek().is("}") ? None.NONE : parser.sum();
        cursor.expect("}", "behind the numerator");
        List<Sym> by = denominator(partial);
        if (by.size() != times) {
            throw cursor.error("a derivative of order " + times + " by " + by.size() + " names");
        }
        Expr result = f instanceof None ? operand() : f;
        for (Sym name : by) {
            result = new Partial(result, name);
        }
        return result;
    }

    private List<Sym> denominator(boolean partial) {
        cursor.expect("{", "before the denominator");
        List<Sym> by = new ArrayList<>();
        while (!cursor.takes("}")) {
            if (!isD(cursor.take(), partial)) {
                throw cursor.error("expected ∂ or d in the denominator");
            }
            Sym name = parser.atoms().symbol();
            int times = 1;
            if (cursor.takes("^")) {
                if (!(parser.exponent() instanceof Num num) || num.value() > HIGHEST_ORDER) {
                    throw cursor.error("a derivative of a written order is read");
                }
                times = (int) num.value();
            } else if (cursor.peek().is("(")) {
                throw cursor.error("a derivative by a bare name is read");
            }
            for (int i = 0; i < times; i++) {
                by.add(name);
            }
        }
        return by;
    }

    /** The terms behind {@code first}. */
    Expr moreTerms(Expr first) {
        List<Expr> terms = new ArrayList<>(List.of(first));
        while (cursor.peek().is("+") || cursor.peek().is("-")) {
            boolean negative = cursor.take().is("-");
            Expr term = parser.product();
            terms.add(negative ? new Neg(term) : term);
        }
        return new Add(terms);
    }
}
