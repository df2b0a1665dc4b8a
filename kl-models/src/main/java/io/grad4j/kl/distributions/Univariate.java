package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Elementwise.square;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.distributions.Statistic.Distance;
import io.grad4j.kl.distributions.Statistic.Plain;
import io.grad4j.kl.distributions.Statistic.Square;
import io.grad4j.kl.distributions.Statistic.Wald;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/** A distribution of a number. */
public sealed interface Univariate extends Distribution permits Continuous, Lattice, VonMises, Mixture {
    /** Where the mass is, for the present values of the parameters. */
    Support support();

    /** ln p as a combination of statistics. */
    Combination logDensity(Tape tape);

    /** The mean, 1×1; ∞ where it diverges, NaN where it does not exist. */
    Var mean(Tape tape);

    /** The variance, 1×1; ∞ where it diverges. */
    Var variance(Tape tape);

    /** The standard deviation √variance, 1×1, without the square that might leave the range; ∞ where it diverges. */
    Var deviation(Tape tape);

    /** The mean as a number. */
    default double mean() {
        try (Tape tape = new Tape()) {
            return mean(tape).scalar();
        }
    }

    /** The variance as a number. */
    default double variance() {
        try (Tape tape = new Tape()) {
            return variance(tape).scalar();
        }
    }

    @Override
    default int dimension() {
        return 1;
    }

    @Override
    default boolean isDiscrete() {
        return support().discrete();
    }

    /**
     * E[s(x)], 1×1; ∞ where it diverges or does not exist, empty where no formula is known here.
     *
     * <p>From mean and variance alone: x, ((x-m)/s)², and |x-m|/s for an m that is not inside the support.
     */
    default Optional<Var> mean(Tape tape, Statistic statistic) {
        if (statistic == Plain.X) {
            return Optional.of(mean(tape));
        }
        if (statistic instanceof Square z) {
            return Optional.of(meanSquare(deviation(tape), mean(tape), z.m(), z.s()));
        }
        if (statistic instanceof Wald w) {
            Var ends = mean(tape)
                    .elementDiv(square(w.m()))
                    .minus(w.m().tape().constant(2).elementDiv(w.m()));
            return mean(tape, Plain.RECIPROCAL).map(ends::plus);
        }
        if (statistic instanceof Distance d) {
            double m = d.m().scalar();
            Var z = mean(tape).minus(d.m()).elementDiv(d.s());
            return m <= support().low()
                    ? Optional.of(z)
                    : m >= support().high() ? Optional.of(z.negate()) : Optional.empty();
        }
        return Optional.empty();
    }

    /** E[((x-m)/s)²] = (deviation/s)² + ((mean-m)/s)², ∞ where the deviation is. */
    static Var meanSquare(Var deviation, Var mean, Var m, Var s) {
        return Double.isInfinite(deviation.scalar())
                ? m.tape().constant(Double.POSITIVE_INFINITY)
                : square(deviation.elementDiv(s)).plus(square(mean.minus(m).elementDiv(s)));
    }

    /** {@inheritDoc} By the statistics; inside the support the result is differentiable in x too. */
    @Override
    default Var logDensity(Var x) {
        DMatrixRMaj points = x.value();
        ArgumentException.requireNoNaN(name(), "x", points);
        Require.column(name(), "x", points);
        DMatrixRMaj inside = new DMatrixRMaj(points.numRows, 1);
        DMatrixRMaj instead = new DMatrixRMaj(points.numRows, 1);
        DMatrixRMaj outside = new DMatrixRMaj(points.numRows, 1);
        for (int i = 0; i < points.numRows; i++) {
            boolean contained = Double.isFinite(points.data[i]) && support().contains(points.data[i]);
            inside.data[i] = contained ? 1 : 0;
            instead.data[i] = contained ? 0 : someInside();
            outside.data[i] = contained ? 0 : Double.NEGATIVE_INFINITY;
        }
        Tape tape = x.tape();
        Var kept = tape.constant(inside);
        Var safe = kept.elementMultOrZero(x).plus(tape.constant(instead));
        return kept.elementMultOrZero(logDensity(tape).at(safe)).plus(tape.constant(outside));
    }

    private double someInside() {
        Support s = support();
        if (s.discrete()) {
            return s.low();
        }
        return s.isBounded() ? (s.low() + s.high()) / 2 : Math.max(s.low(), -1) + 1;
    }

    /** The numbers x₁ … xₙ at which the log-densities are asked, as numbers, n×1. */
    default DMatrixRMaj logDensity(DMatrixRMaj x) {
        try (Tape tape = new Tape()) {
            return logDensity(tape.constant(x)).value();
        }
    }

    /** The entropy, 1×1; empty if it has no closed form here. */
    default Optional<Var> closedEntropy(Tape tape) {
        return logDensity(tape).mean(this).map(Var::negate);
    }

    /**
     * {@inheritDoc} In closed form, or by the exponential family, which may sum over the support.
     *
     * @throws UnsupportedOperationException if it has neither here
     */
    @Override
    default Var entropy(Tape tape) {
        if (isDiscrete() && support().low() == support().high()) {
            return tape.constant(0);
        }
        return closedEntropy(tape)
                .or(() -> natural(tape).map(n -> n.family().entropy(n.eta())))
                .orElseThrow(() -> new UnsupportedOperationException(name() + ": the entropy is not known here"));
    }
}
