package io.grad4j.autodiff.check;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a gradient, or a Hessian, of a big model along one random direction: a few evaluations, however many inputs.
 *
 * <p>The remainder |f(x+t·v) - f(x) - t⟨g, v⟩| falls like t² if g is the gradient, and only like t if it is not; less
 * ½t²⟨v, H·v⟩ it falls like t³ if H is the Hessian. Each entry of v is about as large as that of x.
 */
public final class TaylorTest {
    private static final int STEPS = 24;
    private static final double FIRST_STEP = 0.125;

    private final ToDoubleFunction<DMatrixRMaj> f;
    private final UnaryOperator<DMatrixRMaj> gradient;
    private final @Nullable BinaryOperator<DMatrixRMaj> hessianTimes;
    private final long seed;

    private TaylorTest(
            ToDoubleFunction<DMatrixRMaj> f,
            UnaryOperator<DMatrixRMaj> gradient,
            @Nullable BinaryOperator<DMatrixRMaj> hessianTimes,
            long seed) {
        this.f = f;
        this.gradient = gradient;
        this.hessianTimes = hessianTimes;
        this.seed = seed;
    }

    /** Of f and its hand-written gradient, of the shape of x. */
    public static TaylorTest of(ToDoubleFunction<DMatrixRMaj> f, UnaryOperator<DMatrixRMaj> gradient) {
        return new TaylorTest(f, gradient, null, 42);
    }

    /** Tests the Hessian too, given as the product of x and v ↦ H·v, of the shape of x. */
    public TaylorTest hessian(BinaryOperator<DMatrixRMaj> product) {
        return new TaylorTest(f, gradient, product, seed);
    }

    /** The seed of the direction. */
    public TaylorTest seed(long number) {
        return new TaylorTest(f, gradient, hessianTimes, number);
    }

    /**
     * Takes the remainders at {@code x}.
     *
     * @throws IllegalArgumentException if a derivative has not the shape of x
     */
    public TaylorReport at(DMatrixRMaj x) {
        DMatrixRMaj v = direction(x);
        double y = f.applyAsDouble(x.copy());
        double first = inner(gradient.apply(x.copy()), v);
        double second = hessianTimes == null ? 0 : inner(hessianTimes.apply(x.copy(), v.copy()), v);
        List<TaylorReport.Row> rows = new ArrayList<>();
        double t = FIRST_STEP;
        for (int k = 0; k < STEPS; k++, t /= 2) {
            double ahead = f.applyAsDouble(moved(x, v, t));
            double remainder = Math.abs(ahead - y - t * first - t * t / 2 * second);
            double largest = Math.max(Math.abs(ahead), Math.max(Math.abs(y), Math.abs(finite(t * first))));
            double before = rows.isEmpty() ? Double.NaN : rows.get(k - 1).remainder();
            double slope = Math.log(before / remainder) / Math.log(2);
            rows.add(new TaylorReport.Row(t, remainder, slope, 8 * Extrapolation.UNIT * largest));
        }
        return new TaylorReport(hessianTimes == null ? 2 : 3, seed, rows);
    }

    /** A derivative that is no number rounds nothing. */
    private static double finite(double term) {
        return Double.isFinite(term) ? term : 0;
    }

    private DMatrixRMaj direction(DMatrixRMaj x) {
        SplittableRandom random = new SplittableRandom(seed);
        DMatrixRMaj v = x.createLike();
        for (int i = 0; i < v.getNumElements(); i++) {
            double size = (0.5 + random.nextDouble()) * (x.data[i] == 0 ? 1 : Math.abs(x.data[i]));
            v.data[i] = random.nextBoolean() ? size : -size;
        }
        return v;
    }

    private static DMatrixRMaj moved(DMatrixRMaj x, DMatrixRMaj v, double t) {
        DMatrixRMaj moved = x.copy();
        for (int i = 0; i < x.getNumElements(); i++) {
            moved.data[i] += t * v.data[i];
        }
        return moved;
    }

    private static double inner(DMatrixRMaj a, DMatrixRMaj v) {
        if (a.numRows != v.numRows || a.numCols != v.numCols) {
            throw new IllegalArgumentException("Taylor test: a derivative of " + a.numRows + "×" + a.numCols
                    + " where x is " + v.numRows + "×" + v.numCols);
        }
        double sum = 0;
        for (int i = 0; i < v.getNumElements(); i++) {
            sum += a.data[i] * v.data[i];
        }
        return sum;
    }
}
