package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.kl.special.SpecialFunctions.lgamma;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.List;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.GuideTableDiscreteSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateDiscreteSampler;
import org.ejml.data.DMatrixRMaj;

/**
 * The distribution of the counts of k categories in n draws, P(x) = n!/∏xᵢ!·∏pᵢ^xᵢ.
 *
 * @param trials n ≥ 1, known
 * @param p the probabilities of the categories
 */
public record Multinomial(int trials, Simplex p) implements Multivariate {
    /** Checks the number of trials. */
    public Multinomial {
        Require.that(trials >= 1, "Multinomial", "trials", trials + " is below 1");
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(p.parameter());
    }

    @Override
    public int dimension() {
        return p.parameter().matrix().numRows;
    }

    @Override
    public boolean isDiscrete() {
        return true;
    }

    @Override
    public Var logDensity(Var x) {
        DMatrixRMaj points = x.value();
        Require.columns(name(), points, dimension());
        for (int i = 0; i < points.getNumElements(); i++) {
            if (!(points.data[i] >= 0 && points.data[i] == Math.rint(points.data[i]))) {
                throw ArgumentException.entry(name(), "x", points, i, "is not a count");
            }
        }
        Tape tape = x.tape();
        DMatrixRMaj outside = new DMatrixRMaj(points.numRows, 1);
        for (int i = 0; i < points.numRows; i++) {
            double sum = 0;
            for (int j = 0; j < points.numCols; j++) {
                sum += points.get(i, j);
            }
            outside.data[i] = sum == trials ? 0 : Double.NEGATIVE_INFINITY;
        }
        Var each = x.elementMultOrZero(p.log(tape).transpose()).minus(lgamma(x.plus(1)));
        return each.sum(Each.ROW).plus(LogGamma.value(trials + 1)).plus(tape.constant(outside));
    }

    @Override
    public Var mean(Tape tape) {
        return exp(p.log(tape)).scale(trials);
    }

    @Override
    public Var variance(Tape tape) {
        Var each = exp(p.log(tape));
        return each.elementMult(each.negate().plus(1)).scale(trials);
    }

    @Override
    public Var entropy(Tape tape) {
        Natural natural = Natural.of(tape, this).orElseThrow();
        return natural.family().entropy(natural.eta());
    }

    @Override
    public DMatrixRMaj sample(UniformRandomProvider rng, int n) {
        SharedStateDiscreteSampler category = GuideTableDiscreteSampler.of(rng, p.values());
        DMatrixRMaj x = new DMatrixRMaj(n, dimension());
        for (int i = 0; i < n; i++) {
            for (int t = 0; t < trials; t++) {
                x.add(i, category.sample(), 1);
            }
        }
        return x;
    }
}
