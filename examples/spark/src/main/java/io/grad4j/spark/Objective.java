package io.grad4j.spark;

import io.grad4j.autodiff.Autodiff.ValueAndGradient;
import org.ejml.data.DMatrixRMaj;

/** What a fit makes small. */
@FunctionalInterface
interface Objective {
    /** Value and gradient at {@code theta}, which is unchanged. */
    ValueAndGradient at(DMatrixRMaj theta);
}
