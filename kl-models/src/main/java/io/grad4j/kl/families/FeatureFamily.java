package io.grad4j.kl.families;

import static io.grad4j.autodiff.ops.Pairwise.divergenceTerms;
import static io.grad4j.autodiff.ops.Shaping.gatherRows;
import static io.grad4j.autodiff.ops.Softmaxes.logSoftmax;
import static io.grad4j.autodiff.ops.Softmaxes.logSumExp;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Var;
import java.util.Collections;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The exponential family q_θ(d) = exp(θᵀφ(d)) / Z on N points with given features φ.
 *
 * <p>Its log q̄ = Φθ and A(θ) = log Z = log-sum-exp(Φθ) are all that is written down; ∇A = E_q[φ], ∇²A = Cov_q[φ] and ∇_θ KL(p‖q_θ) =
 * E_q[φ] - E_p[φ] come out of the tape. A point is the number of its row in Φ, from 0 on.
 */
public final class FeatureFamily implements RangedFamily {
    private final DMatrixRMaj features;

    /**
     * A family.
     *
     * @param features Φ, N×k: the features of one point a row; copied
     * @throws ArgumentException if an entry is NaN or infinite, or there is no point
     */
    public FeatureFamily(DMatrixRMaj features) {
        ArgumentException.requireFinite("FeatureFamily", "features", features);
        if (features.numRows == 0) {
            throw new ArgumentException(
                    "FeatureFamily", "features", "no points: a distribution needs at least one row");
        }
        this.features = features.copy();
    }

    @Override
    public String name() {
        return "FeatureFamily of " + features.numRows + " points";
    }

    @Override
    public List<Range> naturalRanges() {
        return Collections.nCopies(features.numCols, Range.REAL);
    }

    @Override
    public List<Range> pointRanges() {
        return List.of(Range.COUNT);
    }

    @Override
    public void requirePoints(DMatrixRMaj x) {
        RangedFamily.super.requirePoints(x);
        for (int i = 0; i < x.numRows; i++) {
            if (x.data[i] >= features.numRows) {
                throw ArgumentException.entry(name(), "x", x, i, "is not the number of a point");
            }
        }
    }

    /** The features of each point, a constant. */
    @Override
    public Var statistics(Var x) {
        int[] numbers = new int[x.rows()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (int) x.get(i, 0);
        }
        return gatherRows(x.tape().constant("Φ", features), numbers);
    }

    /** 0, the uniform distribution: whether the mean is inside the hull of the features shows in the search. */
    @Override
    public DMatrixRMaj naturalNear(DMatrixRMaj mean) {
        return new DMatrixRMaj(dimension(), 1);
    }

    /** log q̄ = Φθ, N×1, for θ k×1. */
    public Var logits(Var theta) {
        return theta.tape().constant("Φ", features).mult(theta);
    }

    /** A(θ) = log Σ_d exp(θᵀφ(d)), 1×1. */
    @Override
    public Var logPartition(Var theta) {
        return logSumExp(logits(theta));
    }

    /** log q_θ, N×1. */
    public Var logProbabilities(Var theta) {
        return logSoftmax(logits(theta));
    }

    /** KL(p‖q_θ), 1×1, for the log-probabilities of p, N×1. */
    public Var klFrom(Var logP, Var theta) {
        return divergence(logP, logProbabilities(theta));
    }

    /** KL(q_θ‖p), 1×1, for the log-probabilities of p, N×1. */
    public Var klTo(Var theta, Var logP) {
        return divergence(logProbabilities(theta), logP);
    }

    private static Var divergence(Var logP, Var logQ) {
        ArgumentException.requireShape("kl", logQ.toString(), logQ.value(), logP.shape());
        return divergenceTerms(logP, logQ).sum();
    }
}
