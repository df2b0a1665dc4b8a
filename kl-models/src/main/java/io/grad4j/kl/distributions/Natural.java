package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Reductions.norm;
import static io.grad4j.autodiff.ops.Shaping.reshape;
import static io.grad4j.autodiff.ops.Shaping.rows;
import static io.grad4j.autodiff.ops.Shaping.stackRows;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Each;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.families.DirectionalFamilies;
import io.grad4j.kl.families.DiscreteFamilies;
import io.grad4j.kl.families.ExponentialFamily;
import io.grad4j.kl.families.FiniteFamilies;
import io.grad4j.kl.families.IntervalFamilies;
import io.grad4j.kl.families.MatrixFamilies;
import io.grad4j.kl.families.PositiveFamilies;
import io.grad4j.kl.families.PowerFamilies;
import io.grad4j.kl.families.RealFamilies;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A distribution as a member of an exponential family.
 *
 * @param family with what is fixed of the distribution
 * @param eta its natural parameters, k×1
 */
public record Natural(ExponentialFamily family, Var eta) {
    private static final List<Way<?, ?>> WAYS = List.of(
            Way.of(
                    Bernoulli.class,
                    DiscreteFamilies.Bernoulli.class,
                    d -> new DiscreteFamilies.Bernoulli(),
                    (t, d) -> logit(t, d.p()),
                    (f, eta) -> new Bernoulli(Probability.ofLogit(eta))),
            Way.of(
                    Binomial.class,
                    DiscreteFamilies.Binomial.class,
                    d -> new DiscreteFamilies.Binomial(d.trials()),
                    (t, d) -> logit(t, d.p()),
                    (f, eta) -> new Binomial(f.n(), Probability.ofLogit(eta))),
            Way.of(
                    Geometric.class,
                    DiscreteFamilies.Geometric.class,
                    d -> new DiscreteFamilies.Geometric(),
                    (t, d) -> d.p().logComplement(t),
                    (f, eta) -> new Geometric(f.ordinary(eta))),
            Way.of(
                    NegativeBinomial.class,
                    DiscreteFamilies.NegativeBinomial.class,
                    d -> new DiscreteFamilies.NegativeBinomial(d.r()),
                    (t, d) -> d.p().logComplement(t),
                    (f, eta) -> new NegativeBinomial(f.r(), f.ordinary(eta))),
            Way.of(
                    Logarithmic.class,
                    DiscreteFamilies.Logarithmic.class,
                    d -> new DiscreteFamilies.Logarithmic(),
                    (t, d) -> d.p().log(t),
                    (f, eta) -> new Logarithmic(f.ordinary(eta))),
            Way.of(
                    ContinuousBernoulli.class,
                    IntervalFamilies.ContinuousBernoulli.class,
                    d -> new IntervalFamilies.ContinuousBernoulli(),
                    (t, d) -> d.logit(t),
                    (f, eta) -> new ContinuousBernoulli(Probability.ofLogit(eta))),
            Way.of(
                    Categorical.class,
                    FiniteFamilies.Categorical.class,
                    d -> new FiniteFamilies.Categorical(d.categories()),
                    (t, d) -> d.p().log(t),
                    (f, eta) -> new Categorical(Simplex.ofLogits(eta))),
            Way.of(
                    Multinomial.class,
                    FiniteFamilies.Multinomial.class,
                    d -> new FiniteFamilies.Multinomial(d.trials(), d.dimension()),
                    (t, d) -> d.p().log(t),
                    (f, eta) -> new Multinomial(f.n(), Simplex.ofLogits(eta))),
            Way.of(
                    VonMisesFisher.class,
                    DirectionalFamilies.VonMisesFisher.class,
                    d -> new DirectionalFamilies.VonMisesFisher(d.dimension()),
                    (t, d) -> d.mu().on(t).elementMult(d.kappa().on(t)),
                    (f, eta) -> new VonMisesFisher(eta.elementDiv(norm(eta, Each.MATRIX)), norm(eta, Each.MATRIX))),
            Way.ordinary(Poisson.class, new DiscreteFamilies.Poisson(), x -> new Poisson(at(x, 0))),
            Way.ordinary(Exponential.class, new PositiveFamilies.Exponential(), x -> new Exponential(at(x, 0))),
            Way.ordinary(Gamma.class, new PositiveFamilies.Gamma(), x -> new Gamma(at(x, 0), at(x, 1))),
            Way.ordinary(
                    InverseGamma.class, new PositiveFamilies.InverseGamma(), x -> new InverseGamma(at(x, 0), at(x, 1))),
            Way.ordinary(ChiSquared.class, new PositiveFamilies.ChiSquared(), x -> new ChiSquared(at(x, 0))),
            Way.ordinary(
                    InverseGaussian.class,
                    new PositiveFamilies.InverseGaussian(),
                    x -> new InverseGaussian(at(x, 0), at(x, 1))),
            Way.ordinary(LogNormal.class, new PositiveFamilies.LogNormal(), x -> new LogNormal(at(x, 0), at(x, 1))),
            Way.ordinary(Rayleigh.class, new PowerFamilies.Rayleigh(), x -> new Rayleigh(at(x, 0))),
            Way.ordinary(Normal.class, new RealFamilies.Normal(), x -> new Normal(at(x, 0), at(x, 1))),
            Way.ordinary(Beta.class, new IntervalFamilies.Beta(), x -> new Beta(at(x, 0), at(x, 1))),
            Way.ordinary(VonMises.class, new DirectionalFamilies.VonMises(), x -> new VonMises(at(x, 0), at(x, 1))),
            Way.of(
                    Weibull.class,
                    PowerFamilies.Weibull.class,
                    d -> new PowerFamilies.Weibull(fixed(d.shape())),
                    (t, d) -> new PowerFamilies.Weibull(fixed(d.shape()))
                            .natural(d.scale().on(t)),
                    (f, eta) -> new Weibull(Parameter.of(f.k()), Parameter.of(f.ordinary(eta)))),
            Way.of(
                    Pareto.class,
                    PowerFamilies.Pareto.class,
                    d -> new PowerFamilies.Pareto(fixed(d.scale())),
                    (t, d) -> new PowerFamilies.Pareto(fixed(d.scale()))
                            .natural(d.shape().on(t)),
                    (f, eta) -> new Pareto(Parameter.of(f.m()), Parameter.of(f.ordinary(eta)))),
            Way.of(
                    Laplace.class,
                    RealFamilies.Laplace.class,
                    d -> new RealFamilies.Laplace(fixed(d.mu())),
                    (t, d) -> new RealFamilies.Laplace(fixed(d.mu()))
                            .natural(d.scale().on(t)),
                    (f, eta) -> new Laplace(Parameter.of(f.mu()), Parameter.of(f.ordinary(eta)))),
            Way.of(
                    Dirichlet.class,
                    IntervalFamilies.Dirichlet.class,
                    d -> new IntervalFamilies.Dirichlet(d.dimension()),
                    (t, d) -> d.alpha().on(t).minus(1),
                    (f, eta) -> new Dirichlet(f.ordinary(eta))),
            Way.of(
                    MultivariateNormal.class,
                    MatrixFamilies.MultivariateNormal.class,
                    d -> new MatrixFamilies.MultivariateNormal(d.dimension()),
                    Natural::ofNormal,
                    (f, eta) -> {
                        Var x = f.ordinary(eta);
                        return new MultivariateNormal(rows(x, 0, f.d()), Covariance.of(square(x, f.d(), f.d())));
                    }),
            Way.of(
                    Wishart.class,
                    MatrixFamilies.Wishart.class,
                    d -> new MatrixFamilies.Wishart(d.order()),
                    (t, d) -> new MatrixFamilies.Wishart(d.order()).natural(packed(t, d.degrees(), d.scale())),
                    (f, eta) -> new Wishart(at(f.ordinary(eta), 0), square(f.ordinary(eta), 1, f.d()))),
            Way.of(
                    InverseWishart.class,
                    MatrixFamilies.InverseWishart.class,
                    d -> new MatrixFamilies.InverseWishart(d.order()),
                    (t, d) -> new MatrixFamilies.InverseWishart(d.order()).natural(packed(t, d.degrees(), d.scale())),
                    (f, eta) -> new InverseWishart(at(f.ordinary(eta), 0), square(f.ordinary(eta), 1, f.d()))));

    /** Between the distributions of a kind and the members of a family. */
    private record Way<D extends Distribution, F extends ExponentialFamily>(
            Class<D> kind,
            Class<? extends F> familyKind,
            Function<D, F> family,
            BiFunction<Tape, D, Var> natural,
            BiFunction<F, Var, Distribution> back) {
        static <D extends Distribution, F extends ExponentialFamily> Way<D, F> of(
                Class<D> kind,
                Class<F> familyKind,
                Function<D, F> family,
                BiFunction<Tape, D, Var> natural,
                BiFunction<F, Var, Distribution> back) {
            return new Way<>(kind, familyKind, family, natural, back);
        }

        /** For a family whose ordinary parameters are those of the distribution in their order. */
        static <D extends Distribution> Way<D, ExponentialFamily> ordinary(
                Class<D> kind, ExponentialFamily family, Function<Var, Distribution> back) {
            return new Way<>(
                    kind,
                    family.getClass(),
                    d -> family,
                    (t, d) -> family.natural(column(t, d.parameters())),
                    (f, eta) -> back.apply(f.ordinary(eta)));
        }

        Optional<Natural> of(Tape tape, Distribution d) {
            return kind.isInstance(d)
                    ? Optional.of(new Natural(family.apply(kind.cast(d)), natural.apply(tape, kind.cast(d))))
                    : Optional.empty();
        }

        Distribution back(ExponentialFamily f, Var eta) {
            return back.apply(familyKind.cast(f), eta);
        }
    }

    /** That of {@code distribution}, recorded on {@code tape}; empty if it belongs to no family. */
    static Optional<Natural> of(Tape tape, Distribution distribution) {
        return WAYS.stream().flatMap(way -> way.of(tape, distribution).stream()).findFirst();
    }

    /**
     * The way back: the distribution with these natural parameters, its parameters variables of their tape.
     *
     * @throws ArgumentException if the family is not that of a distribution here
     */
    public Distribution distribution() {
        return WAYS.stream()
                .filter(way -> way.familyKind.isInstance(family))
                .findFirst()
                .orElseThrow(() -> new ArgumentException("distribution", "family", family.name() + " has none here"))
                .back(family, eta);
    }

    private static Var logit(Tape tape, Probability p) {
        return p.log(tape).minus(p.logComplement(tape));
    }

    /** A parameter on which the family itself depends. */
    private static double fixed(Parameter parameter) {
        return parameter.scalar();
    }

    private static Var at(Var column, int i) {
        return rows(column, i, i + 1);
    }

    private static Var square(Var column, int from, int d) {
        return reshape(rows(column, from, from + d * d), d, d);
    }

    private static Var column(Tape tape, List<Parameter> parameters) {
        Var[] all = parameters.stream().map(parameter -> parameter.on(tape)).toArray(Var[]::new);
        return all.length == 1 ? all[0] : stackRows(all[0], all[1]);
    }

    private static Var packed(Tape tape, Parameter degrees, Parameter scale) {
        int d = scale.matrix().numRows;
        return stackRows(degrees.on(tape), reshape(scale.on(tape), d * d, 1));
    }

    private static Var ofNormal(Tape tape, MultivariateNormal normal) {
        int d = normal.dimension();
        Var factor = normal.covariance().factor(tape);
        return new MatrixFamilies.MultivariateNormal(d)
                .natural(stackRows(normal.mu().on(tape), reshape(factor.multTransB(factor), d * d, 1)));
    }
}
