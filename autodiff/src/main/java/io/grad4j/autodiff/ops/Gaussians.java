package io.grad4j.autodiff.ops;

import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Elementwise.square;
import static io.grad4j.autodiff.ops.Factorizations.cholesky;
import static io.grad4j.autodiff.ops.Factorizations.solveLower;
import static io.grad4j.autodiff.ops.Factorizations.solveLowerTrans;
import static io.grad4j.autodiff.ops.Shaping.rows;
import static io.grad4j.autodiff.ops.Shaping.stackRows;
import static io.grad4j.autodiff.ops.Triangles.diagonal;
import static io.grad4j.autodiff.ops.Triangles.lower;
import static io.grad4j.autodiff.ops.Triangles.trace;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Derivative;
import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Primitive;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.kernels.Kernels;
import io.grad4j.autodiff.kernels.Zip;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Gaussian log-densities of the rows of X (m×d), one number a row (m×1), in natural logarithms.
 *
 * <p>The mean is 1×d, or m×d for one a row; with standard deviations also 1×1. A NaN anywhere, a σ that is not positive, a factor that is not lower triangular with a
 * positive diagonal, and a covariance that is not positive definite are refused.
 */
public enum Gaussians implements Primitive {
    /** z = (x - μ) / σ, which is divided before it is squared, so that a σ of 1e-200 keeps its digits. */
    STANDARDIZE(
            "gaussian standardize",
            Derivative.broadcasting("ȳ / c", 0, (z, v) -> v.elementDiv(z.argument(2))),
            Derivative.broadcasting(
                    "-ȳ / c", 1, (z, v) -> v.elementDiv(z.argument(2)).negate()),
            Derivative.broadcasting("-ȳ ∘ y / c", 2, (z, v) -> v.elementMult(z)
                    .elementDiv(z.argument(2))
                    .negate())) {
        @Override
        public Shape shape(DMatrixRMaj... x) {
            Shape rows = Shape.of(x[0]);
            requireBroadcast("mu", x[1], rows);
            requireBroadcast("sigma", x[2], rows);
            return rows;
        }

        @Override
        public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
            ArgumentException.requireNoNaN(label(), "x", x[0]);
            ArgumentException.requireFinite(label(), "mu", x[1]);
            ArgumentException.requirePositive(label(), "sigma", x[2]);
            Kernels.active().zip(Zip.MINUS, x[0], x[1], y);
            Kernels.active().zip(Zip.DIVIDE, y, x[2], y);
        }

        private void requireBroadcast(String argument, DMatrixRMaj m, Shape rows) {
            boolean fits = (m.numRows == 1 || m.numRows == rows.rows()) && (m.numCols == 1 || m.numCols == rows.cols());
            if (!fits) {
                throw new ArgumentException(
                        label(), argument, Shape.of(m) + " does not fit x, whose rows are the points, " + rows);
            }
        }
    },

    /**
     * Z = (X - μ)·L⁻ᵀ, whose row z has zᵀz = (x-μ)ᵀ(LLᵀ)⁻¹(x-μ): X̄ = Z̄L⁻¹, μ̄ = -colsum(Z̄)L⁻¹, L̄ = -tril(L⁻ᵀZ̄ᵀZ).
     *
     * <p>With one rule an argument, a constant X leaves only d×d work after the products with Z.
     */
    WHITEN(
            "gaussian whiten",
            new Derivative("ȳ·c⁻¹", (z, v) -> whitened(v, z.argument(2)), (z, v) -> unwhitened(v, z.argument(2))),
            new Derivative(
                    "-colsum(ȳ)·c⁻¹",
                    (z, v) -> whitened(v, z.argument(2)).negate().broadcast(z.shape()),
                    (z, v) -> unwhitened(v.sumTo(z.argument(1).shape()), z.argument(2))
                            .negate()),
            new Derivative(
                    "-lower(c⁻ᵀ·ȳᵀ·y)",
                    (z, v) -> whitened(z.multTransB(lower(v)), z.argument(2)).negate(),
                    (z, v) -> lower(solveLowerTrans(z.argument(2), v.multTransA(z)))
                            .negate())) {
        @Override
        public Shape shape(DMatrixRMaj... x) {
            Shape rows = Shape.of(x[0]);
            ArgumentException.requireShape(label(), "L", x[2], new Shape(rows.cols(), rows.cols()));
            ArgumentException.requireShape(
                    label(), "mu", x[1], x[1].numRows == rows.rows() ? rows : new Shape(1, rows.cols()));
            return rows;
        }

        @Override
        public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
            ArgumentException.requireNoNaN(label(), "x", x[0]);
            ArgumentException.requireFinite(label(), "mu", x[1]);
            requireFactor(label(), x[2]);
            Kernels.active().zip(Zip.MINUS, x[0], x[1], y);
            Kernels.active().solveLowerRows(x[2].data, y.data, y.data, y.numCols, y.numRows);
        }
    },

    /** The sufficient statistics about μ, (d+1)×d: Σ (x-μ)ᵀ(x-μ) over the rows, and under it Σ (x-μ), of which μ̄ is made. */
    MOMENTS(
            "gaussian moments",
            new Derivative(
                    "(a - b)·(ȳ + ȳᵀ) + ȳ's last row",
                    (y, v) -> {
                        Var half = v.multTransA(y.argument(0).minus(y.argument(1)));
                        return stackRows(half.plus(half.transpose()), v.sum(Each.COLUMN));
                    },
                    (y, v) -> y.argument(0)
                            .minus(y.argument(1))
                            .mult(symmetric(v))
                            .plus(lastRow(v).broadcast(y.argument(0).shape()))),
            new Derivative(
                    "-Σ(a - b)·(ȳ + ȳᵀ) - N·ȳ's last row",
                    (y, v) -> {
                        Var half = v.multTransA(lastRow(y));
                        return stackRows(
                                half.plus(half.transpose()).negate(),
                                v.scale(-y.argument(0).rows()));
                    },
                    (y, v) -> lastRow(y)
                            .mult(symmetric(v))
                            .plus(lastRow(v).scale(y.argument(0).rows()))
                            .negate())) {
        @Override
        public Shape shape(DMatrixRMaj... x) {
            ArgumentException.requireShape(label(), "mu", x[1], new Shape(1, x[0].numCols));
            return new Shape(x[0].numCols + 1, x[0].numCols);
        }

        @Override
        public void value(DMatrixRMaj[] x, DMatrixRMaj y) {
            ArgumentException.requireNoNaN(label(), "x", x[0]);
            ArgumentException.requireFinite(label(), "mu", x[1]);
            Kernels.active().moments(x[0], x[1], y);
        }
    };

    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    private final String label;
    private final List<Derivative> derivatives;

    Gaussians(String label, Derivative... derivatives) {
        this.label = label;
        this.derivatives = List.of(derivatives);
    }

    /**
     * ln N(x; μ, diag σ²) of each row: -Σⱼ(½zⱼ² + ln σⱼ) - ½d·ln 2π, z = (x - μ)/σ.
     *
     * @param x m×d
     * @param mu 1×d, 1×1 or m×d
     * @param sigma standard deviations > 0, 1×d, 1×1 or m×d
     */
    public static Var logDensity(Var x, Var mu, Var sigma) {
        return x.tape().scope("logDensity", () -> {
            Var z = standardize(x, mu, sigma);
            Var terms = square(z).scale(-0.5).minus(log(sigma));
            return terms.sum(Each.ROW).minus(x.cols() * HALF_LOG_TWO_PI);
        });
    }

    /**
     * ln N(x; μ, L·Lᵀ) of each row: -½zᵀz - Σ ln Lᵢᵢ - ½d·ln 2π, z = L⁻¹(x - μ).
     *
     * @param x m×d
     * @param mu 1×d
     * @param l d×d, lower triangular with a positive diagonal
     */
    public static Var logDensityByCholesky(Var x, Var mu, Var l) {
        return x.tape().scope("logDensityByCholesky", () -> {
            Var z = whiten(x, mu, l);
            Var logDet = log(diagonal(l)).sum();
            return square(z).sum(Each.ROW).scale(-0.5).minus(logDet).minus(x.cols() * HALF_LOG_TWO_PI);
        });
    }

    /**
     * ln N(x; μ, Σ) of each row, by the Cholesky factor of Σ, which is taken as ½(Σ + Σᵀ); the gradient for Σ is symmetric.
     *
     * @param x m×d
     * @param mu 1×d
     * @param sigma d×d, positive definite
     */
    public static Var logDensityByCovariance(Var x, Var mu, Var sigma) {
        return x.tape().scope("logDensityByCovariance", () -> logDensityByCholesky(x, mu, cholesky(sigma)));
    }

    /**
     * ln N(x; μ, P⁻¹) of each row, for the precision P = K·Kᵀ, taken as ½(P + Pᵀ): -½zᵀz + Σ ln Kᵢᵢ - ½d·ln 2π, z = Kᵀ(x - μ).
     *
     * @param x m×d
     * @param mu 1×d
     * @param precision d×d, positive definite
     */
    public static Var logDensityByPrecision(Var x, Var mu, Var precision) {
        return x.tape().scope("logDensityByPrecision", () -> {
            Var k = cholesky(precision);
            Var one = x.tape().constant(1);
            Var z = standardize(x, mu, one).mult(k);
            Var logDet = log(diagonal(k)).sum();
            return square(z).sum(Each.ROW).scale(-0.5).plus(logDet).minus(x.cols() * HALF_LOG_TWO_PI);
        });
    }

    /**
     * Σ ln N(x; μ, L·Lᵀ) over the rows of x, 1×1: the sum of {@link #logDensityByCholesky} from the moments of x alone, which are formed once.
     *
     * <p>Deviations are squared before they are divided, so they must lie within 1e±150; the densities row by row know no such limit.
     *
     * @param x N×d
     * @param mu 1×d
     * @param l d×d with a positive diagonal, of which only the lower triangle is read
     */
    public static Var logLikelihoodByCholesky(Var x, Var mu, Var l) {
        return x.tape().scope("logLikelihoodByCholesky", () -> {
            int d = x.cols();
            Var products = rows(MOMENTS.of(x, mu), 0, d);
            Var distances = trace(solveLower(l, solveLower(l, products).transpose()));
            Var logDet = log(diagonal(l)).sum();
            return distances.scale(-0.5).minus(logDet.scale(x.rows())).minus(x.rows() * d * HALF_LOG_TWO_PI);
        });
    }

    /**
     * Σ ln N(x; μ, Σ) over the rows of x, 1×1, by the Cholesky factor of Σ as in {@link #logLikelihoodByCholesky}.
     *
     * @param x N×d
     * @param mu 1×d
     * @param sigma d×d, positive definite, taken as ½(Σ + Σᵀ); its gradient is symmetric
     */
    public static Var logLikelihoodByCovariance(Var x, Var mu, Var sigma) {
        return x.tape().scope("logLikelihoodByCovariance", () -> logLikelihoodByCholesky(x, mu, cholesky(sigma)));
    }

    private static Var lastRow(Var moments) {
        return rows(moments, moments.rows() - 1, moments.rows());
    }

    /** V + Vᵀ for the square part of a cotangent of the moments. */
    private static Var symmetric(Var v) {
        Var square = rows(v, 0, v.cols());
        return square.plus(square.transpose());
    }

    /** (x - μ) / σ entry by entry, for μ and σ > 0 that are 1×d, 1×1 or m×d beside the m×d x. */
    public static Var standardize(Var x, Var mu, Var sigma) {
        return STANDARDIZE.of(x, mu, sigma);
    }

    /** (X - μ)·L⁻ᵀ for the rows of X, the mean 1×d and the lower factor d×d. */
    public static Var whiten(Var x, Var mu, Var l) {
        return WHITEN.of(x, mu, l);
    }

    /** V·L⁻ᵀ. */
    private static Var whitened(Var v, Var l) {
        return WHITEN.of(v, v.tape().constant(new DMatrixRMaj(1, v.cols())), l);
    }

    /** V·L⁻¹. */
    private static Var unwhitened(Var v, Var l) {
        return solveLowerTrans(l, v.transpose()).transpose();
    }

    /** Refuses an L that is not lower triangular with a positive diagonal. */
    private static void requireFactor(String label, DMatrixRMaj l) {
        Factorizations.requireTriangle(label, l);
        int n = l.numRows;
        for (int i = 0; i < n; i++) {
            if (l.data[i * n + i] < 0) {
                throw ArgumentException.entry(label, "L", l, i * n + i, "is not positive");
            }
            for (int j = i + 1; j < n; j++) {
                if (l.data[i * n + j] != 0) {
                    throw ArgumentException.entry(label, "L", l, i * n + j, "is above the diagonal and not 0");
                }
            }
        }
    }

    @Override
    public int arity() {
        return derivatives.size();
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public Derivative derivative(int argument) {
        return derivatives.get(argument);
    }
}
