package io.grad4j.autodiff.check;

import io.grad4j.autodiff.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoublePredicate;
import org.ejml.data.DMatrixRMaj;

/** Numbers a person would try first. */
final class NiceNumbers {
    private static final double[] NICE = {0, 1, -1, 0.5, 2, 0.25, 0.75, -0.5, -2, 3, 0.125, 10};

    /** Digits after the binary point that a rounded number may keep: ½, ¼, …, 1/64. */
    private static final double[] GRAINS = {1, 2, 4, 64};

    private NiceNumbers() {}

    /** Those that {@code inside} allows, simplest first. */
    static double[] within(DoublePredicate inside) {
        return Arrays.stream(NICE).filter(inside).toArray();
    }

    /** A matrix for each number of {@code numbers}, which go on from it entry by entry, so that neighbours differ. */
    static List<DMatrixRMaj> matrices(Shape shape, double... numbers) {
        List<DMatrixRMaj> matrices = new ArrayList<>();
        for (int k = 0; k < numbers.length && shape.size() > 0; k++) {
            DMatrixRMaj m = new DMatrixRMaj(shape.rows(), shape.cols());
            for (int i = 0; i < shape.size(); i++) {
                m.data[i] = numbers[(k + i) % numbers.length];
            }
            matrices.add(m);
        }
        return matrices;
    }

    /** Numbers simpler than {@code x}: nice ones up to the first that is x itself, then x in fewer digits. */
    static double[] simplerThan(double x) {
        List<Double> simpler = new ArrayList<>();
        for (double nice : NICE) {
            if (nice == x) {
                return entries(simpler);
            }
            simpler.add(nice);
        }
        for (double grain : GRAINS) {
            add(simpler, Math.rint(x * grain) / grain, x);
        }
        if (x != 0 && Double.isFinite(x)) {
            double decade = Math.pow(10, Math.floor(Math.log10(Math.abs(x))));
            add(simpler, Math.rint(x / decade) * decade, x);
        }
        return entries(simpler);
    }

    /** {@code x} with one entry made simpler, to a number that {@code allowed} takes in that place. */
    static List<DMatrixRMaj> simpler(DMatrixRMaj x, Places allowed) {
        List<DMatrixRMaj> simpler = new ArrayList<>();
        for (int i = 0; i < x.getNumElements(); i++) {
            for (double number : simplerThan(x.data[i])) {
                if (allowed.take(i, number)) {
                    DMatrixRMaj next = x.copy();
                    next.data[i] = number;
                    simpler.add(next);
                }
            }
        }
        return simpler;
    }

    /** Whether a number may stand in place {@code i} of a matrix. */
    @FunctionalInterface
    interface Places {
        boolean take(int i, double number);
    }

    private static void add(List<Double> simpler, double rounded, double x) {
        // What is as long as x itself is no progress, and a rounded number rounds to itself.
        if (rounded != x
                && Double.toString(rounded).length() < Double.toString(x).length()) {
            simpler.add(rounded);
        }
    }

    private static double[] entries(List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
