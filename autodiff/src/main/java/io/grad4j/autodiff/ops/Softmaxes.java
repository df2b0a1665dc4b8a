package io.grad4j.autodiff.ops;

import static io.grad4j.autodiff.ops.Elementwise.softplus;

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
 * Log-sum-exp and its derivatives, of each row, of each column or of a whole matrix, and the losses of logits.
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
     * @throws ArgumentException if the shapes differ
     */
    public static Var crossEntropy(Var p, Var z) {
        return crossEntropy(p, z, Each.ROW);
    }

    /**
     * -Σ p ∘ log softmax z along each line with 0·∞ = 0: a p of 0 leaves its logit out of value and gradient, -∞ too.
     *
     * @param p of the shape of z; what its lines sum to is honoured
     * @param z logits
     * @throws ArgumentException if the shapes differ
     */
    public static Var crossEntropy(Var p, Var z, Each each) {
        requireLabels("crossEntropy", "p", p, z);
        return new CrossEntropy(each).of(p, z);
    }

    /**
     * -log softmax(z)ᵢ at column labels[i] of each row i, m×1.
     *
     * @param labels a class of each row, counted from 0
     * @param z logits, m×n
     * @throws ArgumentException if there is not one label a row, or no such column
     */
    public static Var crossEntropy(int[] labels, Var z) {
        return z.tape().scope("crossEntropy", () -> Shaping.pick(logSoftmax(z, Each.ROW), labels)
                .negate());
    }

    /**
     * -y·ln σ(z) - (1-y)·ln σ(-z) of each entry, for labels y that are probabilities of the first of two classes.
     *
     * <p>Computed as y·softplus(-z) + (1-y)·softplus(z), whose terms are ≥ 0: loss and slope σ(z) - y keep their digits at any z. A class
     * of probability 0 costs nothing, at an infinite logit too.
     *
     * @param y probabilities, m×n
     * @param z logits, m×n
     * @throws ArgumentException if the shapes differ, or an entry of y is not from 0 to 1
     */
    public static Var binaryCrossEntropy(Var y, Var z) {
        requireLabels("binaryCrossEntropy", "y", y, z);
        requireProbabilities("binaryCrossEntropy", "y", y);
        return z.tape().scope("binaryCrossEntropy", () -> {
            Var first = y.elementMultOrZero(softplus(z.negate()));
            Var second = y.negate().plus(1).elementMultOrZero(softplus(z));
            return first.plus(second);
        });
    }

    /**
     * -ln σ(z) in each row labelled 1 and -ln σ(-z) in each labelled 0, m×1.
     *
     * @param labels 0 or 1 for each row
     * @param z logits, m×1
     * @throws ArgumentException if there is not one label a row, or one is neither 0 nor 1, or z is not a column
     */
    public static Var binaryCrossEntropy(int[] labels, Var z) {
        DMatrixRMaj sign = new DMatrixRMaj(labels.length, 1);
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] != 0 && labels[i] != 1) {
                throw new ArgumentException(
                        "binaryCrossEntropy", "labels", labels[i] + " of row " + i + " is neither 0 nor 1");
            }
            sign.data[i] = 1 - 2 * labels[i];
        }
        Var signs = z.tape().constant(sign);
        requireLabels("binaryCrossEntropy", "labels", signs, z);
        return softplus(z.elementMult(signs));
    }

    private static void requireProbabilities(String label, String argument, Var p) {
        DMatrixRMaj m = p.value();
        for (int i = 0; i < m.getNumElements(); i++) {
            if (!(m.data[i] >= 0 && m.data[i] <= 1)) {
                throw ArgumentException.entry(label, argument, m, i, "is not from 0 to 1");
            }
        }
    }

    /** Refuses labels of another shape than the logits, which would broadcast to a loss of nothing meant. */
    private static void requireLabels(String label, String argument, Var labels, Var z) {
        if (!labels.shape().equals(z.shape())) {
            throw new ArgumentException(label, argument, labels.shape() + " where " + z.shape() + " is needed");
        }
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

    /** A function of x and of v, both m×n, along each line, linear in v. */
    private interface BySoftmax extends Primitive {
        String verb();

        Each each();

        void write(Lines lines, double[] x, double[] v, double[] y);

        @Override
        default String label() {
            return each().label(verb());
        }

        @Override
        default int arity() {
            return 2;
        }

        @Override
        default Shape shape(DMatrixRMaj... x) {
            ArgumentException.requireShape(label(), "v", x[1], Shape.of(x[0]));
            return Shape.of(x[0]);
        }

        @Override
        default void value(DMatrixRMaj[] x, DMatrixRMaj y) {
            write(each().lines(x[0]), x[0].data, x[1].data, y.data);
        }
    }

    /** y = v - ⟨softmax x, v⟩ along each line, without cancellation where one probability is almost 1. */
    record Centred(Each each) implements BySoftmax {
        @Override
        public String verb() {
            return "centred by softmax";
        }

        @Override
        public void write(Lines lines, double[] x, double[] v, double[] y) {
            Kernels.active().centred(lines, x, v, y);
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
    record Balanced(Each each) implements BySoftmax {
        @Override
        public String verb() {
            return "balanced by softmax";
        }

        @Override
        public void write(Lines lines, double[] x, double[] v, double[] y) {
            Kernels.active().balanced(lines, x, v, y);
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
