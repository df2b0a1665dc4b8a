package io.grad4j.kl.divergences;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.distributions.Categorical;
import io.grad4j.kl.distributions.Combination;
import io.grad4j.kl.distributions.Distribution;
import io.grad4j.kl.distributions.Univariate;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.ejml.data.DMatrixRMaj;

/**
 * The Kullback-Leibler divergence KL(p‖q) = E_p[ln p(x) - ln q(x)] of two distributions, in nats.
 *
 * <p>A pair of one kind has a form of its own that keeps its digits where p and q are close. Every other pair of distributions of a
 * number is Σⱼ (cⱼ(p) - cⱼ(q))·E_p[sⱼ] over the statistics of both log-densities, whenever p knows the means of those that remain.
 *
 * <p>Decided before any formula: it is +∞ where p has mass and q has none, or where E_p[-ln q] diverges, and its derivatives are NaN
 * then. Single points of intervals have no mass. 0·ln 0 is 0.
 */
public final class Kl {
    private Kl() {}

    /**
     * KL(p‖q) as a number.
     *
     * @throws ArgumentException if one is discrete and the other is not, the dimensions differ, or a parameter is a variable
     * @throws UnsupportedPairException if it has no closed form here
     */
    public static double divergence(Distribution p, Distribution q) {
        try (Tape tape = new Tape()) {
            return divergence(tape, p, q).scalar();
        }
    }

    /**
     * KL(p‖q), 1×1, recorded on {@code tape}, parameters that are numbers as constants.
     *
     * @throws ArgumentException if one is discrete and the other is not, the dimensions differ, or a parameter is on another tape
     * @throws UnsupportedPairException if it has no closed form here
     * @throws ArithmeticException if the parameters are so extreme that an intermediate result is lost
     */
    public static Var divergence(Tape tape, Distribution p, Distribution q) {
        requireComparable("Kl.divergence", p, q);
        return tape.scope("KL(" + p.name() + "‖" + q.name() + ")", () -> {
            Var value = isSingular(p, q) ? InfiniteDivergence.of(tape, p, q) : finite(tape, p, q);
            if (Double.isNaN(value.scalar()) || value.scalar() == Double.NEGATIVE_INFINITY) {
                throw new ArithmeticException("KL(" + p.name() + "‖" + q.name()
                        + "): an intermediate result is out of range at these parameters");
            }
            return value.scalar() == Double.POSITIVE_INFINITY ? InfiniteDivergence.of(tape, p, q) : value;
        });
    }

    /**
     * KL(p‖q) of two distributions of a number by quadrature, or by summation over integers, with an estimated bound of its error.
     *
     * @throws ArgumentException if one is discrete and the other is not, one is not of a number, or a parameter is a variable
     */
    public static Estimate byQuadrature(Distribution p, Distribution q) {
        requireComparable("Kl.byQuadrature", p, q);
        if (!(p instanceof Univariate a && q instanceof Univariate b)) {
            throw new ArgumentException(
                    "Kl.byQuadrature", "p", p.name() + " is not a distribution of a number; use Kl.byMonteCarlo");
        }
        return isInfinite(a, b) ? new Estimate(Double.POSITIVE_INFINITY, 0) : Expectation.ofLogRatio(a, b);
    }

    /**
     * KL(p‖q) as the mean of ln p(x) - ln q(x) over {@code n} points drawn from p, with its standard error.
     *
     * @param n at least 2
     * @throws ArgumentException if one is discrete and the other is not, the dimensions differ, n is below 2, or a parameter is a variable
     */
    public static Estimate byMonteCarlo(Distribution p, Distribution q, int n, long seed) {
        requireComparable("Kl.byMonteCarlo", p, q);
        if (n < 2) {
            throw new ArgumentException("Kl.byMonteCarlo", "n", n + " is below 2");
        }
        UniformRandomProvider rng = RandomSource.XO_RO_SHI_RO_128_PP.create(seed);
        DMatrixRMaj x = p.sample(rng, n);
        double[] ratios = new double[n];
        try (Tape tape = new Tape()) {
            Var points = tape.constant(x);
            DMatrixRMaj logP = p.logDensity(points).value();
            DMatrixRMaj logQ = q.logDensity(points).value();
            for (int i = 0; i < n; i++) {
                ratios[i] = logP.data[i] - logQ.data[i];
            }
        }
        return mean(ratios);
    }

    private static Estimate mean(double[] numbers) {
        double mean = Arrays.stream(numbers).average().orElseThrow();
        double squares =
                Arrays.stream(numbers).map(r -> (r - mean) * (r - mean)).sum();
        int n = numbers.length;
        return new Estimate(mean, Math.sqrt(squares / (n - 1) / n));
    }

    private static boolean isInfinite(Univariate p, Univariate q) {
        try (Tape tape = new Tape()) {
            return isSingular(p, q) || diverges(tape, p, q);
        }
    }

    private static Var finite(Tape tape, Distribution p, Distribution q) {
        Optional<Form<?>> form = Form.covering(p, q);
        if (form.isPresent()) {
            return form.get().of(tape, p, q);
        }
        if (p instanceof Univariate a && q instanceof Univariate b) {
            if (diverges(tape, a, b)) {
                return InfiniteDivergence.of(tape, p, q);
            }
            Optional<Var> mean = a.logDensity(tape).minus(b.logDensity(tape)).mean(a);
            Optional<Var> value = mean.isPresent() ? mean : byEntropy(tape, a, b);
            if (value.isPresent()) {
                return value.get();
            }
        }
        throw new UnsupportedPairException(p, q);
    }

    /** -H(p) - E_p[ln q], for a p that knows its entropy but not the mean of each of its statistics. */
    private static Optional<Var> byEntropy(Tape tape, Univariate p, Univariate q) {
        return p.closedEntropy(tape)
                .flatMap(entropy -> q.logDensity(tape).mean(p).map(cross -> cross.plus(entropy)
                        .negate()));
    }

    /** Whether p has mass where q has none. */
    static boolean isSingular(Distribution p, Distribution q) {
        return p instanceof Univariate a
                && q instanceof Univariate b
                && !a.support().isWithin(b.support());
    }

    /** Whether E_p[-ln q] = ∞: one of its statistics has an infinite mean, while -ln q is bounded from below by the others. */
    static boolean diverges(Tape tape, Univariate p, Univariate q) {
        for (Combination.Term term : q.logDensity(tape).terms()) {
            Optional<Var> mean = term.coefficient().scalar() == 0 ? Optional.empty() : p.mean(tape, term.statistic());
            if (mean.isPresent() && !Double.isFinite(mean.get().scalar())) {
                return true;
            }
        }
        return false;
    }

    static void requireComparable(String operation, Distribution p, Distribution q) {
        if (p.isDiscrete() != q.isDiscrete()) {
            throw new ArgumentException(
                    operation, "q", describe(q) + " against the " + describe(p) + ": no density of one by the other");
        }
        if (p.dimension() != q.dimension()) {
            throw new ArgumentException(
                    operation,
                    "q",
                    q.name() + " has dimension " + q.dimension() + ", " + p.name() + " has " + p.dimension());
        }
        if (p instanceof Categorical a && q instanceof Categorical b && a.categories() != b.categories()) {
            throw new ArgumentException(operation, "q", b.categories() + " categories, p has " + a.categories());
        }
    }

    private static String describe(Distribution d) {
        return (d.isDiscrete() ? "discrete " : "continuous ") + d.name();
    }
}
