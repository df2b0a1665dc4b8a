package io.grad4j.autodiff.ops;

import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.log;
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
 * Functions of each pair of entries by itself, and their slopes; they broadcast.
 *
 * <p>A NaN in a pair gives NaN there, but {@link #logRatio} refuses it. A zero cotangent passes nothing through, even where a slope is
 * infinite.
 */
public enum Pairwise implements Primitive {
    /** y = aᵇ; ∂/∂a is b·aᵇ⁻¹, 0 where b is 0; ∂/∂b is aᵇ·ln a, 0 where a is 0 and b > 0. */
    POW(
            "pow",
            Zip.POW,
            Derivative.slope("ȳ ∘ b ∘ a^(b-1)", 0, (a, b, y) -> b.elementMultOrZero(pow(a, b.minus(1)))),
            Derivative.slope("ȳ ∘ y ∘ log a", 1, (a, b, y) -> y.elementMultOrZero(log(a)))) {
        @Override
        public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
            super.value(x, y);
            for (int i = 0; i < y.getNumElements(); i++) {
                if (Double.isNaN(y.data[i])) {
                    requireReal(x[0], x[1], y, i);
                }
            }
        }
    },

    /** y = max(a, b), a tie sharing the cotangent equally. */
    MAX(
            "max",
            Zip.MAX,
            Derivative.slope("ȳ ∘ [a > b]", 0, (a, b, y) -> share(a, b)),
            Derivative.slope("ȳ ∘ [b > a]", 1, (a, b, y) -> share(b, a))),
    /** y = min(a, b), a tie sharing the cotangent equally. */
    MIN(
            "min",
            Zip.MIN,
            Derivative.slope("ȳ ∘ [a < b]", 0, (a, b, y) -> share(b, a)),
            Derivative.slope("ȳ ∘ [b < a]", 1, (a, b, y) -> share(a, b))),
    /** y = 1 where a > b, ½ where equal, 0 where a < b; locally constant. */
    SHARE("share", Zip.SHARE),

    /** y = ln(a/b) for a, b > 0; slopes 1/a and -1/b. */
    LOG_RATIO(
            "logRatio",
            Zip.LOG_RATIO,
            Derivative.slope("ȳ / a", 0, (a, b, y) -> reciprocal(a)),
            Derivative.slope("-ȳ / b", 1, (a, b, y) -> reciprocal(b).negate())) {
        @Override
        public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
            ArgumentException.requirePositive(label(), "a", x[0]);
            ArgumentException.requirePositive(label(), "b", x[1]);
            super.value(x, y);
        }
    },

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
            Derivative.slope("-ȳ ∘ exp a", 1, (a, b, y) -> exp(a).negate()));

    private final String label;
    private final Zip zip;
    private final List<Derivative> derivatives;

    Pairwise(String label, Zip zip, Derivative... derivatives) {
        this.label = label;
        this.zip = zip;
        this.derivatives = List.of(derivatives);
    }

    /** aᵇ with a⁰ = 1; a negative base with a fractional exponent is refused, and a negative base has no derivative by b. */
    public static Var pow(Var a, Var b) {
        return POW.of(a, b);
    }

    /** aᵇ for a number b. */
    public static Var pow(Var a, double b) {
        return pow(a, a.tape().constant(b));
    }

    /** x·ln y for y ≥ 0 with 0·ln 0 = 0: where x is 0 and ln y infinite, the pair is left out of value and gradient. */
    public static Var xlogy(Var x, Var y) {
        return x.tape().scope("xlogy", () -> x.elementMultOrZero(log(y)));
    }

    /** The larger of each pair; a tie shares the cotangent equally. */
    public static Var max(Var a, Var b) {
        return MAX.of(a, b);
    }

    /** The smaller of each pair; a tie shares the cotangent equally. */
    public static Var min(Var a, Var b) {
        return MIN.of(a, b);
    }

    /**
     * min(max(x, low), high); the slope is 1 between the bounds, ½ on one, 0 beyond.
     *
     * @throws ArgumentException unless low ≤ high
     */
    public static Var clamp(Var x, double low, double high) {
        if (!(low <= high)) {
            throw new ArgumentException("clamp", "low", low + " is not at most high = " + high);
        }
        return min(max(x, x.tape().constant(low)), x.tape().constant(high));
    }

    /** ln(a/b) for finite a, b > 0, exact where they are close, free of overflow where they are far apart. */
    public static Var logRatio(Var a, Var b) {
        return LOG_RATIO.of(a, b);
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

    private static Var expTimesDifference(Var a, Var b) {
        return EXP_TIMES_DIFFERENCE.of(a, b);
    }

    private static Var share(Var a, Var b) {
        return SHARE.of(a, b);
    }

    /** Refuses a NaN that comes of no NaN, at offset {@code i} of {@code y}. */
    private static void requireReal(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj y, int i) {
        int row = i / y.numCols;
        int col = i % y.numCols;
        double base = a.get(a.numRows == 1 ? 0 : row, a.numCols == 1 ? 0 : col);
        double exponent = b.get(b.numRows == 1 ? 0 : row, b.numCols == 1 ? 0 : col);
        if (!Double.isNaN(base) && !Double.isNaN(exponent)) {
            throw new ArgumentException(
                    "pow",
                    "a",
                    "no real power " + base + "^" + exponent + " at entry (" + row + "," + col + "); shape "
                            + Shape.of(a));
        }
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
        Kernels.active().zip(zip, x[0], x[1], y);
    }

    @Override
    public boolean isLocallyConstant() {
        return derivatives.isEmpty();
    }

    @Override
    public Derivative derivative(int argument) {
        return derivatives.get(argument);
    }
}
