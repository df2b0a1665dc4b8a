package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Elementwise.reciprocal;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Derivative;
import io.grad4j.autodiff.Primitive;
import io.grad4j.autodiff.Shape;
import org.ejml.data.DMatrixRMaj;

/** The exponential integral of each entry. */
enum ExponentialIntegral implements Primitive {
    /** y = eˣE₁(x) for x > 0, slope y - 1/x. */
    SCALED;

    private static final double EULER = 0.577215664901532860607;
    private static final Derivative DERIVATIVE = Derivative.slope("ȳ ∘ (y - 1/x)", (x, y) -> y.minus(reciprocal(x)));

    /** By the power series up to 1 (DLMF 6.6.2), and beyond by the continued fraction (6.9.1) in Lentz's form. */
    private static double scaled(double x) {
        return x <= 1 ? Math.exp(x) * series(x) : fraction(x);
    }

    private static double series(double x) {
        double sum = -EULER - Math.log(x);
        double power = -1;
        for (int k = 1; Math.abs(power) > 0x1p-60; k++) {
            power *= -x / k;
            sum += power / k;
        }
        return sum;
    }

    /** 1/(x+1 - 1²/(x+3 - 2²/(x+5 - …))), from the inside out; at 1 a hundred steps leave less than 1e-16. */
    private static double fraction(double x) {
        int depth = (int) (20 + 200 / x);
        double below = 0;
        for (int k = depth; k > 0; k--) {
            below = (double) k * k / (x + 2 * k + 1 - below);
        }
        return 1 / (x + 1 - below);
    }

    @Override
    public String label() {
        return "scaledExponentialIntegral";
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public Shape shape(DMatrixRMaj... x) {
        return Shape.of(x[0]);
    }

    @Override
    public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
        ArgumentException.requireNoNaN(label(), "x", x[0]);
        for (int i = 0; i < y.getNumElements(); i++) {
            if (x[0].data[i] <= 0) {
                throw ArgumentException.entry(label(), "x", x[0], i, "is not positive");
            }
            y.data[i] = scaled(x[0].data[i]);
        }
    }

    @Override
    public Derivative derivative(int argument) {
        return DERIVATIVE;
    }
}
