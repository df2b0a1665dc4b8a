package io.grad4j.kl.distributions;

import static io.grad4j.autodiff.ops.Elementwise.abs;
import static io.grad4j.autodiff.ops.Elementwise.cos;
import static io.grad4j.autodiff.ops.Elementwise.exp;
import static io.grad4j.autodiff.ops.Elementwise.log;
import static io.grad4j.autodiff.ops.Elementwise.log1p;
import static io.grad4j.autodiff.ops.Elementwise.reciprocal;
import static io.grad4j.autodiff.ops.Elementwise.softplus;
import static io.grad4j.autodiff.ops.Elementwise.square;
import static io.grad4j.autodiff.ops.Pairwise.clamp;
import static io.grad4j.autodiff.ops.Pairwise.max;
import static io.grad4j.autodiff.ops.Pairwise.pow;
import static io.grad4j.kl.special.SpecialFunctions.lgamma;

import io.grad4j.autodiff.Var;
import java.util.function.UnaryOperator;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * A function of a point of which log-densities are combinations.
 *
 * <p>Those with a location or a scale take the standardised point z = (x - m)/s, so that a density keeps its digits far from 0.
 */
public sealed interface Statistic {
    /** The value at each entry of {@code x}. */
    Var at(Var x);

    /** Those without parameters. */
    enum Plain implements Statistic {
        /** x. */
        X(x -> x),
        /** ln x. */
        LOG(x -> log(x)),
        /** ln(1 - x). */
        LOG_COMPLEMENT(x -> log1p(x.negate())),
        /** 1/x. */
        RECIPROCAL(x -> reciprocal(x)),
        /** ln x!. */
        LOG_FACTORIAL(x -> lgamma(x.plus(1)));

        private final UnaryOperator<Var> function;

        Plain(UnaryOperator<Var> function) {
            this.function = function;
        }

        @Override
        public Var at(Var x) {
            return function.apply(x);
        }
    }

    /** z². */
    record Square(Var m, Var s) implements Statistic {
        @Override
        public Var at(Var x) {
            return square(standardized(x, m, s));
        }
    }

    /** ((ln x - m)/s)². */
    record LogSquare(Var m, Var s) implements Statistic {
        @Override
        public Var at(Var x) {
            return square(standardized(log(x), m, s));
        }
    }

    /** (x/s)ᵏ. */
    record Power(Var k, Var s) implements Statistic {
        @Override
        public Var at(Var x) {
            return pow(x.elementDiv(s), k);
        }
    }

    /** |z|. */
    record Distance(Var m, Var s) implements Statistic {
        @Override
        public Var at(Var x) {
            return abs(standardized(x, m, s));
        }
    }

    /** e⁻ᶻ. */
    record Decay(Var m, Var s) implements Statistic {
        @Override
        public Var at(Var x) {
            return exp(standardized(x, m, s).negate());
        }
    }

    /** ln(1 + e⁻ᶻ). */
    record SoftDecay(Var m, Var s) implements Statistic {
        @Override
        public Var at(Var x) {
            return softplus(standardized(x, m, s).negate());
        }
    }

    /** ln(1 + z²). */
    record LogOnePlusSquare(Var m, Var s) implements Statistic {
        private static final double FAR = 1e150;

        /** Beyond 1e150, where 1 is lost in z² and z² leaves the range, as 2 ln |z|. */
        @Override
        public Var at(Var x) {
            Var z = standardized(x, m, s);
            Var far = max(abs(z).scale(1 / FAR), z.tape().constant(1));
            return log1p(square(clamp(z, -FAR, FAR))).plus(log(far).scale(2));
        }
    }

    /** cos(x - m). */
    record Cosine(Var m) implements Statistic {
        @Override
        public Var at(Var x) {
            return cos(x.minus(m));
        }
    }

    /** (x - m)²/(m²x). */
    record Wald(Var m) implements Statistic {
        @Override
        public Var at(Var x) {
            return square(standardized(x, m, m)).elementDiv(x);
        }
    }

    /** n - x. */
    record Failures(int n) implements Statistic {
        @Override
        public Var at(Var x) {
            return x.negate().plus(n);
        }
    }

    /** ln of n over x. */
    record LogBinomial(int n) implements Statistic {
        @Override
        public Var at(Var x) {
            return lgamma(x.plus(1))
                    .plus(lgamma(x.negate().plus(n + 1)))
                    .negate()
                    .plus(LogGamma.value(n + 1));
        }
    }

    /** ln Γ(x + r)/(Γ(r)·x!). */
    record LogRising(double r) implements Statistic {
        @Override
        public Var at(Var x) {
            return lgamma(x.plus(r)).minus(lgamma(x.plus(1))).minus(LogGamma.value(r));
        }
    }

    /** ln of the density of a mixture. */
    record LogMixture(Mixture mixture) implements Statistic {
        @Override
        public Var at(Var x) {
            return mixture.logDensityAt(x);
        }
    }

    private static Var standardized(Var x, Var m, Var s) {
        return x.minus(m).elementDiv(s);
    }
}
