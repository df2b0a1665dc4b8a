package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Elementwise.cos;
import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Elementwise.sqrt;
import static io.grad4j.kl.special.SpecialFunctions.besselI1OverI0;
import static io.grad4j.kl.special.SpecialFunctions.logBesselI0;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.distributions.Statistic.Cosine;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.ejml.data.DMatrixRMaj;

/**
 * The von Mises distribution of an angle, p(x) = exp(κ·cos(x-μ))/(2πI₀(κ)) for -π ≤ x ≤ π.
 *
 * @param mu μ, the mean direction, any real
 * @param kappa κ ≥ 0, the concentration
 */
public record VonMises(Parameter mu, Parameter kappa) implements Univariate {
    /** Checks the parameters. */
    public VonMises {
        Require.finite("VonMises", "mu", mu);
        Require.nonNegative("VonMises", "kappa", kappa);
    }

    /** By numbers. */
    public VonMises(double mu, double kappa) {
        this(Parameter.of(mu), Parameter.of(kappa));
    }

    /** By variables, each 1×1. */
    public VonMises(Var mu, Var kappa) {
        this(Parameter.of(mu), Parameter.of(kappa));
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(mu, kappa);
    }

    @Override
    public Support support() {
        return new Support(-Math.PI, Math.PI, false);
    }

    @Override
    public Combination logDensity(Tape tape) {
        Var k = kappa.on(tape);
        return Combination.of(logBesselI0(k).plus(Math.log(2 * Math.PI)).negate())
                .plus(k, new Cosine(mu.on(tape)));
    }

    /** The mean direction μ, not the mean of the angle as a number. */
    @Override
    public Var mean(Tape tape) {
        return mu.on(tape);
    }

    /** The circular variance 1 - I₁(κ)/I₀(κ). */
    @Override
    public Var variance(Tape tape) {
        return besselI1OverI0(kappa.on(tape)).negate().plus(1);
    }

    /** The circular standard deviation √(-2 ln(I₁(κ)/I₀(κ))), ∞ for κ = 0. */
    @Override
    public Var deviation(Tape tape) {
        return sqrt(log(besselI1OverI0(kappa.on(tape))).scale(-2));
    }

    /** E[cos(x-m)] = I₁(κ)/I₀(κ)·cos(μ-m), and nothing else: mean and variance here are not those of a number. */
    @Override
    public Optional<Var> mean(Tape tape, Statistic statistic) {
        return statistic instanceof Cosine c
                ? Optional.of(besselI1OverI0(kappa.on(tape))
                        .elementMult(cos(mu.on(tape).minus(c.m()))))
                : Optional.empty();
    }

    /** Best and Fisher's rejection from a wrapped Cauchy (Applied Statistics 28, 1979). */
    @Override
    public DMatrixRMaj sample(UniformRandomProvider rng, int n) {
        double k = kappa.scalar();
        double tau = 1 + Math.sqrt(1 + 4 * k * k);
        double rho = (tau - Math.sqrt(2 * tau)) / (2 * k);
        double r = (1 + rho * rho) / (2 * rho);
        return Draws.rows(
                n,
                () -> k < 1e-8
                        ? Math.PI * (2 * Draws.open(rng) - 1)
                        : Math.IEEEremainder(mu.scalar() + angle(rng, k, r), 2 * Math.PI));
    }

    private static double angle(UniformRandomProvider rng, double k, double r) {
        while (true) {
            double z = Math.cos(Math.PI * Draws.open(rng));
            double f = (1 + r * z) / (r + z);
            double c = k * (r - f);
            double u = Draws.open(rng);
            if (c * (2 - c) > u || Math.log(c / u) + 1 >= c) {
                return (rng.nextBoolean() ? 1 : -1) * Math.acos(Math.max(-1, Math.min(1, f)));
            }
        }
    }
}
