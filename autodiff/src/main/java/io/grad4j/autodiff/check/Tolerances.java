package io.grad4j.autodiff.check;

/** How far apart two numbers that ought to be equal may be, relative to the largest term that went into them. */
final class Tolerances {
    /**
     * Between a rule and differences: extrapolation reaches 1e-9 and better at generic points, and a wrong constant in a rule is
     * seldom nearer to 1 than 1e-3.
     */
    static final double DIFFERENCES = 1e-6;

    /**
     * Between two ways through the same rules: only rounding differs, 2⁻⁵³ an operation, times the few hundred operations of a small
     * matrix and a condition number below 1000.
     */
    static final double ARITHMETIC = 1e-10;

    private Tolerances() {}
}
