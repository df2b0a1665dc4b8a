package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Elementwise.expm1MinusArgument;
import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Elementwise.square;
import static io.grad4j.kl.distributions.Statistic.Plain.LOG;
import static io.grad4j.kl.distributions.Statistic.Plain.X;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.ejml.data.DMatrixRMaj;

/**
 * The logarithmic distribution, P(k) = -pᵏ/(k·ln(1-p)) for k ≥ 1.
 *
 * @param p inside (0, 1)
 */
public record Logarithmic(Probability p) implements Lattice {
    /** Checks the parameters. */
    public Logarithmic {
        Require.that(p.value() > 0 && p.complement() > 0, "Logarithmic", "p", p.value() + " is not inside (0, 1)");
    }

    /** By a probability. */
    public Logarithmic(double p) {
        this(Probability.of(p));
    }

    /** By a variable probability. */
    public Logarithmic(Var p) {
        this(Probability.of(p));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(p.parameter());
    }

    @Override
    public Support support() {
        return Support.integers(1, Double.POSITIVE_INFINITY);
    }

    @Override
    public Combination logDensity(Tape tape) {
        return Combination.of(log(p.logComplement(tape).negate()).negate())
                .plus(p.log(tape), X)
                .plus(-1, LOG);
    }

    /** p/(1-p) over -ln(1-p). */
    @Override
    public Var mean(Tape tape) {
        return p.value(tape)
                .elementDiv(p.complement(tape))
                .elementDiv(p.logComplement(tape).negate());
    }

    /** p·E(v)/((1-p)·v)², with v = ln(1-p) and E(v) = eᵛ - 1 - v, which is -p - v. */
    @Override
    public Var variance(Tape tape) {
        Var v = p.logComplement(tape);
        return p.value(tape)
                .elementMult(expm1MinusArgument(v))
                .elementDiv(square(p.complement(tape).elementMult(v)));
    }

    /** Kemp's algorithm LK (Applied Statistics 30, 1981): k = ⌊1 + ln v/ln(1-(1-p)ᵘ)⌋ for uniform u, v. */
    @Override
    public DMatrixRMaj sample(UniformRandomProvider rng, int n) {
        double logComplement = Math.log(p.complement());
        return Draws.rows(n, () -> {
            double q = -Math.expm1(Draws.open(rng) * logComplement);
            return Math.floor(1 + Math.log(Draws.open(rng)) / Math.log(q));
        });
    }
}
