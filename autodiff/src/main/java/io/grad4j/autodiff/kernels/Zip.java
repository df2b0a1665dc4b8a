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
    };

    /** The function's value at {@code (a, b)}. */
    public abstract double at(double a, double b);
}
