package io.grad4j.notes.evaluation;

import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.ops.Shaping;
import io.grad4j.notes.binding.Meaning;
import io.grad4j.notes.binding.Scope;
import io.grad4j.notes.syntax.Expr.Nabla;
import io.grad4j.notes.syntax.Expr.None;
import io.grad4j.notes.syntax.Expr.Partial;
import io.grad4j.notes.syntax.Expr.Sym;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** ∂ and ∇, which are the tape's. */
final class Slopes {
    private final Evaluator evaluator;

    Slopes(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /** ∂f/∂x: of a number by a number or by anything, of a column or matrix by a number. */
    Var partial(Partial partial) {
        Sym by = partial.by();
        if (!by.subscripts().isEmpty() && evaluator.scope.of(Scope.key(by)).isEmpty()) {
            Var whole = evaluator.names.variable(Sym.of(by.base()));
            Var f = evaluator.of(partial.f());
            int[] index =
                    by.subscripts().stream().mapToInt(evaluator.names::index).toArray();
            return Arithmetic.entry(gradient(f, whole, by.base()), index);
        }
        Var x = evaluator.names.variable(by);
        Var f = evaluator.of(partial.f());
        if (Arithmetic.isScalar(x) && !Arithmetic.isScalar(f)) {
            requireDependence(f, x, Scope.key(by));
            return evaluator.tape.jvp(f, x, evaluator.constant(1));
        }
        return gradient(f, x, Scope.key(by));
    }

    /** ∇f, a column of the shape of the parameter, or the Hessian. */
    Var nabla(Nabla nabla) {
        String name = parameter(nabla);
        Var x = evaluator.names.variable(Sym.of(name));
        Var gradient = gradient(evaluator.of(nabla.f()), x, name);
        if (!nabla.hessian()) {
            return gradient;
        }
        if (gradient.cols() != 1) {
            throw NotEvaluable.because("a Hessian by " + x.shape());
        }
        List<Var> rows = new ArrayList<>();
        for (int i = 0; i < gradient.rows(); i++) {
            Var entry = Arithmetic.entry(gradient, i);
            rows.add(evaluator.tape.vjp(entry, evaluator.constant(1), x).transpose());
        }
        return Shaping.stackRows(rows.get(0), rows.subList(1, rows.size()).toArray(Var[]::new));
    }

    private String parameter(Nabla nabla) {
        if (nabla.by() instanceof Sym by) {
            return Scope.key(by);
        }
        if (!(nabla.by() instanceof None) || evaluator.scope.parameter().isEmpty()) {
            throw NotEvaluable.because("∇ does not say by what; bind the law that depends on it, for instance "
                    + "let q_theta be a distribution");
        }
        return evaluator.scope.parameter();
    }

    private Var gradient(Var f, Var x, String name) {
        if (!Arithmetic.isScalar(f)) {
            throw NotEvaluable.because("the derivative of " + f.shape() + " by " + x.shape() + " has no layout here");
        }
        requireDependence(f, x, name);
        return evaluator.tape.vjp(f, evaluator.constant(1), x);
    }

    /** A derivative by something that does not occur would make any claim 0 = 0. */
    private void requireDependence(Var f, Var x, String name) {
        Deque<Var> open = new ArrayDeque<>(List.of(f));
        Set<Integer> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Var v = open.pop();
            if (v.index() == x.index()) {
                return;
            }
            if (!v.isConstant() && v.index() > x.index() && seen.add(v.index())) {
                open.addAll(v.arguments());
            }
        }
        boolean distribution = evaluator
                .scope
                .of(name)
                .filter(m -> m instanceof Meaning.Vector)
                .isPresent();
        throw NotEvaluable.because("nothing here depends on " + name
                + (distribution
                        ? "; say what does, for instance let q_" + name.replace("\\", "") + " be a distribution"
                        : ""));
    }
}
