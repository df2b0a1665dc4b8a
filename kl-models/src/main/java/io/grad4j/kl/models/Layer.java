package io.grad4j.kl.models;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;

/**
 * An affine layer of a network, x·W + b for a batch of rows.
 *
 * @param weights W, inputs×outputs
 * @param bias b, 1×outputs
 */
public record Layer(Var weights, Var bias) {
    /** Refuses a bias that does not fit the weights. */
    public Layer {
        ArgumentException.requireShape("layer", "bias", bias.value(), new Shape(1, weights.cols()));
    }

    /** x·W + b, m×outputs for x m×inputs. */
    public Var of(Var x) {
        return x.mult(weights).plus(bias);
    }

    /**
     * Weights to start from, uniform in ±√(6/(inputs + outputs)), which keeps the variance of signals and of gradients.
     *
     * <p>Source: Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural networks" (2010).
     */
    static DMatrixRMaj initialWeights(int inputs, int outputs, RandomGenerator random) {
        double bound = Math.sqrt(6.0 / (inputs + outputs));
        DMatrixRMaj weights = new DMatrixRMaj(inputs, outputs);
        for (int i = 0; i < weights.getNumElements(); i++) {
            weights.data[i] = random.nextDouble(-bound, bound);
        }
        return weights;
    }
}
