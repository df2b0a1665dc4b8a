package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Elementwise.abs;
import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.expm1MinusArgument;
import static io.grad4j.autodiff.ops.Elementwise.log1mexp;
import static io.grad4j.autodiff.ops.Elementwise.log1p;
import static io.grad4j.autodiff.ops.Elementwise.relu;
import static io.grad4j.autodiff.ops.Elementwise.square;
import static io.grad4j.autodiff.ops.Pairwise.pow;
import static io.grad4j.autodiff.ops.Softmaxes.logSumExp;
import static io.grad4j.kl.special.SpecialFunctions.lgamma;

import io.grad4j.autodiff.Autodiff;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.ops.Elementwise;
import io.grad4j.kl.special.ExponentialIntegral;
import org.apache.commons.numbers.gamma.Gamma;
import org.ejml.data.DMatrixRMaj;

/** Integrals of e^(ηx) over the unit interval, of each entry η of a row, without the 0/0 at η = 0. */
final class ExponentialMean {
    /** Up to here by power series. */
    private static final double NEAR = 1;

    /** The coefficients of η², η⁴, … in ln(sinh(η/2)/(η/2)), B₂ₖ/(2k·(2k)!), which converges for |η| < 2π. */
    private static final double[] EVEN = {
        1 / 24.0,
        -1 / 2880.0,
        1 / 181440.0,
        -1 / 9676800.0,
        1 / 479001600.0,
        -691 / 15692092416000.0,
        1 / 1046139494400.0,
        -3617 / 1.7072996548608e17,
        43867 / 9.1963695909077e19,
        -174611 / 1.6057153253965824e22
    };

    /** Beyond, e^η alone might overflow. */
    private static final double FAR = 30;

    /** 1/(n+2)! of ηⁿ in (e^η - 1 - η)/η². */
    private static final DMatrixRMaj COEFFICIENTS = new DMatrixRMaj(1, 18);

    /** 1/(n!(n+1)²). */
    private static final DMatrixRMaj LOG_COEFFICIENTS = new DMatrixRMaj(1, 18);

    private static final double EULER = 0.5772156649015329;

    private static final DMatrixRMaj POWERS = new DMatrixRMaj(1, 18);

    static {
        for (int n = 0; n < POWERS.numCols; n++) {
            POWERS.data[n] = n;
            LOG_COEFFICIENTS.data[n] = 1 / (Gamma.value(n + 1) * (n + 1) * (n + 1));
            COEFFICIENTS.data[n] = 1 / Gamma.value(n + 3);
        }
    }

    private ExponentialMean() {}

    /** ln ∫₀¹ e^(ηx) dx = ln((e^η - 1)/η). */
    static Var log(Var eta) {
        DMatrixRMaj near = new DMatrixRMaj(eta.rows(), eta.cols());
        DMatrixRMaj instead = new DMatrixRMaj(eta.rows(), eta.cols());
        DMatrixRMaj values = eta.value();
        for (int i = 0; i < values.getNumElements(); i++) {
            near.data[i] = Math.abs(values.data[i]) < NEAR ? 1 : 0;
            instead.data[i] = near.data[i];
        }
        Var isNear = eta.tape().constant(near);
        Var isFar = isNear.negate().plus(1);
        Var far = eta.elementMult(isFar).plus(eta.tape().constant(instead));
        return series(eta.elementMult(isNear))
                .elementMult(isNear)
                .plus(beyond(far).elementMult(isFar));
    }

    /** The second derivative of {@link #log} at each entry. */
    static Var secondDerivative(Var eta) {
        DMatrixRMaj ones = new DMatrixRMaj(eta.rows(), eta.cols());
        ones.fill(1);
        return Autodiff.hvp(x -> log(x).sum(), eta, eta.tape().constant(ones));
    }

    /** η/2 + ln(sinh(η/2)/(η/2)). */
    private static Var series(Var eta) {
        Var square = square(eta);
        Var sum = square.scale(EVEN[EVEN.length - 1]);
        for (int k = EVEN.length - 2; k >= 0; k--) {
            sum = square.elementMult(sum.plus(EVEN[k]));
        }
        return sum.plus(eta.scale(0.5));
    }

    private static Var beyond(Var eta) {
        Var size = abs(eta);
        return relu(eta).plus(log1mexp(size.negate())).minus(Elementwise.log(size));
    }

    /** ln ∫₀¹ (1-x)·e^(ηx) dx = ln((e^η - 1 - η)/η²), η 1×1. */
    static Var logFalling(Var eta) {
        double value = eta.scalar();
        if (Math.abs(value) < NEAR) {
            return Elementwise.log(
                    eta.tape().constant(COEFFICIENTS).dot(pow(eta, eta.tape().constant(POWERS))));
        }
        Var square = Elementwise.log(abs(eta)).scale(2);
        return value > FAR
                ? eta.plus(log1p(eta.plus(1).elementMult(exp(eta.negate())).negate()))
                        .minus(square)
                : Elementwise.log(expm1MinusArgument(eta)).minus(square);
    }

    /**
     * ∫₀¹ ln x·e^(ηx) dx/∫₀¹ e^(ηx) dx, η 1×1; the first integral is -Σ ηⁿ/(n!(n+1)²), which for η = -a is -(ln a + γ + E₁(a))/a.
     */
    static Var meanLog(Var eta) {
        return logIntegral(eta).elementMult(exp(log(eta).negate())).negate();
    }

    private static Var logIntegral(Var eta) {
        double value = eta.scalar();
        if (value < -NEAR) {
            Var a = eta.negate();
            Var tail = ExponentialIntegral.scaled(a).elementMult(exp(eta));
            return Elementwise.log(a).plus(EULER).plus(tail).elementDiv(a);
        }
        if (value <= NEAR) {
            return eta.tape().constant(LOG_COEFFICIENTS).dot(pow(eta, eta.tape().constant(POWERS)));
        }
        DMatrixRMaj numbers = new DMatrixRMaj(1, (int) (60 + value + 12 * Math.sqrt(value)));
        for (int i = 0; i < numbers.numCols; i++) {
            numbers.data[i] = i;
        }
        Var n = eta.tape().constant(numbers);
        Var terms = n.elementMult(Elementwise.log(eta))
                .minus(lgamma(n.plus(1)))
                .minus(Elementwise.log(n.plus(1)).scale(2));
        return exp(logSumExp(terms));
    }
}
