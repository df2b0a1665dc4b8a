package io.grad4j.kl.divergences;

import static io.grad4j.autodiff.ops.Elementwise.square;
import static io.grad4j.autodiff.ops.Factorizations.cholesky;
import static io.grad4j.autodiff.ops.Pairwise.logRatio;
import static io.grad4j.autodiff.ops.Triangles.diagonal;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.distributions.Categorical;
import io.grad4j.kl.distributions.Dirichlet;
import io.grad4j.kl.distributions.InverseWishart;
import io.grad4j.kl.distributions.Multinomial;
import io.grad4j.kl.distributions.MultivariateNormal;
import io.grad4j.kl.distributions.Parameter;
import io.grad4j.kl.distributions.Remainder;
import io.grad4j.kl.distributions.VonMisesFisher;
import io.grad4j.kl.distributions.Wishart;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** The divergences between two distributions of vectors or matrices of one kind; notation as in {@link ScalarForms}. */
final class VectorForms {
    static final List<Form<?>> ALL = List.of(
            new Form<>(
                    Categorical.class, "Σ (p ln(p/p′) - p + p′)", (t, p, q) -> Discrete.kl(p.p().log(t), q.p().log(t))),
            new Form<>(
                    Multinomial.class, "n·KL of one draw", (p, q) -> p.trials() == q.trials(), (t, p, q) -> Discrete.kl(
                                    p.p().log(t), q.p().log(t))
                            .scale(p.trials())),
            new Form<>(
                    Dirichlet.class,
                    "Σ R(αᵢ′, αᵢ) - R(α₀′, α₀) + α₀′·KL(α′/α₀′‖α/α₀), R = D[ln Γ(x) - x ln x], α₀ = Σαᵢ",
                    (t, p, q) -> dirichlet(p.alpha().on(t), q.alpha().on(t))),
            new Form<>(
                    MultivariateNormal.class,
                    "½(Σ E(2 ln Mᵢᵢ) + Σ_{i>j} Mᵢⱼ² + ‖L′⁻¹(μ-μ′)‖²), M = L′⁻¹L",
                    (t, p, q) -> Gaussian.klByCholesky(
                            p.mu().on(t).transpose(),
                            p.covariance().factor(t),
                            q.mu().on(t).transpose(),
                            q.covariance().factor(t))),
            new Form<>(VonMisesFisher.class, "D[-ln C](κ′, κ) + ½κ′·A(κ)·‖μ-μ′‖²", VectorForms::vonMisesFisher),
            new Form<>(
                    Wishart.class,
                    "ν·KL(N(0, V)‖N(0, V′)) + ½(ν-ν′)·ln(det V/det V′) + D[ln Γ_d](ν′/2, ν/2)",
                    (t, p, q) -> wishart(t, p.order(), p.degrees(), p.scale(), q.degrees(), q.scale(), false)),
            new Form<>(
                    InverseWishart.class,
                    "ν·KL(N(0, Ψ′)‖N(0, Ψ)) + ½(ν-ν′)·ln(det Ψ′/det Ψ) + D[ln Γ_d](ν′/2, ν/2)",
                    (t, p, q) -> wishart(t, p.order(), p.degrees(), p.scale(), q.degrees(), q.scale(), true)));

    private VectorForms() {}

    /**
     * Of columns α: the remainders of x ln x alone are of the order of α and all but cancel; together they are the divergence of the
     * means.
     */
    static Var dirichlet(Var p, Var q) {
        Var sumP = p.sum();
        Var sumQ = q.sum();
        Var means =
                Remainder.ofXLogX(q.elementDiv(sumQ), p.elementDiv(sumP)).sum().elementMult(sumQ);
        return Remainder.ofLogGammaWithoutXLogX(q, p)
                .sum()
                .minus(Remainder.ofLogGammaWithoutXLogX(sumQ, sumP))
                .plus(means);
    }

    /** 1 - μᵀμ′ is ½‖μ-μ′‖² for unit vectors. */
    private static Var vonMisesFisher(Tape tape, VonMisesFisher p, VonMisesFisher q) {
        int d = p.dimension();
        Var a = p.kappa().on(tape);
        Var b = q.kappa().on(tape);
        Var away = square(p.mu().on(tape).minus(q.mu().on(tape))).sum().scale(0.5);
        return VonMisesFisher.remainder(d, b, a)
                .plus(b.elementMult(VonMisesFisher.meanLength(d, a)).elementMult(away));
    }

    private static Var wishart(
            Tape tape, int d, Parameter degreesP, Parameter p, Parameter degreesQ, Parameter q, boolean inverse) {
        Var n = degreesP.on(tape);
        Var m = degreesQ.on(tape);
        Var a = cholesky(inverse ? q.on(tape) : p.on(tape));
        Var b = cholesky(inverse ? p.on(tape) : q.on(tape));
        Var zero = tape.constant(new DMatrixRMaj(1, d));
        Var logRatios = logRatio(diagonal(a), diagonal(b)).sum();
        Var value = n.elementMult(Gaussian.klByCholesky(zero, a, zero, b))
                .plus(n.minus(m).elementMult(logRatios));
        for (int i = 0; i < d; i++) {
            value = value.plus(Remainder.ofLogGamma(
                    m.scale(0.5).minus(0.5 * i), n.scale(0.5).minus(0.5 * i)));
        }
        return value;
    }
}
