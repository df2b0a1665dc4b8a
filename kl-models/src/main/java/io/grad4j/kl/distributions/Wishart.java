package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Elementwise.square;
import static io.grad4j.autodiff.ops.Factorizations.logDetSpd;
import static io.grad4j.autodiff.ops.Products.outer;
import static io.grad4j.autodiff.ops.Solves.solveSpd;
import static io.grad4j.autodiff.ops.Triangles.diagonal;
import static io.grad4j.autodiff.ops.Triangles.trace;
import static io.grad4j.kl.special.SpecialFunctions.logMultiGamma;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import org.apache.commons.rng.UniformRandomProvider;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The Wishart distribution, p(X) = |X|^((ν-d-1)/2)·exp(-½tr V⁻¹X)/(2^(νd/2)·|V|^(ν/2)·Γ_d(ν/2)) for positive definite X.
 *
 * <p>A density of the d(d+1)/2 entries on and above the diagonal.
 *
 * @param degrees ν > d - 1
 * @param scale V, d×d, positive definite
 */
public record Wishart(Parameter degrees, Parameter scale) implements MatrixVariate {
    /** Checks shape and range. */
    public Wishart {
        MatrixPoints.require("Wishart", degrees, scale);
    }

    /** By numbers. */
    public Wishart(double degrees, DMatrixRMaj scale) {
        this(Parameter.of(degrees), Parameter.of(scale));
    }

    /** By variables. */
    public Wishart(Var degrees, Var scale) {
        this(Parameter.of(degrees), Parameter.of(scale));
    }

    @Override
    public Var logDensity(Var x) {
        int d = order();
        Tape tape = x.tape();
        Var v = scale.on(tape);
        Var half = degrees.on(tape).scale(0.5);
        Var constant = half.elementMult(logDetSpd(v).plus(d * Math.log(2))).plus(logMultiGamma(d, half));
        return MatrixPoints.each(name(), x, d, point -> half.minus(0.5 * (d + 1))
                .elementMult(logDetSpd(point))
                .minus(trace(solveSpd(v, point)).scale(0.5))
                .minus(constant));
    }

    /** ν·V. */
    @Override
    public Var mean(Tape tape) {
        return scale.on(tape).elementMult(degrees.on(tape));
    }

    /** ν·(Vᵢⱼ² + VᵢᵢVⱼⱼ). */
    @Override
    public Var variance(Tape tape) {
        Var v = scale.on(tape);
        return square(v).plus(outer(diagonal(v), diagonal(v))).elementMult(degrees.on(tape));
    }

    @Override
    public Var entropy(Tape tape) {
        int d = order();
        Var half = degrees.on(tape).scale(0.5);
        return logDetSpd(scale.on(tape))
                .scale(0.5 * (d + 1))
                .plus(0.5 * d * (d + 1) * Math.log(2))
                .plus(logMultiGamma(d, half))
                .minus(half.minus(0.5 * (d + 1)).elementMult(MatrixPoints.multiDigamma(d, half)))
                .plus(half.scale(d));
    }

    /** L·A·Aᵀ·Lᵀ for V = L·Lᵀ and Bartlett's triangle A: normals below the diagonal, roots of chi-squared numbers on it. */
    @Override
    public DMatrixRMaj sample(UniformRandomProvider rng, int n) {
        DMatrixRMaj factor = Covariance.of(scale.matrix()).factor();
        return MatrixPoints.sample(rng, n, order(), degrees.scalar(), a -> {
            DMatrixRMaj la = CommonOps_DDRM.mult(factor, a, null);
            return CommonOps_DDRM.multTransB(la, la, null);
        });
    }
}
