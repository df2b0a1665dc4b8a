package io.grad4j.kl.models;

import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.tanh;
import static io.grad4j.autodiff.ops.Softmaxes.binaryCrossEntropy;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.divergences.Gaussian;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;

/**
 * A variational autoencoder of pixels in [0, 1]: z ~ N(0, I), each pixel Bernoulli given z, and q(z|x) = N(μ(x), diag eᵛ⁽ˣ⁾), through one hidden
 * tanh layer each way.
 *
 * <p>Source: Kingma and Welling, "Auto-encoding variational Bayes" (2014).
 *
 * @param encoder pixels to the hidden layer
 * @param mean from there to μ
 * @param logVariance from there to v, the logarithms of the variances
 * @param decoder from z to a hidden layer
 * @param pixels from there to the logits of the pixels
 */
public record VariationalAutoencoder(Layer encoder, Layer mean, Layer logVariance, Layer decoder, Layer pixels) {
    /** How many matrices {@link #of} takes. */
    public static final int PARAMETERS = 10;

    /**
     * q(z|x) for a batch of rows.
     *
     * @param mu m×latent
     * @param logVariance m×latent
     */
    public record Posterior(Var mu, Var logVariance) {
        /** z = μ + e^{v/2} ∘ ε, through which gradients reach μ and v. */
        public Var sample(Var noise) {
            return mu.plus(exp(logVariance.scale(0.5)).elementMult(noise));
        }
    }

    /** The model on the {@link #PARAMETERS} matrices of {@link #initialParameters}, weights and bias of each layer in order. */
    public static VariationalAutoencoder of(Var... p) {
        if (p.length != PARAMETERS) {
            throw new ArgumentException(
                    "variational autoencoder", "p", p.length + " matrices where " + PARAMETERS + " are needed");
        }
        return new VariationalAutoencoder(
                new Layer(p[0], p[1]),
                new Layer(p[2], p[3]),
                new Layer(p[4], p[5]),
                new Layer(p[6], p[7]),
                new Layer(p[8], p[9]));
    }

    /** Random weights and zero biases to start from. */
    public static List<DMatrixRMaj> initialParameters(int pixels, int hidden, int latent, RandomGenerator random) {
        return List.of(
                Layer.initialWeights(pixels, hidden, random),
                new DMatrixRMaj(1, hidden),
                Layer.initialWeights(hidden, latent, random),
                new DMatrixRMaj(1, latent),
                Layer.initialWeights(hidden, latent, random),
                new DMatrixRMaj(1, latent),
                Layer.initialWeights(latent, hidden, random),
                new DMatrixRMaj(1, hidden),
                Layer.initialWeights(hidden, pixels, random),
                new DMatrixRMaj(1, pixels));
    }

    /** q(z|x) for each row of x, m×pixels. */
    public Posterior posterior(Var x) {
        Var hidden = tanh(encoder.of(x));
        return new Posterior(mean.of(hidden), logVariance.of(hidden));
    }

    /** The logits of the pixels for each row of z, m×pixels. */
    public Var decode(Var z) {
        return pixels.of(tanh(decoder.of(z)));
    }

    /**
     * -ELBO a row, 1×1: (1/m) Σ [-ln p(x|z) + KL(q(z|x)‖N(0, I))] with one z = μ + σ ∘ ε a row.
     *
     * <p>Its mean over ε is at least -ln p(x) for pixels 0 or 1; a pixel in between counts as its mean over those.
     *
     * @param x entries in [0, 1], m×pixels
     * @param noise standard normal, m×latent
     * @throws ArgumentException if x is empty, not finite or beyond [0, 1]
     */
    public Var negativeElbo(Var x, Var noise) {
        return loss(x, noise, Gaussian::klFromStandardByLogVariance);
    }

    /** As {@link #negativeElbo} with another function of μ and v, 1×1 over the batch, in place of the divergence. */
    public Var loss(Var x, Var noise, BinaryOperator<Var> divergence) {
        Observations.require("variational autoencoder", x);
        Posterior q = posterior(x);
        Var reconstruction = binaryCrossEntropy(x, decode(q.sample(noise))).sum();
        return reconstruction.plus(divergence.apply(q.mu(), q.logVariance())).scale(1.0 / x.rows());
    }
}
