package io.grad4j.kl.families;

import static io.grad4j.autodiff.ops.Elementwise.exp;

import io.grad4j.autodiff.Var;
import org.ejml.data.DMatrixRMaj;

/** Means over whole numbers by summation. */
final class Lattice {
    /** The most numbers to sum over. */
    private static final double MOST = 0x1p21;

    /** Beyond so many standard deviations, and as many decays of the tail, less than 1e-17 of the mass is left. */
    private static final double DEVIATIONS = 12;

    private static final double DECAYS = 60;

    private Lattice() {}

    /** E[ln h] of a family on whole numbers from {@code first} to {@code last}. */
    static Var meanLogBase(ExponentialFamily family, Var eta, double first, double last) {
        if (last - first > MOST) {
            throw new UnsupportedOperationException(family.name() + ": the mean of ln h is summed over at most " + MOST
                    + " numbers, and at eta = " + eta.get(0, 0) + " it takes " + (last - first));
        }
        DMatrixRMaj numbers = new DMatrixRMaj((int) (last - first) + 1, 1);
        for (int i = 0; i < numbers.numRows; i++) {
            numbers.data[i] = first + i;
        }
        Var x = eta.tape().constant(numbers);
        return exp(family.logDensity(x, eta)).dot(family.logBase(x));
    }

    /**
     * E[ln h] of a family on all whole numbers from {@code first}, summed where there is mass.
     *
     * @param decay by which the logarithm of a probability falls, or more, from one number to the next far in the tail
     */
    static Var meanLogBase(
            ExponentialFamily family, Var eta, double first, double mean, double variance, double decay) {
        double reach = DEVIATIONS * Math.sqrt(variance);
        double low = Math.max(first, Math.floor(mean - reach));
        return meanLogBase(family, eta, low, Math.ceil(mean + reach + DECAYS / decay));
    }
}
