package io.grad4j.kl.families;

import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.expm1;
import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Elementwise.log1mexp;
import static io.grad4j.autodiff.ops.Elementwise.log1p;
import static io.grad4j.autodiff.ops.Elementwise.sigmoid;
import static io.grad4j.autodiff.ops.Elementwise.softplus;
import static io.grad4j.kl.families.Columns.column;
import static io.grad4j.kl.special.SpecialFunctions.lbeta;
import static io.grad4j.kl.special.SpecialFunctions.lgamma;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Var;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Families on whole numbers; T(x) = x. */
public final class DiscreteFamilies {
    private DiscreteFamilies() {}

    /** What these have in common: a point is one number, and its own statistic. */
    private interface Counting extends RangedFamily {
        @Override
        default List<Range> naturalRanges() {
            return List.of(Range.NEGATIVE);
        }

        @Override
        default List<Range> pointRanges() {
            return List.of(Range.COUNT);
        }

        @Override
        default Var statistics(Var x) {
            return x;
        }

        /** The mean in its range. */
        default double mean(DMatrixRMaj mean, Range range) {
            Range.requireColumn(name(), "mean", mean, List.of(range));
            return mean.data[0];
        }

        /** E[ln h] by summation where the tail falls by e^-decay. */
        default Var summed(Var eta, double first, double decay) {
            DMatrixRMaj at = eta.value();
            return Lattice.meanLogBase(this, eta, first, meanParameters(at).data[0], fisher(at).data[0], decay);
        }
    }

    /** Success or failure, x = 1 or 0: η = ln(p/(1-p)), A = softplus(η); ordinary: p. */
    public record Bernoulli() implements Counting {
        @Override
        public String name() {
            return "Bernoulli";
        }

        @Override
        public List<Range> naturalRanges() {
            return List.of(Range.REAL);
        }

        @Override
        public List<Range> pointRanges() {
            return List.of(Range.BIT);
        }

        @Override
        public Var logPartition(Var eta) {
            return softplus(eta);
        }

        @Override
        public DMatrixRMaj naturalNear(DMatrixRMaj mean) {
            return logit(mean(mean, Range.OPEN_UNIT));
        }

        @Override
        public Var natural(Var p) {
            return log(p).minus(log1p(p.negate()));
        }

        @Override
        public Var ordinary(Var eta) {
            return sigmoid(eta);
        }
    }

    /**
     * Successes among n trials: η = ln(p/(1-p)), A = n·softplus(η), h = n!/(x!(n-x)!); ordinary: p.
     *
     * @param n ≥ 1
     */
    public record Binomial(int n) implements Counting {
        /** Refuses n below 1. */
        public Binomial {
            Range.COUNT_FROM_ONE.require("Binomial", "n", n);
        }

        @Override
        public String name() {
            return "Binomial(" + n + ")";
        }

        @Override
        public List<Range> naturalRanges() {
            return List.of(Range.REAL);
        }

        @Override
        public void requirePoints(DMatrixRMaj x) {
            Counting.super.requirePoints(x);
            for (int i = 0; i < x.numRows; i++) {
                if (x.data[i] > n) {
                    throw ArgumentException.entry(name(), "x", x, i, "is above n");
                }
            }
        }

        @Override
        public Var logPartition(Var eta) {
            return softplus(eta).scale(n);
        }

        @Override
        public Var logBase(Var x) {
            return lbeta(x.plus(1), x.negate().plus(n + 1.0)).negate().minus(Math.log(n + 1.0));
        }

        @Override
        public Var meanLogBase(Var eta) {
            return Lattice.meanLogBase(this, eta, 0, n);
        }

        @Override
        public DMatrixRMaj naturalNear(DMatrixRMaj mean) {
            DMatrixRMaj p = column(mean(mean, Range.POSITIVE) / n);
            Range.requireColumn(name(), "mean / " + n, p, List.of(Range.OPEN_UNIT));
            return logit(p.data[0]);
        }

        @Override
        public Var natural(Var p) {
            return new Bernoulli().natural(p);
        }

        @Override
        public Var ordinary(Var eta) {
            return sigmoid(eta);
        }
    }

    /** Counts at a rate: η = ln λ, A = e^η, h = 1/x!; ordinary: λ. */
    public record Poisson() implements Counting {
        @Override
        public String name() {
            return "Poisson";
        }

        @Override
        public List<Range> naturalRanges() {
            return List.of(Range.REAL);
        }

        @Override
        public Var logPartition(Var eta) {
            return exp(eta);
        }

        @Override
        public Var logBase(Var x) {
            return lgamma(x.plus(1)).negate();
        }

        @Override
        public Var meanLogBase(Var eta) {
            return summed(eta, 0, 1);
        }

        @Override
        public DMatrixRMaj naturalNear(DMatrixRMaj mean) {
            return column(Math.log(mean(mean, Range.POSITIVE)));
        }

        @Override
        public Var natural(Var lambda) {
            return log(lambda);
        }

        @Override
        public Var ordinary(Var eta) {
            return exp(eta);
        }
    }

    /** Failures before the first success, x = 0, 1, …: η = ln(1-p), A = -ln(1-e^η); ordinary: p. */
    public record Geometric() implements Counting {
        @Override
        public String name() {
            return "Geometric";
        }

        @Override
        public Var logPartition(Var eta) {
            return log1mexp(eta).negate();
        }

        @Override
        public DMatrixRMaj naturalNear(DMatrixRMaj mean) {
            return column(-Math.log1p(1 / mean(mean, Range.POSITIVE)));
        }

        @Override
        public Var natural(Var p) {
            return log1p(p.negate());
        }

        @Override
        public Var ordinary(Var eta) {
            return expm1(eta).negate();
        }
    }

    /**
     * Failures before the r-th success: η = ln(1-p), A = -r·ln(1-e^η), h = Γ(x+r)/(x!·Γ(r)); ordinary: p.
     *
     * @param r > 0, not only whole numbers
     */
    public record NegativeBinomial(double r) implements Counting {
        /** Refuses r that is not positive. */
        public NegativeBinomial {
            Range.POSITIVE.require("NegativeBinomial", "r", r);
        }

        @Override
        public String name() {
            return "NegativeBinomial(" + r + ")";
        }

        @Override
        public Var logPartition(Var eta) {
            return log1mexp(eta).scale(-r);
        }

        @Override
        public Var logBase(Var x) {
            return lbeta(x.plus(1), x.tape().constant(r)).plus(log(x.plus(r))).negate();
        }

        @Override
        public Var meanLogBase(Var eta) {
            return summed(eta, 0, -eta.get(0, 0));
        }

        @Override
        public DMatrixRMaj naturalNear(DMatrixRMaj mean) {
            return column(-Math.log1p(r / mean(mean, Range.POSITIVE)));
        }

        @Override
        public Var natural(Var p) {
            return log1p(p.negate());
        }

        @Override
        public Var ordinary(Var eta) {
            return expm1(eta).negate();
        }
    }

    /** Whole numbers from 1 on with probability pˣ/(-x·ln(1-p)): η = ln p, A = ln(-ln(1-e^η)), h = 1/x; ordinary: p. */
    public record Logarithmic() implements Counting {
        /** Below this η the series in p = e^η, which is ¼ there, has its digits with so many terms. */
        private static final double FAR = -1.4;

        private static final int TERMS = 26;

        @Override
        public String name() {
            return "Logarithmic";
        }

        @Override
        public List<Range> pointRanges() {
            return List.of(Range.COUNT_FROM_ONE);
        }

        /** For small p as η + ln(-ln(1-p)/p) = η + ln(1 + p/2 + p²/3 + …), whose second derivative does not cancel. */
        @Override
        public Var logPartition(Var eta) {
            if (eta.scalar() > FAR) {
                return log(log1mexp(eta).negate());
            }
            Var p = exp(eta);
            Var sum = eta.tape().constant(1.0 / TERMS);
            for (int k = TERMS - 1; k >= 2; k--) {
                sum = sum.elementMult(p).plus(1.0 / k);
            }
            return eta.plus(log1p(sum.elementMult(p)));
        }

        @Override
        public Var logBase(Var x) {
            return log(x).negate();
        }

        @Override
        public Var meanLogBase(Var eta) {
            return summed(eta, 1, -eta.get(0, 0));
        }

        @Override
        public DMatrixRMaj naturalNear(DMatrixRMaj mean) {
            return column(-Math.log1p(0.5 / (mean(mean, Range.ABOVE_ONE) - 1)));
        }

        @Override
        public Var natural(Var p) {
            return log(p);
        }

        @Override
        public Var ordinary(Var eta) {
            return exp(eta);
        }
    }

    private static DMatrixRMaj logit(double p) {
        return column(Math.log(p) - Math.log1p(-p));
    }
}
