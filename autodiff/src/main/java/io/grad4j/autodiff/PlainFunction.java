package io.grad4j.autodiff;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;

/**
 * A primitive made of a plain function of the entries in row-major order, with a vjp written by hand.
 *
 * <p>The vjp is plain code, so it gives gradients but no second derivative and no tangent: asking for these throws {@link
 * UnsupportedOperationException} and says so. {@link io.grad4j.autodiff.check.PrimitiveLaws} examines it against differences.
 *
 * @param label the name for messages and traces
 * @param result the shape of the result
 * @param function from the entries of x to those of the result; must not change its argument
 * @param vjp the cotangent of x
 */
public record PlainFunction(String label, Shape result, UnaryOperator<double[]> function, Vjp vjp)
        implements Primitive {
    /** x̄ = Jᵀ·ȳ in plain code. */
    @FunctionalInterface
    public interface Vjp {
        /**
         * The cotangent of x, one entry for each of x.
         *
         * @param x the argument
         * @param y the result there
         * @param yBar the cotangent of the result
         */
        double[] apply(double[] x, double[] y, double[] yBar);
    }

    @Override
    public int arity() {
        return 1;
    }

    @Override
    public Shape shape(DMatrixRMaj... x) {
        return result;
    }

    @Override
    public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
        copy(function.apply(entries(x[0])), y);
    }

    @Override
    public Derivative derivative(int argument) {
        return new Derivative(
                "plain code",
                (y, v) -> {
                    throw new UnsupportedOperationException(
                            label + ": made with a vjp only, it has no tangent and no second derivative");
                },
                (y, v) -> new Transposed(this).of(y.argument(0), y, v));
    }

    private static double[] entries(DMatrixRMaj m) {
        return Arrays.copyOf(m.data, m.getNumElements());
    }

    private void copy(double[] entries, DMatrixRMaj m) {
        if (entries.length != m.getNumElements()) {
            throw new IllegalStateException(label + ": the plain code gives " + entries.length + " entries where "
                    + Shape.of(m) + " is needed");
        }
        System.arraycopy(entries, 0, m.data, 0, entries.length);
    }

    /** x̄ as a step of x, y and ȳ, which can be recorded but not differentiated. */
    private record Transposed(PlainFunction of) implements Primitive {
        @Override
        public String label() {
            return "vjp of " + of.label;
        }

        @Override
        public int arity() {
            return 3;
        }

        @Override
        public Shape shape(DMatrixRMaj... x) {
            return Shape.of(x[0]);
        }

        @Override
        public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
            of.copy(of.vjp.apply(entries(x[0]), entries(x[1]), entries(x[2])), y);
        }

        @Override
        public Derivative derivative(int argument) {
            throw new UnsupportedOperationException(of.label
                    + ": its vjp is plain code, which cannot be differentiated again; write it on Vars for that");
        }
    }
}
