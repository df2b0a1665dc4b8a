package io.grad4j.kl.divergences;

import static io.grad4j.autodiff.ops.Elementwise.expm1MinusArgument;
import static io.grad4j.autodiff.ops.Elementwise.square;
import static io.grad4j.autodiff.ops.Factorizations.cholesky;
import static io.grad4j.autodiff.ops.Factorizations.solveLower;
import static io.grad4j.autodiff.ops.Gaussians.standardize;
import static io.grad4j.autodiff.ops.Gaussians.whiten;
import static io.grad4j.autodiff.ops.Pairwise.logRatio;
import static io.grad4j.autodiff.ops.Triangles.diagonal;
import static io.grad4j.autodiff.ops.Triangles.diagonalMatrix;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Var;
import org.ejml.data.DMatrixRMaj;

/**
 * Kullback-Leibler divergences between Gaussians, 1×1, in nats.
 *
 * <p>Each is a sum of terms ≥ 0, through eᵛ - 1 - v with v the logarithm of a ratio of variances, so that it keeps its digits when the
 * Gaussians are close. Means are 1×d. Throws {@link ArgumentException} for a NaN or infinite parameter, a standard deviation that
 * is not positive, a factor that is not lower triangular with a positive diagonal, a covariance that is not positive definite.
 */
public final class Gaussian {
    private Gaussian() {}

    /**
     * KL(N(μ, diag σ²)‖N(0, I)) = ½ Σᵢ (σᵢ² + μᵢ² - 1 - ln σᵢ²).
     *
     * @param mu 1×d
     * @param sigma 1×d standard deviations
     */
    public static Var klFromStandard(Var mu, Var sigma) {
        Var zero = mu.tape().constant(new DMatrixRMaj(mu.rows(), mu.cols()));
        Var one = zero.plus(1);
        return kl(mu, sigma, zero, one);
    }

    /**
     * KL(N(μ, diag eᵛ)‖N(0, I)) = ½ Σᵢ (eᵛᵢ - 1 - vᵢ + μᵢ²), v the logarithms of the variances: the term of a variational autoencoder.
     *
     * @param mu 1×d
     * @param logVariance 1×d
     */
    public static Var klFromStandardByLogVariance(Var mu, Var logVariance) {
        requireShapes("klFromStandardByLogVariance", mu, logVariance);
        ArgumentException.requireFinite("klFromStandardByLogVariance", "mu", mu.value());
        ArgumentException.requireFinite("klFromStandardByLogVariance", "logVariance", logVariance.value());
        return expm1MinusArgument(logVariance).plus(square(mu)).sum().scale(0.5);
    }

    /**
     * KL(N(μp, diag σp²)‖N(μq, diag σq²)) = ½ Σᵢ (eᵛᵢ - 1 - vᵢ + zᵢ²), v = 2 ln(σp/σq), z = (μp - μq)/σq; all 1×d.
     *
     * @throws ArgumentException also if the shapes differ
     */
    public static Var kl(Var muP, Var sigmaP, Var muQ, Var sigmaQ) {
        requireShapes("kl", muP, sigmaP, muQ, sigmaQ);
        return muP.tape().scope("kl", () -> {
            Var z = standardize(muP, muQ, sigmaQ);
            Var v = logRatio(sigmaP, sigmaQ).scale(2);
            return expm1MinusArgument(v).plus(square(z)).sum().scale(0.5);
        });
    }

    /**
     * KL(N(μp, LpLpᵀ)‖N(μq, LqLqᵀ)) = ½[tr(Σq⁻¹Σp) + Δᵀ Σq⁻¹ Δ - d + ln|Σq|/|Σp|] through M = Lq⁻¹Lp, means 1×d, factors d×d.
     *
     * <p>tr(Σq⁻¹Σp) is ‖M‖², and ln|Σp|/|Σq| is 2 Σ ln Mᵢᵢ: the diagonal gives eᵛ - 1 - v with v = 2 ln Mᵢᵢ, the rest its squares.
     */
    public static Var klByCholesky(Var muP, Var lp, Var muQ, Var lq) {
        requireShapes("klByCholesky", muP, muQ);
        requireShapes("klByCholesky", lp, lq);
        requireLower("klByCholesky", lp);
        return muP.tape().scope("klByCholesky", () -> {
            Var z = whiten(muP, muQ, lq);
            Var m = solveLower(lq, lp);
            Var below = m.minus(diagonalMatrix(diagonal(m)));
            Var v = logRatio(diagonal(lp), diagonal(lq)).scale(2);
            return expm1MinusArgument(v)
                    .sum()
                    .plus(below.dot(below))
                    .plus(z.dot(z))
                    .scale(0.5);
        });
    }

    /** KL(N(μp, Σp)‖N(μq, Σq)), means 1×d, covariances d×d, each taken as ½(Σ + Σᵀ) and given a symmetric gradient. */
    public static Var klByCovariance(Var muP, Var sigmaP, Var muQ, Var sigmaQ) {
        return muP.tape().scope("klByCovariance", () -> klByCholesky(muP, cholesky(sigmaP), muQ, cholesky(sigmaQ)));
    }

    private static void requireShapes(String operation, Var first, Var... others) {
        for (Var v : others) {
            if (!v.shape().equals(first.shape())) {
                throw new ArgumentException(operation, v.toString(), "does not have the shape of " + first);
            }
        }
    }

    private static void requireLower(String operation, Var l) {
        DMatrixRMaj m = l.value();
        for (int i = 0; i < m.numRows; i++) {
            for (int j = i + 1; j < m.numCols; j++) {
                if (m.get(i, j) != 0) {
                    throw ArgumentException.entry(
                            operation,
                            l.name(),
                            m,
                            i * m.numCols + j,
                            "is above the diagonal of a lower factor and not 0");
                }
            }
        }
    }
}
