package io.grad4j.kl.divergences;

import io.grad4j.kl.distributions.Distribution;

/** Two distributions whose divergence has no closed form here; the message names both and what to use instead. */
public final class UnsupportedPairException extends UnsupportedOperationException {
    private static final long serialVersionUID = 1L;

    UnsupportedPairException(Distribution p, Distribution q) {
        super("KL(" + p.name() + "‖" + q.name() + ") has no closed form here; "
                + "Kl.byQuadrature (of numbers) and Kl.byMonteCarlo give a value and its error");
    }
}
