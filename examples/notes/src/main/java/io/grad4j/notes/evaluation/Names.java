package io.grad4j.notes.evaluation;

import io.grad4j.autodiff.Var;
import io.grad4j.notes.binding.Domain;
import io.grad4j.notes.binding.Meaning;
import io.grad4j.notes.binding.Scope;
import io.grad4j.notes.syntax.Expr;
import io.grad4j.notes.syntax.Expr.Call;
import io.grad4j.notes.syntax.Expr.Num;
import io.grad4j.notes.syntax.Expr.Sym;
import io.grad4j.notes.syntax.Plain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.ejml.data.DMatrixRMaj;

/** Looks names up: bound variables first, then the scope, then the constants of mathematics. */
final class Names {
    /** The point of the sum, integral or expectation that is being evaluated: where a law without an argument is taken. */
    static final String AMBIENT = "";

    /** The same where arguments that are not bound mean that point too, as in E_p[log p(X)]. */
    static final String ANY_ARGUMENT = "()";

    private static final String FREE = "free ";

    private final Evaluator evaluator;
    private final Map<String, Local> locals = new HashMap<>();
    private final Map<String, Var> leaves = new HashMap<>();

    Names(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /** What {@code body} gives while {@code name} is bound. */
    <T> T with(String name, Local local, Supplier<T> body) {
        Local before = locals.get(name);
        locals.put(name, local);
        T value = body.get();
        if (before == null) {
            locals.remove(name);
        } else {
            locals.put(name, before);
        }
        return value;
    }

    Optional<Local> local(String name) {
        return Optional.ofNullable(locals.get(name));
    }

    Var of(Sym sym) {
        Local local = locals.get(Scope.key(sym));
        if (local != null) {
            return number(local);
        }
        Optional<Meaning> whole = evaluator.scope.of(Scope.key(sym));
        if (whole.isPresent()) {
            return value(Scope.key(sym), whole.get());
        }
        Optional<Meaning> base = evaluator.scope.of(sym.base());
        if (!sym.subscripts().isEmpty()
                && evaluator.scope.of(sym.base() + Scope.MEMBERS).isPresent()) {
            return evaluator.constant(sample(sym.base())[index(sym.subscripts().get(0))] + 1);
        }
        if (!sym.subscripts().isEmpty() && (base.isPresent() || locals.containsKey(sym.base()))) {
            return subscripted(sym, base.orElse(new Meaning.Vector(Domain.REAL)));
        }
        return constantOf(sym);
    }

    private Var number(Local local) {
        Var value = local.value();
        if (value != null) {
            return value;
        }
        return local.point()
                ? evaluator.constant(
                        evaluator.draw.vector("points", Domain.REAL, evaluator.draw.support())[local.index()])
                : evaluator.constant(local.index() + 1);
    }

    private Var constantOf(Sym sym) {
        Local variable = locals.get(ANY_ARGUMENT);
        // In E_p[X²] the capital is the variable of p.
        if (variable != null && sym.subscripts().isEmpty() && sym.base().matches("[A-HJ-Z]")) {
            return number(variable);
        }
        if (sym.subscripts().isEmpty()) {
            return switch (sym.base()) {
                case "e" -> evaluator.constant(Math.E);
                case "\\pi" -> evaluator.constant(Math.PI);
                case "I", "\\mathbf{I}", "\\boldsymbol{I}", "\\bm{I}", "\\mathbb{I}" ->
                    Arithmetic.identity(evaluator.tape, evaluator.draw.used());
                case "\\mathbf{1}", "\\boldsymbol{1}", "\\bm{1}" -> ones();
                default -> throw NotEvaluable.unbound(Scope.key(sym));
            };
        }
        if (sym.base().equals("\\delta")) {
            return delta(sym.subscripts());
        }
        throw NotEvaluable.unbound(Scope.key(sym));
    }

    private Var ones() {
        DMatrixRMaj ones = new DMatrixRMaj(evaluator.draw.used(), 1);
        ones.fill(1);
        return evaluator.tape.constant(ones);
    }

    /** 1 if both indices are equal, also when they are written side by side. */
    private Var delta(List<Expr> subscripts) {
        List<Expr> pair = new ArrayList<>();
        subscripts.forEach(s -> pair.addAll(s instanceof Expr.Mul mul ? mul.factors() : List.of(s)));
        if (pair.size() != 2) {
            throw NotEvaluable.because("δ with " + pair.size() + " indices");
        }
        return evaluator.constant(index(pair.get(0)) == index(pair.get(1)) ? 1 : 0);
    }

    private Var value(String key, Meaning meaning) {
        Draw draw = evaluator.draw;
        if (meaning instanceof Meaning.Scalar scalar) {
            return leaf(key, () -> new DMatrixRMaj(new double[][] {{draw.number(key, scalar.domain())}}));
        } else if (meaning instanceof Meaning.Vector vector) {
            return leaf(
                    key, () -> new DMatrixRMaj(draw.used(), 1, true, draw.vector(key, vector.domain(), draw.used())));
        } else if (meaning instanceof Meaning.Matrix matrix) {
            return leaf(key, () -> new DMatrixRMaj(draw.used(), draw.used(), true, draw.matrix(key, matrix.form())));
        } else if (meaning instanceof Meaning.Dimension) {
            return evaluator.constant(draw.used());
        } else if (meaning instanceof Meaning.Normalizer normalizer) {
            return evaluator.laws().normalizer(normalizer.family());
        } else if (meaning instanceof Meaning.Defined defined) {
            return defined(key, defined);
        }
        return atPoint(key, meaning, ambient(key));
    }

    /** What is bound to a key, at the point of the sum or mean that is being evaluated. */
    Var atAmbient(String key) {
        Meaning meaning = evaluator.scope.of(key).orElseThrow(() -> NotEvaluable.unbound(key));
        return value(key, meaning);
    }

    private Local ambient(String key) {
        Local ambient = locals.get(AMBIENT);
        if (ambient == null) {
            throw NotEvaluable.because(Plain.of(key) + " is a function and stands without an argument");
        }
        return ambient;
    }

    private Var defined(String key, Meaning.Defined defined) {
        if (defined.parameters().isEmpty()) {
            Var known = leaves.get(key);
            if (known == null) {
                known = evaluator.of(defined.body());
                // Inside a sum or an expectation its value may be another at each point.
                if (locals.isEmpty()) {
                    leaves.put(key, known);
                }
            }
            return known;
        }
        if (defined.parameters().size() == 1) {
            return with(defined.parameters().get(0), ambient(key), () -> evaluator.of(defined.body()));
        }
        throw NotEvaluable.because(key + " stands without its arguments");
    }

    private Var leaf(String key, Supplier<DMatrixRMaj> value) {
        Var known = leaves.get(key);
        if (known == null) {
            known = evaluator.tape.variable(key, value.get());
            leaves.put(key, known);
        }
        return known;
    }

    /** The variable behind a name, which derivatives are taken by. */
    Var variable(Sym by) {
        Local local = locals.get(Scope.key(by));
        if (local != null && local.value() != null) {
            return local.value();
        }
        Optional<Meaning> meaning = evaluator.scope.of(Scope.key(by));
        if (meaning.isEmpty()) {
            throw NotEvaluable.unbound(Scope.key(by));
        }
        if (meaning.get() instanceof Meaning.Scalar
                || meaning.get() instanceof Meaning.Vector
                || meaning.get() instanceof Meaning.Matrix
                || (meaning.get() instanceof Meaning.Defined defined
                        && defined.parameters().isEmpty())) {
            return value(Scope.key(by), meaning.get());
        }
        throw NotEvaluable.because(
                "a derivative by " + Scope.key(by) + ", " + meaning.get().words());
    }

    private Var subscripted(Sym sym, Meaning base) {
        String key = sym.base();
        if (base instanceof Meaning.Vector || base instanceof Meaning.Matrix || isColumn(base)) {
            int[] index = indices(sym.subscripts());
            return Arithmetic.entry(of(Sym.of(key)), index);
        }
        if (base instanceof Meaning.Gaussian || isParameter(sym, base)) {
            return value(key, base);
        }
        if (base instanceof Meaning.Distribution
                || base instanceof Meaning.Potential
                || base instanceof Meaning.Table) {
            return atPoint(key, base, point(sym.subscripts().get(0)));
        }
        throw NotEvaluable.unbound(Scope.key(sym));
    }

    private static boolean isColumn(Meaning base) {
        return base instanceof Meaning.Defined defined && defined.parameters().isEmpty();
    }

    private static boolean isParameter(Sym sym, Meaning base) {
        return base instanceof Meaning.Distribution law
                && sym.subscripts().size() == 1
                && sym.subscripts().get(0).equals(Sym.of(law.parameter()));
    }

    private int[] indices(List<Expr> subscripts) {
        List<Expr> all = new ArrayList<>();
        subscripts.forEach(s -> all.addAll(s instanceof Expr.Mul mul ? mul.factors() : List.of(s)));
        return all.stream().mapToInt(this::index).toArray();
    }

    /** An index, counted from 0; a letter that is not bound stands for any. */
    int index(Expr e) {
        if (e instanceof Num num) {
            int index = (int) num.value() - 1;
            if (index < 0 || index >= evaluator.draw.used()) {
                throw NotEvaluable.because("entry " + num.digits() + " in " + evaluator.draw.used() + " dimensions");
            }
            return index;
        }
        if (e instanceof Sym sym && sym.subscripts().isEmpty()) {
            Local local = locals.get(sym.base());
            if (local != null && local.index() >= 0) {
                return local.index();
            }
            Optional<Meaning> meaning = evaluator.scope.of(sym.base());
            if (meaning.filter(m -> m instanceof Meaning.Dimension).isPresent()) {
                return evaluator.draw.used() - 1;
            }
            if (local == null && sym.base().matches("[a-z]")) {
                return evaluator.draw.index(FREE + sym.base(), evaluator.draw.used());
            }
        }
        throw NotEvaluable.because("an index that is not a bare letter or number");
    }

    double[] sample(String key) {
        return evaluator.draw.indices(key, evaluator.draw.used(), evaluator.draw.support());
    }

    Var of(Call call) {
        String base = call.function().base();
        String key = Scope.key(call.function());
        Meaning meaning = evaluator.scope.of(call.function()).orElse(null);
        if (meaning == null) {
            return evaluator.laws().builtIn(call).orElseThrow(() -> NotEvaluable.unbound(key));
        }
        String bound = evaluator.scope.of(key).isPresent() ? key : base;
        if (meaning instanceof Meaning.Defined defined && !defined.parameters().isEmpty()) {
            return applied(key, defined, call.arguments());
        }
        if (meaning instanceof Meaning.Scalar
                || meaning instanceof Meaning.Vector
                || meaning instanceof Meaning.Matrix
                || meaning instanceof Meaning.Defined) {
            return value(bound, meaning);
        }
        if (call.arguments().size() != 1) {
            throw NotEvaluable.because(
                    key + " of " + call.arguments().size() + " arguments; laws of one variable are read");
        }
        if (!evaluator.scope.isUsual(call)) {
            throw NotEvaluable.because(Plain.of(key) + " is taken with more than one condition");
        }
        if (meaning instanceof Meaning.Gaussian law) {
            return evaluator.laws().density(law, argument(call.arguments().get(0)));
        }
        return atPoint(bound, meaning, point(call.arguments().get(0)));
    }

    private Var argument(Expr e) {
        Local ambient = locals.get(ANY_ARGUMENT);
        boolean free = e instanceof Sym sym
                && locals.get(sym.base()) == null
                && evaluator.scope.of(sym).isEmpty();
        return free && ambient != null ? number(ambient) : evaluator.of(e);
    }

    private Var applied(String key, Meaning.Defined defined, List<Expr> arguments) {
        if (arguments.size() != defined.parameters().size()) {
            throw NotEvaluable.because(
                    key + " has " + defined.parameters().size() + " arguments, not " + arguments.size());
        }
        List<Local> values = new ArrayList<>();
        for (Expr argument : arguments) {
            values.add(isPoint(argument) ? point(argument) : Local.value(argument(argument)));
        }
        return applied(defined, values, 0);
    }

    private boolean isPoint(Expr argument) {
        if (!(argument instanceof Sym sym)) {
            return false;
        }
        Local local = locals.get(Scope.key(sym));
        return local != null ? local.index() >= 0 : isFreePoint(sym);
    }

    private boolean isFreePoint(Sym sym) {
        boolean member = !sym.subscripts().isEmpty()
                && evaluator.scope.of(sym.base() + Scope.MEMBERS).isPresent();
        return member
                || (evaluator.scope.of(sym).isEmpty()
                        && (locals.containsKey(ANY_ARGUMENT) || sym.subscripts().isEmpty()));
    }

    private Var applied(Meaning.Defined defined, List<Local> values, int i) {
        return i == values.size()
                ? evaluator.of(defined.body())
                : with(defined.parameters().get(i), values.get(i), () -> applied(defined, values, i + 1));
    }

    /** The point that an argument means; a letter that is not bound stands for any point. */
    Local point(Expr e) {
        if (!(e instanceof Sym sym)) {
            throw NotEvaluable.because("a law at something that is not a name");
        }
        Local local = locals.get(Scope.key(sym));
        if (local != null) {
            return local;
        }
        if (!sym.subscripts().isEmpty()
                && evaluator.scope.of(sym.base() + Scope.MEMBERS).isPresent()) {
            return Local.point((int) sample(sym.base())[index(sym.subscripts().get(0))]);
        }
        Local ambient = locals.get(ANY_ARGUMENT);
        if (ambient != null) {
            return ambient;
        }
        if (sym.subscripts().isEmpty() && sym.base().matches("[a-zA-Z]|\\\\(mathbf|boldsymbol|bm)\\{[a-zA-Z]}")) {
            return Local.point(evaluator.draw.index(FREE + sym.base(), evaluator.draw.support()));
        }
        throw NotEvaluable.unbound(Scope.key(sym));
    }

    private Var atPoint(String key, Meaning meaning, Local at) {
        if (meaning instanceof Meaning.Gaussian law) {
            return evaluator.laws().density(law, number(at));
        }
        if (at.index() < 0) {
            throw NotEvaluable.because(key + " is taken at a number, but is " + meaning.words());
        }
        if (meaning instanceof Meaning.Distribution) {
            return evaluator.laws().probability(key, at.index());
        } else if (meaning instanceof Meaning.Potential potential) {
            return evaluator.laws().weight(potential.family(), at.index());
        } else if (meaning instanceof Meaning.Table table) {
            return table(key, table, at.index());
        }
        throw NotEvaluable.because(key + " is " + meaning.words() + ", not a value");
    }

    private Var table(String key, Meaning.Table table, int point) {
        Draw draw = evaluator.draw;
        int width = table.vectors() ? draw.used() : 1;
        double[] all = draw.vector(key, table.domain(), width * draw.support());
        DMatrixRMaj row = new DMatrixRMaj(width, 1);
        System.arraycopy(all, point * width, row.data, 0, width);
        return evaluator.tape.constant(row);
    }
}
