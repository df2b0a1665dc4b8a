package io.grad4j.kl.families;

import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Elementwise.reciprocal;
import static io.grad4j.autodiff.ops.Elementwise.sqrt;
import static io.grad4j.autodiff.ops.Elementwise.square;
import static io.grad4j.autodiff.ops.Pairwise.pow;
import static io.grad4j.kl.families.Columns.column;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Var;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Families of one parameter in which a power of x, or its logarithm, is exponentially distributed. */
public final class PowerFamilies {
    /** Euler's constant: E[ln t] = -γ for t exponential at rate 1. */
    private static final double GAMMA = 0.5772156649015329;

    private PowerFamilies() {}

    /** T is exponential at rate -η. */
    private interface ExponentialStatistic extends RangedFamily {
        @Override
        default List<Range> naturalRanges() {
            return List.of(Range.NEGATIVE);
        }

        @Override
        default List<Range> pointRanges() {
            return List.of(Range.POSITIVE);
        }

        /** E[ln T] = -ln(-η) - γ. */
        default Var meanLogStatistic(Var eta) {
            return log(eta.negate()).plus(GAMMA).negate();
        }

        @Override
        default DMatrixRMaj naturalNear(DMatrixRMaj mean) {
            Range.requireColumn(name(), "mean", mean, List.of(Range.POSITIVE));
            return column(-1 / mean.data[0]);
        }
    }

    /**
     * T = xᵏ, η = -λ⁻ᵏ, A = -ln(-η) - ln k, h = xᵏ⁻¹; ordinary: the scale λ.
     *
     * @param k the shape, > 0
     */
    public record Weibull(double k) implements ExponentialStatistic {
        /** Refuses a shape that is not positive. */
        public Weibull {
            Range.POSITIVE.require("Weibull", "k", k);
        }

        @Override
        public String name() {
            return "Weibull(" + k + ")";
        }

        @Override
        public Var logPartition(Var eta) {
            return log(eta.negate()).negate().minus(Math.log(k));
        }

        @Override
        public Var statistics(Var x) {
            return pow(x, k);
        }

        @Override
        public Var logBase(Var x) {
            return log(x).scale(k - 1);
        }

        @Override
        public Var meanLogBase(Var eta) {
            return meanLogStatistic(eta).scale((k - 1) / k);
        }

        @Override
        public Var natural(Var lambda) {
            return pow(lambda, -k).negate();
        }

        @Override
        public Var ordinary(Var eta) {
            return pow(eta.negate(), -1 / k);
        }
    }

    /** T = x², η = -1/2σ², A = -ln(-2η), h = x; ordinary: σ. */
    public record Rayleigh() implements ExponentialStatistic {
        @Override
        public String name() {
            return "Rayleigh";
        }

        @Override
        public Var logPartition(Var eta) {
            return log(eta.scale(-2)).negate();
        }

        @Override
        public Var statistics(Var x) {
            return square(x);
        }

        @Override
        public Var logBase(Var x) {
            return log(x);
        }

        @Override
        public Var meanLogBase(Var eta) {
            return meanLogStatistic(eta).scale(0.5);
        }

        @Override
        public Var natural(Var sigma) {
            return reciprocal(square(sigma)).scale(-0.5);
        }

        @Override
        public Var ordinary(Var eta) {
            return sqrt(reciprocal(eta.scale(-2)));
        }
    }

    /**
     * T = ln x for x ≥ m, η = -α-1, A = -ln(-1-η) + (1+η)·ln m; ordinary: the tail index α.
     *
     * @param m the least x, > 0
     */
    public record Pareto(double m) implements RangedFamily {
        /** Refuses a least x that is not positive. */
        public Pareto {
            Range.POSITIVE.require("Pareto", "m", m);
        }

        @Override
        public String name() {
            return "Pareto(" + m + ")";
        }

        @Override
        public List<Range> naturalRanges() {
            return List.of(Range.BELOW_MINUS_ONE);
        }

        @Override
        public List<Range> pointRanges() {
            return List.of(Range.POSITIVE);
        }

        @Override
        public void requirePoints(DMatrixRMaj x) {
            RangedFamily.super.requirePoints(x);
            for (int i = 0; i < x.numRows; i++) {
                if (x.data[i] < m) {
                    throw ArgumentException.entry(name(), "x", x, i, "is below m");
                }
            }
        }

        @Override
        public Var logPartition(Var eta) {
            Var alpha = eta.plus(1).negate();
            return log(alpha).plus(alpha.scale(Math.log(m))).negate();
        }

        @Override
        public Var statistics(Var x) {
            return log(x);
        }

        @Override
        public DMatrixRMaj naturalNear(DMatrixRMaj mean) {
            Range.requireColumn(name(), "mean", mean, List.of(Range.REAL));
            double excess = mean.data[0] - Math.log(m);
            if (excess <= Columns.ROUNDING * Math.abs(mean.data[0])) {
                throw ArgumentException.entry(name(), "mean", mean, 0, "is not above ln m");
            }
            return column(-1 / excess - 1);
        }

        @Override
        public Var natural(Var alpha) {
            return alpha.plus(1).negate();
        }

        @Override
        public Var ordinary(Var eta) {
            return eta.plus(1).negate();
        }
    }
}
