package io.grad4j.autodiff;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/**
 * Derivatives of functions written on {@link Var}s, of one matrix or of several.
 *
 * <p>Each form with {@link DMatrixRMaj} arguments makes a tape of its own for one evaluation. The forms with {@link Var} arguments record
 * the derivative on the tape of these, so they nest: the derivative of a function that itself takes a derivative. A function of several
 * matrices takes them as one array, {@code x -> x[0].mult(x[1])}.
 */
public final class Autodiff {
    private Autodiff() {}

    /**
     * A value with its gradient.
     *
     * @param value f(x)
     * @param gradient ∇f(x), of the shape of x
     */
    public record ValueAndGradient(double value, DMatrixRMaj gradient) {}

    /**
     * A value with its gradients by several matrices.
     *
     * @param value f(x₁, x₂, …)
     * @param gradients by each matrix, of its shape
     */
    public record ValueAndGradients(double value, List<DMatrixRMaj> gradients) {
        /** Copies the list. */
        public ValueAndGradients {
            gradients = List.copyOf(gradients);
        }
    }

    /**
     * ∇f(x) for f with a 1×1 result, of the shape of {@code x}.
     *
     * @throws ArgumentException if f(x) is not 1×1
     */
    public static DMatrixRMaj gradient(UnaryOperator<Var> f, DMatrixRMaj x) {
        return valueAndGradient(f, x).gradient();
    }

    /** The gradients of f with a 1×1 result by each of several matrices. */
    public static List<DMatrixRMaj> gradient(Function<Var[], Var> f, DMatrixRMaj[] x) {
        return valueAndGradient(f, x).gradients();
    }

    /** f(x) and ∇f(x) from one evaluation. */
    public static ValueAndGradient valueAndGradient(UnaryOperator<Var> f, DMatrixRMaj x) {
        ValueAndGradients at = valueAndGradient(ofOne(f), new DMatrixRMaj[] {x});
        return new ValueAndGradient(at.value(), at.gradients().get(0));
    }

    /** f and its gradients by each of several matrices from one evaluation. */
    public static ValueAndGradients valueAndGradient(Function<Var[], Var> f, DMatrixRMaj[] x) {
        try (Tape tape = new Tape()) {
            Var[] v = variables(tape, x);
            Var y = f.apply(v);
            Gradients gradients = tape.gradients(y);
            return new ValueAndGradients(
                    y.scalar(), Stream.of(v).map(gradients::of).toList());
        }
    }

    /** ∇f at {@code x}, recorded on its tape; f may use other variables of that tape, which count as fixed here. */
    public static Var gradient(UnaryOperator<Var> f, Var x) {
        return gradient(ofOne(f), new Var[] {x})[0];
    }

    /** The gradients of f by each {@code x}, recorded on their tape; other variables of that tape count as fixed here. */
    public static Var[] gradient(Function<Var[], Var> f, Var[] x) {
        return recorded("gradient", x, (tape, inner) -> {
            Var y = f.apply(inner);
            tape.requireScalar("gradient", y);
            return tape.vjp(y, tape.constant(1), inner);
        });
    }

    /** x̄ = Jᵀ·ȳ for f: m×n → p×q and {@code yBar} p×q; the result is m×n. */
    public static DMatrixRMaj vjp(UnaryOperator<Var> f, DMatrixRMaj x, DMatrixRMaj yBar) {
        return vjp(ofOne(f), new DMatrixRMaj[] {x}, yBar).get(0);
    }

    /** x̄ᵢ = Jᵢᵀ·ȳ by each of several matrices, for {@code yBar} of the shape of the result. */
    public static List<DMatrixRMaj> vjp(Function<Var[], Var> f, DMatrixRMaj[] x, DMatrixRMaj yBar) {
        try (Tape tape = new Tape()) {
            Var[] v = variables(tape, x);
            Gradients cotangents = tape.gradients(f.apply(v), yBar);
            return Stream.of(v).map(cotangents::of).toList();
        }
    }

    /** x̄ = Jᵀ·ȳ, recorded on the tape of {@code x}. */
    public static Var vjp(UnaryOperator<Var> f, Var x, Var yBar) {
        return recorded("vjp", new Var[] {x}, (tape, inner) -> tape.vjp(f.apply(inner[0]), yBar, inner))[0];
    }

    /** ẏ = J·ẋ for f: m×n → p×q and {@code xDot} m×n; the result is p×q. */
    public static DMatrixRMaj jvp(UnaryOperator<Var> f, DMatrixRMaj x, DMatrixRMaj xDot) {
        return jvp(ofOne(f), new DMatrixRMaj[] {x}, new DMatrixRMaj[] {xDot});
    }

    /** ẏ = Σᵢ Jᵢ·ẋᵢ along several matrices at once. */
    public static DMatrixRMaj jvp(Function<Var[], Var> f, DMatrixRMaj[] x, DMatrixRMaj[] xDot) {
        try (Tape tape = new Tape()) {
            Var[] v = variables(tape, x);
            return tape.jvp(f.apply(v), v, xDot);
        }
    }

    /** ẏ = J·ẋ, recorded on the tape of {@code x}. */
    public static Var jvp(UnaryOperator<Var> f, Var x, Var xDot) {
        return recorded("jvp", new Var[] {x}, (tape, inner) -> new Var[] {tape.jvp(f.apply(inner[0]), inner[0], xDot)})[
                0];
    }

    /** The Hessian-vector product ∇²f(x)·v, forward over reverse; {@code v} and the result have the shape of {@code x}. */
    public static DMatrixRMaj hvp(UnaryOperator<Var> f, DMatrixRMaj x, DMatrixRMaj v) {
        return hvp(ofOne(f), new DMatrixRMaj[] {x}, new DMatrixRMaj[] {v}).get(0);
    }

    /** The part of ∇²f·(v₁, v₂, …) that belongs to each of several matrices. */
    public static List<DMatrixRMaj> hvp(Function<Var[], Var> f, DMatrixRMaj[] x, DMatrixRMaj[] v) {
        try (Tape tape = new Tape()) {
            Var[] variables = variables(tape, x);
            return Stream.of(gradientOf(tape, f, variables))
                    .map(g -> tape.jvp(g, variables, v))
                    .toList();
        }
    }

    /** The Hessian-vector product, recorded on the tape of {@code x}. */
    public static Var hvp(UnaryOperator<Var> f, Var x, Var v) {
        return jvp(z -> gradient(f, z), x, v);
    }

    /** The N×N Hessian of f with a 1×1 result, N the number of entries of {@code x} in row-major order; one gradient, N tangents. */
    public static DMatrixRMaj hessian(UnaryOperator<Var> f, DMatrixRMaj x) {
        return hessian(ofOne(f), new DMatrixRMaj[] {x});
    }

    /** The N×N Hessian by several matrices, N the number of all their entries, one matrix after the other in row-major order. */
    public static DMatrixRMaj hessian(Function<Var[], Var> f, DMatrixRMaj[] x) {
        try (Tape tape = new Tape()) {
            Var[] v = variables(tape, x);
            return Jacobian.byColumns(tape, gradientOf(tape, f, v), v);
        }
    }

    /**
     * The P×N Jacobian of f, P and N the numbers of entries of f(x) and of {@code x} in row-major order, by the cheaper of N
     * forward and P reverse sweeps.
     */
    public static DMatrixRMaj jacobian(UnaryOperator<Var> f, DMatrixRMaj x) {
        return jacobian(ofOne(f), new DMatrixRMaj[] {x});
    }

    /** The P×N Jacobian by several matrices, N the number of all their entries, one matrix after the other in row-major order. */
    public static DMatrixRMaj jacobian(Function<Var[], Var> f, DMatrixRMaj[] x) {
        try (Tape tape = new Tape()) {
            Var[] v = variables(tape, x);
            Var y = f.apply(v);
            return Jacobian.size(v) <= Jacobian.size(y)
                    ? Jacobian.byColumns(tape, new Var[] {y}, v)
                    : Jacobian.byRows(tape, y, v);
        }
    }

    /**
     * f(inputs) as one step that keeps no steps of f: a reverse sweep computes them again.
     *
     * <p>A chain of n steps in segments of √n holds about 2√n matrices instead of n, for one more evaluation.
     *
     * @param f of the inputs alone; it sees Vars of another tape, so a variable used without being an input is refused
     * @param inputs at least one, of one tape
     */
    public static Var checkpoint(Function<Var[], Var> f, Var... inputs) {
        if (inputs.length == 0) {
            throw new ArgumentException("checkpoint", "inputs", "none given");
        }
        return Checkpoint.record(f, inputs);
    }

    /** The value of {@code x} as a constant: no derivative flows through it. */
    public static Var stopGradient(Var x) {
        return x.isConstant() ? x : x.tape().constant(x.matrix());
    }

    private static Function<Var[], Var> ofOne(UnaryOperator<Var> f) {
        return x -> f.apply(x[0]);
    }

    private static Var[] variables(Tape tape, DMatrixRMaj... x) {
        return Stream.of(x).map(tape::variable).toArray(Var[]::new);
    }

    private static Var[] gradientOf(Tape tape, Function<Var[], Var> f, Var[] x) {
        Var y = f.apply(x);
        tape.requireScalar("gradient", y);
        return tape.vjp(y, tape.constant(1), x);
    }

    @FunctionalInterface
    private interface Recording {
        Var[] on(Tape tape, Var... inner);
    }

    /** Records on the tape of {@code x}, at steps of their own in its place, all or nothing. */
    private static Var[] recorded(String name, Var[] x, Recording recording) {
        if (x.length == 0) {
            throw new ArgumentException(name, "x", "none given");
        }
        Tape tape = x[0].tape();
        return tape.scope(
                name,
                () -> recording.on(tape, Stream.of(x).map(Autodiff::independent).toArray(Var[]::new)));
    }

    /**
     * A step with the value of {@code x} that nothing recorded so far depends on: what f does with it is told apart from what f
     * does with {@code x} itself, while an outer derivative still flows through to {@code x}.
     */
    private static Var independent(Var x) {
        return x.isConstant() ? x.tape().variable(x.value()) : x.recorder().apply(Operator.IDENTITY, x);
    }
}
