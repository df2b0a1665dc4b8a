package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Shaping.reshape;
import static io.grad4j.autodiff.ops.Shaping.rows;
import static io.grad4j.autodiff.ops.Shaping.stackRows;
import static io.grad4j.kl.special.SpecialFunctions.digamma;

import io.grad4j.autodiff.Var;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ejml.data.DMatrixRMaj;

/** Points that are d×d matrices packed into rows. */
final class MatrixPoints {
    private MatrixPoints() {}

    /** Refuses a scale that is not positive definite, or degrees of freedom too few for it. */
    static void require(String distribution, Parameter degrees, Parameter scale) {
        Require.positive(distribution, "degrees", degrees);
        int d = Covariance.of(scale.matrix()).dimension();
        Require.that(degrees.scalar() > d - 1, distribution, "degrees", degrees.scalar() + " is not above " + (d - 1));
    }

    /** A function of each row of {@code x}, n×d² → n×1. */
    static Var each(String distribution, Var x, int d, UnaryOperator<Var> function) {
        Require.columns(distribution, x.value(), d * d);
        if (x.rows() == 0) {
            return x.tape().constant(new DMatrixRMaj(0, 1));
        }
        Var[] values = new Var[x.rows()];
        for (int i = 0; i < values.length; i++) {
            values[i] = function.apply(reshape(rows(x, i, i + 1), d, d));
        }
        return stackRows(values[0], Arrays.copyOfRange(values, 1, values.length));
    }

    /** The derivative of ln Γ_d: Σ ψ(x - i/2), i = 0 to d-1. */
    static Var multiDigamma(int d, Var x) {
        Var sum = digamma(x);
        for (int i = 1; i < d; i++) {
            sum = sum.plus(digamma(x.minus(0.5 * i)));
        }
        return sum;
    }

    /** {@code n} matrices made of Bartlett's triangles (Proceedings of the Royal Society of Edinburgh 53, 1933), packed into rows. */
    static DMatrixRMaj sample(
            UniformRandomProvider rng, int n, int d, double degrees, UnaryOperator<DMatrixRMaj> ofTriangle) {
        SharedStateContinuousSampler normal = ZigguratSampler.NormalizedGaussian.of(rng);
        SharedStateContinuousSampler[] squares = new SharedStateContinuousSampler[d];
        for (int j = 0; j < d; j++) {
            squares[j] = AhrensDieterMarsagliaTsangGammaSampler.of(rng, (degrees - j) / 2, 2);
        }
        DMatrixRMaj x = new DMatrixRMaj(n, d * d);
        DMatrixRMaj triangle = new DMatrixRMaj(d, d);
        for (int i = 0; i < n; i++) {
            for (int r = 0; r < d; r++) {
                for (int c = 0; c < r; c++) {
                    triangle.set(r, c, normal.sample());
                }
                triangle.set(r, r, Math.sqrt(squares[r].sample()));
            }
            System.arraycopy(ofTriangle.apply(triangle).data, 0, x.data, i * d * d, d * d);
        }
        return x;
    }
}
