package io.grad4j.tour.notes;

import static io.grad4j.autodiff.ops.Softmaxes.logSoftmax;
import static io.grad4j.autodiff.ops.Softmaxes.softmax;
import static io.grad4j.tour.points.Columns.column;
import static io.grad4j.tour.points.Columns.entries;

import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Autodiff.ValueAndGradient;
import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.ops.Softmaxes;
import io.grad4j.kl.divergences.Discrete;
import io.grad4j.tour.points.Pair;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;

/** What is true on a finite support, from the tape's derivatives of A = log-sum-exp, never from the sum that defines it. */
final class FiniteSupport {
    private FiniteSupport() {}

    /** KL(p‖q) = A(t) - A(s) - ⟨∇A(s), t - s⟩, the Bregman divergence of A. */
    static double kl(Pair x) {
        ValueAndGradient p = logPartition(x.s());
        ValueAndGradient q = logPartition(x.t());
        return q.value() - p.value() - inner(p.gradient(), x.t()) + inner(p.gradient(), x.s());
    }

    /** H(p, q) = A(t) - ⟨∇A(s), t⟩. */
    static double crossEntropy(Pair x) {
        return logPartition(x.t()).value() - inner(logPartition(x.s()).gradient(), x.t());
    }

    /** H of softmax(logits) = A - ⟨∇A, logits⟩. */
    static double entropy(double[] logits) {
        ValueAndGradient a = logPartition(logits);
        return a.value() - inner(a.gradient(), logits);
    }

    /** ∇_θ KL(p_θ‖q) for θ the logits of p. */
    static double[] gradientOfKlTo(Pair x) {
        return gradient(s -> Discrete.klOfLogits(s, s.tape().constant(x.tColumn()), Each.MATRIX), x.s());
    }

    /** ∇_θ KL(q‖p_θ) for θ the logits of p. */
    static double[] gradientOfKlFrom(Pair x) {
        return gradient(s -> Discrete.klOfLogits(s.tape().constant(x.tColumn()), s, Each.MATRIX), x.s());
    }

    /** The gradient of f at a column. */
    static double[] gradient(UnaryOperator<Var> f, double[] at) {
        return entries(Autodiff.gradient(f, column(at)));
    }

    /** Σ_x ∇f(x), for f giving one number a point x. */
    static double[] summedGradients(UnaryOperator<Var> f, double[] at) {
        DMatrixRMaj jacobian = Autodiff.jacobian(f, column(at));
        double[] ones = new double[jacobian.numRows];
        Arrays.fill(ones, 1);
        return weightedRows(jacobian, ones);
    }

    /** Σ_x weight(x)·row(x). */
    static double[] weightedRows(DMatrixRMaj rows, double[] weight) {
        double[] sum = new double[rows.numCols];
        for (int x = 0; x < rows.numRows; x++) {
            for (int a = 0; a < sum.length; a++) {
                sum[a] += weight[x] * rows.get(x, a);
            }
        }
        return sum;
    }

    /** ∇_θ log p_θ(x), one point x a row. */
    static DMatrixRMaj scores(double[] theta) {
        return Autodiff.jacobian(s -> logSoftmax(s), column(theta));
    }

    /** ∇_θ p_θ(x), one point x a row. */
    static DMatrixRMaj probabilityGradients(double[] theta) {
        return Autodiff.jacobian(s -> softmax(s), column(theta));
    }

    private static ValueAndGradient logPartition(double[] logits) {
        return Autodiff.valueAndGradient(Softmaxes::logSumExp, column(logits));
    }

    private static double inner(DMatrixRMaj a, double[] b) {
        double sum = 0;
        for (int d = 0; d < b.length; d++) {
            sum += a.data[d] * b[d];
        }
        return sum;
    }
}
