package io.grad4j.notes.evaluation;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.ops.Pairwise;
import io.grad4j.autodiff.ops.Shaping;
import io.grad4j.notes.binding.Scope;
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
import io.grad4j.notes.syntax.Expr.Marked;
import io.grad4j.notes.syntax.Expr.Moment;
import io.grad4j.notes.syntax.Expr.Mul;
import io.grad4j.notes.syntax.Expr.Nabla;
import io.grad4j.notes.syntax.Expr.Neg;
import io.grad4j.notes.syntax.Expr.Num;
import io.grad4j.notes.syntax.Expr.Partial;
import io.grad4j.notes.syntax.Expr.Sym;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Evaluates formulas on a tape at one point. Names are looked up by {@link Names}, laws by {@link Laws}, ∂ and ∇ are the tape's. */
public final class Evaluator {
    private static final int DEPTH = 200;

    final Tape tape;
    final Draw draw;
    final Scope scope;
    final Names names;
    private final Laws laws;
    private final Slopes slopes;
    private int depth;

    private Evaluator(Tape tape, Draw draw, Scope scope) {
        this.tape = tape;
        this.draw = draw;
        this.scope = scope;
        this.names = new Names(this);
        this.laws = new Laws(this);
        this.slopes = new Slopes(this);
    }

    /**
     * The entries of a formula at a point, row-major, NaN where it is not defined.
     *
     * @throws NotEvaluable if it has no value at any point
     */
    public static Outcome at(Draw draw, Scope scope, Expr e) {
        try (Tape tape = new Tape()) {
            Evaluator evaluator = new Evaluator(tape, draw, scope);
            try {
                DMatrixRMaj value = evaluator.of(e).value();
                return new Outcome(value.numRows, value.numCols, value.data.clone(), evaluator.laws.sums());
            } catch (ArgumentException outside) {
                return new Outcome(1, 1, new double[] {Double.NaN}, false);
            }
        }
    }

    Laws laws() {
        return laws;
    }

    Var constant(double value) {
        return tape.constant(value);
    }

    Var of(Expr e) {
        if (++depth > DEPTH) {
            throw NotEvaluable.because("definitions refer to each other in a circle");
        }
        Var value = dispatch(e);
        depth--;
        return value;
    }

    private Var dispatch(Expr e) {
        if (e instanceof Num num) {
            return constant(num.value());
        } else if (e instanceof Sym sym) {
            return names.of(sym);
        } else if (e instanceof Call call) {
            return names.of(call);
        } else if (e instanceof Add add) {
            return add.terms().stream().map(this::of).reduce(Arithmetic::plus).orElseThrow();
        } else if (e instanceof Neg neg) {
            return of(neg.a()).negate();
        } else if (e instanceof Mul mul) {
            return product(mul.factors());
        } else if (e instanceof Binary binary) {
            return binary(binary);
        } else if (e instanceof Fn fn) {
            return function(fn);
        } else if (e instanceof Marked marked) {
            return marked(marked);
        } else if (e instanceof Brace brace) {
            return of(brace.body());
        } else if (e instanceof Infinity) {
            return constant(Double.POSITIVE_INFINITY);
        }
        return operator(e);
    }

    private Var operator(Expr e) {
        if (e instanceof Big big) {
            return new Ranges(this).of(big);
        } else if (e instanceof Integral integral) {
            return laws.integral(integral);
        } else if (e instanceof Moment moment) {
            return laws.moment(moment);
        } else if (e instanceof Kl kl) {
            return laws.divergence(kl.p(), kl.q());
        } else if (e instanceof Partial partial) {
            return slopes.partial(partial);
        } else if (e instanceof Nabla nabla) {
            return slopes.nabla(nabla);
        }
        throw NotEvaluable.because("a list is no number");
    }

    private Var product(List<Expr> factors) {
        Var product = of(factors.get(0));
        for (Expr factor : factors.subList(1, factors.size())) {
            product = Arithmetic.times(product, of(factor));
        }
        return product;
    }

    private Var binary(Binary b) {
        Var left = of(b.left());
        Var right = of(b.right());
        return switch (b.operation()) {
            case DIVIDE -> Arithmetic.divide(left, right);
            case POWER -> Arithmetic.power(left, right);
            case DOT -> Arithmetic.dot(left, right);
            case ELEMENTWISE -> Arithmetic.elementwise(left, right);
        };
    }

    private Var marked(Marked marked) {
        Var a = of(marked.a());
        return switch (marked.mark()) {
            case TRANSPOSE -> a.transpose();
            case BARS -> Arithmetic.bars(a);
            case NORM -> Arithmetic.norm(a);
        };
    }

    private Var function(Fn fn) {
        List<Expr> arguments = fn.arguments();
        if (fn.name().equals("max") || fn.name().equals("min")) {
            Var a = of(arguments.get(0));
            for (Expr other : arguments.subList(1, arguments.size())) {
                a = fn.name().equals("max") ? Pairwise.max(a, of(other)) : Pairwise.min(a, of(other));
            }
            return a;
        }
        if (fn.name().equals("entry")) {
            int[] index = arguments.stream().skip(1).mapToInt(names::index).toArray();
            return Arithmetic.entry(of(arguments.get(0)), index);
        }
        if (fn.name().equals("diag")) {
            return Arithmetic.function("diag", diagonal(arguments));
        }
        return Arithmetic.function(fn.name(), of(arguments.get(0)));
    }

    private Var diagonal(List<Expr> arguments) {
        if (arguments.size() == 1 && !(arguments.get(0) instanceof Enumeration)) {
            return of(arguments.get(0));
        }
        if (!(arguments.get(0) instanceof Enumeration all)) {
            return stack(arguments.stream().map(this::of).toList());
        }
        List<Var> entries = new ArrayList<>();
        int last = (int) of(all.last()).scalar();
        for (int i = 0; i < last; i++) {
            Local entry = Local.entry(i);
            entries.add(names.with(all.index().base(), entry, () -> of(all.body())));
        }
        return stack(entries);
    }

    Var stack(List<Var> entries) {
        for (Var entry : entries) {
            if (!Arithmetic.isScalar(entry)) {
                throw NotEvaluable.because("a column of " + entry.shape());
            }
        }
        return Shaping.stackRows(
                entries.get(0), entries.subList(1, entries.size()).toArray(Var[]::new));
    }
}
