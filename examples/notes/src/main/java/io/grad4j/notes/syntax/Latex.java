package io.grad4j.notes.syntax;

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
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Formulas as LaTeX, with brackets where they are needed to be read back as the same tree. */
public final class Latex {
    private static final int SUM = 1;
    private static final int PRODUCT = 2;
    private static final int POWER = 4;
    private static final Set<String> COMMANDS =
            Set.of("log", "exp", "sin", "cos", "tan", "tanh", "sinh", "cosh", "det", "max", "min");

    private Latex() {}

    /** A formula as LaTeX. */
    public static String of(Expr e) {
        return write(e, 0);
    }

    private static String write(Expr e, int outer) {
        String text = plain(e);
        return strength(e) < outer ? "\\left(" + text + "\\right)" : text;
    }

    private static int strength(Expr e) {
        if (e instanceof Add || e instanceof Neg) {
            return SUM;
        }
        if (e instanceof Mul
                || e instanceof Big
                || e instanceof Partial
                || e instanceof Nabla
                || (e instanceof Binary b && b.operation() != Operation.POWER && b.operation() != Operation.DIVIDE)) {
            return PRODUCT;
        }
        return e instanceof Binary || e instanceof Integral || e instanceof Fn || e instanceof Moment ? 3 : POWER + 1;
    }

    private static String plain(Expr e) {
        if (e instanceof None) {
            return "";
        } else if (e instanceof Num num) {
            return num.digits();
        } else if (e instanceof Infinity) {
            return "\\infty";
        } else if (e instanceof Sym sym) {
            return symbol(sym);
        } else if (e instanceof Call call) {
            return symbol(call.function()) + "(" + list(call.arguments(), ", ")
                    + (call.given().isEmpty() ? "" : "; " + list(call.given(), ", ")) + ")";
        } else if (e instanceof Fn fn) {
            return function(fn);
        } else if (e instanceof Add add) {
            return sum(add);
        } else if (e instanceof Neg neg) {
            return "-" + write(neg.a(), PRODUCT);
        } else if (e instanceof Mul mul) {
            return mul.factors().stream().map(f -> factor(f, mul)).collect(Collectors.joining(" "));
        } else if (e instanceof Binary binary) {
            return binary(binary);
        }
        return operator(e);
    }

    private static String factor(Expr f, Mul mul) {
        boolean last = f.equals(mul.factors().get(mul.factors().size() - 1));
        boolean open = f instanceof Big || f instanceof Nabla || f instanceof Partial;
        return open && !last ? "\\left(" + plain(f) + "\\right)" : write(f, PRODUCT + (open ? 0 : 1));
    }

    private static String operator(Expr e) {
        if (e instanceof Marked marked) {
            return marked.mark() == Mark.TRANSPOSE
                    ? write(marked.a(), POWER) + "^T"
                    : marked.mark() == Mark.BARS ? "|" + of(marked.a()) + "|" : "\\|" + of(marked.a()) + "\\|";
        } else if (e instanceof Big big) {
            String below = big.low() instanceof None ? of(big.index()) : of(big.index()) + "=" + of(big.low());
            return (big.product() ? "\\prod" : "\\sum") + (below.isEmpty() ? "" : "_{" + below + "}")
                    + (big.high() instanceof None ? "" : "^{" + of(big.high()) + "}") + " "
                    + write(big.body(), PRODUCT);
        } else if (e instanceof Integral integral) {
            return "\\int" + (integral.low() instanceof None ? "" : "_{" + of(integral.low()) + "}")
                    + (integral.high() instanceof None ? "" : "^{" + of(integral.high()) + "}")
                    + " " + write(integral.body(), PRODUCT) + " \\, d" + of(integral.by());
        } else if (e instanceof Moment moment) {
            return moment(moment);
        } else if (e instanceof Partial partial) {
            return "\\frac{\\partial}{\\partial " + of(partial.by()) + "} \\left[" + of(partial.f()) + "\\right]";
        } else if (e instanceof Nabla nabla) {
            return "\\nabla" + (nabla.hessian() ? "^2" : "")
                    + (nabla.by() instanceof None ? "" : "_{" + of(nabla.by()) + "}")
                    + (nabla.f() instanceof Sym || nabla.f() instanceof Call
                            ? " " + of(nabla.f())
                            : " \\left[" + of(nabla.f()) + "\\right]");
        } else if (e instanceof Kl kl) {
            return "\\mathrm{KL}(" + of(kl.p()) + " \\| " + of(kl.q()) + ")";
        } else if (e instanceof Brace brace) {
            return of(brace.body());
        }
        Enumeration all = (Enumeration) e;
        return of(at(all, Num.of(1))) + ", \\ldots, " + of(at(all, all.last()));
    }

    private static Expr at(Enumeration all, Expr index) {
        return all.body().rewrite(part -> part.equals(all.index()) ? index : part);
    }

    private static String moment(Moment m) {
        String below = m.by() instanceof None
                ? (m.law() instanceof None ? "" : "_{" + of(m.law()) + "}")
                : "_{" + of(m.by()) + " \\sim " + of(m.law()) + "}";
        return (m.variance() ? "\\mathrm{Var}" : "\\mathbb{E}") + below + " \\left[" + of(m.body()) + "\\right]";
    }

    private static String symbol(Sym sym) {
        return sym.base() + (sym.subscripts().isEmpty() ? "" : "_{" + list(sym.subscripts(), ",") + "}");
    }

    private static String list(List<Expr> all, String between) {
        return all.stream().map(Latex::of).collect(Collectors.joining(between));
    }

    private static String function(Fn fn) {
        if (fn.name().equals("entry")) {
            return "\\left[" + of(fn.arguments().get(0)) + "\\right]_{"
                    + list(fn.arguments().subList(1, fn.arguments().size()), ",") + "}";
        }
        if (fn.name().equals("sqrt")) {
            return "\\sqrt{" + of(fn.arguments().get(0)) + "}";
        }
        if (fn.name().equals("exp") && fn.arguments().get(0).size() < 8) {
            return "e^{" + of(fn.arguments().get(0)) + "}";
        }
        String name = COMMANDS.contains(fn.name()) ? "\\" + fn.name() : "\\operatorname{" + fn.name() + "}";
        boolean bare = fn.arguments().size() == 1
                && (fn.arguments().get(0) instanceof Sym
                        || fn.arguments().get(0) instanceof Call
                        || fn.arguments().get(0) instanceof Num);
        return name + (bare ? " " + of(fn.arguments().get(0)) : "\\left(" + list(fn.arguments(), ", ") + "\\right)");
    }

    private static String sum(Add add) {
        StringBuilder text = new StringBuilder();
        for (Expr term : add.terms()) {
            Expr positive = term instanceof Neg neg ? neg.a() : term;
            text.append(text.isEmpty() ? (term instanceof Neg ? "-" : "") : term instanceof Neg ? " - " : " + ");
            text.append(write(positive, PRODUCT));
        }
        return text.toString();
    }

    private static String binary(Binary b) {
        return switch (b.operation()) {
            case DIVIDE -> "\\frac{" + of(b.left()) + "}{" + of(b.right()) + "}";
            case POWER -> write(b.left(), POWER) + "^{" + of(b.right()) + "}";
            case DOT -> write(b.left(), PRODUCT) + " \\cdot " + write(b.right(), PRODUCT + 1);
            case ELEMENTWISE -> write(b.left(), PRODUCT) + " \\odot " + write(b.right(), PRODUCT + 1);
        };
    }
}
