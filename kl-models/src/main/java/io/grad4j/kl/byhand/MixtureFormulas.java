package io.grad4j.kl.byhand;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Expectation maximisation of a mixture of Gaussians and the gradient of its log-likelihood, derived by hand. */
public final class MixtureFormulas {
    private MixtureFormulas() {}

    /**
     * A mixture of k Gaussians in d dimensions.
     *
     * @param weights 1×k, summing to 1
     * @param means k×d
     * @param covariances d×d each
     */
    public record Mixture(DMatrixRMaj weights, DMatrixRMaj means, List<DMatrixRMaj> covariances) {}

    /** Σᵢ ln Σⱼ πⱼ N(xᵢ; μⱼ, Σⱼ). */
    public static double logLikelihood(Mixture mixture, DMatrixRMaj x) {
        double sum = 0;
        for (double[] row : logJoint(mixture, x)) {
            sum += logSumExp(row);
        }
        return sum;
    }

    /** rᵢⱼ = πⱼ N(xᵢ; μⱼ, Σⱼ) / Σₗ πₗ N(xᵢ; μₗ, Σₗ), m×k. */
    public static DMatrixRMaj responsibilities(Mixture mixture, DMatrixRMaj x) {
        double[][] joint = logJoint(mixture, x);
        DMatrixRMaj r = new DMatrixRMaj(x.numRows, mixture.means.numRows);
        for (int i = 0; i < r.numRows; i++) {
            double z = logSumExp(joint[i]);
            for (int j = 0; j < r.numCols; j++) {
                r.set(i, j, Math.exp(joint[i][j] - z));
            }
        }
        return r;
    }

    /** One step of expectation maximisation: πⱼ = nⱼ/m, μⱼ = Σ rᵢⱼxᵢ/nⱼ, Σⱼ = Σ rᵢⱼ(xᵢ-μⱼ)(xᵢ-μⱼ)ᵀ/nⱼ with nⱼ = Σ rᵢⱼ. */
    public static Mixture emStep(Mixture mixture, DMatrixRMaj x) {
        DMatrixRMaj r = responsibilities(mixture, x);
        DMatrixRMaj counts = CommonOps_DDRM.sumCols(r, null);
        DMatrixRMaj means = CommonOps_DDRM.multTransA(r, x, null);
        CommonOps_DDRM.divideRows(counts.data, means);
        List<DMatrixRMaj> covariances = new ArrayList<>();
        for (int j = 0; j < r.numCols; j++) {
            covariances.add(weightedCovariance(r, j, means, x, counts.data[j]));
        }
        CommonOps_DDRM.divide(counts, x.numRows);
        return new Mixture(counts, means, covariances);
    }

    /** ∂/∂aⱼ = nⱼ - mπⱼ of the log-likelihood by the logits a of the weights, 1×k. */
    public static DMatrixRMaj gradientByLogits(Mixture mixture, DMatrixRMaj x) {
        DMatrixRMaj gradient = CommonOps_DDRM.sumCols(responsibilities(mixture, x), null);
        CommonOps_DDRM.add(gradient, -x.numRows, mixture.weights, gradient);
        return gradient;
    }

    /** ∂/∂μⱼ = Σⱼ⁻¹ Σᵢ rᵢⱼ(xᵢ - μⱼ) of the log-likelihood, k×d. */
    public static DMatrixRMaj gradientByMeans(Mixture mixture, DMatrixRMaj x) {
        DMatrixRMaj r = responsibilities(mixture, x);
        DMatrixRMaj gradient = new DMatrixRMaj(mixture.means.numRows, x.numCols);
        for (int j = 0; j < gradient.numRows; j++) {
            DMatrixRMaj pull = new DMatrixRMaj(1, x.numCols);
            for (int i = 0; i < x.numRows; i++) {
                CommonOps_DDRM.addEquals(pull, r.get(i, j), deviation(x, i, mixture.means, j));
            }
            DMatrixRMaj row = CommonOps_DDRM.mult(pull, inverse(mixture.covariances.get(j)), null);
            CommonOps_DDRM.insert(row, gradient, j, 0);
        }
        return gradient;
    }

    private static DMatrixRMaj weightedCovariance(
            DMatrixRMaj r, int j, DMatrixRMaj means, DMatrixRMaj x, double count) {
        DMatrixRMaj covariance = new DMatrixRMaj(x.numCols, x.numCols);
        for (int i = 0; i < x.numRows; i++) {
            DMatrixRMaj deviation = deviation(x, i, means, j);
            CommonOps_DDRM.multAddTransA(r.get(i, j) / count, deviation, deviation, covariance);
        }
        return covariance;
    }

    private static double[][] logJoint(Mixture mixture, DMatrixRMaj x) {
        int d = x.numCols;
        double[][] joint = new double[x.numRows][mixture.means.numRows];
        for (int j = 0; j < mixture.means.numRows; j++) {
            DMatrixRMaj covariance = mixture.covariances.get(j);
            DMatrixRMaj precision = inverse(covariance);
            double constant = Math.log(mixture.weights.data[j])
                    - 0.5 * (d * Math.log(2 * Math.PI) + Math.log(CommonOps_DDRM.det(covariance)));
            for (int i = 0; i < joint.length; i++) {
                DMatrixRMaj deviation = deviation(x, i, mixture.means, j);
                DMatrixRMaj scaled = CommonOps_DDRM.mult(deviation, precision, null);
                joint[i][j] = constant - 0.5 * CommonOps_DDRM.dot(scaled, deviation);
            }
        }
        return joint;
    }

    private static DMatrixRMaj deviation(DMatrixRMaj x, int i, DMatrixRMaj means, int j) {
        DMatrixRMaj row = CommonOps_DDRM.extractRow(x, i, null);
        CommonOps_DDRM.subtractEquals(row, CommonOps_DDRM.extractRow(means, j, null));
        return row;
    }

    private static double logSumExp(double[] row) {
        double max = Double.NEGATIVE_INFINITY;
        for (double v : row) {
            max = Math.max(max, v);
        }
        double sum = 0;
        for (double v : row) {
            sum += Math.exp(v - max);
        }
        return max + Math.log(sum);
    }

    private static DMatrixRMaj inverse(DMatrixRMaj a) {
        DMatrixRMaj inverse = new DMatrixRMaj(a.numRows, a.numCols);
        if (!CommonOps_DDRM.invert(a, inverse)) {
            throw new IllegalArgumentException("inverse: singular " + a);
        }
        return inverse;
    }
}
