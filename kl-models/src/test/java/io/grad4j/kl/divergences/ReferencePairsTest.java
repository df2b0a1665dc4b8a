package io.grad4j.kl.divergences;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pairs that torch.distributions and TensorFlow Probability register with finite values, and some that neither does. */
class ReferencePairsTest {
    private static final List<String> TORCH = List.of(
            "BERNOULLI: BERNOULLI POISSON",
            "BETA: BETA CONTINUOUS_BERNOULLI EXPONENTIAL GAMMA NORMAL UNIFORM",
            "CAUCHY: CAUCHY",
            "CONTINUOUS_BERNOULLI: CONTINUOUS_BERNOULLI EXPONENTIAL NORMAL UNIFORM",
            "EXPONENTIAL: EXPONENTIAL GAMMA GUMBEL NORMAL",
            "GAMMA: GAMMA EXPONENTIAL GUMBEL NORMAL",
            "GEOMETRIC: GEOMETRIC",
            "GUMBEL: GUMBEL NORMAL",
            "HALF_NORMAL: HALF_NORMAL",
            "LAPLACE: LAPLACE NORMAL",
            "LOG_NORMAL: LOG_NORMAL",
            "BINOMIAL: BINOMIAL",
            "NORMAL: NORMAL GUMBEL LAPLACE",
            "PARETO: PARETO EXPONENTIAL GAMMA NORMAL",
            "POISSON: POISSON",
            "UNIFORM: UNIFORM BETA CONTINUOUS_BERNOULLI EXPONENTIAL GAMMA GUMBEL NORMAL PARETO");

    private static final List<String> OTHERS = List.of(
            "VON_MISES: VON_MISES",
            "WEIBULL: WEIBULL",
            "INVERSE_GAMMA: INVERSE_GAMMA",
            "EXPONENTIAL: LAPLACE",
            "GAMMA: LAPLACE WEIBULL LOG_NORMAL INVERSE_GAMMA",
            "BETA: LAPLACE",
            "UNIFORM: LAPLACE",
            "CONTINUOUS_BERNOULLI: LAPLACE",
            "GUMBEL: LAPLACE",
            "PARETO: LAPLACE",
            "INVERSE_GAUSSIAN: INVERSE_GAUSSIAN",
            "LOG_NORMAL: GAMMA",
            "HALF_NORMAL: EXPONENTIAL",
            "LOGISTIC: NORMAL LAPLACE");

    static Stream<String> pairs() {
        List<String> all = new ArrayList<>();
        for (String line : Stream.concat(TORCH.stream(), OTHERS.stream()).toList()) {
            String[] sides = line.split(": ", 2);
            for (String q : sides[1].split(" ", -1)) {
                all.add(sides[0] + "‖" + q);
            }
        }
        return all.stream();
    }

    @Test
    void torchRegistersFortyFiveOfNumbers() {
        assertThat(TORCH.stream()
                        .mapToInt(line -> line.split(" ", -1).length - 1)
                        .sum())
                .isEqualTo(45);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void thePairIsClosedAndFinite(String pair) {
        String[] names = pair.split("‖", 2);
        ScalarKind p = ScalarKind.valueOf(names[0]);
        boolean inside = names[1].equals("UNIFORM") && p != ScalarKind.UNIFORM;
        ScalarKind q = inside ? ScalarKind.WIDE_UNIFORM : ScalarKind.valueOf(names[1]);
        Random random = new Random(5);
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 100; i++) {
            ScalarPairsTest.Pair drawn = ScalarPairsTest.pair(p, q, random.nextLong());
            double kl = Kl.divergence(drawn.first(), drawn.second());
            least = Math.min(least, kl);
        }
        assertThat(least).isFinite().isGreaterThanOrEqualTo(0);
    }
}
