package io.grad4j.kl.structured;

import static io.grad4j.autodiff.ops.Shaping.reshape;
import static io.grad4j.autodiff.ops.Shaping.rows;
import static io.grad4j.autodiff.ops.Softmaxes.logSumExp;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.families.Range;
import io.grad4j.kl.families.RangedFamily;
import java.util.Collections;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The linear-chain conditional random field p(y) ∝ exp Σₜ θₜ[yₜ][yₜ₊₁] over the sequences of T labels out of C.
 *
 * <p>η holds θₜ[a][b], t = 0 to T-2, one C×C matrix after the other in row-major order; T(y) says which edges y takes; A = log Z by the
 * forward recursion in log space, so that E[T] = ∇log Z are the edges' marginals. A point is a row of T labels from 0 to C-1. Potentials
 * are more than needed: the Fisher information is singular along those that change no probability.
 *
 * @param length T ≥ 2
 * @param labels C ≥ 1
 */
public record LinearChain(int length, int labels) implements RangedFamily {
    /** The rounding allowed to marginals that must agree. */
    private static final double ROUNDING = 1e-9;

    /** Refuses fewer than two positions or no label. */
    public LinearChain {
        if (length < 2 || labels < 1) {
            throw new ArgumentException(
                    "LinearChain", "length, labels", length + " positions and " + labels + " labels; at least 2 and 1");
        }
    }

    @Override
    public String name() {
        return "LinearChain(" + length + ", " + labels + ")";
    }

    @Override
    public List<Range> naturalRanges() {
        return Collections.nCopies((length - 1) * labels * labels, Range.REAL);
    }

    @Override
    public List<Range> pointRanges() {
        return Collections.nCopies(length, Range.COUNT);
    }

    @Override
    public void requirePoints(DMatrixRMaj x) {
        RangedFamily.super.requirePoints(x);
        for (int i = 0; i < x.getNumElements(); i++) {
            if (x.data[i] >= labels) {
                throw ArgumentException.entry(name(), "x", x, i, "is not a label");
            }
        }
    }

    /** αₜ₊₁[b] = log Σ_a exp(αₜ[a] + θₜ[a][b]), α₀ = 0, log Z = log Σ_b exp α[b]. */
    @Override
    public Var logPartition(Var eta) {
        Var alpha = eta.tape().constant(new DMatrixRMaj(labels, 1));
        for (int t = 0; t < length - 1; t++) {
            alpha = logSumExp(edge(eta, t).plus(alpha), Each.COLUMN).transpose();
        }
        return logSumExp(alpha);
    }

    /** The C×C block of edge t of a column of potentials or of marginals: its entry [a][b] is P(yₜ = a, yₜ₊₁ = b) in the latter. */
    public Var edge(Var column, int t) {
        if (t < 0 || t >= length - 1) {
            throw new ArgumentException(name(), "t", "no edge " + t + " in a chain of " + length + " positions");
        }
        int size = labels * labels;
        return reshape(rows(column, t * size, (t + 1) * size), labels, labels);
    }

    /** 1 at each edge that a sequence takes; a constant. */
    @Override
    public Var statistics(Var x) {
        DMatrixRMaj indicators = new DMatrixRMaj(x.rows(), dimension());
        for (int i = 0; i < x.rows(); i++) {
            for (int t = 0; t < length - 1; t++) {
                indicators.set(i, index(t, (int) x.get(i, t), (int) x.get(i, t + 1)), 1);
            }
        }
        return x.tape().constant(indicators);
    }

    private int index(int t, int a, int b) {
        return (t * labels + a) * labels + b;
    }

    /**
     * θₜ[a][b] = ln P(yₜ = a, yₜ₊₁ = b) - ln P(yₜ₊₁ = b), without the latter at the last edge: the Markov chain of these marginals.
     *
     * @throws ArgumentException if a marginal is not positive, or two edges disagree on the label between them
     */
    @Override
    public DMatrixRMaj naturalNear(DMatrixRMaj mean) {
        ArgumentException.requireShape(name(), "mean", mean, new Shape(dimension(), 1));
        ArgumentException.requirePositive(name(), "mean", mean);
        DMatrixRMaj eta = new DMatrixRMaj(dimension(), 1);
        for (int t = 0; t < length - 1; t++) {
            for (int b = 0; b < labels; b++) {
                double arriving = requireAgreement(mean, t, b);
                for (int a = 0; a < labels; a++) {
                    int i = index(t, a, b);
                    eta.data[i] = Math.log(mean.data[i]) - (t == length - 2 ? 0 : Math.log(arriving));
                }
            }
        }
        return eta;
    }

    /** P(yₜ₊₁ = b) by the edge before it, which that after it must give too. */
    private double requireAgreement(DMatrixRMaj mean, int t, int b) {
        double arriving = 0;
        double leaving = 0;
        for (int a = 0; a < labels; a++) {
            arriving += mean.data[index(t, a, b)];
            leaving += t == length - 2 ? mean.data[index(t, a, b)] : mean.data[index(t + 1, b, a)];
        }
        if (Math.abs(arriving - leaving) > ROUNDING) {
            throw new ArgumentException(
                    name(),
                    "mean",
                    "label " + b + " at position " + (t + 1) + " has probability " + arriving
                            + " by the edge before it and " + leaving + " by the edge after it");
        }
        return arriving;
    }
}
