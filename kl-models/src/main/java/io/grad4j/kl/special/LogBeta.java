package io.grad4j.kl.special;

import io.grad4j.autodiff.Derivative;

/** y = ln B(a, b) = ln Γ(a) + ln Γ(b) - ln Γ(a+b), slopes ψ(a) - ψ(a+b) and ψ(b) - ψ(a+b). */
enum LogBeta implements BetaFunctions {
    /** The only one. */
    LBETA;

    @Override
    public double at(double a, double b) {
        return org.apache.commons.numbers.gamma.LogBeta.value(a, b);
    }

    @Override
    public String label() {
        return "lbeta";
    }

    @Override
    public Derivative derivative(int argument) {
        return argument == 0
                ? Derivative.slope("-ȳ ∘ (ψ(a+b) - ψ(a))", 0, (a, b, y) -> BetaFunctions.increment(0, a, b)
                        .negate())
                : Derivative.slope("-ȳ ∘ (ψ(a+b) - ψ(b))", 1, (a, b, y) -> BetaFunctions.increment(0, b, a)
                        .negate());
    }
}
