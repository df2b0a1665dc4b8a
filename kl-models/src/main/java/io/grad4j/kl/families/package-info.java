/**
 * Exponential families, each given by its statistics and its log-partition; means, divergences and their gradients are the tape's.
 *
 * <p>An {@link io.grad4j.kl.families.ExponentialFamily} writes A(η) once, on {@code Var}s. Of that come mean parameters ∇A, Fisher
 * information ∇²A, entropy, cross-entropy, the divergence of two members with gradients in both, maximum likelihood by Newton's method
 * with the derived Hessian, and natural gradients.
 *
 * <h2>A family of your own</h2>
 *
 * <p>A family is one class. This one is the absolute value of a normal variable, p(x) = √(2/π)/σ·exp(-x²/2σ²) for x > 0:
 *
 * <pre>{@code
 * package example;
 *
 * import static io.grad4j.autodiff.ops.Elementwise.log;
 * import static io.grad4j.autodiff.ops.Elementwise.square;
 *
 * import io.grad4j.autodiff.Var;
 * import io.grad4j.kl.families.Range;
 * import io.grad4j.kl.families.RangedFamily;
 * import java.util.List;
 * import org.ejml.data.DMatrixRMaj;
 *
 * public record HalfNormal() implements RangedFamily {
 *     private static final double LOG_BASE = 0.5 * Math.log(2 / Math.PI);
 *
 *     @Override
 *     public String name() {
 *         return "HalfNormal";
 *     }
 *
 *     @Override
 *     public List<Range> naturalRanges() {
 *         return List.of(Range.NEGATIVE); // η = -1/2σ²
 *     }
 *
 *     @Override
 *     public List<Range> pointRanges() {
 *         return List.of(Range.POSITIVE);
 *     }
 *
 *     @Override
 *     public Var logPartition(Var eta) {
 *         return log(eta.scale(-2)).scale(-0.5);
 *     }
 *
 *     @Override
 *     public Var statistics(Var x) {
 *         return square(x);
 *     }
 *
 *     @Override
 *     public Var logBase(Var x) {
 *         return x.tape().constant(new DMatrixRMaj(x.rows(), 1)).plus(LOG_BASE);
 *     }
 *
 *     @Override
 *     public Var meanLogBase(Var eta) {
 *         return eta.tape().constant(LOG_BASE);
 *     }
 *
 *     @Override
 *     public DMatrixRMaj naturalNear(DMatrixRMaj mean) {
 *         Range.requireColumn(name(), "mean", mean, List.of(Range.POSITIVE));
 *         return DMatrixRMaj.wrap(1, 1, new double[] {-1});
 *     }
 * }
 * }</pre>
 *
 * <p>Now {@code new HalfNormal().maximumLikelihood(data).eta()} is the estimate and {@code kl(p, q)} a divergence with its gradients:
 *
 * <ul>
 *   <li>A must neither overflow nor cancel anywhere in the natural domain, in its derivatives up to the third: use log1mexp,
 *       softplus, lbeta and the like rather than their definitions, and a series where two formulas meet.
 *   <li>{@code meanLogBase} is asked for by entropies alone; without it they are refused, while divergences need nothing.
 *   <li>{@code naturalNear} gives any point of the domain, better one near the answer, and refuses means that no member has.
 *   <li>A domain that is not one range for each entry is a plain {@code ExponentialFamily} with its own {@code requireNatural}.
 * </ul>
 *
 * <h2>How many digits</h2>
 *
 * <p>The divergence of close members is computed as an integral of the Fisher information along the segment between them, so that
 * Gamma(1e8, 1) and Gamma(1e8+1, 1) are 5.0e-9 apart with all digits. What natural parameters themselves do not hold cannot be kept: the
 * variance of a Normal with |μ| = 1e8·σ is the difference of numbers 1e16 times as large, and a Gamma shape of 1e-8 stands as 1 - 1e-8
 * in its η₁ = α - 1.
 */
@NullMarked
package io.grad4j.kl.families;

import org.jspecify.annotations.NullMarked;
