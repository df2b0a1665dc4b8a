package io.grad4j.kl.families;

import static io.grad4j.autodiff.ops.Elementwise.atan;
import static io.grad4j.autodiff.ops.Elementwise.cos;
import static io.grad4j.autodiff.ops.Elementwise.sin;
import static io.grad4j.autodiff.ops.Reductions.norm;
import static io.grad4j.autodiff.ops.Shaping.stackColumns;
import static io.grad4j.autodiff.ops.Shaping.stackRows;
import static io.grad4j.kl.families.Columns.entry;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.special.SpecialFunctions;
import java.util.Collections;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.NormOps_DDRM;

/** Families of directions, by a vector η of length κ towards their mean. */
public final class DirectionalFamilies {
    private DirectionalFamilies() {}

    /** Angles: T = (cos x, sin x), η = κ(cos μ, sin μ), A = ln 2πI₀(‖η‖); ordinary: μ in (-π, π] and κ. */
    public record VonMises() implements RangedFamily {
        private static final VonMisesFisher OF_VECTOR = new VonMisesFisher(2);

        @Override
        public String name() {
            return "VonMises";
        }

        @Override
        public List<Range> naturalRanges() {
            return List.of(Range.REAL, Range.REAL);
        }

        @Override
        public List<Range> pointRanges() {
            return List.of(Range.REAL);
        }

        @Override
        public Var logPartition(Var eta) {
            return OF_VECTOR.logPartition(eta);
        }

        @Override
        public Var statistics(Var x) {
            return stackColumns(cos(x), sin(x));
        }

        @Override
        public DMatrixRMaj naturalNear(DMatrixRMaj mean) {
            return near(name(), mean);
        }

        @Override
        public Var natural(Var ordinary) {
            Var mu = entry(ordinary, 0);
            return stackRows(cos(mu), sin(mu)).elementMult(entry(ordinary, 1));
        }

        /** The angle by its half, away from the cut; 0 at η = 0, which has none. */
        @Override
        public Var ordinary(Var eta) {
            Var x = entry(eta, 0);
            Var y = entry(eta, 1);
            Var kappa = norm(eta, Each.MATRIX);
            if (kappa.scalar() == 0) {
                return eta;
            }
            Var mu = x.scalar() >= 0
                    ? atan(y.elementDiv(kappa.plus(x))).scale(2)
                    : atan(y.elementDiv(kappa.minus(x))).scale(-2).plus(y.scalar() < 0 ? -Math.PI : Math.PI);
            return stackRows(mu, kappa);
        }
    }

    /**
     * Unit vectors of length d: T = x, A = (1-d/2)·ln κ + ln I_{d/2-1}(κ) + d/2·ln 2π with κ = ‖η‖; ordinary: η itself.
     *
     * @param d ≥ 2
     */
    public record VonMisesFisher(int d) implements RangedFamily {
        /** Up to this κ the power series in κ², of radius above 5, has its digits; beyond it κ is far enough from its kink at 0. */
        private static final double NEAR = 1;

        /** The rounding allowed to the length of a point. */
        private static final double ROUNDING = 1e-12;

        /** Refuses d below 2. */
        public VonMisesFisher {
            Range.ABOVE_ONE.require("VonMisesFisher", "d", d);
        }

        @Override
        public String name() {
            return "VonMisesFisher(" + d + ")";
        }

        @Override
        public List<Range> naturalRanges() {
            return Collections.nCopies(d, Range.REAL);
        }

        @Override
        public List<Range> pointRanges() {
            return Collections.nCopies(d, Range.REAL);
        }

        @Override
        public void requirePoints(DMatrixRMaj x) {
            RangedFamily.super.requirePoints(x);
            for (int i = 0; i < x.numRows; i++) {
                double square = 0;
                for (int j = 0; j < d; j++) {
                    square += x.get(i, j) * x.get(i, j);
                }
                if (Math.abs(square - 1) > ROUNDING) {
                    throw new ArgumentException(
                            name(), "x", "row " + i + " has the squared length " + square + ", not 1");
                }
            }
        }

        /** As a function of κ² near 0, where κ has a kink but A is smooth, and of κ elsewhere. */
        @Override
        public Var logPartition(Var eta) {
            double nu = 0.5 * d - 1;
            Var kappa = norm(eta, Each.MATRIX);
            Var a = kappa.scalar() < NEAR
                    ? SpecialFunctions.logBesselIOfSquare(nu, eta.dot(eta))
                    : SpecialFunctions.logBesselI(nu, kappa);
            return a.plus(0.5 * d * Math.log(2 * Math.PI));
        }

        @Override
        public Var statistics(Var x) {
            return x;
        }

        @Override
        public DMatrixRMaj naturalNear(DMatrixRMaj mean) {
            return near(name(), mean);
        }
    }

    /** κ ≈ r(d-r²)/(1-r²) for a mean of length r (Banerjee et al., JMLR 6, 2005). */
    private static DMatrixRMaj near(String family, DMatrixRMaj mean) {
        ArgumentException.requireFinite(family, "mean", mean);
        double r = NormOps_DDRM.normF(mean);
        if (r >= 1 - Columns.ROUNDING) {
            throw new ArgumentException(family, "mean", "its length " + r + " is not below 1: the points are all one");
        }
        DMatrixRMaj eta = mean.copy();
        for (int i = 0; i < eta.getNumElements(); i++) {
            eta.data[i] *= (mean.numRows - r * r) / ((1 - r) * (1 + r));
        }
        return eta;
    }
}
