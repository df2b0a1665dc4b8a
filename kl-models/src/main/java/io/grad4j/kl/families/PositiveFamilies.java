package io.grad4j.kl.families;

import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Elementwise.reciprocal;
import static io.grad4j.autodiff.ops.Elementwise.sqrt;
import static io.grad4j.autodiff.ops.Elementwise.square;
import static io.grad4j.autodiff.ops.Shaping.stackColumns;
import static io.grad4j.autodiff.ops.Shaping.stackRows;
import static io.grad4j.kl.families.Columns.column;
import static io.grad4j.kl.families.Columns.entry;
import static io.grad4j.kl.special.SpecialFunctions.lgamma;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.special.ExponentialIntegral;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Families on x > 0 around the Gamma distribution. */
public final class PositiveFamilies {
    private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

    private PositiveFamilies() {}

    /** Points are single numbers > 0. */
    private interface Positive extends RangedFamily {
        @Override
        default List<Range> pointRanges() {
            return List.of(Range.POSITIVE);
        }
    }

    /** Waiting time at a rate: T = x, η = -λ, A = -ln(-η); ordinary: λ. */
    public record Exponential() implements Positive {
        @Override
        public String name() {
            return "Exponential";
        }

        @Override
        public List<Range> naturalRanges() {
            return List.of(Range.NEGATIVE);
        }

        @Override
        public Var logPartition(Var eta) {
            return log(eta.negate()).negate();
        }

        @Override
        public Var statistics(Var x) {
            return x;
        }

        @Override
        public DMatrixRMaj naturalNear(DMatrixRMaj mean) {
            Range.requireColumn(name(), "mean", mean, List.of(Range.POSITIVE));
            return column(-1 / mean.data[0]);
        }

        @Override
        public Var natural(Var lambda) {
            return lambda.negate();
        }

        @Override
        public Var ordinary(Var eta) {
            return eta.negate();
        }
    }

    /** T = (ln x, x), η = (α-1, -β), A = ln Γ(α) - α·ln β; ordinary: shape α and rate β. */
    public record Gamma() implements Positive {
        @Override
        public String name() {
            return "Gamma";
        }

        @Override
        public List<Range> naturalRanges() {
            return List.of(Range.ABOVE_MINUS_ONE, Range.NEGATIVE);
        }

        @Override
        public Var logPartition(Var eta) {
            return gammaIntegral(entry(eta, 0).plus(1), entry(eta, 1));
        }

        @Override
        public Var statistics(Var x) {
            return stackColumns(log(x), x);
        }

        @Override
        public DMatrixRMaj naturalNear(DMatrixRMaj mean) {
            double shape = shapeNear(name(), mean, mean.data[0]);
            return column(shape - 1, -shape / mean.data[1]);
        }

        @Override
        public Var natural(Var ordinary) {
            return stackRows(entry(ordinary, 0).minus(1), entry(ordinary, 1).negate());
        }

        @Override
        public Var ordinary(Var eta) {
            return stackRows(entry(eta, 0).plus(1), entry(eta, 1).negate());
        }
    }

    /** T = (ln x, 1/x), η = (-α-1, -β), A = ln Γ(α) - α·ln β; ordinary: shape α and scale β. */
    public record InverseGamma() implements Positive {
        @Override
        public String name() {
            return "InverseGamma";
        }

        @Override
        public List<Range> naturalRanges() {
            return List.of(Range.BELOW_MINUS_ONE, Range.NEGATIVE);
        }

        @Override
        public Var logPartition(Var eta) {
            return gammaIntegral(entry(eta, 0).plus(1).negate(), entry(eta, 1));
        }

        @Override
        public Var statistics(Var x) {
            return stackColumns(log(x), reciprocal(x));
        }

        @Override
        public DMatrixRMaj naturalNear(DMatrixRMaj mean) {
            double shape = shapeNear(name(), mean, -mean.data[0]);
            return column(-shape - 1, -shape / mean.data[1]);
        }

        @Override
        public Var natural(Var ordinary) {
            return stackRows(
                    entry(ordinary, 0).plus(1).negate(), entry(ordinary, 1).negate());
        }

        @Override
        public Var ordinary(Var eta) {
            return natural(eta);
        }
    }

    /** T = ln x, η = k/2-1, A = ln Γ(η+1) + (η+1)·ln 2, h = e^(-x/2); ordinary: the degrees of freedom k. */
    public record ChiSquared() implements Positive {
        @Override
        public String name() {
            return "ChiSquared";
        }

        @Override
        public List<Range> naturalRanges() {
            return List.of(Range.ABOVE_MINUS_ONE);
        }

        @Override
        public Var logPartition(Var eta) {
            Var shape = eta.plus(1);
            return lgamma(shape).plus(shape.scale(Math.log(2)));
        }

        @Override
        public Var statistics(Var x) {
            return log(x);
        }

        @Override
        public Var logBase(Var x) {
            return x.scale(-0.5);
        }

        @Override
        public Var meanLogBase(Var eta) {
            return eta.plus(1).negate();
        }

        /** By the limits of ψ for large and small arguments. */
        @Override
        public DMatrixRMaj naturalNear(DMatrixRMaj mean) {
            Range.requireColumn(name(), "mean", mean, List.of(Range.REAL));
            double psi = mean.data[0] - Math.log(2);
            return column((psi > -2.2 ? Math.exp(psi) + 0.5 : -1 / (psi + 0.5772)) - 1);
        }

        @Override
        public Var natural(Var k) {
            return k.scale(0.5).minus(1);
        }

        @Override
        public Var ordinary(Var eta) {
            return eta.plus(1).scale(2);
        }
    }

    /**
     * T = (x, 1/x), η = (-λ/2μ², -λ/2), A = -½ln(-2η₂) - 2√(η₁η₂), h = (2πx³)^-½; ordinary: the mean μ and λ.
     */
    public record InverseGaussian() implements Positive {
        @Override
        public String name() {
            return "InverseGaussian";
        }

        @Override
        public List<Range> naturalRanges() {
            return List.of(Range.NEGATIVE, Range.NEGATIVE);
        }

        @Override
        public Var logPartition(Var eta) {
            return log(entry(eta, 1).scale(-2)).scale(-0.5).minus(root(eta).scale(2));
        }

        /** √(η₁η₂) = λ/2μ, of two roots, whose product stays in range. */
        private static Var root(Var eta) {
            return sqrt(entry(eta, 0).negate()).elementMult(sqrt(entry(eta, 1).negate()));
        }

        @Override
        public Var statistics(Var x) {
            return stackColumns(x, reciprocal(x));
        }

        @Override
        public Var logBase(Var x) {
            return log(x).scale(-1.5).minus(0.5 * LOG_TWO_PI);
        }

        /** By E[ln x] = ln μ - e^z·E₁(z), z = 2λ/μ. */
        @Override
        public Var meanLogBase(Var eta) {
            Var logMu = log(entry(eta, 1).negate())
                    .minus(log(entry(eta, 0).negate()))
                    .scale(0.5);
            Var meanLog = logMu.minus(ExponentialIntegral.scaled(root(eta).scale(4)));
            return meanLog.scale(-1.5).minus(0.5 * LOG_TWO_PI);
        }

        @Override
        public DMatrixRMaj naturalNear(DMatrixRMaj mean) {
            Range.requireColumn(name(), "mean", mean, List.of(Range.POSITIVE, Range.POSITIVE));
            double excess = mean.data[1] - 1 / mean.data[0];
            if (excess <= Columns.ROUNDING * mean.data[1]) {
                throw new ArgumentException(name(), "mean", "E[x]·E[1/x] is not above 1: the points are all one");
            }
            double lambda = 1 / excess;
            return column(-lambda / 2 / mean.data[0] / mean.data[0], -lambda / 2);
        }

        @Override
        public Var natural(Var ordinary) {
            Var half = entry(ordinary, 1).scale(-0.5);
            return stackRows(half.elementDiv(square(entry(ordinary, 0))), half);
        }

        @Override
        public Var ordinary(Var eta) {
            Var lambda = entry(eta, 1).scale(-2);
            return stackRows(sqrt(entry(eta, 1).elementDiv(entry(eta, 0))), lambda);
        }
    }

    /** T = (ln x, ln²x), η = (μ/σ², -1/2σ²), A that of the Normal, h = 1/(x·√2π); ordinary: μ and σ of ln x. */
    public record LogNormal() implements Positive {
        private static final RealFamilies.Normal OF_LOG = new RealFamilies.Normal();

        @Override
        public String name() {
            return "LogNormal";
        }

        @Override
        public List<Range> naturalRanges() {
            return OF_LOG.naturalRanges();
        }

        @Override
        public Var logPartition(Var eta) {
            return OF_LOG.logPartition(eta);
        }

        @Override
        public Var statistics(Var x) {
            return OF_LOG.statistics(log(x));
        }

        @Override
        public Var logBase(Var x) {
            return log(x).negate().minus(0.5 * LOG_TWO_PI);
        }

        @Override
        public Var meanLogBase(Var eta) {
            return entry(OF_LOG.ordinary(eta), 0).negate().minus(0.5 * LOG_TWO_PI);
        }

        @Override
        public DMatrixRMaj naturalNear(DMatrixRMaj mean) {
            return OF_LOG.naturalNear(mean);
        }

        @Override
        public Var natural(Var ordinary) {
            return OF_LOG.natural(ordinary);
        }

        @Override
        public Var ordinary(Var eta) {
            return OF_LOG.ordinary(eta);
        }
    }

    /** ln ∫ x^(α-1)·e^(ηx) dx = ln Γ(α) - α·ln(-η). */
    private static Var gammaIntegral(Var shape, Var eta) {
        return lgamma(shape).minus(shape.elementMult(log(eta.negate())));
    }

    /**
     * The shape near that of a Gamma distribution with E[ln x] = {@code meanLog} and E[x] = mean[1] (Minka, "Estimating a Gamma
     * distribution", 2002): within 1.5% for any s = ln E[x] - E[ln x].
     */
    private static double shapeNear(String family, DMatrixRMaj mean, double meanLog) {
        Range.requireColumn(family, "mean", mean, List.of(Range.REAL, Range.POSITIVE));
        double s = Math.log(mean.data[1]) - meanLog;
        if (s <= Columns.ROUNDING * Math.max(1, Math.abs(meanLog))) {
            throw new ArgumentException(
                    family,
                    "mean",
                    "the logarithm of the second is not above the mean logarithm: the points are all one");
        }
        return (3 - s + Math.sqrt((s - 3) * (s - 3) + 24 * s)) / (12 * s);
    }
}
