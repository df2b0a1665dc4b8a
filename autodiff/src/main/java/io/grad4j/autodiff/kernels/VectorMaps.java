package io.grad4j.autodiff.kernels;

import static io.grad4j.autodiff.kernels.VectorKernels.LANES;
import static io.grad4j.autodiff.kernels.VectorKernels.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Elementwise functions in vectors, of n ≥ {@link VectorKernels#LANES} entries.
 *
 * <p>Each has a loop of its own, since an operator that is not a constant is not compiled to an instruction. The last vector is drawn back
 * to end at n, over entries already written, so that an entry's result does not depend on its place.
 */
final class VectorMaps {
    private VectorMaps() {}

    /** Writes yᵢ = f(xᵢ), x and y apart; or returns false if f has no vector form. */
    static boolean map(Map f, double[] x, double[] y, int n) {
        int last = n - LANES;
        switch (f) {
            case EXP -> {
                for (int i = 0; i < last; i += LANES) {
                    exp(x, y, i);
                }
                exp(x, y, last);
            }
            case LOG -> {
                for (int i = 0; i < last; i += LANES) {
                    log(x, y, i);
                }
                log(x, y, last);
            }
            case TANH -> {
                for (int i = 0; i < last; i += LANES) {
                    tanh(x, y, i);
                }
                tanh(x, y, last);
            }
            case SIGMOID -> {
                for (int i = 0; i < last; i += LANES) {
                    sigmoid(x, y, i);
                }
                sigmoid(x, y, last);
            }
            case SOFTPLUS -> {
                for (int i = 0; i < last; i += LANES) {
                    softplus(x, y, i);
                }
                softplus(x, y, last);
            }
            case SQRT -> {
                for (int i = 0; i < last; i += LANES) {
                    sqrt(x, y, i);
                }
                sqrt(x, y, last);
            }
            case SQUARE -> {
                for (int i = 0; i < last; i += LANES) {
                    square(x, y, i);
                }
                square(x, y, last);
            }
            case RECIPROCAL -> {
                for (int i = 0; i < last; i += LANES) {
                    reciprocal(x, y, i);
                }
                reciprocal(x, y, last);
            }
            case ABS -> {
                for (int i = 0; i < last; i += LANES) {
                    abs(x, y, i);
                }
                abs(x, y, last);
            }
            case RELU -> {
                for (int i = 0; i < last; i += LANES) {
                    relu(x, y, i);
                }
                relu(x, y, last);
            }
            default -> {
                return false;
            }
        }
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

    private static void exp(double[] x, double[] y, int i) {
        at(x, i).lanewise(VectorOperators.EXP).intoArray(y, i);
    }

    private static void log(double[] x, double[] y, int i) {
        at(x, i).lanewise(VectorOperators.LOG).intoArray(y, i);
    }

    private static void tanh(double[] x, double[] y, int i) {
        at(x, i).lanewise(VectorOperators.TANH).intoArray(y, i);
    }

    private static void sqrt(double[] x, double[] y, int i) {
        at(x, i).sqrt().intoArray(y, i);
    }

    private static void square(double[] x, double[] y, int i) {
        at(x, i).mul(at(x, i)).intoArray(y, i);
    }

    private static void reciprocal(double[] x, double[] y, int i) {
        DoubleVector.broadcast(SPECIES, 1).div(at(x, i)).intoArray(y, i);
    }

    private static void abs(double[] x, double[] y, int i) {
        at(x, i).abs().intoArray(y, i);
    }

    private static void relu(double[] x, double[] y, int i) {
        at(x, i).max(0).intoArray(y, i);
    }

    /** 1/(1+e) for x ≥ 0 and e/(1+e) below, e = exp(-|x|). */
    private static void sigmoid(double[] x, double[] y, int i) {
        DoubleVector v = at(x, i);
        DoubleVector e = v.abs().neg().lanewise(VectorOperators.EXP);
        DoubleVector one = DoubleVector.broadcast(SPECIES, 1);
        one.blend(e, v.compare(VectorOperators.LT, 0)).div(e.add(1)).intoArray(y, i);
    }

    /** max(x, 0) + ln(1 + exp(-|x|)). */
    private static void softplus(double[] x, double[] y, int i) {
        DoubleVector v = at(x, i);
        DoubleVector e = v.abs().neg().lanewise(VectorOperators.EXP);
        v.max(0).add(e.lanewise(VectorOperators.LOG1P)).intoArray(y, i);
    }
}
