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
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * A distribution on the points 0..N-1, which are numbers in a column here; its means can be summed exactly.
 *
 * @param logProbabilities from θ to log p_θ of all points, N×1, normalised
 */
public record FiniteModel(UnaryOperator<Var> logProbabilities) implements Model {
    @Override
    public Var logDensity(Var x, Var theta) {
        Var logP = logProbabilities.apply(theta);
        probabilities(logP.value());
        return at(x, logP);
    }

    /** log q of each point of a column, for the log-probabilities of all points, N×1. */
    public static UnaryOperator<Var> logDensity(DMatrixRMaj logQ) {
        return x -> at(x, x.tape().constant(logQ));
    }

    private static Var at(Var x, Var logP) {
        requireColumn(logP.value());
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
        SharedStateDiscreteSampler sampler = AliasMethodDiscreteSampler.of(random, probabilitiesAt(theta).data);
        DMatrixRMaj x = new DMatrixRMaj(n, 1);
        for (int i = 0; i < n; i++) {
            x.data[i] = sampler.sample();
        }
        return x;
    }

    /** Every point with its probability, for exact means. */
    public WeightedPoints support(DMatrixRMaj theta) {
        DMatrixRMaj p = probabilitiesAt(theta);
        DMatrixRMaj x = new DMatrixRMaj(p.numRows, 1);
        Arrays.setAll(x.data, i -> i);
        return WeightedPoints.of(x, p);
    }

    private DMatrixRMaj probabilitiesAt(DMatrixRMaj theta) {
        try (Tape tape = new Tape()) {
            return probabilities(logProbabilities.apply(tape.constant(theta)).value());
        }
    }

    /** Refuses what is not a column of log-probabilities: logits, which a sampler would scale without a word. */
    private static DMatrixRMaj probabilities(DMatrixRMaj logP) {
        requireColumn(logP);
        DMatrixRMaj p = logP.createLike();
        Arrays.setAll(p.data, i -> Math.exp(logP.data[i]));
        double sum = CommonOps_DDRM.elementSum(p);
        if (!(Math.abs(sum - 1) <= WeightedPoints.ROUNDING)) {
            throw new ArgumentException(
                    "FiniteModel",
                    "log-probabilities",
                    "the sum of their exponentials is " + sum + " where 1 is needed");
        }
        return p;
    }

    private static void requireColumn(DMatrixRMaj logP) {
        ArgumentException.requireShape("FiniteModel", "log-probabilities", logP, new Shape(logP.numRows, 1));
    }
}
