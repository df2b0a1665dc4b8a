package io.grad4j.autodiff.ops;

import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.reciprocal;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Derivative;
import io.grad4j.autodiff.Primitive;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.kernels.Kernels;
import io.grad4j.autodiff.kernels.Zip;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The elementwise terms that Kullback-Leibler divergences are sums of, exact where their arguments are close; they broadcast.
 *
 * <p>A NaN entry gives NaN there, but {@link #logRatio} refuses it.
 */
public enum Divergences implements Primitive {
    /** y = eᵃ(a - b) - eᵃ + eᵇ; slopes eᵃ(a - b) and eᵇ - eᵃ. */
    DIVERGENCE_TERMS(
            "divergenceTerms",
            Zip.DIVERGENCE,
            Derivative.slope("ȳ ∘ exp a ∘ (a - b)", 0, (a, b, y) -> expTimesDifference(a, b)),
            Derivative.slope("ȳ ∘ (exp b - exp a)", 1, (a, b, y) -> exp(b).minus(exp(a)))),

    /** y = eᵃ(a - b), 0 where a is -∞: the slope of {@link #DIVERGENCE_TERMS} in a; slopes y + eᵃ and -eᵃ. */
    EXP_TIMES_DIFFERENCE(
            "expTimesDifference",
            Zip.EXP_TIMES_DIFFERENCE,
            Derivative.slope("ȳ ∘ (y + exp a)", 0, (a, b, y) -> y.plus(exp(a))),
            Derivative.slope("-ȳ ∘ exp a", 1, (a, b, y) -> exp(a).negate())),

    /** y = ln(a/b); slopes 1/a and -1/b. */
    LOG_RATIO(
            "logRatio",
            Zip.LOG_RATIO,
            Derivative.slope("ȳ / a", 0, (a, b, y) -> reciprocal(a)),
            Derivative.slope("-ȳ / b", 1, (a, b, y) -> reciprocal(b).negate()));

    private final String label;
    private final Zip zip;
    private final List<Derivative> derivatives;

    Divergences(String label, Zip zip, Derivative... derivatives) {
        this.label = label;
        this.zip = zip;
        this.derivatives = List.of(derivatives);
    }

    /**
     * p·ln(p/q) - p + q ≥ 0 for log p = a and log q = b: summed over two distributions, their divergence.
     *
     * <p>Exact to the last digits however close p and q are. A probability 0 is a logarithm -∞: p = 0 leaves q, 0 < p with q = 0 gives
     * ∞. The cotangent that b receives is ȳ ∘ (q - p).
     */
    public static Var divergenceTerms(Var a, Var b) {
        return DIVERGENCE_TERMS.of(a, b);
    }

    /** ln(a/b) for finite a, b > 0, exact where they are close, free of overflow where they are far apart. */
    public static Var logRatio(Var a, Var b) {
        return LOG_RATIO.of(a, b);
    }

    private static Var expTimesDifference(Var a, Var b) {
        return EXP_TIMES_DIFFERENCE.of(a, b);
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public int arity() {
        return 2;
    }

    @Override
    public Shape shape(DMatrixRMaj... x) {
        return Shape.broadcast(label, x[0], x[1]);
    }

    @Override
    public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
        if (this == LOG_RATIO) {
            ArgumentException.requirePositive(label, "a", x[0]);
            ArgumentException.requirePositive(label, "b", x[1]);
        }
        Kernels.active().zip(zip, x[0], x[1], y);
    }

    @Override
    public Derivative derivative(int argument) {
        return derivatives.get(argument);
    }
}
