package io.grad4j.kl.models;

import static io.grad4j.autodiff.ops.Shaping.gatherRows;
import static io.grad4j.autodiff.ops.Shaping.reshape;
import static io.grad4j.autodiff.ops.Shaping.rows;
import static io.grad4j.autodiff.ops.Shaping.stackRows;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.structured.LinearChain;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * A linear-chain conditional random field that labels the symbols of a sequence: p(y|x) ∝ exp(Σₜ A[yₜ][yₜ₊₁] + Σₜ B[xₜ][yₜ]).
 *
 * <p>Source: Lafferty, McCallum and Pereira, "Conditional random fields" (2001).
 *
 * @param transitions A, C×C for C labels
 * @param emissions B, V×C for V symbols
 */
public record ChainTagger(Var transitions, Var emissions) {
    /** Refuses matrices that do not fit each other. */
    public ChainTagger {
        int labels = emissions.cols();
        ArgumentException.requireShape("chain tagger", "transitions", transitions.value(), new Shape(labels, labels));
    }

    /** The potentials of the labels given the symbols as a column that {@link LinearChain} takes, (T-1)·C²×1. */
    private Var potentials(int... symbols) {
        requireSymbols(symbols);
        int labels = emissions.cols();
        Var scores = gatherRows(emissions, symbols);
        Var[] edges = new Var[symbols.length - 1];
        for (int t = 0; t < edges.length; t++) {
            Var arriving = transitions.plus(rows(scores, t + 1, t + 2));
            Var edge = t == 0 ? arriving.plus(rows(scores, 0, 1).transpose()) : arriving;
            edges[t] = reshape(edge, labels * labels, 1);
        }
        return stackRows(edges[0], Arrays.copyOfRange(edges, 1, edges.length));
    }

    private void requireSymbols(int... symbols) {
        if (symbols.length < 2) {
            throw new ArgumentException("chain tagger", "symbols", symbols.length + " where at least 2 are needed");
        }
        for (int t = 0; t < symbols.length; t++) {
            if (symbols[t] < 0 || symbols[t] >= emissions.rows()) {
                throw new ArgumentException(
                        "chain tagger",
                        "symbols",
                        symbols[t] + " at position " + t + " is not from 0 to " + (emissions.rows() - 1));
            }
        }
    }

    /**
     * -log p(y|x) = log Z - Σₜ A[yₜ][yₜ₊₁] - Σₜ B[xₜ][yₜ], 1×1.
     *
     * @param symbols x, T ≥ 2 of them, from 0 to V-1
     * @param labels y, one a symbol, from 0 to C-1
     */
    public Var negativeLogLikelihood(int[] symbols, int[] labels) {
        if (labels.length != symbols.length) {
            throw new ArgumentException(
                    "chain tagger", "labels", labels.length + " where " + symbols.length + " are needed");
        }
        DMatrixRMaj y = new DMatrixRMaj(1, labels.length);
        Arrays.setAll(y.data, t -> labels[t]);
        Var eta = potentials(symbols);
        return new LinearChain(symbols.length, emissions.cols())
                .logDensity(eta.tape().constant(y), eta)
                .negate();
    }

    /** P(yₜ = b | x) in row t and column b, T×C: sums of ∇ log Z by the potentials, which are the probabilities of the edges. */
    public Var marginals(int... symbols) {
        Var eta = potentials(symbols);
        LinearChain chain = new LinearChain(symbols.length, emissions.cols());
        Var edges = Autodiff.gradient(chain::logPartition, eta);
        Var[] rest = new Var[symbols.length - 1];
        for (int t = 0; t < rest.length; t++) {
            rest[t] = chain.edge(edges, t).sum(Each.COLUMN);
        }
        return stackRows(chain.edge(edges, 0).sum(Each.ROW).transpose(), rest);
    }
}
