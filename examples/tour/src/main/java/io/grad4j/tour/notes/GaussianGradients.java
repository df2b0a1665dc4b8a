package io.grad4j.tour.notes;

import static io.grad4j.tour.points.Columns.entries;
import static io.grad4j.tour.points.Columns.row;

import io.grad4j.autodiff.Gradients;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.byhand.GaussianFormulas;
import io.grad4j.kl.divergences.Gaussian;
import io.grad4j.tour.judge.Gradient;
import io.grad4j.tour.points.FullPair;
import io.grad4j.tour.points.Gauss;
import io.grad4j.tour.points.GaussPair;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The gradients of note 002: from the standard Gaussian, and of two Gaussians with diagonal or full covariances. */
final class GaussianGradients {
    private GaussianGradients() {}

    static List<Gradient<?>> all() {
        return List.of(
                new Gradient<>(
                        "∂/∂μ KL(N(μ, diag σ²)‖N(0, I))",
                        "μ",
                        Gauss.ANY,
                        x -> entries(fromStandard(x)[0]),
                        x -> GaussianFormulas.gradientFromStandard(x.mu(), x.sigma())[0]),
                new Gradient<>(
                        "∂/∂σ KL(N(μ, diag σ²)‖N(0, I))",
                        "σ - 1/σ",
                        Gauss.ANY,
                        x -> entries(fromStandard(x)[1]),
                        x -> GaussianFormulas.gradientFromStandard(x.mu(), x.sigma())[1]),
                new Gradient<>(
                        "∂/∂(μ, σ) KL(p‖q), diagonal",
                        "of p: Δ/σq², σp/σq² - 1/σp; of q: -Δ/σq², (1 - (σp²+Δ²)/σq²)/σq",
                        GaussPair.APART,
                        GaussianGradients::ofDiagonalPair,
                        x -> entries(new DMatrixRMaj(GaussianFormulas.diagonalGradient(
                                x.p().mu(), x.p().sigma(), x.q().mu(), x.q().sigma())))),
                new Gradient<>(
                        "∂/∂μ KL(p‖q), full",
                        "of p: Σq⁻¹Δ; of q: -Σq⁻¹Δ",
                        FullPair.APART,
                        x -> means(ofFullPair(x)),
                        x -> means(byHand(x))),
                new Gradient<>(
                        "∂/∂Σ KL(p‖q), full",
                        "of p: ½(Σq⁻¹ - Σp⁻¹); of q: ½(Σq⁻¹ - Σq⁻¹(Σp + ΔΔᵀ)Σq⁻¹)",
                        FullPair.APART,
                        x -> covariances(ofFullPair(x)),
                        x -> covariances(byHand(x))));
    }

    private static DMatrixRMaj[] fromStandard(Gauss x) {
        try (Tape tape = new Tape()) {
            Var mu = tape.variable("mu", row(x.mu()));
            Var sigma = tape.variable("sigma", row(x.sigma()));
            Gradients g = tape.gradients(Gaussian.klFromStandard(mu, sigma));
            return new DMatrixRMaj[] {g.of(mu), g.of(sigma)};
        }
    }

    private static double[] ofDiagonalPair(GaussPair x) {
        try (Tape tape = new Tape()) {
            Var muP = tape.variable("muP", row(x.p().mu()));
            Var sigmaP = tape.variable("sigmaP", row(x.p().sigma()));
            Var muQ = tape.variable("muQ", row(x.q().mu()));
            Var sigmaQ = tape.variable("sigmaQ", row(x.q().sigma()));
            Gradients g = tape.gradients(Gaussian.kl(muP, sigmaP, muQ, sigmaQ));
            return entries(g.of(muP), g.of(sigmaP), g.of(muQ), g.of(sigmaQ));
        }
    }

    private static DMatrixRMaj[] ofFullPair(FullPair x) {
        try (Tape tape = new Tape()) {
            Var muP = tape.variable("muP", x.muP());
            Var sigmaP = tape.variable("sigmaP", x.sigmaP());
            Var muQ = tape.variable("muQ", x.muQ());
            Var sigmaQ = tape.variable("sigmaQ", x.sigmaQ());
            Gradients g = tape.gradients(Gaussian.klByCovariance(muP, sigmaP, muQ, sigmaQ));
            return new DMatrixRMaj[] {g.of(muP), g.of(sigmaP), g.of(muQ), g.of(sigmaQ)};
        }
    }

    private static DMatrixRMaj[] byHand(FullPair x) {
        return GaussianFormulas.gradient(
                CommonOps_DDRM.transpose(x.muP(), null),
                x.sigmaP(),
                CommonOps_DDRM.transpose(x.muQ(), null),
                x.sigmaQ());
    }

    private static double[] means(DMatrixRMaj[] gradient) {
        return entries(gradient[0], gradient[2]);
    }

    private static double[] covariances(DMatrixRMaj[] gradient) {
        return entries(gradient[1], gradient[3]);
    }
}
