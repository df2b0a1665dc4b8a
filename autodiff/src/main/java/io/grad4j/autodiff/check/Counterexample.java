package io.grad4j.autodiff.check;

import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The simplest point found at which a derivative is wrong.
 *
 * @param x the point
 * @param judgements of each entry there
 */
public record Counterexample(DMatrixRMaj x, List<Judgement> judgements) {
    /** Copies the list. */
    public Counterexample {
        judgements = List.copyOf(judgements);
    }
}
