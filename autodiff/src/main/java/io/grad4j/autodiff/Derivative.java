package io.grad4j.autodiff;

import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * The derivative of a primitive with respect to one argument: a linear map and its transpose.
 *
 * <p>Both maps are written in the algebra of {@link Var}; when the step {@code y} and the direction are recorded, so is the
 * derivative, and it can be differentiated again.
 *
 * @param formula the transpose as a reader would write it, in the names a, b, c of the arguments (x for a single one), y and
 *     ȳ; for instance {@code "ȳ·bᵀ"}
 * @param elementwise whether an entry of the result depends on the argument's entry at its place alone; the argument may then have
 *     one row or column for the result's many, and the transpose sums over them
 * @param jvp from a tangent of the argument (its shape) to the tangent of the result (its shape): ẏ = J·ẋ
 * @param vjp from a cotangent of the result (its shape) to the cotangent of the argument (its shape): x̄ = Jᵀ·ȳ
 * @param adder the vjp again as plain code, where it touches only some entries of the argument; {@code null} where it does not
 */
public record Derivative(String formula, boolean elementwise, LinearMap jvp, LinearMap vjp, @Nullable Adder adder) {
    /** The derivative of a function that is not elementwise. */
    public Derivative(String formula, LinearMap jvp, LinearMap vjp) {
        this(formula, false, jvp, vjp, null);
    }

    /**
     * The derivative of a function whose vjp touches only some entries of the argument.
     *
     * <p>A reverse sweep of plain numbers lets {@code adder} add to these in place: a hundred slices of one matrix then cost the matrix
     * once, not a hundred times. The rule says the same and is used wherever the derivative is recorded.
     */
    public static Derivative sparse(String formula, UnaryMap jvp, UnaryMap vjp, Adder adder) {
        Derivative dense = unary(formula, jvp, vjp);
        return new Derivative(formula, false, dense.jvp, dense.vjp, adder);
    }

    /** Adds x̄ = Jᵀ·ȳ in place. */
    @FunctionalInterface
    public interface Adder {
        /**
         * Adds to {@code xBar}.
         *
         * @param yBar of the shape of the result; must not be modified nor kept
         * @param xBar of the shape of the argument; holds its cotangent so far
         */
        void add(DMatrixRMaj yBar, DMatrixRMaj xBar);
    }

    /** A map that is linear in {@code v}, at the recorded step {@code y}, whose arguments are {@code y.argument(i)}. */
    @FunctionalInterface
    public interface LinearMap {
        /** The image of {@code v}. */
        Var apply(Var y, Var v);
    }

    /** A linear map of {@code v} at a step y = f(x). */
    @FunctionalInterface
    public interface UnaryMap {
        /** The image of {@code v}. */
        Var apply(Var x, Var y, Var v);
    }

    /** A linear map of {@code v} at a step y = f(a, b). */
    @FunctionalInterface
    public interface BinaryMap {
        /** The image of {@code v}. */
        Var apply(Var a, Var b, Var y, Var v);
    }

    /** The slope f′ of an elementwise function at a step y = f(x). */
    @FunctionalInterface
    public interface UnarySlope {
        /** f′(x), of the shape of x. */
        Var at(Var x, Var y);
    }

    /** The partial slope of an elementwise function of two arguments at a step y = f(a, b). */
    @FunctionalInterface
    public interface BinarySlope {
        /** ∂f/∂a or ∂f/∂b, of any shape that broadcasts to that of y. */
        Var at(Var a, Var b, Var y);
    }

    /** The derivative of a function of one argument. */
    public static Derivative unary(String formula, UnaryMap jvp, UnaryMap vjp) {
        return new Derivative(
                formula, (y, v) -> jvp.apply(y.argument(0), y, v), (y, v) -> vjp.apply(y.argument(0), y, v));
    }

    /** The derivative of a function of two arguments with respect to one of them. */
    public static Derivative binary(String formula, BinaryMap jvp, BinaryMap vjp) {
        return new Derivative(
                formula,
                (y, v) -> jvp.apply(y.argument(0), y.argument(1), y, v),
                (y, v) -> vjp.apply(y.argument(0), y.argument(1), y, v));
    }

    /** The derivative of an elementwise function of one argument: ẏ = ẋ ∘ f′, x̄ = ȳ ∘ f′, where 0 · ∞ is 0. */
    public static Derivative slope(String formula, UnarySlope slope) {
        LinearMap map = (y, v) -> v.elementMultOrZero(slope.at(y.argument(0), y));
        return new Derivative(formula, true, map, map, null);
    }

    /**
     * The derivative of a broadcasting elementwise function with respect to argument {@code i} of two: ẏ = ẋ ∘ f′, and x̄ is
     * ȳ ∘ f′ summed over the repeated rows or columns; 0 · ∞ is 0.
     */
    public static Derivative slope(String formula, int i, BinarySlope slope) {
        return broadcasting(formula, i, (y, v) -> v.elementMultOrZero(slope.at(y.argument(0), y.argument(1), y)));
    }

    /**
     * The derivative of a broadcasting elementwise function with respect to argument {@code i}: {@code map} repeated to the
     * result's shape, and summed to the argument's.
     */
    public static Derivative broadcasting(String formula, int i, LinearMap map) {
        return new Derivative(
                formula,
                true,
                (y, v) -> map.apply(y, v).broadcast(y.shape()),
                (y, v) -> map.apply(y, v).sumTo(y.argument(i).shape()),
                null);
    }
}
