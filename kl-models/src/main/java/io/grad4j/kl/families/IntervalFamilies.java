package io.grad4j.kl.families;

import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Elementwise.log1mexp;
import static io.grad4j.autodiff.ops.Elementwise.log1p;
import static io.grad4j.autodiff.ops.Elementwise.sigmoid;
import static io.grad4j.autodiff.ops.Elementwise.square;
import static io.grad4j.autodiff.ops.Reductions.cumulativeSum;
import static io.grad4j.autodiff.ops.Shaping.rows;
import static io.grad4j.autodiff.ops.Shaping.stackColumns;
import static io.grad4j.kl.families.Columns.column;
import static io.grad4j.kl.families.Columns.entry;
import static io.grad4j.kl.special.SpecialFunctions.lbeta;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Var;
import java.util.Collections;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Families on the unit interval and on the simplex. */
public final class IntervalFamilies {
    private IntervalFamilies() {}

    /** T = (ln x, ln(1-x)), η = (a-1, b-1), A = ln B(a, b); ordinary: a and b. */
    public record Beta() implements RangedFamily {
        @Override
        public String name() {
            return "Beta";
        }

        @Override
        public List<Range> naturalRanges() {
            return List.of(Range.ABOVE_MINUS_ONE, Range.ABOVE_MINUS_ONE);
        }

        @Override
        public List<Range> pointRanges() {
            return List.of(Range.OPEN_UNIT);
        }

        @Override
        public Var logPartition(Var eta) {
            return lbeta(entry(eta, 0).plus(1), entry(eta, 1).plus(1));
        }

        @Override
        public Var statistics(Var x) {
            return stackColumns(log(x), log1p(x.negate()));
        }

        @Override
        public DMatrixRMaj naturalNear(DMatrixRMaj mean) {
            return dirichletNear(name(), mean);
        }

        @Override
        public Var natural(Var ordinary) {
            return ordinary.minus(1);
        }

        @Override
        public Var ordinary(Var eta) {
            return eta.plus(1);
        }
    }

    /**
     * Points of the simplex: T = ln x, η = α-1, A = Σ ln Γ(αᵢ) - ln Γ(Σ αᵢ); ordinary: α.
     *
     * <p>The density is with respect to the first k-1 coordinates.
     *
     * @param k ≥ 2
     */
    public record Dirichlet(int k) implements RangedFamily {
        /** The rounding allowed to the sum of a point. */
        private static final double ROUNDING = 1e-12;

        /** Refuses k below 2. */
        public Dirichlet {
            Range.ABOVE_ONE.require("Dirichlet", "k", k);
        }

        @Override
        public String name() {
            return "Dirichlet(" + k + ")";
        }

        @Override
        public List<Range> naturalRanges() {
            return Collections.nCopies(k, Range.ABOVE_MINUS_ONE);
        }

        @Override
        public List<Range> pointRanges() {
            return Collections.nCopies(k, Range.OPEN_UNIT);
        }

        @Override
        public void requirePoints(DMatrixRMaj x) {
            RangedFamily.super.requirePoints(x);
            for (int i = 0; i < x.numRows; i++) {
                double sum = 0;
                for (int j = 0; j < k; j++) {
                    sum += x.get(i, j);
                }
                if (Math.abs(sum - 1) > ROUNDING) {
                    throw new ArgumentException(name(), "x", "row " + i + " sums to " + sum + ", not to 1");
                }
            }
        }

        /** By B(α) = ∏ B(αᵢ, α₁+…+αᵢ₋₁), each factor of which keeps its digits beside the others. */
        @Override
        public Var logPartition(Var eta) {
            Var alpha = eta.plus(1);
            Var before = rows(cumulativeSum(alpha, Each.COLUMN), 0, k - 1);
            return lbeta(rows(alpha, 1, k), before).sum();
        }

        @Override
        public Var statistics(Var x) {
            return log(x);
        }

        @Override
        public DMatrixRMaj naturalNear(DMatrixRMaj mean) {
            return dirichletNear(name(), mean);
        }

        @Override
        public Var natural(Var alpha) {
            return alpha.minus(1);
        }

        @Override
        public Var ordinary(Var eta) {
            return eta.plus(1);
        }
    }

    /** Density ∝ λˣ(1-λ)¹⁻ˣ on [0, 1]: T = x, η = ln(λ/(1-λ)), A = ln((e^η-1)/η); ordinary: λ. */
    public record ContinuousBernoulli() implements RangedFamily {
        /** Up to here the power series, of radius 2π, has its digits with so many terms. */
        private static final double NEAR = 3;

        private static final double[] POWERS = powers(26);

        /** ln(sinh(η/2)/(η/2)) = Σ B₂ₖ η²ᵏ/(2k·(2k)!) = Σ (-1)ᵏ⁺¹·ζ(2k)/k·(η/2π)²ᵏ. */
        private static double[] powers(int terms) {
            double[] c = new double[terms + 1];
            for (int k = 1; k <= terms; k++) {
                double zeta = 0;
                for (int n = 2000; n >= 1; n--) {
                    zeta += Math.pow(n, -2 * k);
                }
                c[k] = (k % 2 == 0 ? -zeta : zeta) / k * Math.pow(2 * Math.PI, -2 * k);
            }
            c[1] = 1.0 / 24;
            c[2] = -1.0 / 2880;
            return c;
        }

        @Override
        public String name() {
            return "ContinuousBernoulli";
        }

        @Override
        public List<Range> naturalRanges() {
            return List.of(Range.REAL);
        }

        @Override
        public List<Range> pointRanges() {
            return List.of(Range.UNIT);
        }

        /** η/2 + ln(sinh(η/2)/(η/2)), the second term even in η, by its power series near 0. */
        @Override
        public Var logPartition(Var eta) {
            if (eta.scalar() > NEAR) {
                return eta.plus(log1mexp(eta.negate())).minus(log(eta));
            }
            if (eta.scalar() < -NEAR) {
                return log1mexp(eta).minus(log(eta.negate()));
            }
            Var s = square(eta);
            Var sum = eta.tape().constant(POWERS[POWERS.length - 1]);
            for (int k = POWERS.length - 2; k >= 1; k--) {
                sum = sum.elementMult(s).plus(POWERS[k]);
            }
            return eta.scale(0.5).plus(sum.elementMult(s));
        }

        @Override
        public Var statistics(Var x) {
            return x;
        }

        /** By the limits for means near 0 and 1, and the slope 1/12 at ½. */
        @Override
        public DMatrixRMaj naturalNear(DMatrixRMaj mean) {
            Range.requireColumn(name(), "mean", mean, List.of(Range.OPEN_UNIT));
            double m = mean.data[0];
            if (m < 0.2) {
                return column(-1 / m);
            }
            return column(m > 0.8 ? 1 / (1 - m) : 12 * (m - 0.5));
        }

        @Override
        public Var natural(Var lambda) {
            return new DiscreteFamilies.Bernoulli().natural(lambda);
        }

        @Override
        public Var ordinary(Var eta) {
            return sigmoid(eta);
        }
    }

    /**
     * From E[ln xᵢ]: with x̂ᵢ = exp E[ln xᵢ], whose sum is below 1, α ≈ x̂ᵢ/Σx̂·(k-1)/(2·(-ln Σx̂)) as for concentrated points, plus the
     * pole of ψ at 0.
     */
    private static DMatrixRMaj dirichletNear(String family, DMatrixRMaj mean) {
        int k = mean.numRows;
        Range.requireColumn(family, "mean", mean, Collections.nCopies(k, Range.NEGATIVE));
        double sum = 0;
        for (int i = 0; i < k; i++) {
            sum += Math.exp(mean.data[i]);
        }
        if (sum >= 1 - Columns.ROUNDING) {
            throw new ArgumentException(
                    family, "mean", "Σ exp E[ln xᵢ] = " + sum + " is not below 1: the points are all one");
        }
        double total = Math.max((k - 1) / (-2 * Math.log(sum)), 0.1);
        DMatrixRMaj eta = mean.copy();
        for (int i = 0; i < k; i++) {
            eta.data[i] = Math.max(total * Math.exp(mean.data[i]) / Math.max(sum, 1e-300), -1 / mean.data[i]) - 1;
            eta.data[i] = Math.max(eta.data[i], -1 + 0x1p-50);
        }
        return eta;
    }
}
