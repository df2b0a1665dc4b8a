package io.grad4j.autodiff.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;

/**
 * Second derivatives of a plain function at a point, by extrapolated second differences.
 *
 * <p>(f(x+tu+tv) - f(x+tu-tv) - f(x-tu+tv) + f(x-tu-tv))/4t² has even powers of t alone in its error, as Ridders' scheme wants.
 */
final class SecondDifferences {
    /** Rounding grows with 1/t², so a short ladder: down to 2⁻⁹ of the first step. */
    private static final int RUNGS = 10;

    private static final int MOST_HALVINGS = 40;
    private static final double FIRST_STEP = 0.1;

    private final ToDoubleFunction<DMatrixRMaj> f;
    private final DMatrixRMaj x;
    private final double zoom;

    /** At {@code x}, with steps made smaller by the factor {@code zoom}. */
    SecondDifferences(ToDoubleFunction<DMatrixRMaj> f, DMatrixRMaj x, double zoom) {
        this.zoom = zoom;
        this.f = f;
        this.x = x;
    }

    /** For each entry of the Hessian in row-major order. */
    List<Measurement> ofAllPairs() {
        int n = x.getNumElements();
        List<Measurement> all = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                all.add(j < i ? all.get(j * n + i) : of(i, j));
            }
        }
        return all;
    }

    private Measurement of(int i, int j) {
        Measurement fine = ladder(i, j, scale(i, false), scale(j, false));
        return fine.refinedBy(ladder(i, j, scale(i, true), scale(j, true)));
    }

    private double scale(int i, boolean coarse) {
        double size = Math.abs(x.data[i]);
        return coarse ? Math.max(size, 1) : size == 0 ? 1 : size;
    }

    private Measurement ladder(int i, int j, double u, double v) {
        Extrapolation table = Extrapolation.ofEvenPowers();
        double steepest = 0;
        double t = FIRST_STEP * zoom;
        for (int rung = 0, complete = 0; complete < RUNGS && rung < MOST_HALVINGS; rung++, t /= 2) {
            double[] corners = {
                at(i, t * u, j, t * v), at(i, t * u, j, -t * v), at(i, -t * u, j, t * v), at(i, -t * u, j, -t * v)
            };
            double area = 4 * t * u * t * v;
            double quotient = (corners[0] - corners[1] - corners[2] + corners[3]) / area;
            if (table.add(quotient, rounding(corners, t, i, u, j, v) / area)) {
                complete++;
                steepest = Math.max(steepest, Math.abs(quotient));
            }
        }
        return new Measurement(table.best(), table.best(), table.best(), steepest, false);
    }

    /** Of the four values, and of f where x and the step were rounded in their sum. */
    private double rounding(double[] corners, double t, int i, double u, int j, double v) {
        double largest = 0;
        double spread = 0;
        for (double corner : corners) {
            largest = Math.max(largest, Math.abs(corner));
            spread = Math.max(spread, Math.abs(corner - corners[0]));
        }
        double reach = Math.max(Math.abs(x.data[i]) / u, Math.abs(x.data[j]) / v);
        return 4 * Extrapolation.UNIT * (largest + spread * reach / t);
    }

    private double at(int i, double u, int j, double v) {
        DMatrixRMaj moved = x.copy();
        moved.data[i] += u;
        moved.data[j] += v;
        try {
            return f.applyAsDouble(moved);
        } catch (RuntimeException outside) {
            return Double.NaN;
        }
    }
}
