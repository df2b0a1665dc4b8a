package io.grad4j.kl.byhand;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Pairwise between Gaussians and their gradients, derived by hand. */
public final class GaussianFormulas {
    private GaussianFormulas() {}

    /** KL(N(μ, diag σ²)‖N(0, I)) = ½(Σσ² + μᵀμ - n) - Σ ln σ. */
    public static double klFromStandard(double[] mu, double[] sigma) {
        double sum = 0;
        for (int i = 0; i < mu.length; i++) {
            sum += 0.5 * (sigma[i] * sigma[i] + mu[i] * mu[i] - 1) - Math.log(sigma[i]);
        }
        return sum;
    }

    /** ∂/∂μ = μ, then ∂/∂σ = σ - 1/σ, of {@link #klFromStandard}. */
    public static double[][] gradientFromStandard(double[] mu, double[] sigma) {
        double[] bySigma = new double[sigma.length];
        for (int i = 0; i < sigma.length; i++) {
            bySigma[i] = sigma[i] - 1 / sigma[i];
        }
        return new double[][] {mu.clone(), bySigma};
    }

    /** ∂/∂μp = Δ/σq², ∂/∂σp = σp/σq² - 1/σp, ∂/∂μq = -Δ/σq², ∂/∂σq = (1 - (σp² + Δ²)/σq²)/σq, Δ = μp - μq, of the diagonal KL. */
    public static double[][] diagonalGradient(double[] muP, double[] sigmaP, double[] muQ, double[] sigmaQ) {
        int n = muP.length;
        double[][] g = new double[4][n];
        for (int i = 0; i < n; i++) {
            double delta = muP[i] - muQ[i];
            double variance = sigmaQ[i] * sigmaQ[i];
            g[0][i] = delta / variance;
            g[1][i] = sigmaP[i] / variance - 1 / sigmaP[i];
            g[2][i] = -delta / variance;
            g[3][i] = (1 - (sigmaP[i] * sigmaP[i] + delta * delta) / variance) / sigmaQ[i];
        }
        return g;
    }

    /** ½[tr(Σq⁻¹Σp) + Δᵀ Σq⁻¹ Δ - n + ln|Σq|/|Σp|], by determinants and inverses, means as columns. */
    public static double kl(DMatrixRMaj muP, DMatrixRMaj sigmaP, DMatrixRMaj muQ, DMatrixRMaj sigmaQ) {
        DMatrixRMaj inverse = inverse(sigmaQ);
        DMatrixRMaj delta = CommonOps_DDRM.subtract(muP, muQ, null);
        double quadratic = CommonOps_DDRM.dot(delta, CommonOps_DDRM.mult(inverse, delta, null));
        double trace = CommonOps_DDRM.trace(CommonOps_DDRM.mult(inverse, sigmaP, null));
        double logs = Math.log(CommonOps_DDRM.det(sigmaQ)) - Math.log(CommonOps_DDRM.det(sigmaP));
        return 0.5 * (trace + quadratic - muP.numRows + logs);
    }

    /**
     * ∂/∂μp = Σq⁻¹Δ, ∂/∂Σp = ½(Σq⁻¹ - Σp⁻¹), ∂/∂μq = -Σq⁻¹Δ, ∂/∂Σq = ½(Σq⁻¹ - Σq⁻¹(Σp + ΔΔᵀ)Σq⁻¹) of {@link #kl}, with symmetric
     * gradients for the covariances.
     */
    public static DMatrixRMaj[] gradient(DMatrixRMaj muP, DMatrixRMaj sigmaP, DMatrixRMaj muQ, DMatrixRMaj sigmaQ) {
        DMatrixRMaj inverse = inverse(sigmaQ);
        DMatrixRMaj delta = CommonOps_DDRM.subtract(muP, muQ, null);
        DMatrixRMaj byMuP = CommonOps_DDRM.mult(inverse, delta, null);
        DMatrixRMaj byMuQ = byMuP.copy();
        CommonOps_DDRM.changeSign(byMuQ);
        DMatrixRMaj bySigmaP = CommonOps_DDRM.subtract(inverse, inverse(sigmaP), null);
        CommonOps_DDRM.scale(0.5, bySigmaP);
        DMatrixRMaj second = sigmaP.copy();
        CommonOps_DDRM.multAddTransB(delta, delta, second);
        DMatrixRMaj middle = CommonOps_DDRM.mult(inverse, CommonOps_DDRM.mult(second, inverse, null), null);
        DMatrixRMaj bySigmaQ = CommonOps_DDRM.subtract(inverse, middle, null);
        CommonOps_DDRM.scale(0.5, bySigmaQ);
        return new DMatrixRMaj[] {byMuP, bySigmaP, byMuQ, bySigmaQ};
    }

    private static DMatrixRMaj inverse(DMatrixRMaj a) {
        DMatrixRMaj inverse = new DMatrixRMaj(a.numRows, a.numCols);
        if (!CommonOps_DDRM.invert(a, inverse)) {
            throw new IllegalArgumentException("inverse: singular " + a);
        }
        return inverse;
    }
}
