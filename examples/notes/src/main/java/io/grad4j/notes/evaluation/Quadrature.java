package io.grad4j.notes.evaluation;

import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.ops.Elementwise;
import io.grad4j.notes.binding.Meaning;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;

/** Means under normal laws by product Gauss-Hermite rules; two rules must agree, or the point is no evidence. */
final class Quadrature {
    private static final int[][] RULES = {{3, 4}, {6, 8}, {12, 16}, {24, 32}};
    private static final int MOST_NODES = 600;
    private static final double AGREEMENT = 1e-9;

    private final Evaluator evaluator;

    Quadrature(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /** μ as a column. */
    Var mean(Meaning.Gaussian law) {
        if (Laws.isZero(law.mean())) {
            int n = law.scalar() ? 1 : evaluator.draw.used();
            return evaluator.tape.constant(new DMatrixRMaj(n, 1));
        }
        return evaluator.of(law.mean());
    }

    /** E f(z). */
    Var mean(Meaning.Gaussian law, UnaryOperator<Var> f) {
        Var mean = mean(law);
        Var covariance = evaluator.of(law.covariance());
        if (mean.cols() != 1 || covariance.rows() != mean.rows() || covariance.cols() != mean.rows()) {
            throw NotEvaluable.because(
                    "a normal law with a mean of " + mean.shape() + " and a covariance of " + covariance.shape());
        }
        Var root = law.scalar() ? Elementwise.sqrt(covariance) : Laws.cholesky(covariance);
        Var fine = null;
        for (int[] rules : RULES) {
            if (Math.pow(rules[1], mean.rows()) > MOST_NODES) {
                break;
            }
            Var coarse = sum(rules[0], mean, root, f);
            fine = sum(rules[1], mean, root, f);
            if (agree(coarse, fine)) {
                return fine;
            }
        }
        if (fine == null) {
            throw NotEvaluable.because("a mean over " + mean.rows() + " dimensions");
        }
        return fine.scale(Double.NaN);
    }

    /** ∫ f(z) dz = E[f(z)/density(z)]. */
    Var integral(Meaning.Gaussian law, UnaryOperator<Var> f) {
        return mean(
                law,
                z -> Arithmetic.times(
                        f.apply(z), Elementwise.reciprocal(evaluator.laws().density(law, z))));
    }

    private Var sum(int m, Var mean, Var root, UnaryOperator<Var> f) {
        Hermite rule = Hermite.of(m);
        int n = mean.rows();
        int count = (int) Math.round(Math.pow(m, n));
        Var total = null;
        for (int node = 0; node < count; node++) {
            DMatrixRMaj xi = new DMatrixRMaj(n, 1);
            double weight = 1;
            for (int i = 0, rest = node; i < n; i++, rest /= m) {
                xi.data[i] = rule.nodes()[rest % m];
                weight *= rule.weights()[rest % m];
            }
            Var z = mean.plus(root.mult(evaluator.tape.constant(xi)));
            Var term = f.apply(z).scale(weight);
            total = total == null ? term : total.plus(term);
        }
        if (total == null) {
            throw new AssertionError("a rule without nodes");
        }
        return total;
    }

    private static boolean agree(Var a, Var b) {
        DMatrixRMaj x = a.value();
        DMatrixRMaj y = b.value();
        double scale = 0;
        double gap = 0;
        for (int i = 0; i < x.getNumElements(); i++) {
            scale = Math.max(scale, Math.max(Math.abs(x.data[i]), Math.abs(y.data[i])));
            gap = Math.max(gap, Math.abs(x.data[i] - y.data[i]));
        }
        return gap <= AGREEMENT * Math.max(1, scale);
    }
}
