package io.grad4j.autodiff.ops;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Derivative;
import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Primitive;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.kernels.Kernels;
import io.grad4j.autodiff.kernels.Lines;
import org.ejml.data.DMatrixRMaj;

/**
 * Log-sum-exp and its derivatives, of each row, of each column or of a whole matrix.
 *
 * <p>At the edges: log-sum-exp of an empty line or of one that is all -∞ is -∞ with gradient 0, the softmax of such a line is
 * zeros (a fully masked row), its log-softmax -∞ with the identity as Jacobian; with one +∞ the softmax is one-hot, several share 1 equally. A NaN makes its
 * line NaN.
 */
public final class Softmaxes {
    private Softmaxes() {}

    /** ln Σᵢⱼ exp xᵢⱼ, 1×1. */
    public static Var logSumExp(Var x) {
        return logSumExp(x, Each.MATRIX);
    }

    /** ln Σ exp x of each row (m×1), of each column (1×n) or of the matrix (1×1). */
    public static Var logSumExp(Var x, Each each) {
        return new LogSumExp(each).of(x);
    }

    /** exp x / Σ exp x over the whole matrix. */
    public static Var softmax(Var x) {
        return softmax(x, Each.MATRIX);
    }

    /** exp x / Σ exp x along each line. */
    public static Var softmax(Var x, Each each) {
        return new Softmax(each).of(x);
    }

    /** x - ln Σ exp x over the whole matrix. */
    public static Var logSoftmax(Var x) {
        return logSoftmax(x, Each.MATRIX);
    }

    /** x - ln Σ exp x along each line. */
    public static Var logSoftmax(Var x, Each each) {
        return new LogSoftmax(each).of(x);
    }

    /**
     * -Σ p ∘ log softmax z of each row, m×1, for labels p that are probabilities.
     *
     * @param p m×n, each row summing to 1
     * @param z logits, m×n
     */
    public static Var crossEntropy(Var p, Var z) {
        return crossEntropy(p, z, Each.ROW);
    }

    /**
     * -Σ p ∘ log softmax z along each line with 0·∞ = 0: a p of 0 leaves its logit out of value and gradient, -∞ too.
     *
     * @param p of the shape of z; what its lines sum to is honoured
     * @param z logits
     * @throws io.grad4j.autodiff.ArgumentException if the shapes differ
     */
    public static Var crossEntropy(Var p, Var z, Each each) {
        return new CrossEntropy(each).of(p, z);
    }

    /**
     * -log softmax(z)ᵢ at column labels[i] of each row i, m×1.
     *
     * @param labels a class of each row, counted from 0
     * @param z logits, m×n
     * @throws io.grad4j.autodiff.ArgumentException if there is not one label a row, or no such column
     */
    public static Var crossEntropy(int[] labels, Var z) {
        return z.tape().scope("crossEntropy", () -> Shaping.pick(logSoftmax(z, Each.ROW), labels)
                .negate());
    }

    /** y = ln Σ exp x; ẏ = ⟨softmax x, ẋ⟩, x̄ = ȳ·softmax x (never exp(x - y), which is wrong where y rounds). */
    record LogSumExp(Each each) implements AlongLines {
        @Override
        public String verb() {
            return "logSumExp";
        }

        @Override
        public boolean reduces() {
            return true;
        }

        @Override
        public void write(Lines lines, double[] x, double[] y) {
            Kernels.active().logSumExp(lines, x, y);
        }

        @Override
        public Derivative derivative(int argument) {
            return Derivative.unary(
                    "ȳ·softmax x",
                    (x, y, v) -> softmax(x, each).elementMultOrZero(v).sum(each),
                    (x, y, v) -> softmax(x, each).elementMultOrZero(v));
        }
    }

    /** y = softmax x; the Jacobian diag(y) - y·yᵀ of a line is symmetric. */
    record Softmax(Each each) implements AlongLines {
        @Override
        public String verb() {
            return "softmax";
        }

        @Override
        public boolean reduces() {
            return false;
        }

        @Override
        public void write(Lines lines, double[] x, double[] y) {
            Kernels.active().softmax(lines, x, y);
        }

        @Override
        public Derivative derivative(int argument) {
            return Derivative.unary(
                    "y ∘ (ȳ - ⟨ȳ, y⟩)",
                    (x, y, v) -> y.elementMultOrZero(centred(x, v, each)),
                    (x, y, v) -> y.elementMultOrZero(centred(x, v, each)));
        }
    }

    /** y = x - ln Σ exp x; ẏ = ẋ - ⟨softmax x, ẋ⟩, x̄ = ȳ - softmax x · Σ ȳ. */
    record LogSoftmax(Each each) implements AlongLines {
        @Override
        public String verb() {
            return "logSoftmax";
        }

        @Override
        public boolean reduces() {
            return false;
        }

        @Override
        public void write(Lines lines, double[] x, double[] y) {
            Kernels.active().logSoftmax(lines, x, y);
        }

        @Override
        public Derivative derivative(int argument) {
            return Derivative.unary(
                    "ȳ - softmax x · Σ ȳ", (x, y, v) -> centred(x, v, each), (x, y, v) -> new Balanced(each).of(x, v));
        }
    }

    /** v - ⟨softmax x, v⟩ along each line. */
    static Var centred(Var x, Var v, Each each) {
        return new Centred(each).of(x, v);
    }

    /** y = v - ⟨softmax x, v⟩ along each line, without cancellation where one probability is almost 1. */
    record Centred(Each each) implements Primitive {
        @Override
        public String label() {
            return each.label("centred by softmax");
        }

        @Override
        public int arity() {
            return 2;
        }

        @Override
        public Shape shape(DMatrixRMaj... x) {
            ArgumentException.requireShape(label(), "v", x[1], Shape.of(x[0]));
            return Shape.of(x[0]);
        }

        @Override
        public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
            Kernels.active().centred(each.lines(x[0]), x[0].data, x[1].data, y.data);
        }

        @Override
        public Derivative derivative(int argument) {
            return argument == 0
                    ? Derivative.binary(
                            "-Σ ȳ · softmax a ∘ y",
                            (x, a, y, v) -> softmax(x, each)
                                    .elementMultOrZero(centred(x, v, each))
                                    .elementMultOrZero(a)
                                    .sum(each)
                                    .negate()
                                    .broadcast(y.shape()),
                            (x, a, y, v) -> softmax(x, each)
                                    .elementMultOrZero(y)
                                    .elementMultOrZero(v.sum(each))
                                    .negate())
                    : Derivative.binary(
                            "ȳ - softmax a · Σ ȳ",
                            (x, a, y, v) -> centred(x, v, each),
                            (x, a, y, v) -> new Balanced(each).of(x, v));
        }
    }

    /** y = v - softmax x · Σ v along each line, the transpose of {@link Centred} in v. */
    record Balanced(Each each) implements Primitive {
        @Override
        public String label() {
            return each.label("balanced by softmax");
        }

        @Override
        public int arity() {
            return 2;
        }

        @Override
        public Shape shape(DMatrixRMaj... x) {
            ArgumentException.requireShape(label(), "v", x[1], Shape.of(x[0]));
            return Shape.of(x[0]);
        }

        @Override
        public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
            Kernels.active().balanced(each.lines(x[0]), x[0].data, x[1].data, y.data);
        }

        @Override
        public Derivative derivative(int argument) {
            Derivative.BinaryMap curved = (x, a, y, v) -> softmax(x, each)
                    .elementMultOrZero(centred(x, v, each))
                    .elementMultOrZero(a.sum(each))
                    .negate();
            return argument == 0
                    ? Derivative.binary("-Σ b · softmax a ∘ (ȳ - ⟨softmax a, ȳ⟩)", curved, curved)
                    : Derivative.binary(
                            "ȳ - ⟨softmax a, ȳ⟩",
                            (x, a, y, v) -> new Balanced(each).of(x, v),
                            (x, a, y, v) -> centred(x, v, each));
        }
    }
}
