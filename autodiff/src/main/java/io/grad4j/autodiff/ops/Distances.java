package io.grad4j.autodiff.ops;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Derivative;
import io.grad4j.autodiff.Primitive;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.kernels.Kernels;
import org.ejml.data.DMatrixRMaj;

/**
 * Squared distances between the rows of a matrix, each from the difference of its two rows: nothing cancels where points are close.
 *
 * <p>A NaN in a row makes its distances to the others NaN, that to itself is what it always is; between infinite rows ∞ - ∞ is NaN.
 */
public final class Distances {
    private Distances() {}

    /** yᵢⱼ = ‖xᵢ - xⱼ‖² for the rows of the n×d x, n×n. */
    public static Var squaredDistances(Var x) {
        return new SquaredDistances(1, 0).of(x);
    }

    /**
     * yᵢⱼ = -‖xᵢ - xⱼ‖² and yᵢᵢ = -∞ for the rows of the n×d x, n×n: the logits with which row i picks its neighbour j, never itself.
     *
     * <p>Source: Hinton and Roweis, "Stochastic neighbor embedding" (2002).
     */
    public static Var neighbourLogits(Var x) {
        return new SquaredDistances(-1, Double.NEGATIVE_INFINITY).of(x);
    }

    /** y = factor·‖xᵢ - xⱼ‖², {@code self} on the diagonal; ẏ = 2·factor·⟨xᵢ - xⱼ, ẋᵢ - ẋⱼ⟩, x̄ᵢ = 2·factor·Σⱼ (ȳᵢⱼ + ȳⱼᵢ)(xᵢ - xⱼ). */
    record SquaredDistances(double factor, double self) implements Primitive {
        @Override
        public String label() {
            return factor == 1 ? "squaredDistances" : "neighbourLogits";
        }

        @Override
        public int arity() {
            return 1;
        }

        @Override
        public Shape shape(DMatrixRMaj... x) {
            return new Shape(x[0].numRows, x[0].numRows);
        }

        @Override
        public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
            Kernels.active().pairedDifferences(x[0], x[0], factor, self, y);
        }

        @Override
        public Derivative derivative(int argument) {
            return Derivative.unary(
                    (factor == 1 ? "2" : "-2") + "·Σⱼ (ȳᵢⱼ + ȳⱼᵢ)·(xᵢ - xⱼ)",
                    (x, y, v) -> new PairedDifferences(2 * factor).of(x, v),
                    (x, y, v) -> new Laplacian(2 * factor).of(v, x));
        }
    }

    /** yᵢⱼ = factor·⟨aᵢ - aⱼ, bᵢ - bⱼ⟩ for the rows of a and b, both n×d. */
    record PairedDifferences(double factor) implements Primitive {
        @Override
        public String label() {
            return "pairedDifferences";
        }

        @Override
        public int arity() {
            return 2;
        }

        @Override
        public Shape shape(DMatrixRMaj... x) {
            ArgumentException.requireShape(label(), "b", x[1], Shape.of(x[0]));
            return new Shape(x[0].numRows, x[0].numRows);
        }

        @Override
        public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
            Kernels.active().pairedDifferences(x[0], x[1], factor, 0, y);
        }

        @Override
        public Derivative derivative(int argument) {
            String other = argument == 0 ? "b" : "a";
            return new Derivative(
                    "Σⱼ (ȳᵢⱼ + ȳⱼᵢ)·(" + other + "ᵢ - " + other + "ⱼ)",
                    (y, v) -> of(v, y.argument(1 - argument)),
                    (y, v) -> new Laplacian(factor).of(v, y.argument(1 - argument)));
        }
    }

    /** yᵢ = factor·Σⱼ (vᵢⱼ + vⱼᵢ)·(bᵢ - bⱼ) for the n×n weights v and the rows of the n×d b: linear in each, symmetric in b. */
    record Laplacian(double factor) implements Primitive {
        @Override
        public String label() {
            return "laplacian";
        }

        @Override
        public int arity() {
            return 2;
        }

        @Override
        public Shape shape(DMatrixRMaj... x) {
            ArgumentException.requireShape(label(), "v", x[0], new Shape(x[1].numRows, x[1].numRows));
            return Shape.of(x[1]);
        }

        @Override
        public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
            Kernels.active().laplacian(factor, x[0], x[1], y);
        }

        @Override
        public Derivative derivative(int argument) {
            return argument == 0
                    ? Derivative.binary(
                            "⟨bᵢ - bⱼ, ȳᵢ - ȳⱼ⟩",
                            (v, b, y, dot) -> of(dot, b),
                            (v, b, y, bar) -> new PairedDifferences(factor).of(b, bar))
                    : Derivative.binary(
                            "Σⱼ (aᵢⱼ + aⱼᵢ)·(ȳᵢ - ȳⱼ)", (v, b, y, dot) -> of(v, dot), (v, b, y, bar) -> of(v, bar));
        }
    }
}
