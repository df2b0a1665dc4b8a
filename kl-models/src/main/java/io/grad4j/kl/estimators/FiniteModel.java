package io.grad4j.kl.estimators;

import static io.grad4j.autodiff.ops.Shaping.gatherRows;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AliasMethodDiscreteSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateDiscreteSampler;
import org.ejml.data.DMatrixRMaj;

/**
 * A distribution on the points 0..N-1, which are numbers in a column here; its means can be summed exactly.
 *
 * @param logProbabilities from θ to log p_θ of all points, N×1
 */
public record FiniteModel(UnaryOperator<Var> logProbabilities) implements Model {
    @Override
    public Var logDensity(Var x, Var theta) {
        return at(x, logProbabilities.apply(theta));
    }

    /** log q of each point of a column, for the log-probabilities of all points, N×1. */
    public static UnaryOperator<Var> logDensity(DMatrixRMaj logQ) {
        return x -> at(x, x.tape().constant(logQ));
    }

    private static Var at(Var x, Var logP) {
        ArgumentException.requireShape("FiniteModel", "log-probabilities", logP.value(), new Shape(logP.rows(), 1));
        return gatherRows(logP, numbers(x.value()));
    }

    private static int[] numbers(DMatrixRMaj x) {
        ArgumentException.requireShape("FiniteModel", "x", x, new Shape(x.numRows, 1));
        int[] numbers = new int[x.numRows];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (int) x.data[i];
            if (numbers[i] != x.data[i]) {
                throw ArgumentException.entry("FiniteModel", "x", x, i, "is not the number of a point");
            }
        }
        return numbers;
    }

    @Override
    public DMatrixRMaj sample(DMatrixRMaj theta, int n, UniformRandomProvider random) {
        SharedStateDiscreteSampler sampler = AliasMethodDiscreteSampler.of(random, probabilities(theta).data);
        DMatrixRMaj x = new DMatrixRMaj(n, 1);
        for (int i = 0; i < n; i++) {
            x.data[i] = sampler.sample();
        }
        return x;
    }

    /** Every point with its probability, for exact means. */
    public WeightedPoints support(DMatrixRMaj theta) {
        DMatrixRMaj p = probabilities(theta);
        DMatrixRMaj x = new DMatrixRMaj(p.numRows, 1);
        Arrays.setAll(x.data, i -> i);
        return WeightedPoints.of(x, p);
    }

    private DMatrixRMaj probabilities(DMatrixRMaj theta) {
        try (Tape tape = new Tape()) {
            DMatrixRMaj p = logProbabilities.apply(tape.constant(theta)).value();
            Arrays.setAll(p.data, i -> Math.exp(p.data[i]));
            return p;
        }
    }
}
