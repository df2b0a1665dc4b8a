package io.grad4j.kl.families;

import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Elementwise.log1mexp;
import static io.grad4j.autodiff.ops.Softmaxes.logSoftmax;
import static io.grad4j.autodiff.ops.Softmaxes.logSumExp;
import static io.grad4j.autodiff.ops.Softmaxes.softmax;
import static io.grad4j.kl.special.SpecialFunctions.lbeta;
import static io.grad4j.kl.special.SpecialFunctions.lgamma;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Var;
import java.util.Collections;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Families over k classes, by a logit for each: T(x) = x, the one-hot row or the row of counts; ordinary: the k probabilities.
 *
 * <p>Logits are one more than needed: adding a number to all changes nothing, so that the Fisher information is singular along (1, …, 1)
 * and a search leaves that direction where it starts, at the logarithms of the probabilities.
 */
public final class FiniteFamilies {
    /** The rounding allowed to a sum of probabilities. */
    private static final double ROUNDING = 1e-12;

    private FiniteFamilies() {}

    /** What both have in common. */
    private interface Classes extends RangedFamily {
        int k();

        /** What the entries of a point sum to. */
        double total();

        @Override
        default List<Range> naturalRanges() {
            return Collections.nCopies(k(), Range.REAL);
        }

        @Override
        default void requirePoints(DMatrixRMaj x) {
            RangedFamily.super.requirePoints(x);
            for (int i = 0; i < x.numRows; i++) {
                double sum = 0;
                for (int j = 0; j < x.numCols; j++) {
                    sum += x.get(i, j);
                }
                if (sum != total()) {
                    throw new ArgumentException(name(), "x", "row " + i + " sums to " + sum + ", not to " + total());
                }
            }
        }

        @Override
        default Var statistics(Var x) {
            return x;
        }

        @Override
        default DMatrixRMaj naturalNear(DMatrixRMaj mean) {
            Range.requireColumn(name(), "mean", mean, Collections.nCopies(k(), Range.POSITIVE));
            DMatrixRMaj logits = mean.copy();
            double sum = 0;
            for (int i = 0; i < k(); i++) {
                sum += mean.data[i];
                logits.data[i] = Math.log(mean.data[i] / total());
            }
            if (Math.abs(sum - total()) > ROUNDING * total()) {
                throw new ArgumentException(name(), "mean", "sums to " + sum + ", not to " + total());
            }
            return logits;
        }

        @Override
        default Var natural(Var probabilities) {
            return log(probabilities);
        }

        @Override
        default Var ordinary(Var eta) {
            return softmax(eta);
        }
    }

    /**
     * One of k classes, x one-hot: A = ln Σ exp ηᵢ.
     *
     * @param k ≥ 1
     */
    public record Categorical(int k) implements Classes {
        /** Refuses k below 1. */
        public Categorical {
            Range.COUNT_FROM_ONE.require("Categorical", "k", k);
        }

        @Override
        public double total() {
            return 1;
        }

        @Override
        public String name() {
            return "Categorical(" + k + ")";
        }

        @Override
        public List<Range> pointRanges() {
            return Collections.nCopies(k, Range.BIT);
        }

        @Override
        public Var logPartition(Var eta) {
            return logSumExp(eta);
        }
    }

    /**
     * Counts of n draws from k classes: A = n·ln Σ exp ηᵢ, h = n!/∏ xᵢ!.
     *
     * @param n ≥ 1
     * @param k ≥ 1
     */
    public record Multinomial(int n, int k) implements Classes {
        /** Refuses n or k below 1. */
        public Multinomial {
            Range.COUNT_FROM_ONE.require("Multinomial", "n", n);
            Range.COUNT_FROM_ONE.require("Multinomial", "k", k);
        }

        @Override
        public double total() {
            return n;
        }

        @Override
        public String name() {
            return "Multinomial(" + n + ", " + k + ")";
        }

        @Override
        public List<Range> pointRanges() {
            return Collections.nCopies(k, Range.COUNT);
        }

        @Override
        public Var logPartition(Var eta) {
            return logSumExp(eta).scale(n);
        }

        @Override
        public Var logBase(Var x) {
            return lgamma(x.plus(1)).sum(Each.ROW).minus(logFactorial(x)).negate();
        }

        /** Each count by itself is binomial, so that E[ln xᵢ!] is a sum over 0, …, n. */
        @Override
        public Var meanLogBase(Var eta) {
            DMatrixRMaj numbers = new DMatrixRMaj(n + 1, 1);
            for (int i = 0; i <= n; i++) {
                numbers.data[i] = i;
            }
            Var x = eta.tape().constant(numbers);
            Var rest = x.negate().plus(n);
            Var logP = logSoftmax(eta).transpose();
            Var logChoices = lbeta(x.plus(1), rest.plus(1)).negate().minus(Math.log(n + 1.0));
            Var mass = exp(x.elementMultOrZero(logP)
                    .plus(rest.elementMultOrZero(log1mexp(logP)))
                    .plus(logChoices));
            return logFactorial(x).minus(mass.sum(Each.ROW).dot(lgamma(x.plus(1))));
        }

        private Var logFactorial(Var sameTape) {
            return lgamma(sameTape.tape().constant(n + 1.0));
        }
    }
}
