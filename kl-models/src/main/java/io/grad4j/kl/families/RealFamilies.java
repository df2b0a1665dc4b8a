package io.grad4j.kl.families;

import static io.grad4j.autodiff.ops.Elementwise.abs;
import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Elementwise.reciprocal;
import static io.grad4j.autodiff.ops.Elementwise.sqrt;
import static io.grad4j.autodiff.ops.Elementwise.square;
import static io.grad4j.autodiff.ops.Shaping.stackColumns;
import static io.grad4j.autodiff.ops.Shaping.stackRows;
import static io.grad4j.kl.families.Columns.column;
import static io.grad4j.kl.families.Columns.entry;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Var;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Families on the whole line. */
public final class RealFamilies {
    private RealFamilies() {}

    /** T = (x, x²), η = (μ/σ², -1/2σ²), A = -η₁²/4η₂ - ½ln(-2η₂), h = 1/√2π; ordinary: μ and σ. */
    public record Normal() implements RangedFamily {
        private static final double LOG_BASE = -0.5 * Math.log(2 * Math.PI);

        @Override
        public String name() {
            return "Normal";
        }

        @Override
        public List<Range> naturalRanges() {
            return List.of(Range.REAL, Range.NEGATIVE);
        }

        @Override
        public List<Range> pointRanges() {
            return List.of(Range.REAL);
        }

        /** ½z² - ½ln(1/σ²) with z = μ/σ, so that no square but that of z can leave the range. */
        @Override
        public Var logPartition(Var eta) {
            Var precision = entry(eta, 1).scale(-2);
            Var z = entry(eta, 0).elementDiv(sqrt(precision));
            return square(z).minus(log(precision)).scale(0.5);
        }

        @Override
        public Var statistics(Var x) {
            return stackColumns(x, square(x));
        }

        @Override
        public Var logBase(Var x) {
            return RangedFamily.super.logBase(x).plus(LOG_BASE);
        }

        @Override
        public Var meanLogBase(Var eta) {
            return eta.tape().constant(LOG_BASE);
        }

        @Override
        public DMatrixRMaj naturalNear(DMatrixRMaj mean) {
            Range.requireColumn(name(), "mean", mean, List.of(Range.REAL, Range.REAL));
            double mu = mean.data[0];
            double variance = Math.fma(-mu, mu, mean.data[1]);
            if (variance <= Columns.ROUNDING * mean.data[1]) {
                throw new ArgumentException(
                        name(), "mean", "the second is not above the square of the first: the points are all one");
            }
            return column(mu / variance, -0.5 / variance);
        }

        @Override
        public Var natural(Var ordinary) {
            Var perSigma = reciprocal(entry(ordinary, 1));
            return stackRows(
                    entry(ordinary, 0).elementMult(perSigma).elementMult(perSigma),
                    square(perSigma).scale(-0.5));
        }

        @Override
        public Var ordinary(Var eta) {
            Var precision = entry(eta, 1).scale(-2);
            return stackRows(entry(eta, 0).elementDiv(precision), reciprocal(sqrt(precision)));
        }
    }

    /**
     * T = |x-μ|, η = -1/b, A = ln 2 - ln(-η); ordinary: the scale b.
     *
     * @param mu where the peak is
     */
    public record Laplace(double mu) implements RangedFamily {
        /** Refuses a peak that is not finite. */
        public Laplace {
            Range.REAL.require("Laplace", "mu", mu);
        }

        @Override
        public String name() {
            return "Laplace(" + mu + ")";
        }

        @Override
        public List<Range> naturalRanges() {
            return List.of(Range.NEGATIVE);
        }

        @Override
        public List<Range> pointRanges() {
            return List.of(Range.REAL);
        }

        @Override
        public Var logPartition(Var eta) {
            return log(eta.negate()).negate().plus(Math.log(2));
        }

        @Override
        public Var statistics(Var x) {
            return abs(x.minus(mu));
        }

        @Override
        public DMatrixRMaj naturalNear(DMatrixRMaj mean) {
            Range.requireColumn(name(), "mean", mean, List.of(Range.POSITIVE));
            return column(-1 / mean.data[0]);
        }

        @Override
        public Var natural(Var b) {
            return reciprocal(b).negate();
        }

        @Override
        public Var ordinary(Var eta) {
            return reciprocal(eta).negate();
        }
    }
}
