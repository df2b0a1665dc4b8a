package io.grad4j.kl.distributions;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.ejml.data.DMatrixRMaj;

/**
 * A probability distribution by its ordinary parameters.
 *
 * <p>What is asked with a {@link Tape} is recorded there, its parameters that are numbers as constants, and can be differentiated; they
 * must belong to that tape. Entropies are in nats, and of the density where that is with respect to the Lebesgue measure. A parameter
 * outside its domain is refused with an {@link ArgumentException} when the distribution is made.
 */
public sealed interface Distribution permits Univariate, Multivariate {
    /** The name of the kind. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** The parameters, in the order of the constructor. */
    List<Parameter> parameters();

    /** The number of entries of a point. */
    int dimension();

    /** Whether the density is with respect to the counting measure. */
    boolean isDiscrete();

    /** ln p of each row of {@code x}, n×d → n×1; -∞ outside the support. */
    Var logDensity(Var x);

    /** The entropy -E[ln p(x)], 1×1. */
    Var entropy(Tape tape);

    /** The entropy as a number. */
    default double entropy() {
        try (Tape tape = new Tape()) {
            return entropy(tape).scalar();
        }
    }

    /** The exponential family that this belongs to, with its natural parameters; empty if it belongs to none. */
    default Optional<Natural> natural(Tape tape) {
        return Natural.of(tape, this);
    }

    /** Draws {@code n} points, one a row, n×d. */
    DMatrixRMaj sample(UniformRandomProvider rng, int n);
}
