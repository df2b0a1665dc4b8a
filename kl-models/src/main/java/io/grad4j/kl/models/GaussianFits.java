package io.grad4j.kl.models;

import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Factorizations.cholesky;
import static io.grad4j.autodiff.ops.Triangles.diagonal;
import static io.grad4j.autodiff.ops.Triangles.diagonalMatrix;
import static io.grad4j.autodiff.ops.Triangles.lower;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.ops.Gaussians;
import io.grad4j.kl.estimators.Divergence;
import io.grad4j.kl.estimators.WeightedPoints;
import io.grad4j.kl.optimization.Optimizer;
import io.grad4j.kl.optimization.Packing;
import io.grad4j.kl.optimization.Solution;
import io.grad4j.kl.optimization.TwiceDifferentiable;
import java.util.List;
import java.util.function.BinaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Fits of one Gaussian Q = N(m, L·Lᵀ) to a mixture P, by either divergence.
 *
 * <p>The forward divergence KL(P‖Q) is least where Q has the mean and the covariance of P, so it covers every mode. The reverse divergence
 * KL(Q‖P) has a minimum near each mode that is far enough from the others, where it is about -ln of the mode's weight, so it seeks one.
 * Means under P and under Q are sums over points on the tape; the parameters are m and a matrix whose lower part is L with the logarithm
 * of its diagonal.
 */
public final class GaussianFits {
    private static final double LOG_TWO_PI_E = Math.log(2 * Math.PI) + 1;

    private final MixtureTarget target;
    private final Optimizer<? super TwiceDifferentiable> optimizer;
    private final WeightedPoints underTarget;
    private final WeightedPoints noise;
    private final double entropyOfTarget;

    /**
     * Fits to a target.
     *
     * @param standard points for means of a standard normal law in d dimensions, from which those under P and under Q are made: a
     *     {@linkplain WeightedPoints#normalGrid grid} for modes that lie apart
     * @param optimizer whose tolerance decides the digits of the fits
     */
    public GaussianFits(
            MixtureTarget target, WeightedPoints standard, Optimizer<? super TwiceDifferentiable> optimizer) {
        this.target = target;
        this.optimizer = optimizer;
        this.underTarget = target.points(standard);
        this.noise = standard;
        try (Tape tape = new Tape()) {
            this.entropyOfTarget = -mean(target.logDensity(tape.constant(underTarget.points())), underTarget)
                    .scalar();
        }
    }

    /**
     * KL(P‖Q), 1×1.
     *
     * @param mean 1×d
     * @param factor L, d×d, lower triangular with a positive diagonal
     */
    public Var forwardKl(Var mean, Var factor) {
        Var x = mean.tape().constant(underTarget.points());
        Var logQ = Gaussians.logDensityByCholesky(x, mean, factor);
        return mean(logQ, underTarget).negate().minus(entropyOfTarget);
    }

    /**
     * KL(Q‖P) = -½d·ln 2πe - Σ ln Lᵢᵢ - E_ε[log P(m + ε·Lᵀ)], 1×1.
     *
     * @param mean 1×d
     * @param factor L, d×d, lower triangular with a positive diagonal
     */
    public Var reverseKl(Var mean, Var factor) {
        Var x = mean.tape().constant(noise.points()).multTransB(factor).plus(mean);
        Var minusEntropy = log(diagonal(factor)).sum().negate().minus(0.5 * target.dimension() * LOG_TWO_PI_E);
        return minusEntropy.minus(mean(target.logDensity(x), noise));
    }

    private static Var mean(Var terms, WeightedPoints points) {
        return terms.dot(terms.tape().constant(points.weights()));
    }

    /** The least KL(P‖Q) without a search: the mean and the covariance of P. */
    public GaussianFit momentMatching() {
        DMatrixRMaj covariance = target.covariance();
        try (Tape tape = new Tape()) {
            Var kl = forwardKl(tape.constant(target.mean()), cholesky(tape.constant(covariance)));
            return new GaussianFit(Divergence.FORWARD_KL, target.mean(), covariance, kl.scalar());
        }
    }

    /**
     * The least KL(P‖Q) by a search from N(mean, covariance).
     *
     * @throws IllegalStateException if the optimiser ends without convergence
     */
    public GaussianFit forward(DMatrixRMaj mean, DMatrixRMaj covariance) {
        return fit(Divergence.FORWARD_KL, this::forwardKl, mean, covariance);
    }

    /**
     * The minimum of KL(Q‖P) that a search from N(mean, covariance) leads to.
     *
     * @throws IllegalStateException if the optimiser ends without convergence
     */
    public GaussianFit reverse(DMatrixRMaj mean, DMatrixRMaj covariance) {
        return fit(Divergence.REVERSE_KL, this::reverseKl, mean, covariance);
    }

    /** The minimum of KL(Q‖P) near each component of P, searched from there, in their order. */
    public List<GaussianFit> reverseFromEachComponent() {
        return target.components().stream()
                .map(c -> reverse(c.mean(), c.covariance()))
                .toList();
    }

    private GaussianFit fit(Divergence divergence, BinaryOperator<Var> kl, DMatrixRMaj mean, DMatrixRMaj covariance) {
        int d = target.dimension();
        ArgumentException.requireShape("GaussianFits", "mean", mean, new Shape(1, d));
        ArgumentException.requireShape("GaussianFits", "covariance", covariance, new Shape(d, d));
        DMatrixRMaj logFactor = logFactor(covariance);
        Packing packing = Packing.of(mean, logFactor);
        Solution end =
                optimizer.minimize(packing.objective(v -> kl.apply(v[0], factor(v[1]))), packing.pack(mean, logFactor));
        if (!end.converged()) {
            throw new IllegalStateException("the fit by " + divergence + " ended with " + end.stop() + " after "
                    + end.iterations() + " iterations at a gradient of norm " + end.gradientNorm());
        }
        List<DMatrixRMaj> found = packing.unpack(end.parameters());
        try (Tape tape = new Tape()) {
            DMatrixRMaj l = factor(tape.constant(found.get(1))).value();
            return new GaussianFit(divergence, found.get(0), CommonOps_DDRM.multTransB(l, l, null), end.value());
        }
    }

    private static DMatrixRMaj logFactor(DMatrixRMaj covariance) {
        try (Tape tape = new Tape()) {
            DMatrixRMaj l = cholesky(tape.constant("covariance", covariance)).value();
            for (int i = 0; i < l.numRows; i++) {
                l.set(i, i, Math.log(l.get(i, i)));
            }
            return l;
        }
    }

    /** L: the diagonal by its logarithm, the entries below it as they are, those above unused. */
    private static Var factor(Var logFactor) {
        Var diagonal = diagonal(logFactor);
        return lower(logFactor).minus(diagonalMatrix(diagonal)).plus(diagonalMatrix(exp(diagonal)));
    }
}
