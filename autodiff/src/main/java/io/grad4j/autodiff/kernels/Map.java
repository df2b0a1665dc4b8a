package io.grad4j.autodiff.kernels;

/** Elementwise functions of one argument, each exact to a few units in the last place over its whole domain. */
public enum Map {
    /** eˣ. */
    EXP {
        @Override
        public double at(double x) {
            return Math.exp(x);
        }
    },
    /** ln x. */
    LOG {
        @Override
        public double at(double x) {
            return Math.log(x);
        }
    },
    /** eˣ - 1. */
    EXPM1 {
        @Override
        public double at(double x) {
            return Math.expm1(x);
        }
    },
    /** ln(1 + x). */
    LOG1P {
        @Override
        public double at(double x) {
            return Math.log1p(x);
        }
    },
    /** eˣ - 1 - x, by its series Σ xᵏ/k! (k ≥ 2) where the difference would cancel. */
    EXPM1_MINUS_ARGUMENT {
        @Override
        public double at(double x) {
            if (Math.abs(x) > 1) {
                return x == Double.POSITIVE_INFINITY ? x : Math.expm1(x) - x;
            }
            double sum = 1;
            for (int k = 19; k > 2; k--) {
                sum = 1 + sum * x / k;
            }
            return 0.5 * x * x * sum;
        }
    },
    /** √x. */
    SQRT {
        @Override
        public double at(double x) {
            return Math.sqrt(x);
        }
    },
    /** x². */
    SQUARE {
        @Override
        public double at(double x) {
            return x * x;
        }
    },
    /** 1/x. */
    RECIPROCAL {
        @Override
        public double at(double x) {
            return 1 / x;
        }
    },
    /** tanh x. */
    TANH {
        @Override
        public double at(double x) {
            return Math.tanh(x);
        }
    },
    /** sech² x = 1 - tanh² x, as 4e/(1+e)² with e = exp(-2|x|), which keeps its digits in the tails. */
    SECH_SQUARED {
        @Override
        public double at(double x) {
            double e = Math.exp(-2 * Math.abs(x));
            return 4 * e / ((1 + e) * (1 + e));
        }
    },
    /** σ(x) = 1/(1+e⁻ˣ). */
    SIGMOID {
        @Override
        public double at(double x) {
            double e = Math.exp(-Math.abs(x));
            return (x < 0 ? e : 1) / (1 + e);
        }
    },
    /** ln(1+eˣ) = max(x, 0) + ln(1+e^-|x|). */
    SOFTPLUS {
        @Override
        public double at(double x) {
            return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
        }
    };

    /** The function's value at {@code x}. */
    public abstract double at(double x);
}
