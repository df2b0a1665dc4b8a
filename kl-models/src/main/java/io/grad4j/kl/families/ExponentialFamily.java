package io.grad4j.kl.families;

import io.grad4j.autodiff.ArgumentException;
import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.ops.Shaping;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * The distributions p(x) = h(x)·exp(T(x)·η - A(η)) of one exponential family, in nats.
 *
 * <p>A family gives its log-partition A once, on {@link Var}s, and the engine derives the rest: ∇A = E[T], ∇²A = Cov[T] = Fisher,
 * KL(p_η‖p_η′) = A(η′) - A(η) - (η′-η)·∇A(η), and every gradient of these. η is k×1; points are rows, m×d, a matrix packed into its
 * row in row-major order. A symmetric block of η is read as ½(M + Mᵀ), and its gradients are symmetric.
 */
public interface ExponentialFamily {
    /** The name with what is fixed, for messages; for instance {@code "Binomial(5)"}. */
    String name();

    /** k, the number of statistics and of natural parameters. */
    int dimension();

    /** d, the number of entries of a point. */
    int pointLength();

    /**
     * A(η) = ln ∫ h(x)·exp(T(x)·η) dx, 1×1.
     *
     * <p>The one thing a family must get right: without overflow or cancellation anywhere in the domain, its second and third
     * derivatives included.
     *
     * @param eta k×1, inside the natural domain
     */
    Var logPartition(Var eta);

    /** T of each row, m×d → m×k. */
    Var statistics(Var x);

    /** ln h of each row, m×d → m×1. */
    Var logBase(Var x);

    /**
     * E[ln h(x)] under η, 1×1, what entropies need beside A.
     *
     * @throws UnsupportedOperationException if the family does not know it
     */
    default Var meanLogBase(Var eta) {
        throw new UnsupportedOperationException(name() + ": the mean of ln h is not given, so neither are entropies");
    }

    /**
     * Refuses parameters outside the natural domain.
     *
     * @throws ArgumentException naming the entry and the rule, or the shape if it is not k×1
     */
    void requireNatural(DMatrixRMaj eta);

    /**
     * Refuses points outside the support.
     *
     * @throws ArgumentException naming the entry and the rule, or the shape if there are not d columns
     */
    void requirePoints(DMatrixRMaj x);

    /**
     * A natural parameter from which to search the one with the given mean of T; near it, or it, where that is a plain formula.
     *
     * @param mean k×1
     * @throws ArgumentException if no distribution of the family has this mean, for instance all successes
     */
    DMatrixRMaj naturalNear(DMatrixRMaj mean);

    /** The natural parameters η, k×1, of the ordinary ones, a column as the family says; η itself unless it says more. */
    default Var natural(Var ordinary) {
        return ordinary;
    }

    /** The ordinary parameters of η: the inverse of {@link #natural}. */
    default Var ordinary(Var eta) {
        return eta;
    }

    /** The mean parameters E[T] = ∇A(η), k×1. */
    default Var meanParameters(Var eta) {
        requireNatural(eta.value());
        return Autodiff.gradient(this::logPartition, eta);
    }

    /** The mean parameters E[T] = ∇A(η), k×1, as numbers. */
    default DMatrixRMaj meanParameters(DMatrixRMaj eta) {
        requireNatural(eta);
        return Autodiff.gradient(this::logPartition, eta);
    }

    /** The Fisher information Cov[T] = ∇²A(η), k×k. */
    default Var fisher(Var eta) {
        requireNatural(eta.value());
        return eta.tape().scope("fisher", () -> {
            Var[] columns = new Var[dimension()];
            for (int i = 0; i < columns.length; i++) {
                DMatrixRMaj unit = new DMatrixRMaj(dimension(), 1);
                unit.data[i] = 1;
                columns[i] = Autodiff.hvp(this::logPartition, eta, eta.tape().constant(unit));
            }
            Var first = columns[0];
            return Shaping.stackColumns(first, Arrays.copyOfRange(columns, 1, columns.length));
        });
    }

    /** The Fisher information Cov[T] = ∇²A(η), k×k, as numbers. */
    default DMatrixRMaj fisher(DMatrixRMaj eta) {
        requireNatural(eta);
        return Autodiff.hessian(this::logPartition, eta);
    }

    /**
     * ln p(x) = T(x)·η + ln h(x) - A(η) of each row, m×1.
     *
     * @throws ArgumentException if a point is outside the support, or η outside its domain
     */
    default Var logDensity(Var x, Var eta) {
        requirePoints(x.value());
        requireNatural(eta.value());
        return x.tape()
                .scope(
                        "logDensity",
                        () -> statistics(x).mult(eta).plus(logBase(x)).minus(logPartition(eta)));
    }

    /** H(p) = A(η) - η·∇A(η) - E[ln h], 1×1; for densities with respect to the measure of the family. */
    default Var entropy(Var eta) {
        return crossEntropy(eta, eta);
    }

    /** H(p, q) = -E_p[ln q] = A(η_q) - η_q·∇A(η_p) - E_p[ln h], 1×1. */
    default Var crossEntropy(Var etaP, Var etaQ) {
        requireNatural(etaQ.value());
        return etaP.tape().scope("crossEntropy", () -> logPartition(etaQ)
                .minus(etaQ.dot(meanParameters(etaP)))
                .minus(meanLogBase(etaP)));
    }

    /**
     * KL(p‖q) = A(η_q) - A(η_p) - (η_q-η_p)·∇A(η_p), 1×1, differentiable in both arguments.
     *
     * <p>∇ by η_q is E_q[T] - E_p[T], ∇ by η_p is F(η_p)(η_p-η_q).
     */
    default Var kl(Var etaP, Var etaQ) {
        requireNatural(etaP.value());
        requireNatural(etaQ.value());
        return etaP.tape().scope("kl", () -> Bregman.divergence(this::logPartition, etaP, etaQ));
    }

    /** KL(p‖q) as a number. */
    default double kl(DMatrixRMaj etaP, DMatrixRMaj etaQ) {
        try (Tape tape = new Tape()) {
            return kl(tape.constant(etaP), tape.constant(etaQ)).scalar();
        }
    }

    /**
     * ∇_η E_p[ln p_η] = E_p[T] - E_η[T], k×1: the score under any p whose mean of T is given, minus the gradient of KL(p‖p_η) by η.
     *
     * @param mean E_p[T], k×1
     */
    default Var meanScore(Var mean, Var eta) {
        ArgumentException.requireShape(name(), "mean", mean.value(), new Shape(dimension(), 1));
        return mean.minus(meanParameters(eta));
    }

    /**
     * The natural parameter with E[T] = {@code mean}, by Newton's method on the convex A(η) - mean·η.
     *
     * @param mean k×1
     * @throws ArgumentException if no distribution of the family has this mean
     */
    default MomentMatch naturalFromMean(DMatrixRMaj mean) {
        return MomentMatch.of(this, mean);
    }

    /**
     * The natural parameter of the greatest likelihood for the rows of {@code data}: the one whose E[T] is the mean of their T.
     *
     * @param data m×d, at least one row
     * @throws ArgumentException if a point is outside the support, or the likelihood has no maximum
     */
    default MomentMatch maximumLikelihood(DMatrixRMaj data) {
        return MomentMatch.ofData(this, data);
    }

    /**
     * The natural gradient F(η)⁻¹·g, k×1: where F is singular, as for a parameter more than needed, by its pseudo-inverse.
     *
     * @param gradient g, k×1, of a loss by η
     */
    default DMatrixRMaj naturalGradient(DMatrixRMaj eta, DMatrixRMaj gradient) {
        ArgumentException.requireShape(name(), "gradient", gradient, new Shape(dimension(), 1));
        return Newton.solve(fisher(eta), gradient);
    }
}
