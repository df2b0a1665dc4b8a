package io.grad4j.kl.models;

import static io.grad4j.autodiff.ops.Elementwise.logSigmoid;
import static io.grad4j.autodiff.ops.Elementwise.sigmoid;
import static io.grad4j.autodiff.ops.Reductions.sumOfSquares;
import static io.grad4j.autodiff.ops.Shaping.stackRows;
import static io.grad4j.autodiff.ops.Softmaxes.logSumExp;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.divergences.Discrete;
import java.util.List;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;

/**
 * An autoencoder x ↦ a = σ(x·W₁ + b₁) ↦ a·W₂ + b₂ whose hidden units are held to a mean activation by a KL penalty.
 *
 * <p>Source: Ng, "Sparse autoencoder", lecture notes of CS294A (2011).
 */
public record SparseAutoencoder(Layer encoder, Layer decoder) {
    /** The model on the four matrices of {@link #initialParameters}. */
    public static SparseAutoencoder of(Var... p) {
        if (p.length != 4) {
            throw new ArgumentException("sparse autoencoder", "p", p.length + " matrices where 4 are needed");
        }
        return new SparseAutoencoder(new Layer(p[0], p[1]), new Layer(p[2], p[3]));
    }

    /** Random weights and zero biases to start from: W₁, b₁, W₂, b₂. */
    public static List<DMatrixRMaj> initialParameters(int inputs, int hidden, RandomGenerator random) {
        return List.of(
                Layer.initialWeights(inputs, hidden, random),
                new DMatrixRMaj(1, hidden),
                Layer.initialWeights(hidden, inputs, random),
                new DMatrixRMaj(1, inputs));
    }

    /** Activations a in (0, 1), m×hidden. */
    public Var hidden(Var x) {
        return sigmoid(encoder.of(x));
    }

    /** a·W₂ + b₂, m×inputs. */
    public Var reconstruction(Var x) {
        return decoder.of(hidden(x));
    }

    /** ½·(1/m) Σ ‖x - reconstruction‖², 1×1. */
    public Var reconstructionError(Var x) {
        Observations.require("sparse autoencoder", x);
        return error(x, encoder.of(x));
    }

    /**
     * Σⱼ KL(Bernoulli(ρ)‖Bernoulli(ρ̂ⱼ)), 1×1, with ρ̂ⱼ the mean activation of unit j over the rows.
     *
     * <p>ρ̂ and 1 - ρ̂ are kept as logarithms, so that a saturated unit has a penalty and a gradient.
     *
     * @param rho in (0, 1)
     */
    public Var sparsityPenalty(Var x, double rho) {
        Observations.require("sparse autoencoder", x);
        return penalty(encoder.of(x), rho);
    }

    /** {@link #reconstructionError} and β times the {@link #sparsityPenalty}, of one pass through the encoder. */
    public Var loss(Var x, double rho, double beta) {
        Observations.require("sparse autoencoder", x);
        Var z = encoder.of(x);
        return error(x, z).plus(penalty(z, rho).scale(beta));
    }

    /** For z = x·W₁ + b₁, as for the penalty. */
    private Var error(Var x, Var z) {
        return sumOfSquares(decoder.of(sigmoid(z)).minus(x), Each.MATRIX).scale(0.5 / x.rows());
    }

    private static Var penalty(Var z, double rho) {
        if (!(rho > 0 && rho < 1)) {
            throw new ArgumentException("sparse autoencoder", "rho", rho + " is not between 0 and 1");
        }
        Var logMean = logSumExp(logSigmoid(z), Each.COLUMN);
        Var logRest = logSumExp(logSigmoid(z.negate()), Each.COLUMN);
        Var logQ = stackRows(logMean, logRest).minus(Math.log(z.rows()));
        Var logP = z.tape().constant(new DMatrixRMaj(new double[][] {{Math.log(rho)}, {Math.log1p(-rho)}}));
        return Discrete.kl(logP.broadcast(logQ.shape()), logQ);
    }
}
