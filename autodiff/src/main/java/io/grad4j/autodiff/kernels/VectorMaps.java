package io.grad4j.autodiff.kernels;

import static io.grad4j.autodiff.kernels.VectorKernels.LANES;
import static io.grad4j.autodiff.kernels.VectorKernels.SPECIES;

import java.util.EnumMap;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Elementwise functions in vectors, of n ≥ {@link VectorKernels#LANES} entries.
 *
 * <p>Each has a loop of its own, since an operator that is not a constant is not compiled to an instruction, in a method of its own, since
 * the compiler inlines only so much into one. The last vector is drawn back to end at n, over entries already written, so that an
 * entry's result does not depend on its place.
 */
final class VectorMaps {
    /** Entries whose exponentials are used while they are in the first-level cache. */
    private static final int CHUNK = 1024;

    private static final EnumMap<Map, Loop> LOOPS = new EnumMap<>(Map.class);

    static {
        if (VectorFunctions.FAST) {
            LOOPS.put(Map.EXP, VectorMaps::exp);
            LOOPS.put(Map.LOG, VectorMaps::log);
            LOOPS.put(Map.TANH, VectorMaps::tanh);
            LOOPS.put(Map.SIGMOID, VectorMaps::sigmoid);
            LOOPS.put(Map.SOFTPLUS, VectorMaps::softplus);
        }
        LOOPS.put(Map.SQRT, VectorMaps::sqrt);
        LOOPS.put(Map.SQUARE, VectorMaps::square);
        LOOPS.put(Map.RECIPROCAL, VectorMaps::reciprocal);
        LOOPS.put(Map.ABS, VectorMaps::abs);
        LOOPS.put(Map.RELU, VectorMaps::relu);
    }

    private VectorMaps() {}

    @FunctionalInterface
    private interface Loop {
        void run(double[] x, double[] y, int n);
    }

    @FunctionalInterface
    private interface DecayLoop {
        void run(double[] x, double[] decay, double[] y, int from, int n);
    }

    /** Writes yᵢ = f(xᵢ), x and y apart; or returns false if f has no vector form. */
    static boolean map(Map f, double[] x, double[] y, int n) {
        Loop loop = LOOPS.get(f);
        if (loop == null) {
            return false;
        }
        loop.run(x, y, n);
        return true;
    }

    static void negate(double[] x, double[] y, int n) {
        for (int i = 0; i < n - LANES; i += LANES) {
            at(x, i).neg().intoArray(y, i);
        }
        at(x, n - LANES).neg().intoArray(y, n - LANES);
    }

    private static DoubleVector at(double[] x, int i) {
        return DoubleVector.fromArray(SPECIES, x, i);
    }

    private static void exp(double[] x, double[] y, int n) {
        VectorFunctions.exp(x, 0, 0, y, 0, n);
    }

    private static void log(double[] x, double[] y, int n) {
        VectorFunctions.log(x, 0, y, n);
    }

    private static void tanh(double[] x, double[] y, int n) {
        ofDecay(VectorMaps::tanhOfDecay, 2, x, y, n);
    }

    private static void sigmoid(double[] x, double[] y, int n) {
        ofDecay(VectorMaps::sigmoidOfDecay, 1, x, y, n);
    }

    private static void softplus(double[] x, double[] y, int n) {
        ofDecay(VectorMaps::softplusOfDecay, 1, x, y, n);
    }

    /** y = f(x, exp(-rate·|x|)), as many entries at a time as stay in the first-level cache. */
    private static void ofDecay(DecayLoop f, double rate, double[] x, double[] y, int n) {
        double[] e = Workspace.ofThread().first(CHUNK);
        for (int start = 0; start < n; start += CHUNK) {
            int from = Math.min(start, n - LANES);
            int length = Math.min(CHUNK, n - from);
            int last = from + length - LANES;
            for (int i = from; i < last; i += LANES) {
                at(x, i).abs().mul(-rate).intoArray(y, i);
            }
            at(x, last).abs().mul(-rate).intoArray(y, last);
            VectorFunctions.exp(y, from, 0, e, 0, length);
            f.run(x, e, y, from, length);
        }
    }

    /**
     * sign x · (1 - e)/(1 + e), e = exp(-2|x|), and x + x³P(x²)/Q(x²) where that would cancel; P, Q and the border are those of S. L.
     * Moshier's Cephes library.
     */
    private static void tanhOfDecay(double[] x, double[] decay, double[] y, int from, int n) {
        for (int k = 0; k < n; k += LANES) {
            int i = Math.min(k, n - LANES);
            DoubleVector v = at(x, from + i);
            DoubleVector z = v.mul(v);
            DoubleVector p = z.fma(-9.64399179425052238628e-1, -9.92877231001918586564e1)
                    .fma(z, DoubleVector.broadcast(SPECIES, -1.61468768441708447952e3));
            DoubleVector q = z.add(1.12811678491632931402e2)
                    .fma(z, DoubleVector.broadcast(SPECIES, 2.23548839060100448583e3))
                    .fma(z, DoubleVector.broadcast(SPECIES, 4.84406305325125486048e3));
            DoubleVector e = at(decay, i);
            DoubleVector size = e.neg().add(1).div(e.add(1));
            size.blend(size.neg(), v.compare(VectorOperators.LT, 0))
                    .blend(p.div(q).mul(z).fma(v, v), v.abs().compare(VectorOperators.LT, 0.625))
                    .intoArray(y, from + i);
        }
    }

    private static void sigmoidOfDecay(double[] x, double[] decay, double[] y, int from, int n) {
        for (int i = 0; i < n - LANES; i += LANES) {
            sigmoid(at(x, from + i), at(decay, i), y, from + i);
        }
        sigmoid(at(x, from + n - LANES), at(decay, n - LANES), y, from + n - LANES);
    }

    /** 1/(1+e) for x ≥ 0 and e/(1+e) below, e = exp(-|x|). */
    private static void sigmoid(DoubleVector x, DoubleVector e, double[] y, int i) {
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        one.blend(e, x.compare(VectorOperators.LT, 0)).div(e.add(1)).intoArray(y, i);
    }

    /** max(x, 0) + ln(1 + e), e = exp(-|x|); what is lost in u = 1 + e adds itself to ln u, divided by u. */
    private static void softplusOfDecay(double[] x, double[] decay, double[] y, int from, int n) {
        double[] log = Workspace.ofThread().second(CHUNK);
        VectorFunctions.log(decay, 1, log, n);
        for (int k = 0; k < n; k += LANES) {
            int i = Math.min(k, n - LANES);
            DoubleVector e = at(decay, i);
            DoubleVector u = e.add(1);
            DoubleVector lost = e.sub(u.sub(1)).div(u);
            at(x, from + i).max(0).add(at(log, i).add(lost)).intoArray(y, from + i);
        }
    }

    private static void sqrt(double[] x, double[] y, int n) {
        for (int i = 0; i < n - LANES; i += LANES) {
            at(x, i).sqrt().intoArray(y, i);
        }
        at(x, n - LANES).sqrt().intoArray(y, n - LANES);
    }

    private static void square(double[] x, double[] y, int n) {
        for (int i = 0; i < n - LANES; i += LANES) {
            at(x, i).mul(at(x, i)).intoArray(y, i);
        }
        at(x, n - LANES).mul(at(x, n - LANES)).intoArray(y, n - LANES);
    }

    private static void reciprocal(double[] x, double[] y, int n) {
        for (int i = 0; i < n - LANES; i += LANES) {
            DoubleVector.broadcast(SPECIES, 1).div(at(x, i)).intoArray(y, i);
        }
        DoubleVector.broadcast(SPECIES, 1).div(at(x, n - LANES)).intoArray(y, n - LANES);
    }

    private static void abs(double[] x, double[] y, int n) {
        for (int i = 0; i < n - LANES; i += LANES) {
            at(x, i).abs().intoArray(y, i);
        }
        at(x, n - LANES).abs().intoArray(y, n - LANES);
    }

    private static void relu(double[] x, double[] y, int n) {
        for (int i = 0; i < n - LANES; i += LANES) {
            at(x, i).max(0).intoArray(y, i);
        }
        at(x, n - LANES).max(0).intoArray(y, n - LANES);
    }
}
