package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Shaping.gatherRows;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.GuideTableDiscreteSampler;
import org.ejml.data.DMatrixRMaj;

/**
 * The distribution of the number of a category, counted from 0, P(i) = pᵢ.
 *
 * @param p the probabilities of the categories
 */
public record Categorical(Simplex p) implements Multivariate {
    @Override
    public List<Parameter> parameters() {
        return List.of(p.parameter());
    }

    @Override
    public int dimension() {
        return 1;
    }

    /** The number of categories. */
    public int categories() {
        return p.parameter().matrix().numRows;
    }

    @Override
    public boolean isDiscrete() {
        return true;
    }

    @Override
    public Var logDensity(Var x) {
        DMatrixRMaj points = x.value();
        Require.column(name(), "x", points);
        int[] numbers = new int[points.numRows];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (int) points.data[i];
            if (numbers[i] != points.data[i] || numbers[i] < 0 || numbers[i] >= categories()) {
                throw ArgumentException.entry(
                        name(), "x", points, i, "is not the number of one of " + categories() + " categories");
            }
        }
        return gatherRows(p.log(x.tape()), numbers);
    }

    /** The probabilities, as the mean of the unit vector of the category. */
    @Override
    public Var mean(Tape tape) {
        return exp(p.log(tape));
    }

    @Override
    public Var variance(Tape tape) {
        return mean(tape).elementMult(mean(tape).negate().plus(1));
    }

    @Override
    public Var entropy(Tape tape) {
        Var log = p.log(tape);
        return exp(log).dot(log).negate();
    }

    @Override
    public DMatrixRMaj sample(UniformRandomProvider rng, int n) {
        return Draws.rows(n, GuideTableDiscreteSampler.of(rng, p.values())::sample);
    }
}
