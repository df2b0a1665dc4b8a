package io.grad4j.tour.notes;

import static io.grad4j.tour.notes.GaussianParts.density;
import static io.grad4j.tour.notes.GaussianParts.determinant;
import static io.grad4j.tour.notes.GaussianParts.firstResult;
import static io.grad4j.tour.notes.GaussianParts.halfLog;
import static io.grad4j.tour.notes.GaussianParts.inverseDeterminant;
import static io.grad4j.tour.notes.GaussianParts.mean;
import static io.grad4j.tour.notes.GaussianParts.product;
import static io.grad4j.tour.notes.GaussianParts.secondMoment;
import static io.grad4j.tour.notes.GaussianParts.secondResult;
import static io.grad4j.tour.notes.GaussianParts.squared;
import static io.grad4j.tour.notes.GaussianParts.standardized;
import static io.grad4j.tour.notes.GaussianParts.variances;
import static java.lang.Math.PI;
import static java.lang.Math.exp;
import static java.lang.Math.log;
import static java.lang.Math.pow;

import io.grad4j.tour.judge.Claim;
import io.grad4j.tour.judge.Label;
import io.grad4j.tour.points.Gauss;
import java.util.List;
import java.util.stream.Stream;

/** Note 002: KL(q‖p) of q = N(μ, diag σ²) and p = N(0, I), in three displays. */
final class GaussianNote {
    private GaussianNote() {}

    static Note note() {
        return new Note(
                "002",
                "KL of a diagonal Gaussian from the standard one",
                List.of(
                        "q = N(μ, diag σ²), p = N(0, I). A displayed integrand is averaged by a product Gauss-Hermite rule, a true side by",
                        "the trapezoid rule from log-densities or the line before; \"given\" marks a step right only if that line is."),
                Stream.of(
                                split(),
                                crossTerm(),
                                secondMomentTerm(),
                                entropyTerm(),
                                quadraticForm(),
                                closedForm(),
                                closedFormAsAWhole())
                        .flatMap(List::stream)
                        .toList(),
                List.of(),
                GaussianGradients.all());
    }

    private static Label claim(String slug, String where, String formula) {
        return new Label("002/" + slug, where, formula);
    }

    private static Gauss gauss(double[] mu, double... sigma) {
        return new Gauss(mu, sigma);
    }

    private static List<Claim> split() {
        return List.of(
                claim("tractable", "question", "KL is tractable")
                        .notCheckable("the task; its closed form is checked below"),
                claim("split", "solution", "KL(q‖p) = -∫ q ln p + ∫ q ln q")
                        .over(Gauss.ANY)
                        .numbers(
                                x -> -x.expectation(z -> log(density(z))) + x.expectation(z -> log(density(x, z))),
                                GaussianParts::klByQuadrature));
    }

    private static List<Claim> crossTerm() {
        return List.of(
                claim("cross-1", "(1), line 1", "-∫ q ln p = -∫ q ln[1/√((2π)ⁿ|I|) · e^-½zᵀz]")
                        .over(Gauss.ANY)
                        .numbers(
                                x -> -x.expectation(z -> log(density(z))),
                                x -> -x.sum((mu, sigma) -> Quadrature.meanLog(mu, sigma, 0, 1))),
                claim("cross-2", "(1), line 2", "= -∫ q [ln (2π)^-n/2 + ln e^-½zᵀz]")
                        .over(Gauss.ANY)
                        .numbers(
                                x -> -x.expectation(z -> log(pow(2 * PI, -x.n() / 2.0)) + log(exp(-0.5 * squared(z)))),
                                x -> -x.expectation(z -> log(density(z)))),
                claim("cross-3", "(1), line 3", "= -∫ q (-n/2 ln 2π - ½ zᵀz)")
                        .over(Gauss.ANY)
                        .numbers(
                                x -> -x.expectation(z -> -halfLog(x) - 0.5 * squared(z)),
                                x -> -x.expectation(z -> log(pow(2 * PI, -x.n() / 2.0)) + log(exp(-0.5 * squared(z))))),
                claim("cross-4", "(1), line 4", "= n/2 ln 2π ∫ q + ½ ∫ q zᵀz")
                        .over(Gauss.ANY)
                        .numbers(
                                x -> halfLog(x) * x.expectation(z -> 1) + 0.5 * x.expectation(GaussianParts::squared),
                                x -> -x.expectation(z -> -halfLog(x) - 0.5 * squared(z))));
    }

    private static List<Claim> secondMomentTerm() {
        return List.of(
                claim("cross-5", "(1), line 5", "= n/2 ln 2π + ½ E[zᵀz]")
                        .over(Gauss.ANY)
                        .numbers(
                                x -> halfLog(x) + 0.5 * secondMoment(x),
                                x -> halfLog(x) * x.expectation(z -> 1) + 0.5 * x.expectation(GaussianParts::squared)),
                claim("second-moment", "(1), line 6", "E[zᵀz] = |Σ| + E[z]ᵀE[z]")
                        .over(Gauss.ANY)
                        .numbers(x -> determinant(x) + squared(mean(x)), GaussianParts::secondMoment)
                        .wrong(
                                "E[zᵀz] = tr Σ + μᵀμ",
                                x -> x.sum((mu, sigma) -> sigma * sigma + mu * mu),
                                List.of(gauss(new double[] {0}, 2), gauss(new double[] {0.3, -0.7}, 0.5, 1.5))),
                claim("cross-7", "(1), line 7", "= n/2 ln 2π + ½|Σ| + ½ μᵀμ (given line 6)")
                        .over(Gauss.ANY)
                        .numbers(
                                GaussianParts::firstResult,
                                x -> halfLog(x) + 0.5 * (determinant(x) + squared(mean(x)))));
    }

    private static List<Claim> entropyTerm() {
        return List.of(
                claim("entropy-1", "(2), line 1", "∫ q ln q = ∫ q ln[1/√((2π)ⁿ|Σ|) · e^-½(z-μ)ᵀΣ⁻¹(z-μ)]")
                        .over(Gauss.ANY)
                        .numbers(
                                x -> x.expectation(z -> log(density(x, z))),
                                x -> x.sum((mu, sigma) -> Quadrature.meanLog(mu, sigma, mu, sigma))),
                claim("entropy-2", "(2), line 2", "= ∫ q (ln (2π)^-n/2 + ln |Σ|^-½ + ln e^-½(z-μ)ᵀΣ⁻¹(z-μ))")
                        .over(Gauss.ANY)
                        .numbers(
                                x -> x.expectation(z -> log(pow(2 * PI, -x.n() / 2.0))
                                        + log(pow(determinant(x), -0.5))
                                        + log(exp(-0.5 * standardized(x, z)))),
                                x -> x.expectation(z -> log(density(x, z)))),
                claim("entropy-3", "(2), line 3", "= ∫ q [-n/2 ln 2π - ½ ln|Σ| - ½ (z-μ)ᵀΣ⁻¹(z-μ)]")
                        .over(Gauss.ANY)
                        .numbers(
                                x -> x.expectation(
                                        z -> -halfLog(x) - 0.5 * log(determinant(x)) - 0.5 * standardized(x, z)),
                                x -> x.expectation(z -> log(pow(2 * PI, -x.n() / 2.0))
                                        + log(pow(determinant(x), -0.5))
                                        + log(exp(-0.5 * standardized(x, z))))));
    }

    private static List<Claim> quadraticForm() {
        return List.of(
                claim("quadratic-form", "(2), lines 4 and 5", "E[(z-μ)ᵀΣ⁻¹(z-μ)] = |Σ⁻¹| E[(z-μ)ᵀ(z-μ)] = |Σ⁻¹||Σ|")
                        .over(Gauss.ANY)
                        .vectors(
                                x -> new double[] {
                                    inverseDeterminant(x) * variances(x), inverseDeterminant(x) * determinant(x)
                                },
                                x -> both(GaussianParts.meanQuadraticForm(x)))
                        .wrongVector(
                                "E[(z-μ)ᵀΣ⁻¹(z-μ)] = n",
                                x -> both(x.n()),
                                List.of(gauss(new double[] {0}, 2), gauss(new double[] {0.3, -0.7}, 0.5, 1.5))),
                claim("entropy-6", "(2), line 6", "the last line of the display")
                        .notCheckable("unbalanced brackets, no reading"));
    }

    private static List<Claim> closedForm() {
        return List.of(
                claim("closed-1", "(3), line 1", "KL(q‖p) = -∫ q ln p + ∫ q ln q")
                        .over(Gauss.ANY)
                        .numbers(GaussianParts::klByQuadrature, GaussianParts::klOnTape),
                claim("closed-2", "(3), line 2", "= n/2 ln 2π + ½|Σ| + ½ μᵀμ - n/2 ln 2π - ½ ln|Σ| - ½ (given 1, 2)")
                        .over(Gauss.ANY)
                        .numbers(
                                x -> firstResult(x) - halfLog(x) - 0.5 * log(determinant(x)) - 0.5,
                                x -> firstResult(x) + secondResult(x)),
                claim("closed-3", "(3), line 3", "= ½|Σ| + ½ μᵀμ - ½ ln|Σ| - ½ (given line 2)")
                        .over(Gauss.ANY)
                        .numbers(
                                x -> 0.5 * determinant(x) + 0.5 * squared(x.mu()) - 0.5 * log(determinant(x)) - 0.5,
                                x -> firstResult(x) - halfLog(x) - 0.5 * log(determinant(x)) - 0.5),
                claim("closed-4", "(3), line 4", "= ½ ∏σ² + ½ μᵀμ - ½ ln ∏σ² - ½ (given line 3)")
                        .over(Gauss.ANY)
                        .numbers(
                                x -> 0.5 * product(x) + 0.5 * squared(x.mu()) - 0.5 * log(product(x)) - 0.5,
                                x -> 0.5 * determinant(x) + 0.5 * squared(x.mu()) - 0.5 * log(determinant(x)) - 0.5));
    }

    private static List<Claim> closedFormAsAWhole() {
        return List.of(
                claim("closed-5", "(3), line 5", "= ½ ∏σ² + ½ μᵀμ - Σ ln σ - ½ (given line 4)")
                        .over(Gauss.ANY)
                        .numbers(
                                GaussianParts::displayedResult,
                                x -> 0.5 * product(x) + 0.5 * squared(x.mu()) - 0.5 * log(product(x)) - 0.5),
                claim("closed-form", "(3), as a whole", "KL(q‖p) = ½ ∏σ² + ½ μᵀμ - Σ ln σ - ½")
                        .over(Gauss.ANY)
                        .numbers(GaussianParts::displayedResult, GaussianParts::klByQuadrature)
                        .wrong(
                                "KL(q‖p) = ½ (Σσ² + μᵀμ - n) - Σ ln σ",
                                x -> x.sum((mu, sigma) -> 0.5 * (sigma * sigma + mu * mu - 1) - log(sigma)),
                                List.of(
                                        gauss(new double[] {0}, 2),
                                        gauss(new double[] {0, 0}, 1, 1),
                                        gauss(new double[] {0, 0}, 2, 0.5))));
    }

    /** The same number at both ends of a chain of two equations. */
    private static double[] both(double x) {
        return new double[] {x, x};
    }
}
