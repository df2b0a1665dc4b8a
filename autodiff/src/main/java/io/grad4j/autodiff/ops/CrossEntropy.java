package io.grad4j.autodiff.ops;

import static io.grad4j.autodiff.ops.Elementwise.isZero;
import static io.grad4j.autodiff.ops.Elementwise.reciprocal;
import static io.grad4j.autodiff.ops.Softmaxes.logSoftmax;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Derivative;
import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Primitive;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.kernels.Kernels;
import org.ejml.data.DMatrixRMaj;

/**
 * y = -Σ p ∘ log softmax z along each line with 0·∞ = 0: p̄ = -ȳ·log softmax z, z̄ = ȳ·(softmax z · Σ p - p).
 *
 * <p>Linear in p. Apart from log-softmax, since no matrix of log-probabilities is written and read again.
 */
record CrossEntropy(Each each) implements Primitive {
    @Override
    public String label() {
        return each.label("crossEntropy");
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public Shape shape(DMatrixRMaj... x) {
        ArgumentException.requireShape("crossEntropy", "z", x[1], Shape.of(x[0]));
        return each.reduced(x[1]);
    }

    @Override
    public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
        Kernels.active().crossEntropy(each.lines(x[1]), x[0].data, x[1].data, y.data);
    }

    @Override
    public Derivative derivative(int argument) {
        return argument == 0
                ? Derivative.binary("-ȳ·log softmax b", (p, z, y, v) -> of(v, z), (p, z, y, v) -> v.elementMultOrZero(
                                counted(p, logSoftmax(z, each)))
                        .negate())
                : Derivative.binary(
                        "ȳ·(softmax b · Σ a - a)",
                        (p, z, y, v) -> slope(y.tape().constant(1).broadcast(y.shape()), p, z)
                                .elementMultOrZero(v)
                                .sum(each),
                        (p, z, y, v) -> slope(v, p, z));
    }

    /** {@code logQ}, 0 where the pair with p is left out: p is 0 and log q is -∞. */
    private static Var counted(Var p, Var logQ) {
        Var leftOut = isZero(p).elementMult(isZero(reciprocal(logQ)));
        return leftOut.negate().plus(1).elementMultOrZero(logQ);
    }

    private Var slope(Var s, Var p, Var z) {
        return new Slope(each).of(s, p, z);
    }

    /** y = s·(softmax z · Σ p - p) along each line, s one number a line. */
    record Slope(Each each) implements Primitive {
        @Override
        public String label() {
            return each.label("crossEntropy slope");
        }

        @Override
        public int arity() {
            return 3;
        }

        @Override
        public Shape shape(DMatrixRMaj... x) {
            ArgumentException.requireShape(label(), "z", x[2], Shape.of(x[1]));
            ArgumentException.requireShape(label(), "s", x[0], each.reduced(x[2]));
            return Shape.of(x[2]);
        }

        @Override
        public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
            Kernels.active().crossEntropySlope(each.lines(x[2]), x[0].data, x[1].data, x[2].data, y.data);
        }

        @Override
        public Derivative derivative(int argument) {
            return switch (argument) {
                case 0 ->
                    new Derivative(
                            "Σ ȳ ∘ (softmax c · Σ b - b)",
                            (y, v) -> of(v, y.argument(1), y.argument(2)),
                            (y, v) -> v.elementMultOrZero(ofOne(y)).sum(each));
                case 1 ->
                    new Derivative(
                            "a·(⟨softmax c, ȳ⟩ - ȳ)",
                            (y, v) -> of(y.argument(0), v, y.argument(2)),
                            (y, v) -> Softmaxes.centred(y.argument(2), v, each)
                                    .elementMultOrZero(y.argument(0))
                                    .negate());
                default -> new Derivative("a · Σ b · softmax c ∘ (ȳ - ⟨softmax c, ȳ⟩)", this::curved, this::curved);
            };
        }

        private Var ofOne(Var y) {
            Var s = y.argument(0);
            return of(s.tape().constant(1).broadcast(s.shape()), y.argument(1), y.argument(2));
        }

        /** s·Σp·(diag q - qqᵀ)·v, which is its own transpose. */
        private Var curved(Var y, Var v) {
            Var z = y.argument(2);
            Var weight = y.argument(0).elementMultOrZero(y.argument(1).sum(each));
            return Softmaxes.softmax(z, each)
                    .elementMultOrZero(Softmaxes.centred(z, v, each))
                    .elementMultOrZero(weight);
        }
    }
}
