package io.grad4j.autodiff.kernels;

/** Elementwise functions of two arguments. */
public enum Zip {
    /** a + b. */
    PLUS {
        @Override
        public double at(double a, double b) {
            return a + b;
        }
    },
    /** a - b. */
    MINUS {
        @Override
        public double at(double a, double b) {
            return a - b;
        }
    },
    /** a·b. */
    TIMES {
        @Override
        public double at(double a, double b) {
            return a * b;
        }
    },
    /** a·b with 0·∞ = 0. */
    TIMES_OR_ZERO {
        @Override
        public double at(double a, double b) {
            double product = a * b;
            return Double.isNaN(product) && !Double.isNaN(a) && !Double.isNaN(b) ? 0 : product;
        }
    },
    /** 0 where a·b is 0·∞, else 1. */
    COUNTS {
        @Override
        public double at(double a, double b) {
            return Double.isNaN(a * b) && !Double.isNaN(a) && !Double.isNaN(b) ? 0 : 1;
        }
    },
    /** a/b. */
    DIVIDE {
        @Override
        public double at(double a, double b) {
            return a / b;
        }
    },
    /** aᵇ, with a⁰ = 1 for every a. */
    POW {
        @Override
        public double at(double a, double b) {
            return Math.pow(a, b);
        }
    },
    /** ln(a/b) for a, b > 0, exact where they are close and free of overflow where they are far apart. */
    LOG_RATIO {
        @Override
        public double at(double a, double b) {
            double ratio = a / b;
            return ratio > 0.5 && ratio < 2 ? Math.log1p((a - b) / b) : Math.log(a) - Math.log(b);
        }
    },
    /** eᵃ(a - b) - eᵃ + eᵇ as eᵃ·(eᵇ⁻ᵃ - 1 - (b - a)), which does not cancel; eᵇ where a is -∞. */
    DIVERGENCE {
        @Override
        public double at(double a, double b) {
            if (a == Double.NEGATIVE_INFINITY) {
                return Math.exp(b);
            }
            double term = Map.EXPM1_MINUS_ARGUMENT.at(b - a);
            return term < Double.POSITIVE_INFINITY ? Math.exp(a) * term : Math.exp(b) - Math.exp(a) * (1 + b - a);
        }
    },
    /** eᵃ(a - b); 0 where a is -∞. */
    EXP_TIMES_DIFFERENCE {
        @Override
        public double at(double a, double b) {
            return a == Double.NEGATIVE_INFINITY && !Double.isNaN(b) ? 0 : Math.exp(a) * (a - b);
        }
    };

    /** The function's value at {@code (a, b)}. */
    public abstract double at(double a, double b);
}
