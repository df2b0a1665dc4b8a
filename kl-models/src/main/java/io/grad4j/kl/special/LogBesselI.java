package io.grad4j.kl.special;

import io.grad4j.autodiff.Derivative;
import org.apache.commons.numbers.gamma.LogGamma;

/**
 * y = ln(x^-ν·I_ν(x)) of each entry, even in x, without overflow; slope I_{ν+1}(x)/I_ν(x).
 *
 * @param nu ν, from 0 to {@link BesselRatio#LARGEST}
 */
record LogBesselI(double nu) implements OfEachEntry {
    /** Where a sum is brought back into range. */
    private static final double LARGE = 0x1p900;

    /** Checks ν. */
    LogBesselI {
        BesselRatio.requireIndex(nu);
    }

    /** The power series (DLMF 10.25.2), all of whose terms are positive, or the asymptotic one (10.40.1). */
    @Override
    public double at(double x) {
        double size = Math.abs(x);
        if (Double.isInfinite(size)) {
            return size;
        }
        return size < BesselRatio.far(nu, 0)
                ? logSeries(size) - nu * Math.log(2) - LogGamma.value(nu + 1)
                : size - (nu + 0.5) * Math.log(size) - 0.5 * Math.log(2 * Math.PI) + Math.log1p(asymptoticExcess(size));
    }

    /** ln Σ (x²/4)ᵏ/(k!·(ν+1)ₖ). */
    private double logSeries(double x) {
        double quarter = (x / 2) * (x / 2);
        double excess = 0;
        double term = quarter / (nu + 1);
        double unit = 1;
        double logUnit = 0;
        for (int k = 2; term > excess * 0x1p-60; k++) {
            excess += term;
            term *= quarter / (k * (nu + k));
            if (excess > LARGE) {
                excess /= LARGE;
                term /= LARGE;
                unit /= LARGE;
                logUnit += 900 * Math.log(2);
            }
        }
        return logUnit == 0 ? Math.log1p(excess) : logUnit + Math.log(excess + unit);
    }

    /** √(2πx)·e^-x·I_ν(x) - 1 ~ Σ_{k≥1} ∏_{j≤k} ((2j-1)² - 4ν²)/(8jx). */
    private double asymptoticExcess(double x) {
        double sum = 0;
        double term = 1;
        double previous = Double.POSITIVE_INFINITY;
        for (int k = 1; Math.abs(term) > 0x1p-60 && Math.abs(term) <= previous; k++) {
            previous = Math.abs(term);
            term *= ((2.0 * k - 1) * (2.0 * k - 1) - 4 * nu * nu) / (8.0 * k * x);
            sum += term;
        }
        return sum;
    }

    @Override
    public boolean needsPositive() {
        return false;
    }

    @Override
    public String label() {
        return "logBesselI(" + nu + ")";
    }

    @Override
    public Derivative derivative(int argument) {
        return Derivative.slope("ȳ ∘ I_{ν+1}(x)/I_ν(x)", (x, y) -> new BesselRatio(nu, 0).of(x));
    }
}
