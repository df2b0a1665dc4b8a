package io.grad4j.kl.divergences;

import io.grad4j.autodiff.Var;
import io.grad4j.kl.distributions.Remainder;

/** The divergence between Dirichlet distributions. */
final class DirichletForm {
    private DirichletForm() {}

    /**
     * Σ R(αᵢ′, αᵢ) - R(α₀′, α₀) + α₀′·KL(α′/α₀′‖α/α₀) for columns α, with R the remainder of ln Γ(x) - x ln x and α₀ = Σαᵢ.
     *
     * <p>The remainders of x ln x alone are of the order of α and all but cancel; together they are the divergence of the means.
     */
    static Var divergence(Var p, Var q) {
        Var sumP = p.sum();
        Var sumQ = q.sum();
        Var means =
                Remainder.ofXLogX(q.elementDiv(sumQ), p.elementDiv(sumP)).sum().elementMult(sumQ);
        return Remainder.ofLogGammaWithoutXLogX(q, p)
                .sum()
                .minus(Remainder.ofLogGammaWithoutXLogX(sumQ, sumP))
                .plus(means);
    }
}
