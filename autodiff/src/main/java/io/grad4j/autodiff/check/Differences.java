package io.grad4j.autodiff.check;

import io.grad4j.autodiff.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;

/**
 * Derivatives of plain functions by central differences, extrapolated to a step of 0, each with an error bar.
 *
 * <p>The quotients (f(x+t·ẋ) - f(x-t·ẋ))/2t are taken on up to three ladders of halving steps, which start relative to the
 * smallest entry that moves, to 1, and to the largest that moves; a step where f throws or gives a non-finite entry is passed
 * over for a smaller one. A longer ladder only refines what the shorter ones say: where they disagree beyond their error bars,
 * the estimate with the smaller steps stands.
 */
public final class Differences {
    /** Steps on a ladder at which the whole result is finite; 2⁻¹² apart they leave both truncation and rounding small. */
    private static final int RUNGS = 12;

    /** Where a ladder gives up looking for the domain. */
    private static final int MOST_HALVINGS = 60;

    /** The first step moves an entry by this part of its scale. */
    private static final double FIRST_STEP = 0.1;

    /** The first step moves an entry by more than this part of itself, so that it keeps digits in the sum with the step. */
    private static final double RESOLUTION = 1e-6;

    private Differences() {}

    /** A function of one or more matrices; outside its domain it throws or gives NaN or ±∞. */
    @FunctionalInterface
    public interface MatrixFunction {
        /**
         * The value at {@code x}, matrices that the function may change and keep; it may give the same matrix each time.
         *
         * @throws RuntimeException if x lies outside the domain
         */
        DMatrixRMaj at(DMatrixRMaj... x);
    }

    /**
     * A directional derivative.
     *
     * @param value the derivative of each entry of the result; NaN where no step gave a finite quotient
     * @param error an error bar for each entry, rounding included; ∞ where fewer than two steps gave a finite quotient
     */
    public record Estimate(DMatrixRMaj value, DMatrixRMaj error) {}

    /**
     * The derivative of t ↦ f(x + t·ẋ) at 0, of the shape of f(x).
     *
     * @param xDot a direction for each argument, of its shape
     */
    public static Estimate along(MatrixFunction f, DMatrixRMaj[] x, DMatrixRMaj[] xDot) {
        DMatrixRMaj y = f.at(moved(x, xDot, 0)).copy();
        List<Measurement> entries = measured(f, x, xDot, y);
        Estimate estimate = new Estimate(y.createLike(), y.createLike());
        for (int i = 0; i < entries.size(); i++) {
            estimate.value().data[i] = entries.get(i).slope().value();
            estimate.error().data[i] = entries.get(i).slope().error();
        }
        return estimate;
    }

    /** The derivative of each entry of t ↦ f(x + t·ẋ) at 0 with those to either side; {@code y} is f(x). */
    static List<Measurement> measured(MatrixFunction f, DMatrixRMaj[] x, DMatrixRMaj[] xDot, DMatrixRMaj y) {
        return measured(f, x, xDot, y, 1);
    }

    /** The same with each step made smaller by the factor {@code zoom}. */
    static List<Measurement> measured(
            MatrixFunction f, DMatrixRMaj[] x, DMatrixRMaj[] xDot, DMatrixRMaj y, double zoom) {
        List<Measurement> best = new ArrayList<>();
        double reach = reach(x, xDot);
        for (double start : starts(x, xDot)) {
            List<Measurement> next = ladder(f, x, xDot, zoom * start, y, reach);
            for (int i = 0; i < next.size(); i++) {
                if (i == best.size()) {
                    best.add(next.get(i));
                } else {
                    best.set(i, best.get(i).refinedBy(next.get(i)));
                }
            }
        }
        return best;
    }

    /** f′(x) of a function of one number, as a 1×1 estimate. */
    public static Estimate derivative(DoubleUnaryOperator f, double x) {
        MatrixFunction matrixFunction = m -> number(f.applyAsDouble(m[0].data[0]));
        return along(matrixFunction, new DMatrixRMaj[] {number(x)}, new DMatrixRMaj[] {number(1)});
    }

    private static DMatrixRMaj number(double value) {
        return new DMatrixRMaj(new double[][] {{value}});
    }

    private static DMatrixRMaj[] moved(DMatrixRMaj[] x, DMatrixRMaj[] xDot, double t) {
        DMatrixRMaj[] moved = new DMatrixRMaj[x.length];
        for (int k = 0; k < x.length; k++) {
            moved[k] = x[k].copy();
            for (int i = 0; i < x[k].getNumElements(); i++) {
                moved[k].data[i] += t * xDot[k].data[i];
            }
        }
        return moved;
    }

    /** The first steps of the ladders, ascending; none if nothing moves. */
    private static List<Double> starts(DMatrixRMaj[] x, DMatrixRMaj[] xDot) {
        double fastest = greatest(xDot);
        if (fastest == 0) {
            return List.of();
        }
        double nearest = Double.POSITIVE_INFINITY;
        for (int k = 0; k < x.length; k++) {
            // What is left of entries that cancelled is no scale to step by.
            double noise = Math.ulp(greatest(x[k]));
            for (int i = 0; i < x[k].getNumElements(); i++) {
                double size = Math.abs(x[k].data[i]);
                double scale = size <= noise ? 1 : Math.max(Math.min(size, 1), RESOLUTION * size);
                nearest = Math.min(nearest, scale / Math.abs(xDot[k].data[i]));
            }
        }
        return Arrays.stream(new double[] {nearest, 1 / fastest, Math.max(1 / fastest, reach(x, xDot))})
                .map(step -> FIRST_STEP * step)
                .distinct()
                .boxed()
                .toList();
    }

    /** The t at which t·ẋ is as large as x, of the entry where that is largest. */
    private static double reach(DMatrixRMaj[] x, DMatrixRMaj[] xDot) {
        double reach = 0;
        for (int k = 0; k < x.length; k++) {
            for (int i = 0; i < x[k].getNumElements(); i++) {
                if (xDot[k].data[i] != 0) {
                    reach = Math.max(reach, Math.abs(x[k].data[i] / xDot[k].data[i]));
                }
            }
        }
        return reach;
    }

    private static double greatest(DMatrixRMaj... x) {
        double greatest = 0;
        for (DMatrixRMaj m : x) {
            for (int i = 0; i < m.getNumElements(); i++) {
                greatest = Math.max(greatest, Math.abs(m.data[i]));
            }
        }
        return greatest;
    }

    private static List<Measurement> ladder(
            MatrixFunction f, DMatrixRMaj[] x, DMatrixRMaj[] xDot, double start, DMatrixRMaj y, double reach) {
        int n = y.getNumElements();
        List<Ladder> entries = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            entries.add(new Ladder(y.data[i], reach));
        }
        double t = start;
        for (int rung = 0, complete = 0; complete < RUNGS && rung < MOST_HALVINGS; rung++, t /= 2) {
            double[] above = valueOrNaN(f, moved(x, xDot, t), y);
            double[] below = valueOrNaN(f, moved(x, xDot, -t), y);
            boolean finite = true;
            for (int i = 0; i < n; i++) {
                finite &= entries.get(i).add(t, above[i], below[i]);
            }
            complete += finite ? 1 : 0;
        }
        return entries.stream().map(Ladder::measurement).toList();
    }

    private static double[] valueOrNaN(MatrixFunction f, DMatrixRMaj[] x, DMatrixRMaj y) {
        DMatrixRMaj value;
        try {
            value = f.at(x);
        } catch (RuntimeException outside) {
            double[] nan = new double[y.getNumElements()];
            Arrays.fill(nan, Double.NaN);
            return nan;
        }
        if (!Shape.of(y).matches(value)) {
            throw new IllegalArgumentException(
                    "differences: f gives " + Shape.of(y) + " at x and " + Shape.of(value) + " beside it");
        }
        // A function may write each value into the same matrix.
        return Arrays.copyOf(value.data, value.getNumElements());
    }
}
