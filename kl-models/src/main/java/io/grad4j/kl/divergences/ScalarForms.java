package io.grad4j.kl.divergences;

import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.expm1;
import static io.grad4j.autodiff.ops.Elementwise.expm1MinusArgument;
import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Elementwise.log1mexp;
import static io.grad4j.autodiff.ops.Elementwise.log1p;
import static io.grad4j.autodiff.ops.Elementwise.sin;
import static io.grad4j.autodiff.ops.Elementwise.square;
import static io.grad4j.autodiff.ops.Pairwise.divergenceTerms;
import static io.grad4j.autodiff.ops.Pairwise.logRatio;
import static io.grad4j.autodiff.ops.Shaping.stackRows;
import static io.grad4j.kl.special.SpecialFunctions.besselI1OverI0;
import static io.grad4j.kl.special.SpecialFunctions.lgamma;

import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.distributions.Bernoulli;
import io.grad4j.kl.distributions.Beta;
import io.grad4j.kl.distributions.Binomial;
import io.grad4j.kl.distributions.Cauchy;
import io.grad4j.kl.distributions.ContinuousBernoulli;
import io.grad4j.kl.distributions.Geometric;
import io.grad4j.kl.distributions.Gumbel;
import io.grad4j.kl.distributions.InverseGaussian;
import io.grad4j.kl.distributions.Laplace;
import io.grad4j.kl.distributions.LogNormal;
import io.grad4j.kl.distributions.Logarithmic;
import io.grad4j.kl.distributions.NegativeBinomial;
import io.grad4j.kl.distributions.Normal;
import io.grad4j.kl.distributions.Pareto;
import io.grad4j.kl.distributions.Poisson;
import io.grad4j.kl.distributions.PowerOfGamma;
import io.grad4j.kl.distributions.Probability;
import io.grad4j.kl.distributions.Remainder;
import io.grad4j.kl.distributions.VonMises;
import io.grad4j.kl.distributions.Weibull;
import io.grad4j.kl.special.Folded;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * The divergences between two distributions of a number of one kind, in forms that are sums of terms ≥ 0.
 *
 * <p>Differences of expected log-densities cancel where p and q are close or their parameters extreme; these forms do not. E(x) is
 * eˣ - 1 - x and D[f](b, a) a remainder as in {@link Remainder}.
 */
final class ScalarForms {
    static final List<Form<?>> ALL = List.of(
            new Form<>(
                    Bernoulli.class, "Σ (p ln(p/p′) - p + p′) over both outcomes", (t, p, q) -> trial(t, p.p(), q.p())),
            new Form<>(Binomial.class, "n·KL of one trial", (p, q) -> p.trials() == q.trials(), (t, p, q) -> trial(
                            t, p.p(), q.p())
                    .scale(p.trials())),
            new Form<>(Geometric.class, "KL of one trial / p", (t, p, q) -> untilSuccess(t, p.p(), q.p())),
            new Form<>(
                    NegativeBinomial.class,
                    "r·KL of one trial / p",
                    (p, q) -> p.r() == q.r(),
                    (t, p, q) -> untilSuccess(t, p.p(), q.p()).scale(p.r())),
            new Form<>(Poisson.class, "λ ln(λ/λ′) - λ + λ′", ScalarForms::poisson),
            new Form<>(Logarithmic.class, "D[ln(-ln(1 - e^x))](ln p′, ln p)", ScalarForms::logarithmic),
            new Form<>(
                    PowerOfGamma.class,
                    "α′·E(-w) + D[ln Γ(x) - x ln x](α′, α), w = ln(α′/α) + ln(c′/c)/r, for x = c·yʳ, y ~ Gamma(α, 1)",
                    ScalarForms::haveSamePower,
                    ScalarForms::powerOfGamma),
            new Form<>(
                    Weibull.class, "E(w + ln Γ(1+t)) + D[ln Γ](t, 1), t = k′/k, w = k′·ln(λ/λ′)", ScalarForms::weibull),
            new Form<>(Gumbel.class, "E(w + ln Γ(1+t)) + D[ln Γ](t, 1), t = β/β′, w = (μ′-μ)/β′", ScalarForms::gumbel),
            new Form<>(Beta.class, "as Dirichlet((a, b))", ScalarForms::beta),
            new Form<>(
                    Normal.class,
                    "½(E(2 ln(σ/σ′)) + ((μ-μ′)/σ′)²)",
                    (t, p, q) -> Gaussian.kl(
                            p.mu().on(t),
                            p.sigma().on(t),
                            q.mu().on(t),
                            q.sigma().on(t))),
            new Form<>(
                    LogNormal.class,
                    "½(E(2 ln(σ/σ′)) + ((μ-μ′)/σ′)²)",
                    (t, p, q) -> Gaussian.kl(
                            p.mu().on(t),
                            p.sigma().on(t),
                            q.mu().on(t),
                            q.sigma().on(t))),
            new Form<>(Laplace.class, "E(ln(b/b′)) + (b/b′)·E(-abs z), z = (μ-μ′)/b", ScalarForms::laplace),
            new Form<>(Pareto.class, "E(ln(α′/α)) + α′·ln(xₘ/xₘ′)", ScalarForms::pareto),
            new Form<>(Cauchy.class, "ln(1 + ((γ-γ′)² + (x₀-x₀′)²)/(4γγ′))", ScalarForms::cauchy),
            new Form<>(
                    ContinuousBernoulli.class,
                    "D[ln((e^x - 1)/x)](η′, η), η = ln(λ/(1-λ))",
                    (t, p, q) -> Remainder.ofLogExponentialMean(q.logit(t), p.logit(t))),
            new Form<>(InverseGaussian.class, "½E(ln(λ′/λ)) + λ′(μ-μ′)²/(2μμ′²)", ScalarForms::inverseGaussian),
            new Form<>(VonMises.class, "D[ln I₀](κ′, κ) + 2κ′·I₁(κ)/I₀(κ)·sin²((μ-μ′)/2)", ScalarForms::vonMises));

    private ScalarForms() {}

    private static Var outcomes(Tape tape, Probability p) {
        return stackRows(p.log(tape), p.logComplement(tape));
    }

    private static Var trial(Tape tape, Probability p, Probability q) {
        return divergenceTerms(outcomes(tape, p), outcomes(tape, q)).sum();
    }

    private static Var untilSuccess(Tape tape, Probability p, Probability q) {
        return trial(tape, p, q).elementDiv(p.value(tape));
    }

    private static Var poisson(Tape tape, Poisson p, Poisson q) {
        return divergenceTerms(log(p.rate().on(tape)), log(q.rate().on(tape)));
    }

    private static Var logarithmic(Tape tape, Logarithmic p, Logarithmic q) {
        return Remainder.of(
                ScalarForms::logarithmicVariance,
                x -> Math.min(1, 0.25 * Math.abs(x)),
                q.p().log(tape),
                p.p().log(tape));
    }

    /** e^η·E(v)/((1-e^η)·v)² with v = ln(1-e^η): the variance at η = ln p. */
    private static Var logarithmicVariance(Var eta) {
        Var v = log1mexp(eta);
        return exp(eta).elementMult(expm1MinusArgument(v))
                .elementDiv(square(expm1(eta).elementMult(v)));
    }

    private static boolean haveSamePower(PowerOfGamma p, PowerOfGamma q) {
        return !(p instanceof Weibull) && !(q instanceof Weibull) && p.power() == q.power();
    }

    private static Var powerOfGamma(Tape tape, PowerOfGamma p, PowerOfGamma q) {
        PowerOfGamma.Core a = p.core(tape);
        PowerOfGamma.Core b = q.core(tape);
        Var w = logRatio(b.shape(), a.shape()).minus(a.logFactorRatio(b).elementDiv(a.power()));
        return b.shape()
                .elementMult(expm1MinusArgument(w.negate()))
                .plus(Remainder.ofLogGammaWithoutXLogX(b.shape(), a.shape()));
    }

    /** Both of x = c·yᵏ for y exponential and of the logarithm of such x. */
    private static Var ofMinima(Var t, Var w) {
        return expm1MinusArgument(w.plus(lgamma(t.plus(1))))
                .plus(Remainder.ofLogGamma(t, t.tape().constant(1)));
    }

    private static Var weibull(Tape tape, Weibull p, Weibull q) {
        Var k = q.shape().on(tape);
        return ofMinima(
                k.elementDiv(p.shape().on(tape)),
                k.elementMult(logRatio(p.scale().on(tape), q.scale().on(tape))));
    }

    private static Var gumbel(Tape tape, Gumbel p, Gumbel q) {
        Var scale = q.scale().on(tape);
        return ofMinima(
                p.scale().on(tape).elementDiv(scale),
                q.mu().on(tape).minus(p.mu().on(tape)).elementDiv(scale));
    }

    private static Var beta(Tape tape, Beta p, Beta q) {
        return VectorForms.dirichlet(
                stackRows(p.a().on(tape), p.b().on(tape)), stackRows(q.a().on(tape), q.b().on(tape)));
    }

    private static Var laplace(Tape tape, Laplace p, Laplace q) {
        Var b = p.scale().on(tape);
        Var z = p.mu().on(tape).minus(q.mu().on(tape)).elementDiv(b);
        Var scale = q.scale().on(tape);
        return expm1MinusArgument(logRatio(b, scale)).plus(b.elementDiv(scale).elementMult(Folded.EXCESS.of(z)));
    }

    private static Var pareto(Tape tape, Pareto p, Pareto q) {
        Var shape = q.shape().on(tape);
        return Remainder.ofMinusLog(shape, p.shape().on(tape))
                .plus(shape.elementMult(logRatio(p.scale().on(tape), q.scale().on(tape))));
    }

    private static Var cauchy(Tape tape, Cauchy p, Cauchy q) {
        Var g = p.scale().on(tape);
        Var h = q.scale().on(tape);
        Var away = p.location().on(tape).minus(q.location().on(tape));
        Var ratio = square(g.minus(h)).plus(square(away)).elementDiv(g).elementDiv(h);
        return log1p(ratio.scale(0.25));
    }

    private static Var inverseGaussian(Tape tape, InverseGaussian p, InverseGaussian q) {
        Var m = p.mu().on(tape);
        Var away = m.minus(q.mu().on(tape)).elementDiv(q.mu().on(tape));
        Var shape = q.shape().on(tape);
        return Remainder.ofMinusLog(shape, p.shape().on(tape))
                .plus(square(away).elementMult(shape.elementDiv(m)))
                .scale(0.5);
    }

    private static Var vonMises(Tape tape, VonMises p, VonMises q) {
        Var a = p.kappa().on(tape);
        Var b = q.kappa().on(tape);
        Var half = p.mu().on(tape).minus(q.mu().on(tape)).scale(0.5);
        return Remainder.of(ScalarForms::slopeOfBesselRatio, x -> 1 + Math.abs(x) / 4, b, a)
                .plus(b.elementMult(besselI1OverI0(a))
                        .elementMult(square(sin(half)))
                        .scale(2));
    }

    private static Var slopeOfBesselRatio(Var kappa) {
        DMatrixRMaj ones = new DMatrixRMaj(kappa.rows(), kappa.cols());
        ones.fill(1);
        return Autodiff.jvp(x -> besselI1OverI0(x), kappa, kappa.tape().constant(ones));
    }
}
