package io.grad4j.autodiff.ops;

import static io.grad4j.autodiff.ops.Elementwise.isZero;
import static io.grad4j.autodiff.ops.Elementwise.square;
import static io.grad4j.autodiff.ops.Shaping.columns;
import static io.grad4j.autodiff.ops.Shaping.reshape;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Derivative;
import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.kernels.Kernels;
import io.grad4j.autodiff.kernels.Lines;

/**
 * One number of each row (m×1), of each column (1×n) or of the whole matrix (1×1), and running sums.
 *
 * <p>A NaN makes the number of its line NaN. Of nothing, the product is 1, the norm 0, the maximum -∞, the minimum ∞; mean and variance
 * of nothing are refused.
 */
public final class Reductions {
    private Reductions() {}

    /** (1/k) Σ x over the k entries of each line. */
    public static Var mean(Var x, Each each) {
        double k = count("mean", x, each);
        return over(k, x.sum(each));
    }

    /**
     * (1/k) Σ (x - mean)² over the k entries of each line, by deviations from the mean.
     *
     * <p>They are centred twice: the mean of large entries is rounded, that of their deviations hardly.
     */
    public static Var variance(Var x, Each each) {
        double k = count("variance", x, each);
        Var deviations = x.minus(mean(x, each));
        return over(k, square(deviations.minus(mean(deviations, each))).sum(each));
    }

    /** Divided, since 1/k is rounded: the mean of 49 ones is 1. */
    private static Var over(double k, Var sum) {
        return sum.elementDiv(sum.tape().constant(k));
    }

    private static double count(String label, Var x, Each each) {
        int k = each.lines(x.shape()).length();
        if (k == 0) {
            throw new ArgumentException(label, "x", "no entries to divide by in " + x.shape());
        }
        return k;
    }

    /**
     * ∏ x along each line.
     *
     * <p>As a balanced tree of products of halves, whose derivatives of every order stay right where entries are 0.
     */
    public static Var product(Var x, Each each) {
        return switch (each) {
            case ROW -> productOfRows(x);
            case COLUMN -> productOfRows(x.transpose()).transpose();
            case MATRIX -> productOfRows(reshape(x, 1, x.shape().size()));
        };
    }

    private static Var productOfRows(Var x) {
        int n = x.cols();
        if (n == 0) {
            return x.sum(Each.ROW).plus(1);
        }
        if (n == 1) {
            return x;
        }
        int half = n / 2;
        Var pairs = columns(x, 0, half).elementMult(columns(x, half, 2 * half));
        Var product = productOfRows(pairs);
        return n % 2 == 0 ? product : product.elementMult(columns(x, n - 1, n));
    }

    /** The largest entry of each line; several largest share the cotangent equally. */
    public static Var maximum(Var x, Each each) {
        return new Maximum(each).of(x);
    }

    /** The smallest entry of each line; several smallest share the cotangent equally. */
    public static Var minimum(Var x, Each each) {
        return maximum(x.negate(), each).negate();
    }

    /** Σ x² of each line. */
    public static Var sumOfSquares(Var x, Each each) {
        return new SumOfSquares(each).of(x);
    }

    /** √Σ x² of each line, free of overflow; the gradient at 0 is 0. */
    public static Var norm(Var x, Each each) {
        return new Norm(each).of(x);
    }

    /** y_k = Σ_{j≤k} x_j along each line, of the shape of x. */
    public static Var cumulativeSum(Var x, Each each) {
        return new CumulativeSum(each, false).of(x);
    }

    /** y = max x of each line; ẏ = Σ s ∘ ẋ, x̄ = s ∘ ȳ with s the equal shares of the largest entries. */
    record Maximum(Each each) implements AlongLines {
        @Override
        public String verb() {
            return "maximum";
        }

        @Override
        public boolean reduces() {
            return true;
        }

        @Override
        public void write(Lines lines, double[] x, double[] y) {
            Kernels.active().maximum(lines, x, y);
        }

        @Override
        public Derivative derivative(int argument) {
            return Derivative.unary(
                    "ȳ ∘ [x = y] shared",
                    (x, y, v) ->
                            new LargestShares(each).of(x).elementMultOrZero(v).sum(each),
                    (x, y, v) -> new LargestShares(each).of(x).elementMultOrZero(v));
        }
    }

    /** y = 1/k at each of the k largest entries of a line, 0 elsewhere; locally constant. */
    record LargestShares(Each each) implements AlongLines {
        @Override
        public String verb() {
            return "largestShares";
        }

        @Override
        public boolean reduces() {
            return false;
        }

        @Override
        public void write(Lines lines, double[] x, double[] y) {
            Kernels.active().largestShares(lines, x, y);
        }

        @Override
        public boolean isLocallyConstant() {
            return true;
        }

        @Override
        public Derivative derivative(int argument) {
            throw new UnsupportedOperationException(label() + " is locally constant");
        }
    }

    /** y = Σ x² of each line; ẏ = Σ 2x ∘ ẋ, x̄ = 2x·ȳ. */
    record SumOfSquares(Each each) implements AlongLines {
        @Override
        public String verb() {
            return "sumOfSquares";
        }

        @Override
        public boolean reduces() {
            return true;
        }

        @Override
        public void write(Lines lines, double[] x, double[] y) {
            Kernels.active().sumOfSquares(lines, x, y);
        }

        @Override
        public Derivative derivative(int argument) {
            return Derivative.unary(
                    "2x·ȳ",
                    (x, y, v) -> x.elementMultOrZero(v).sum(each).scale(2),
                    (x, y, v) -> x.elementMultOrZero(v.scale(2)));
        }
    }

    /** y = ‖x‖ of each line; ẏ = ⟨x/y, ẋ⟩, x̄ = ȳ·x/y, with 0/0 = 0. */
    record Norm(Each each) implements AlongLines {
        @Override
        public String verb() {
            return "norm";
        }

        @Override
        public boolean reduces() {
            return true;
        }

        @Override
        public void write(Lines lines, double[] x, double[] y) {
            Kernels.active().norm(lines, x, y);
        }

        @Override
        public Derivative derivative(int argument) {
            return Derivative.unary(
                    "ȳ·x / y", (x, y, v) -> direction(x, y).elementMultOrZero(v).sum(each), (x, y, v) -> direction(x, y)
                            .elementMultOrZero(v));
        }

        /** x/y, and 0 with 0 for its derivatives where y is 0. */
        private static Var direction(Var x, Var y) {
            Var atZero = isZero(y);
            return x.elementDiv(y.plus(atZero))
                    .elementMultOrZero(atZero.negate().plus(1));
        }
    }

    /** y = running sums from the first entry of each line, or from the last one; the two are each other's transpose. */
    record CumulativeSum(Each each, boolean fromLast) implements AlongLines {
        @Override
        public String verb() {
            return fromLast ? "cumulativeSum from the last" : "cumulativeSum";
        }

        @Override
        public boolean reduces() {
            return false;
        }

        @Override
        public void write(Lines lines, double[] x, double[] y) {
            Kernels.active().cumulativeSum(lines, fromLast, x, y);
        }

        @Override
        public Derivative derivative(int argument) {
            return Derivative.unary(
                    "running Σ ȳ the other way",
                    (x, y, v) -> new CumulativeSum(each, fromLast).of(v),
                    (x, y, v) -> new CumulativeSum(each, !fromLast).of(v));
        }
    }
}
