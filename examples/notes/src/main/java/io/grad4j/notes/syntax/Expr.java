package io.grad4j.notes.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A formula as a tree. */
public sealed interface Expr {
    /** The parts, left to right. */
    List<Expr> children();

    /** The same node with other parts, as many as before. */
    Expr with(List<Expr> children);

    /** Calls {@code visitor} with this and everything below it, outermost first. */
    default void walk(Consumer<Expr> visitor) {
        visitor.accept(this);
        children().forEach(child -> child.walk(visitor));
    }

    /** This after {@code change} has been applied to each node, innermost first. */
    default Expr rewrite(UnaryOperator<Expr> change) {
        List<Expr> changed = new ArrayList<>();
        for (Expr child : children()) {
            changed.add(child.rewrite(change));
        }
        return change.apply(changed.isEmpty() ? this : with(changed));
    }

    /** How many nodes there are. */
    default int size() {
        int[] count = {0};
        walk(e -> count[0]++);
        return count[0];
    }

    /** Nothing, where a part may be missing. */
    record None() implements Leaf {
        /** The one value. */
        public static final None NONE = new None();
    }

    /** A number as it is written. */
    record Num(String digits) implements Leaf {
        /** The number of a small integer. */
        public static Num of(int value) {
            return new Num(Integer.toString(value));
        }

        /** Its value. */
        public double value() {
            return Double.parseDouble(digits);
        }
    }

    /** A name without parts. */
    sealed interface Leaf extends Expr {
        @Override
        default List<Expr> children() {
            return List.of();
        }

        @Override
        default Expr with(List<Expr> children) {
            return this;
        }
    }

    /** ∞. */
    record Infinity() implements Leaf {}

    /** A name, decorations in front as in {@code \bar p}, with its subscripts. */
    record Sym(String base, List<Expr> subscripts) implements Expr {
        /** Copies the list. */
        public Sym {
            subscripts = List.copyOf(subscripts);
        }

        /** A name without subscripts. */
        public static Sym of(String base) {
            return new Sym(base, List.of());
        }

        @Override
        public List<Expr> children() {
            return subscripts;
        }

        @Override
        public Expr with(List<Expr> children) {
            return new Sym(base, children);
        }
    }

    /** f(a, b; c): the arguments, and after a semicolon or bar what is given. */
    record Call(Sym function, List<Expr> arguments, List<Expr> given) implements Expr {
        /** Copies the lists. */
        public Call {
            arguments = List.copyOf(arguments);
            given = List.copyOf(given);
        }

        @Override
        public List<Expr> children() {
            List<Expr> all = new ArrayList<>(List.of(function));
            all.addAll(arguments);
            all.addAll(given);
            return all;
        }

        @Override
        public Expr with(List<Expr> children) {
            int split = 1 + arguments.size();
            return new Call(
                    (Sym) children.get(0), children.subList(1, split), children.subList(split, children.size()));
        }
    }

    /** A function with a name of its own: log, exp, det, tr, diag … */
    record Fn(String name, List<Expr> arguments) implements Expr {
        /** Copies the list. */
        public Fn {
            arguments = List.copyOf(arguments);
        }

        /** A function of one argument. */
        public static Fn of(String name, Expr argument) {
            return new Fn(name, List.of(argument));
        }

        @Override
        public List<Expr> children() {
            return arguments;
        }

        @Override
        public Expr with(List<Expr> children) {
            return new Fn(name, children);
        }
    }

    /** A sum of terms; what is subtracted is a {@link Neg}. */
    record Add(List<Expr> terms) implements Expr {
        /** Copies the list. */
        public Add {
            terms = List.copyOf(terms);
        }

        @Override
        public List<Expr> children() {
            return terms;
        }

        @Override
        public Expr with(List<Expr> children) {
            return new Add(children);
        }
    }

    /** A product of factors side by side. */
    record Mul(List<Expr> factors) implements Expr {
        /** Copies the list. */
        public Mul {
            factors = List.copyOf(factors);
        }

        @Override
        public List<Expr> children() {
            return factors;
        }

        @Override
        public Expr with(List<Expr> children) {
            return new Mul(children);
        }
    }

    /** -a. */
    record Neg(Expr a) implements Expr {
        @Override
        public List<Expr> children() {
            return List.of(a);
        }

        @Override
        public Expr with(List<Expr> children) {
            return new Neg(children.get(0));
        }
    }

    /** Nodes of two parts. */
    record Binary(Operation operation, Expr left, Expr right) implements Expr {
        @Override
        public List<Expr> children() {
            return List.of(left, right);
        }

        @Override
        public Expr with(List<Expr> children) {
            return new Binary(operation, children.get(0), children.get(1));
        }
    }

    /** What joins two parts: a/b, aᵇ, a·b, a ∘ b. */
    enum Operation {
        DIVIDE,
        POWER,
        DOT,
        ELEMENTWISE
    }

    /** A pair of marks around or after a part. */
    record Marked(Mark mark, Expr a) implements Expr {
        @Override
        public List<Expr> children() {
            return List.of(a);
        }

        @Override
        public Expr with(List<Expr> children) {
            return new Marked(mark, children.get(0));
        }
    }

    /** aᵀ, |a|, ‖a‖. */
    enum Mark {
        TRANSPOSE,
        BARS,
        NORM
    }

    /** Σ or ∏ of a body over an index, its range {@link None} where it is not written. */
    record Big(boolean product, Sym index, Expr low, Expr high, Expr body) implements Expr {
        @Override
        public List<Expr> children() {
            return List.of(index, low, high, body);
        }

        @Override
        public Expr with(List<Expr> c) {
            return new Big(product, (Sym) c.get(0), c.get(1), c.get(2), c.get(3));
        }
    }

    /** ∫ body d(by); its limits {@link None} where the whole space is meant. */
    record Integral(Expr body, Sym by, Expr low, Expr high) implements Expr {
        @Override
        public List<Expr> children() {
            return List.of(body, by, low, high);
        }

        @Override
        public Expr with(List<Expr> c) {
            return new Integral(c.get(0), (Sym) c.get(1), c.get(2), c.get(3));
        }
    }

    /** E or Var of a body under a law; law and variable {@link None} where they are not written. */
    record Moment(boolean variance, Expr by, Expr law, Expr body) implements Expr {
        @Override
        public List<Expr> children() {
            return List.of(by, law, body);
        }

        @Override
        public Expr with(List<Expr> c) {
            return new Moment(variance, c.get(0), c.get(1), c.get(2));
        }
    }

    /** ∂f/∂x. */
    record Partial(Expr f, Sym by) implements Expr {
        @Override
        public List<Expr> children() {
            return List.of(f, by);
        }

        @Override
        public Expr with(List<Expr> c) {
            return new Partial(c.get(0), (Sym) c.get(1));
        }
    }

    /** ∇f, or the Hessian ∇²f; {@code by} is {@link None} where it is not written. */
    record Nabla(Expr f, Expr by, boolean hessian) implements Expr {
        @Override
        public List<Expr> children() {
            return List.of(f, by);
        }

        @Override
        public Expr with(List<Expr> c) {
            return new Nabla(c.get(0), c.get(1), hessian);
        }
    }

    /** KL(p‖q). */
    record Kl(Expr p, Expr q) implements Expr {
        @Override
        public List<Expr> children() {
            return List.of(p, q);
        }

        @Override
        public Expr with(List<Expr> c) {
            return new Kl(c.get(0), c.get(1));
        }
    }

    /** A body with a label under or over its brace: a formula, or {@link None} and words. */
    record Brace(Expr body, Expr label, String words) implements Expr {
        @Override
        public List<Expr> children() {
            return List.of(body, label);
        }

        @Override
        public Expr with(List<Expr> c) {
            return new Brace(c.get(0), c.get(1), words);
        }
    }

    /** a₁, …, aₙ, as a body with an index from 1 to {@code last}. */
    record Enumeration(Expr body, Sym index, Expr last) implements Expr {
        @Override
        public List<Expr> children() {
            return List.of(body, index, last);
        }

        @Override
        public Expr with(List<Expr> c) {
            return new Enumeration(c.get(0), (Sym) c.get(1), c.get(2));
        }
    }
}
