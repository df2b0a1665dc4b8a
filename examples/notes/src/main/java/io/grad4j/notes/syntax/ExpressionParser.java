package io.grad4j.notes.syntax;

import io.grad4j.notes.syntax.Expr.Add;
import io.grad4j.notes.syntax.Expr.Binary;
import io.grad4j.notes.syntax.Expr.Fn;
import io.grad4j.notes.syntax.Expr.Mark;
import io.grad4j.notes.syntax.Expr.Marked;
import io.grad4j.notes.syntax.Expr.Mul;
import io.grad4j.notes.syntax.Expr.Neg;
import io.grad4j.notes.syntax.Expr.Num;
import io.grad4j.notes.syntax.Expr.Operation;
import io.grad4j.notes.syntax.Expr.Sym;
import io.grad4j.notes.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Reads sums, products and powers by recursive descent; {@link Atoms} and {@link Operators} read what they are made of. */
final class ExpressionParser {
    private static final Set<String> TIMES = Set.of("cdot", "times", "ast");
    private static final Set<String> CLOSING = Set.of(
            ")", "]", "}", "rbrace", "rangle", "rvert", "rVert", ",", ";", ".", ":", "Vert", "parallel", "mid", "|");

    final Cursor cursor;
    final Conventions conventions;
    final Predicate<String> functions;
    private final Atoms atoms;
    private final Operators operators;
    private int depth;
    int bars;
    int integrals;

    ExpressionParser(Side side, Predicate<String> functions, Conventions conventions) {
        this.cursor = new Cursor(side);
        this.functions = functions;
        this.conventions = conventions;
        this.atoms = new Atoms(this);
        this.operators = new Operators(this);
    }

    /** The whole side. */
    Expr whole() {
        if (cursor.done()) {
            throw cursor.error("nothing is there to read");
        }
        Expr expr = sum();
        if (!cursor.done()) {
            throw cursor.error("unexpected " + cursor.peek().text() + ": what stands before it is complete");
        }
        return expr;
    }

    Operators operators() {
        return operators;
    }

    /** a + b - c. */
    Expr sum() {
        if (++depth > Limits.DEPTH) {
            throw cursor.error("nested more than " + Limits.DEPTH + " deep");
        }
        List<Expr> terms = new ArrayList<>();
        boolean negative = sign();
        terms.add(signed(product(), negative));
        while (isSign(cursor.peek())) {
            negative = sign();
            terms.add(signed(product(), negative));
        }
        depth--;
        return terms.size() == 1 ? terms.get(0) : new Add(terms);
    }

    private static Expr signed(Expr term, boolean negative) {
        return negative ? new Neg(term) : term;
    }

    private static boolean isSign(Token token) {
        return token.is("+") || token.is("-");
    }

    private boolean sign() {
        boolean negative = false;
        while (isSign(cursor.peek())) {
            negative ^= cursor.take().is("-");
        }
        return negative;
    }

    /** Factors side by side, with · and /. */
    Expr product() {
        Expr product = factor();
        while (true) {
            Token token = cursor.peek();
            if (isTimes(token)) {
                cursor.take();
                product = new Binary(Operation.DOT, product, sign() ? new Neg(factor()) : factor());
            } else if (token.isCommand("circ") || token.isCommand("odot")) {
                cursor.take();
                product = new Binary(Operation.ELEMENTWISE, product, factor());
            } else if (token.is("/")) {
                cursor.take();
                product = over(product);
            } else if (startsFactor()) {
                product = times(product, factor());
            } else {
                return product;
            }
        }
    }

    private static boolean isTimes(Token token) {
        return token.is("*") || (token.kind() == Kind.COMMAND && TIMES.contains(token.text()));
    }

    private Expr over(Expr numerator) {
        Expr denominator = factor();
        if (startsFactor() && conventions.way(Ambiguity.SLASH) == 1) {
            while (startsFactor()) {
                denominator = times(denominator, factor());
            }
        }
        return new Binary(Operation.DIVIDE, numerator, denominator);
    }

    static Expr times(Expr left, Expr right) {
        List<Expr> factors = new ArrayList<>();
        factors.addAll(left instanceof Mul mul ? mul.factors() : List.of(left));
        factors.addAll(right instanceof Mul mul ? mul.factors() : List.of(right));
        return new Mul(factors);
    }

    /** Whether another factor follows without a sign. */
    boolean startsFactor() {
        Token token = cursor.peek();
        if (token.kind() == Kind.END || isSign(token)) {
            return false;
        }
        if ((token.is("|") && bars == 0) || (token.isCommand("Vert") && operators.opensNorm())) {
            return true;
        }
        if (CLOSING.contains(token.text()) && token.kind() != Kind.NAME) {
            return false;
        }
        return !isOperator(token) && !endsIntegral();
    }

    private static boolean isOperator(Token token) {
        return token.is("/")
                || token.is("*")
                || token.is("^")
                || token.is("_")
                || token.is("=")
                || token.is("'")
                || token.is("!")
                || isTimes(token)
                || token.isCommand("circ")
                || token.isCommand("odot")
                || Relation.of(token).isPresent();
    }

    /** Whether a dx stands here and closes an integral. */
    boolean endsIntegral() {
        return integrals > 0 && operators.isDifferential();
    }

    /** A factor with its powers. */
    Expr factor() {
        if (++depth > Limits.DEPTH) {
            throw cursor.error("nested more than " + Limits.DEPTH + " deep");
        }
        Token token = cursor.peek();
        Expr factor;
        if (operators.starts(token)) {
            factor = operators.read();
        } else {
            factor = powers(atoms.read());
        }
        depth--;
        return factor;
    }

    /** A part with what stands above it: a power, a transpose. */
    Expr powers(Expr base) {
        Expr powered = base;
        while (true) {
            if (cursor.takes("^")) {
                powered = raised(powered, exponent());
                powered = atoms.lateArguments(powered);
            } else if (cursor.takesCommand("transposed")) {
                powered = new Marked(Mark.TRANSPOSE, powered);
            } else if (cursor.peek().is("_") && !(powered instanceof Sym)) {
                cursor.take();
                List<Expr> parts = new ArrayList<>(List.of(powered));
                parts.addAll(atoms.subscripts());
                powered = new Fn("entry", parts);
            } else if (cursor.peek().is("'") || cursor.peek().is("!")) {
                throw cursor.error(cursor.peek().text() + " is not read");
            } else {
                return powered;
            }
        }
    }

    /** {@code base} to an exponent, where T and ⊤ transpose. */
    static Expr raised(Expr base, Expr exponent) {
        if (exponent instanceof Sym sym
                && sym.subscripts().isEmpty()
                && Set.of("T", "\\top", "\\intercal", "\\mathsf{T}").contains(sym.base())) {
            return new Marked(Mark.TRANSPOSE, base);
        }
        if (exponent instanceof Neg neg && isTransposeSign(neg.a())) {
            return new Marked(Mark.TRANSPOSE, new Binary(Operation.POWER, base, new Neg(Num.of(1))));
        }
        if (base instanceof Sym sym
                && sym.base().equals("e")
                && sym.subscripts().isEmpty()) {
            return Fn.of("exp", exponent);
        }
        return new Binary(Operation.POWER, base, exponent);
    }

    private static boolean isTransposeSign(Expr e) {
        return e instanceof Sym sym && (sym.base().equals("T") || sym.base().equals("\\top"));
    }

    /** What stands behind a ^. */
    Expr exponent() {
        if (cursor.takesCommand("top") || cursor.takesCommand("intercal") || cursor.takesCommand("transposed")) {
            return Sym.of("\\top");
        }
        if (cursor.peek().is("{")
                && (cursor.peek(1).isCommand("top") || cursor.peek(1).isCommand("intercal"))) {
            cursor.take();
            cursor.take();
            cursor.expect("}", "behind the transpose");
            return Sym.of("\\top");
        }
        if (cursor.peek().is("{")
                && cursor.peek(1).is("-")
                && cursor.peek(2).isCommand("top")
                && cursor.peek(3).is("}")) {
            cursor.reset(cursor.mark() + 4);
            return new Neg(Sym.of("\\top"));
        }
        if (cursor.peek().is("{")) {
            return atoms.group();
        }
        return isSign(cursor.peek()) ? signed(atoms.single(), cursor.take().is("-")) : atoms.single();
    }

    Atoms atoms() {
        return atoms;
    }
}
