package io.grad4j.notes.report;

import io.grad4j.notes.syntax.Expr;
import io.grad4j.notes.syntax.Expr.Add;
import io.grad4j.notes.syntax.Expr.Big;
import io.grad4j.notes.syntax.Expr.Binary;
import io.grad4j.notes.syntax.Expr.Brace;
import io.grad4j.notes.syntax.Expr.Call;
import io.grad4j.notes.syntax.Expr.Enumeration;
import io.grad4j.notes.syntax.Expr.Fn;
import io.grad4j.notes.syntax.Expr.Infinity;
import io.grad4j.notes.syntax.Expr.Integral;
import io.grad4j.notes.syntax.Expr.Kl;
import io.grad4j.notes.syntax.Expr.Mark;
import io.grad4j.notes.syntax.Expr.Marked;
import io.grad4j.notes.syntax.Expr.Moment;
import io.grad4j.notes.syntax.Expr.Mul;
import io.grad4j.notes.syntax.Expr.Nabla;
import io.grad4j.notes.syntax.Expr.Neg;
import io.grad4j.notes.syntax.Expr.None;
import io.grad4j.notes.syntax.Expr.Num;
import io.grad4j.notes.syntax.Expr.Operation;
import io.grad4j.notes.syntax.Expr.Partial;
import io.grad4j.notes.syntax.Expr.Sym;
import io.grad4j.notes.syntax.Plain;
import io.grad4j.notes.syntax.Relation;
import java.util.List;
import java.util.stream.Collectors;

/** Formulas as presentation MathML. */
final class MathMl {
    private MathMl() {}

    static String of(Relation relation, Expr e) {
        return "<math>" + operator(relation.symbol()) + of(e) + "</math>";
    }

    private static String of(Expr e) {
        if (e instanceof None) {
            return "<mrow></mrow>";
        } else if (e instanceof Num num) {
            return "<mn>" + num.digits() + "</mn>";
        } else if (e instanceof Infinity) {
            return "<mi>∞</mi>";
        } else if (e instanceof Sym sym) {
            return symbol(sym);
        } else if (e instanceof Call call) {
            String given = call.given().isEmpty() ? "" : operator("|") + list(call.given());
            return row(symbol(call.function()) + bracketed("(", list(call.arguments()) + given, ")"));
        } else if (e instanceof Fn fn) {
            return function(fn);
        } else if (e instanceof Add add) {
            return sum(add);
        } else if (e instanceof Neg neg) {
            return row(operator("−") + part(neg.a(), neg.a() instanceof Add));
        } else if (e instanceof Mul mul) {
            return row(mul.factors().stream()
                    .map(f -> part(f, isLoose(f) || isOpen(f)))
                    .collect(Collectors.joining(operator("⁢"))));
        } else if (e instanceof Binary binary) {
            return binary(binary);
        }
        return large(e);
    }

    private static boolean isLoose(Expr e) {
        return e instanceof Add || e instanceof Neg;
    }

    private static boolean isOpen(Expr e) {
        return e instanceof Nabla || e instanceof Partial || e instanceof Big;
    }

    private static String large(Expr e) {
        if (e instanceof Marked marked) {
            String inside = of(marked.a());
            return switch (marked.mark()) {
                case TRANSPOSE -> "<msup>" + part(marked.a(), !isAtom(marked.a())) + "<mi>T</mi></msup>";
                case BARS -> bracketed("|", inside, "|");
                case NORM -> bracketed("‖", inside, "‖");
            };
        } else if (e instanceof Big big) {
            String below = row(of(big.index()) + (big.low() instanceof None ? "" : operator("=") + of(big.low())));
            return row("<munderover>" + operator(big.product() ? "∏" : "∑") + below + of(big.high()) + "</munderover>"
                    + part(big.body(), isLoose(big.body())));
        } else if (e instanceof Integral integral) {
            return row("<msubsup>" + operator("∫") + of(integral.low()) + of(integral.high()) + "</msubsup>"
                    + part(integral.body(), isLoose(integral.body())) + "<mi>d</mi>" + of(integral.by()));
        } else if (e instanceof Moment moment) {
            String law = moment.by() instanceof None
                    ? of(moment.law())
                    : row(of(moment.by()) + operator("∼") + of(moment.law()));
            return row("<msub><mi>" + (moment.variance() ? "Var" : "𝔼") + "</mi>" + law + "</msub>"
                    + bracketed("[", of(moment.body()), "]"));
        } else if (e instanceof Partial partial) {
            return row("<mfrac><mi>∂</mi>" + row("<mi>∂</mi>" + of(partial.by())) + "</mfrac>"
                    + part(partial.f(), !isAtom(partial.f())));
        } else if (e instanceof Nabla nabla) {
            return row("<msubsup><mi>∇</mi>" + of(nabla.by()) + (nabla.hessian() ? "<mn>2</mn>" : "<mrow></mrow>")
                    + "</msubsup>" + part(nabla.f(), !isAtom(nabla.f())));
        } else if (e instanceof Kl kl) {
            return row("<mi>KL</mi>" + bracketed("(", of(kl.p()) + operator("‖") + of(kl.q()), ")"));
        } else if (e instanceof Brace brace) {
            String label = brace.label() instanceof None
                    ? "<mtext>" + HtmlReport.escaped(brace.words()) + "</mtext>"
                    : of(brace.label());
            return "<munder><munder>" + of(brace.body()) + operator("⏟") + "</munder>" + label + "</munder>";
        }
        Enumeration all = (Enumeration) e;
        return row(of(all.body()) + operator(",") + operator("…"));
    }

    private static boolean isAtom(Expr e) {
        return e instanceof Sym
                || e instanceof Call
                || e instanceof Num
                || (e instanceof Marked m && m.mark() != Mark.TRANSPOSE);
    }

    private static String function(Fn fn) {
        Expr first = fn.arguments().get(0);
        if (fn.name().equals("sqrt")) {
            return "<msqrt>" + of(first) + "</msqrt>";
        }
        if (fn.name().equals("exp")) {
            return "<msup><mi>e</mi>" + of(first) + "</msup>";
        }
        if (fn.name().equals("entry")) {
            return "<msub>" + bracketed("[", of(first), "]")
                    + row(list(fn.arguments().subList(1, fn.arguments().size()))) + "</msub>";
        }
        return row("<mi>" + fn.name() + "</mi>" + operator("⁡")
                + (isAtom(first) && fn.arguments().size() == 1
                        ? of(first)
                        : bracketed("(", list(fn.arguments()), ")")));
    }

    private static String sum(Add add) {
        StringBuilder text = new StringBuilder();
        for (Expr term : add.terms()) {
            boolean negative = term instanceof Neg;
            text.append(text.isEmpty() ? (negative ? operator("−") : "") : operator(negative ? "−" : "+"));
            Expr positive = term instanceof Neg neg ? neg.a() : term;
            text.append(part(positive, isLoose(positive)));
        }
        return row(text.toString());
    }

    private static String binary(Binary b) {
        if (b.operation() == Operation.DIVIDE) {
            return "<mfrac>" + of(b.left()) + of(b.right()) + "</mfrac>";
        }
        if (b.operation() == Operation.POWER) {
            return "<msup>" + part(b.left(), !isAtom(b.left())) + of(b.right()) + "</msup>";
        }
        String sign = b.operation() == Operation.DOT ? "·" : "⊙";
        return row(part(b.left(), isLoose(b.left())) + operator(sign) + part(b.right(), isLoose(b.right())));
    }

    private static String part(Expr e, boolean inBrackets) {
        return inBrackets ? bracketed("(", of(e), ")") : of(e);
    }

    private static String symbol(Sym sym) {
        String name = "<mi>" + HtmlReport.escaped(Plain.of(sym.base())) + "</mi>";
        return sym.subscripts().isEmpty() ? name : "<msub>" + name + row(list(sym.subscripts())) + "</msub>";
    }

    private static String list(List<Expr> all) {
        return all.stream().map(MathMl::of).collect(Collectors.joining(operator(",")));
    }

    private static String bracketed(String open, String inside, String close) {
        return row(operator(open) + inside + operator(close));
    }

    private static String operator(String sign) {
        return "<mo>" + HtmlReport.escaped(sign) + "</mo>";
    }

    private static String row(String inside) {
        return "<mrow>" + inside + "</mrow>";
    }
}
