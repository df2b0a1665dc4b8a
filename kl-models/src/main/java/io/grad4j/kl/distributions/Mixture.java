package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.sqrt;
import static io.grad4j.autodiff.ops.Elementwise.square;
import static io.grad4j.autodiff.ops.Shaping.rows;
import static io.grad4j.autodiff.ops.Shaping.stackColumns;
import static io.grad4j.autodiff.ops.Shaping.stackRows;
import static io.grad4j.autodiff.ops.Softmaxes.logSumExp;

import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.GuideTableDiscreteSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateDiscreteSampler;
import org.ejml.data.DMatrixRMaj;

/**
 * A mixture of distributions of a number, p(x) = Σ wᵢ·pᵢ(x), whose divergences and entropy have no closed form.
 *
 * @param weights w
 * @param components at least one, all discrete or all continuous
 */
public record Mixture(Simplex weights, List<Univariate> components) implements Univariate {
    /** Checks the numbers of both. */
    public Mixture {
        components = List.copyOf(components);
        int k = weights.parameter().matrix().numRows;
        Require.that(k == components.size(), "Mixture", "components", components.size() + " for " + k + " weights");
        boolean discrete = components.get(0).isDiscrete();
        Require.that(
                components.stream().allMatch(c -> c.isDiscrete() == discrete),
                "Mixture",
                "components",
                "some are discrete and some are continuous");
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>(List.of(weights.parameter()));
        components.forEach(component -> all.addAll(component.parameters()));
        return all;
    }

    /** From the lowest to the highest end of any. */
    @Override
    public Support support() {
        double low =
                components.stream().mapToDouble(c -> c.support().low()).min().orElseThrow();
        double high =
                components.stream().mapToDouble(c -> c.support().high()).max().orElseThrow();
        return new Support(low, high, components.get(0).isDiscrete());
    }

    @Override
    public Combination logDensity(Tape tape) {
        return Combination.of(tape.constant(0)).plus(1, new Statistic.LogMixture(this));
    }

    /** ln Σ wᵢ·pᵢ of each entry of a column. */
    Var logDensityAt(Var x) {
        Var w = weights.log(x.tape());
        Var[] columns = new Var[components.size()];
        for (int i = 0; i < columns.length; i++) {
            Var weight = rows(w, i, i + 1);
            columns[i] = components.get(i).logDensity(x).plus(weight);
        }
        return logSumExp(stackColumns(columns[0], Arrays.copyOfRange(columns, 1, columns.length)), Each.ROW);
    }

    @Override
    public Var mean(Tape tape) {
        return exp(weights.log(tape)).dot(each(component -> component.mean(tape)));
    }

    /** The mean of the variances and the variance of the means. */
    @Override
    public Var variance(Tape tape) {
        Var w = exp(weights.log(tape));
        Var means = each(component -> component.mean(tape));
        Var spread = square(means.minus(w.dot(means).broadcast(new Shape(components.size(), 1))));
        return w.dot(each(component -> component.variance(tape)).plus(spread));
    }

    @Override
    public Var deviation(Tape tape) {
        return sqrt(variance(tape));
    }

    private Var each(Function<Univariate, Var> number) {
        Var[] numbers = components.stream().map(number).toArray(Var[]::new);
        return stackRows(numbers[0], Arrays.copyOfRange(numbers, 1, numbers.length));
    }

    @Override
    public DMatrixRMaj sample(UniformRandomProvider rng, int n) {
        SharedStateDiscreteSampler choice = GuideTableDiscreteSampler.of(rng, weights.values());
        return Draws.rows(n, () -> components.get(choice.sample()).sample(rng, 1).data[0]);
    }
}
