package io.grad4j.kl.families;

import static io.grad4j.autodiff.ops.Factorizations.cholesky;
import static io.grad4j.autodiff.ops.Factorizations.logDetSpd;
import static io.grad4j.autodiff.ops.Factorizations.solveLower;
import static io.grad4j.autodiff.ops.Shaping.reshape;
import static io.grad4j.autodiff.ops.Shaping.rows;
import static io.grad4j.autodiff.ops.Shaping.stackColumns;
import static io.grad4j.autodiff.ops.Shaping.stackRows;
import static io.grad4j.autodiff.ops.Solves.solveSpd;
import static io.grad4j.kl.families.Columns.entry;
import static io.grad4j.kl.special.SpecialFunctions.logMultiGamma;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Families with a d×d matrix among their parameters, packed row by row and read as its symmetric part. */
public final class MatrixFamilies {
    private MatrixFamilies() {}

    /** η is a block of {@code first} numbers and then a d×d matrix that is negative definite. */
    private interface WithMatrix extends ExponentialFamily {
        int d();

        /** How many numbers stand before the matrix. */
        int first();

        @Override
        default int dimension() {
            return first() + d() * d();
        }

        @Override
        default void requireNatural(DMatrixRMaj eta) {
            ArgumentException.requireShape(name(), "eta", eta, new Shape(dimension(), 1));
            ArgumentException.requireFinite(name(), "eta", eta);
            Definite.requirePositive(name(), "minus the matrix of eta", Definite.symmetric(eta.data, first(), d(), -1));
        }

        /** The matrix of a column, d×d. */
        default Var matrix(Var column) {
            return reshape(rows(column, first(), dimension()), d(), d());
        }

        /** A column of numbers and a matrix. */
        default Var column(Var numbers, Var matrix) {
            return stackRows(numbers, reshape(matrix, d() * d(), 1));
        }

        default Var inverse(Var spd) {
            return solveSpd(spd, spd.tape().constant(CommonOps_DDRM.identity(d())));
        }
    }

    /**
     * Vectors: T = (x, xxᵀ), η = (Σ⁻¹μ, -½Σ⁻¹), A = -¼η₁ᵀη₂⁻¹η₁ - ½ln|-2η₂|, h = (2π)^(-d/2); ordinary: μ and Σ.
     *
     * @param d ≥ 1
     */
    public record MultivariateNormal(int d) implements WithMatrix {
        /** Refuses d below 1. */
        public MultivariateNormal {
            Range.COUNT_FROM_ONE.require("MultivariateNormal", "d", d);
        }

        @Override
        public String name() {
            return "MultivariateNormal(" + d + ")";
        }

        @Override
        public int first() {
            return d;
        }

        @Override
        public int pointLength() {
            return d;
        }

        /** ½‖L⁻¹η₁‖² - ½ln|LLᵀ| with LLᵀ = -2η₂. */
        @Override
        public Var logPartition(Var eta) {
            Var precision = matrix(eta).scale(-2);
            Var z = solveLower(cholesky(precision), rows(eta, 0, d));
            return z.dot(z).minus(logDetSpd(precision)).scale(0.5);
        }

        @Override
        public Var statistics(Var x) {
            return eachRow(x, row -> stackColumns(row, reshape(row.multTransA(row), 1, d * d)));
        }

        @Override
        public Var logBase(Var x) {
            return x.tape().constant(new DMatrixRMaj(x.rows(), 1)).plus(-0.5 * d * Math.log(2 * Math.PI));
        }

        @Override
        public Var meanLogBase(Var eta) {
            return eta.tape().constant(-0.5 * d * Math.log(2 * Math.PI));
        }

        @Override
        public void requirePoints(DMatrixRMaj x) {
            ArgumentException.requireShape(name(), "x", x, new Shape(x.numRows, d));
            ArgumentException.requireFinite(name(), "x", x);
        }

        @Override
        public DMatrixRMaj naturalNear(DMatrixRMaj mean) {
            DMatrixRMaj mu = CommonOps_DDRM.extract(mean, 0, d, 0, 1);
            DMatrixRMaj covariance = Definite.symmetric(mean.data, d, d, 1);
            for (int i = 0; i < d; i++) {
                double square = covariance.get(i, i);
                if (square - mu.data[i] * mu.data[i] <= Columns.ROUNDING * square) {
                    throw new ArgumentException(name(), "mean", "no variance in entry " + i + " of the points");
                }
            }
            CommonOps_DDRM.multAddTransB(-1, mu, mu, covariance);
            DMatrixRMaj precision = Definite.requirePositive(name(), "E[xxᵀ] - E[x]E[x]ᵀ of the mean", covariance);
            DMatrixRMaj eta = new DMatrixRMaj(dimension(), 1);
            CommonOps_DDRM.insert(CommonOps_DDRM.mult(precision, mu, null), eta, 0, 0);
            Definite.pack(-0.5, precision, eta);
            return eta;
        }

        @Override
        public Var natural(Var ordinary) {
            Var precision = inverse(matrix(ordinary));
            return column(precision.mult(rows(ordinary, 0, d)), precision.scale(-0.5));
        }

        @Override
        public Var ordinary(Var eta) {
            Var covariance = inverse(matrix(eta).scale(-2));
            return column(covariance.mult(rows(eta, 0, d)), covariance);
        }
    }

    /** Points are d×d positive definite matrices. */
    private interface OfDefinite extends WithMatrix {
        @Override
        default int first() {
            return 1;
        }

        @Override
        default int pointLength() {
            return d() * d();
        }

        @Override
        default void requirePoints(DMatrixRMaj x) {
            ArgumentException.requireShape(name(), "x", x, new Shape(x.numRows, d() * d()));
            ArgumentException.requireFinite(name(), "x", x);
            for (int i = 0; i < x.numRows; i++) {
                Definite.requirePositive(
                        name(), "row " + i + " of x", Definite.symmetric(x.data, i * d() * d(), d(), 1));
            }
        }

        @Override
        default Var logBase(Var x) {
            return x.tape().constant(new DMatrixRMaj(x.rows(), 1));
        }

        @Override
        default Var meanLogBase(Var eta) {
            return eta.tape().constant(0);
        }

        /** (ln|X|, f(X)) of each row X. */
        default Var logDetAnd(Var x, UnaryOperator<Var> f) {
            return eachRow(x, row -> {
                Var m = reshape(row, d(), d());
                Var symmetric = m.plus(m.transpose()).scale(0.5);
                return stackColumns(logDetSpd(symmetric), reshape(f.apply(symmetric), 1, d() * d()));
            });
        }

        /** -a·ln|-η₂| + ln Γ_d(a). */
        default Var logPartition(Var a, Var eta) {
            return logMultiGamma(d(), a)
                    .minus(a.elementMult(logDetSpd(matrix(eta).negate())));
        }

        /** n and M⁻¹ for a Wishart matrix near E[ln|X|] = {@code meanLog}, E[X] = M, with ln|nV| - E[ln|X|] ≈ d(d+1)/2n. */
        default double degreesNear(double meanLog, DMatrixRMaj inverse) {
            double s = -Definite.logDet(inverse) - meanLog;
            if (s <= Columns.ROUNDING * Math.max(1, Math.abs(meanLog))) {
                throw new ArgumentException(
                        name(), "mean", "ln|E| is not above the mean of the logarithm: the points are all one");
            }
            return d() - 1 + 0.5 * d() * (d() + 1) / s;
        }
    }

    /**
     * Positive definite matrices: T = (ln|X|, X), η = ((n-d-1)/2, -½V⁻¹), A = -(n/2)·ln|-η₂| + ln Γ_d(n/2); ordinary: n and V.
     *
     * <p>The density is with respect to the entries on and below the diagonal.
     *
     * @param d ≥ 1
     */
    public record Wishart(int d) implements OfDefinite {
        /** Refuses d below 1. */
        public Wishart {
            Range.COUNT_FROM_ONE.require("Wishart", "d", d);
        }

        @Override
        public String name() {
            return "Wishart(" + d + ")";
        }

        @Override
        public void requireNatural(DMatrixRMaj eta) {
            OfDefinite.super.requireNatural(eta);
            Range.ABOVE_MINUS_ONE.require(name(), "eta[0]", eta.data[0]);
        }

        @Override
        public Var logPartition(Var eta) {
            return logPartition(entry(eta, 0).plus(0.5 * (d + 1)), eta);
        }

        @Override
        public Var statistics(Var x) {
            return logDetAnd(x, m -> m);
        }

        @Override
        public DMatrixRMaj naturalNear(DMatrixRMaj mean) {
            DMatrixRMaj inverse =
                    Definite.requirePositive(name(), "the matrix of the mean", Definite.symmetric(mean.data, 1, d, 1));
            double n = degreesNear(mean.data[0], inverse);
            DMatrixRMaj eta = new DMatrixRMaj(dimension(), 1);
            eta.data[0] = 0.5 * (n - d - 1);
            Definite.pack(-0.5 * n, inverse, eta);
            return eta;
        }

        @Override
        public Var natural(Var ordinary) {
            return column(
                    entry(ordinary, 0).minus(d + 1.0).scale(0.5),
                    inverse(matrix(ordinary)).scale(-0.5));
        }

        @Override
        public Var ordinary(Var eta) {
            return column(
                    entry(eta, 0).scale(2).plus(d + 1.0), inverse(matrix(eta).scale(-2)));
        }
    }

    /**
     * Inverses of Wishart matrices: T = (ln|X|, X⁻¹), η = (-(ν+d+1)/2, -½Ψ), A = -(ν/2)·ln|-η₂| + ln Γ_d(ν/2); ordinary: ν and Ψ.
     *
     * @param d ≥ 1
     */
    public record InverseWishart(int d) implements OfDefinite {
        /** Refuses d below 1. */
        public InverseWishart {
            Range.COUNT_FROM_ONE.require("InverseWishart", "d", d);
        }

        @Override
        public String name() {
            return "InverseWishart(" + d + ")";
        }

        @Override
        public void requireNatural(DMatrixRMaj eta) {
            OfDefinite.super.requireNatural(eta);
            if (eta.data[0] >= -d) {
                throw ArgumentException.entry(name(), "eta", eta, 0, "is not below -d");
            }
        }

        @Override
        public Var logPartition(Var eta) {
            return logPartition(entry(eta, 0).plus(0.5 * (d + 1)).negate(), eta);
        }

        @Override
        public Var statistics(Var x) {
            return logDetAnd(x, this::inverse);
        }

        @Override
        public DMatrixRMaj naturalNear(DMatrixRMaj mean) {
            DMatrixRMaj inverse =
                    Definite.requirePositive(name(), "the matrix of the mean", Definite.symmetric(mean.data, 1, d, 1));
            double nu = degreesNear(-mean.data[0], inverse);
            DMatrixRMaj eta = new DMatrixRMaj(dimension(), 1);
            eta.data[0] = -0.5 * (nu + d + 1);
            Definite.pack(-0.5 * nu, inverse, eta);
            return eta;
        }

        @Override
        public Var natural(Var ordinary) {
            return column(
                    entry(ordinary, 0).plus(d + 1.0).scale(-0.5),
                    matrix(ordinary).scale(-0.5));
        }

        @Override
        public Var ordinary(Var eta) {
            return column(entry(eta, 0).scale(-2).minus(d + 1.0), matrix(eta).scale(-2));
        }
    }

    /** f of each row, one below the other. */
    private static Var eachRow(Var x, UnaryOperator<Var> f) {
        Var[] results = new Var[x.rows()];
        for (int i = 0; i < results.length; i++) {
            results[i] = f.apply(rows(x, i, i + 1));
        }
        return stackRows(results[0], Arrays.copyOfRange(results, 1, results.length));
    }
}
