package io.grad4j.autodiff.check;

import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;

/** The usual rules: one difference quotient with one step, passed within 1e-5 + 1e-3·|expected|. */
enum FixedStep {
    FORWARD("forward 1.5e-8", 1.5e-8, 0),
    CENTRAL_FINE("central 1e-6", 1e-6, 1e-6),
    CENTRAL_COARSE("central 1e-4", 1e-4, 1e-4);

    private final String label;
    private final double ahead;
    private final double back;

    FixedStep(String label, double ahead, double back) {
        this.label = label;
        this.ahead = ahead;
        this.back = back;
    }

    boolean passes(ToDoubleFunction<DMatrixRMaj> f, DMatrixRMaj x, int entry, double hand) {
        double quotient = (at(f, x, entry, ahead) - at(f, x, entry, -back)) / (ahead + back);
        return Math.abs(hand - quotient) <= 1e-5 + 1e-3 * Math.abs(quotient);
    }

    private static double at(ToDoubleFunction<DMatrixRMaj> f, DMatrixRMaj x, int entry, double step) {
        DMatrixRMaj moved = x.copy();
        moved.data[entry] += step;
        return f.applyAsDouble(moved);
    }

    @Override
    public String toString() {
        return label;
    }
}
