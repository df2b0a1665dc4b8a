package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Elementwise.square;
import static io.grad4j.autodiff.ops.Factorizations.logDetSpd;
import static io.grad4j.autodiff.ops.Products.outer;
import static io.grad4j.autodiff.ops.Solves.solveSpd;
import static io.grad4j.autodiff.ops.Triangles.diagonal;
import static io.grad4j.autodiff.ops.Triangles.trace;
import static io.grad4j.kl.special.SpecialFunctions.logMultiGamma;

import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import org.apache.commons.rng.UniformRandomProvider;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The distribution of X⁻¹ for X ~ Wishart(ν, Ψ⁻¹), p(X) = |Ψ|^(ν/2)·|X|^(-(ν+d+1)/2)·exp(-½tr ΨX⁻¹)/(2^(νd/2)·Γ_d(ν/2)).
 *
 * <p>A density of the d(d+1)/2 entries on and above the diagonal.
 *
 * @param degrees ν > d - 1
 * @param scale Ψ, d×d, positive definite
 */
public record InverseWishart(Parameter degrees, Parameter scale) implements MatrixVariate {
    /** Checks shape and range. */
    public InverseWishart {
        MatrixPoints.require("InverseWishart", degrees, scale);
    }

    /** By numbers. */
    public InverseWishart(double degrees, DMatrixRMaj scale) {
        this(Parameter.of(degrees), Parameter.of(scale));
    }

    /** By variables. */
    public InverseWishart(Var degrees, Var scale) {
        this(Parameter.of(degrees), Parameter.of(scale));
    }

    @Override
    public Var logDensity(Var x) {
        int d = order();
        Tape tape = x.tape();
        Var psi = scale.on(tape);
        Var half = degrees.on(tape).scale(0.5);
        Var constant = half.elementMult(logDetSpd(psi).minus(d * Math.log(2))).minus(logMultiGamma(d, half));
        return MatrixPoints.each(
                name(), x, d, point -> constant.minus(half.plus(0.5 * (d + 1)).elementMult(logDetSpd(point)))
                        .minus(trace(solveSpd(point, psi)).scale(0.5)));
    }

    /** Ψ/(ν-d-1), ∞ unless ν > d + 1. */
    @Override
    public Var mean(Tape tape) {
        int d = order();
        return degrees.scalar() > d + 1
                ? scale.on(tape).elementDiv(degrees.on(tape).minus(d + 1))
                : infinite(tape);
    }

    /** ((ν-d+1)·Ψᵢⱼ² + (ν-d-1)·ΨᵢᵢΨⱼⱼ)/((ν-d)(ν-d-1)²(ν-d-3)), ∞ unless ν > d + 3. */
    @Override
    public Var variance(Tape tape) {
        int d = order();
        if (degrees.scalar() <= d + 3) {
            return infinite(tape);
        }
        Var psi = scale.on(tape);
        Var n = degrees.on(tape).minus(d);
        Var above = square(psi)
                .elementMult(n.plus(1))
                .plus(outer(diagonal(psi), diagonal(psi)).elementMult(n.minus(1)));
        return above.elementDiv(n.elementMult(square(n.minus(1))).elementMult(n.minus(3)));
    }

    private Var infinite(Tape tape) {
        return tape.constant(Double.POSITIVE_INFINITY).broadcast(new Shape(order(), order()));
    }

    @Override
    public Var entropy(Tape tape) {
        int d = order();
        Var half = degrees.on(tape).scale(0.5);
        return logDetSpd(scale.on(tape))
                .minus(d * Math.log(2))
                .scale(0.5 * (d + 1))
                .plus(logMultiGamma(d, half))
                .plus(half.scale(d))
                .minus(half.plus(0.5 * (d + 1)).elementMult(MatrixPoints.multiDigamma(d, half)));
    }

    /** (L·A⁻ᵀ)(L·A⁻ᵀ)ᵀ for Ψ = L·Lᵀ and Bartlett's triangle A of the Wishart distribution. */
    @Override
    public DMatrixRMaj sample(UniformRandomProvider rng, int n) {
        DMatrixRMaj factor = Covariance.of(scale.matrix()).factor();
        return MatrixPoints.sample(rng, n, order(), degrees.scalar(), a -> {
            DMatrixRMaj inverse = a.copy();
            CommonOps_DDRM.invert(inverse);
            DMatrixRMaj la = CommonOps_DDRM.multTransB(factor, inverse, null);
            return CommonOps_DDRM.multTransB(la, la, null);
        });
    }
}
