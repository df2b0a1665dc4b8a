package io.grad4j.kl.divergences;

import java.util.function.UnaryOperator;

/**
 * Integrals by the double exponential rule (Takahasi and Mori, 1974), whose step is halved until the sum rests.
 *
 * <p>Singularities are allowed at the ends of a piece; the functions take all points of a level at once.
 */
final class Quadrature {
    private static final int LEVELS = 9;
    private static final double RESTS = 1e-13;
    private static final double ROUNDING = 0x1p-50;

    /** Beyond, the weights are below 1e-300. */
    private static final double REACH = 5.4;

    private Quadrature() {}

    /** Where the points go for t in ℝ, and their weights. */
    private interface Change {
        double point(double t);

        double slope(double t);
    }

    /** ∫ f from {@code low} to {@code high}, one of which may be infinite; {@code scale} is that of f in an infinite piece. */
    static Estimate over(UnaryOperator<double[]> f, double low, double high, double scale) {
        return sum(f, change(low, high, scale));
    }

    private static Change change(double low, double high, double scale) {
        if (high == Double.POSITIVE_INFINITY) {
            return tail(low, scale);
        }
        return low == Double.NEGATIVE_INFINITY ? tail(high, -scale) : interval(low, high);
    }

    /** x = end + scale·exp(π/2·sinh t). */
    private static Change tail(double end, double scale) {
        return new Change() {
            @Override
            public double point(double t) {
                return end + scale * Math.exp(Math.PI / 2 * Math.sinh(t));
            }

            @Override
            public double slope(double t) {
                return Math.abs(scale) * Math.exp(Math.PI / 2 * Math.sinh(t)) * Math.PI / 2 * Math.cosh(t);
            }
        };
    }

    /** x = low + (high-low)/(1 + exp(-π·sinh t)), from the nearer end. */
    private static Change interval(double low, double high) {
        double width = high - low;
        return new Change() {
            @Override
            public double point(double t) {
                double nearer = width / (1 + Math.exp(Math.PI * Math.sinh(Math.abs(t))));
                return t < 0 ? low + nearer : high - nearer;
            }

            @Override
            public double slope(double t) {
                double c = Math.cosh(Math.PI / 2 * Math.sinh(t));
                return width * Math.PI / 4 * Math.cosh(t) / (c * c);
            }
        };
    }

    private static Estimate sum(UnaryOperator<double[]> f, Change change) {
        double step = 0.5;
        double[] totals = level(f, change, step, 0);
        double before = totals[0] * step;
        double difference = Double.POSITIVE_INFINITY;
        for (int k = 1; k < LEVELS; k++) {
            double[] between = level(f, change, step, step / 2);
            totals[0] += between[0];
            totals[1] += between[1];
            step /= 2;
            difference = Math.abs(totals[0] * step - before);
            before = totals[0] * step;
            if (k > 2 && difference <= RESTS * totals[1] * step) {
                break;
            }
        }
        return new Estimate(before, difference + ROUNDING * totals[1] * step);
    }

    /** Σ f·slope and Σ |f·slope| over t = offset + k·step. */
    private static double[] level(UnaryOperator<double[]> f, Change change, double step, double offset) {
        int n = (int) Math.ceil(REACH / step);
        double[] points = new double[2 * n + 1];
        double[] slopes = new double[2 * n + 1];
        for (int i = 0; i <= 2 * n; i++) {
            double t = offset + (i - n) * step;
            points[i] = change.point(t);
            slopes[i] = change.slope(t);
        }
        double[] values = f.apply(points);
        double sum = 0;
        double size = 0;
        for (int i = 0; i < values.length; i++) {
            double term = values[i] == 0 ? 0 : values[i] * slopes[i];
            sum += term;
            size += Math.abs(term);
        }
        return new double[] {sum, size};
    }
}
