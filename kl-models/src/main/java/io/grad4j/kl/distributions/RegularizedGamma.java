package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Softmaxes.logSumExp;
import static io.grad4j.kl.special.SpecialFunctions.lgamma;

import io.grad4j.autodiff.Var;
import org.ejml.data.DMatrixRMaj;

/** The regularised incomplete gamma function, differentiable in both arguments. */
final class RegularizedGamma {
    /** Terms beyond so many standard deviations and so many more are below 1e-18 of the sum. */
    private static final double DEVIATIONS = 12;

    private static final double MORE = 80;

    private RegularizedGamma() {}

    /**
     * P(α, y) = yᵅe⁻ʸ Σₙ yⁿ/Γ(α+n+1) (DLMF 8.7.1), 1×1, for α, y > 0: all terms are positive, so every derivative is as exact.
     *
     * <p>The logarithms of the terms are of the size of y ln y, so the relative error is some 1e-16 of that.
     */
    static Var lower(Var shape, Var y) {
        double a = shape.scalar();
        double at = y.scalar();
        double width = DEVIATIONS * Math.sqrt(Math.max(at, a)) + MORE;
        if (at > a + 2 * width) {
            return y.tape().constant(1);
        }
        double peak = Math.max(0, at - a);
        int first = (int) Math.max(0, peak - width);
        DMatrixRMaj n = new DMatrixRMaj(1, (int) Math.ceil(peak + width) - first);
        for (int i = 0; i < n.numCols; i++) {
            n.data[i] = first + i;
        }
        Var powers = y.tape().constant(n).plus(shape);
        Var terms = powers.elementMult(log(y)).minus(lgamma(powers.plus(1)));
        return exp(logSumExp(terms).minus(y));
    }
}
