package io.grad4j.kl.models;

import static io.grad4j.autodiff.ops.Distances.neighbourLogits;
import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Pairwise.xlogy;
import static io.grad4j.autodiff.ops.Softmaxes.crossEntropy;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;

/**
 * The costs of stochastic neighbour embedding, Σ p log(p/q) over pairs of n points Y (n×d), 1×1.
 *
 * <p>P is n×n with a zero diagonal, which is left out: normalised in each row for {@link #rowwise}, in total for the others. Sources:
 * Hinton and Roweis (2002), Cook et al. (2007), van der Maaten and Hinton (2008).
 *
 * <p>The cost is taken as H(p, q) - H(p), entropies of size 2·ln n, to whose rounding it is known; the gradient has no such difference.
 */
public final class Neighbours {
    private Neighbours() {}

    /** SNE: q_{j|i} ∝ exp(-‖y_i - y_j‖²) in each row. */
    public static Var rowwise(Var p, Var y) {
        requirePairs("rowwise", p, y);
        return cost(p, neighbourLogits(y), Each.ROW);
    }

    /** Symmetric SNE: q_ij ∝ exp(-‖y_i - y_j‖²) over all pairs. */
    public static Var symmetric(Var p, Var y) {
        requirePairs("symmetric", p, y);
        return cost(p, neighbourLogits(y), Each.MATRIX);
    }

    /** t-SNE: q_ij ∝ 1/(1 + ‖y_i - y_j‖²) over all pairs. */
    public static Var studentT(Var p, Var y) {
        requirePairs("studentT", p, y);
        // ln(1 + d²) with d² = ∞ for a point and itself. Where d² is lost beside 1 its logarithm is nothing beside that
        // of Z.
        Var logarithms = log(neighbourLogits(y).negate().plus(1));
        return cost(p, logarithms.negate(), Each.MATRIX);
    }

    /** H(p, q) - H(p) with q the softmax of the logits along each line. */
    private static Var cost(Var p, Var logits, Each each) {
        return crossEntropy(p, logits, each).sum().plus(xlogy(p, p).sum());
    }

    private static void requirePairs(String operation, Var p, Var y) {
        Shape pairs = new Shape(y.rows(), y.rows());
        if (!p.shape().equals(pairs)) {
            throw new ArgumentException(
                    operation, "p", p.shape() + " where " + pairs + " is needed for the rows of y, " + y.shape());
        }
        for (int i = 0; i < y.rows(); i++) {
            if (p.get(i, i) != 0) {
                throw new ArgumentException(
                        operation, "p", "diagonal entry (" + i + "," + i + ") = " + p.get(i, i) + " is not 0");
            }
        }
    }
}
