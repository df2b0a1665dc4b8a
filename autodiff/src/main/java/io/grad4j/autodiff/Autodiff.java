package io.grad4j.autodiff;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;

/**
 * Derivatives of functions written on {@link Var}s.
 *
 * <p>Each form with a {@link DMatrixRMaj} argument makes a tape of its own for one evaluation. The forms with a {@link Var} record
 * the derivative on that Var's tape, so they nest: the derivative of a function that itself takes a derivative. They may be
 * used inside a function given to any of these methods. For several arguments use a {@link Tape}.
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
     * ∇f(x) for f with a 1×1 result, of the shape of {@code x}.
     *
     * @throws ArgumentException if f(x) is not 1×1
     */
    public static DMatrixRMaj gradient(UnaryOperator<Var> f, DMatrixRMaj x) {
        return valueAndGradient(f, x).gradient();
    }

    /** f(x) and ∇f(x) from one evaluation. */
    public static ValueAndGradient valueAndGradient(UnaryOperator<Var> f, DMatrixRMaj x) {
        try (Tape tape = new Tape()) {
            Var v = tape.variable("x", x);
            Var y = f.apply(v);
            DMatrixRMaj gradient = tape.gradients(y).of(v);
            return new ValueAndGradient(y.scalar(), gradient);
        }
    }

    /** ∇f at {@code x}, recorded on its tape; f may use other variables of that tape, which count as fixed here. */
    public static Var gradient(UnaryOperator<Var> f, Var x) {
        return x.tape().scope("gradient", () -> {
            Var inner = independent(x);
            return x.tape().gradient(f.apply(inner), inner);
        });
    }

    /** x̄ = Jᵀ·ȳ for f: m×n → p×q and {@code yBar} p×q; the result is m×n. */
    public static DMatrixRMaj vjp(UnaryOperator<Var> f, DMatrixRMaj x, DMatrixRMaj yBar) {
        try (Tape tape = new Tape()) {
            Var v = tape.variable("x", x);
            return tape.gradients(f.apply(v), yBar).of(v);
        }
    }

    /** x̄ = Jᵀ·ȳ, recorded on the tape of {@code x}. */
    public static Var vjp(UnaryOperator<Var> f, Var x, Var yBar) {
        return x.tape().scope("vjp", () -> {
            Var inner = independent(x);
            return x.tape().vjp(f.apply(inner), yBar, inner);
        });
    }

    /** ẏ = J·ẋ for f: m×n → p×q and {@code xDot} m×n; the result is p×q. */
    public static DMatrixRMaj jvp(UnaryOperator<Var> f, DMatrixRMaj x, DMatrixRMaj xDot) {
        try (Tape tape = new Tape()) {
            Var v = tape.variable("x", x);
            return tape.jvp(f.apply(v), v, xDot);
        }
    }

    /** ẏ = J·ẋ, recorded on the tape of {@code x}. */
    public static Var jvp(UnaryOperator<Var> f, Var x, Var xDot) {
        return x.tape().scope("jvp", () -> {
            Var inner = independent(x);
            return x.tape().jvp(f.apply(inner), inner, xDot);
        });
    }

    /** The Hessian-vector product ∇²f(x)·v, forward over reverse; {@code v} and the result have the shape of {@code x}. */
    public static DMatrixRMaj hvp(UnaryOperator<Var> f, DMatrixRMaj x, DMatrixRMaj v) {
        try (Tape tape = new Tape()) {
            Var var = tape.variable("x", x);
            return tape.jvp(tape.gradient(f.apply(var), var), var, v);
        }
    }

    /** The Hessian-vector product, recorded on the tape of {@code x}. */
    public static Var hvp(UnaryOperator<Var> f, Var x, Var v) {
        return jvp(z -> gradient(f, z), x, v);
    }

    /** The N×N Hessian of f with a 1×1 result, N the number of entries of {@code x} in row-major order; one gradient, N tangents. */
    public static DMatrixRMaj hessian(UnaryOperator<Var> f, DMatrixRMaj x) {
        try (Tape tape = new Tape()) {
            Var v = tape.variable("x", x);
            return jacobianByColumns(tape, tape.gradient(f.apply(v), v), v);
        }
    }

    /**
     * The P×N Jacobian of f, P and N the numbers of entries of f(x) and of {@code x} in row-major order, by the cheaper of N
     * forward and P reverse sweeps.
     */
    public static DMatrixRMaj jacobian(UnaryOperator<Var> f, DMatrixRMaj x) {
        try (Tape tape = new Tape()) {
            Var v = tape.variable("x", x);
            Var y = f.apply(v);
            return v.shape().size() <= y.shape().size() ? jacobianByColumns(tape, y, v) : jacobianByRows(tape, y, v);
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
        return x.tape().constant(x.matrix());
    }

    private static DMatrixRMaj jacobianByColumns(Tape tape, Var y, Var x) {
        DMatrixRMaj jacobian = new DMatrixRMaj(y.shape().size(), x.shape().size());
        DMatrixRMaj basis = new DMatrixRMaj(x.rows(), x.cols());
        for (int j = 0; j < jacobian.numCols; j++) {
            basis.data[j] = 1;
            DMatrixRMaj column = tape.jvp(y, x, basis);
            basis.data[j] = 0;
            for (int i = 0; i < jacobian.numRows; i++) {
                jacobian.data[i * jacobian.numCols + j] = column.data[i];
            }
        }
        return jacobian;
    }

    private static DMatrixRMaj jacobianByRows(Tape tape, Var y, Var x) {
        DMatrixRMaj jacobian = new DMatrixRMaj(y.shape().size(), x.shape().size());
        DMatrixRMaj basis = new DMatrixRMaj(y.rows(), y.cols());
        for (int i = 0; i < jacobian.numRows; i++) {
            basis.data[i] = 1;
            DMatrixRMaj row = tape.gradients(y, basis).of(x);
            basis.data[i] = 0;
            System.arraycopy(row.data, 0, jacobian.data, i * jacobian.numCols, jacobian.numCols);
        }
        return jacobian;
    }

    /**
     * A step with the value of {@code x} that nothing recorded so far depends on: what f does with it is told apart from what f
     * does with {@code x} itself, while an outer derivative still flows through to {@code x}.
     */
    private static Var independent(Var x) {
        return x.isConstant() ? x.tape().variable(x.value()) : x.tape().apply(Operator.IDENTITY, x);
    }
}
