package io.grad4j.tour.models;

import io.grad4j.kl.optimization.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Numbers in the order in which training came to them. */
final class Curve implements Progress {
    private final List<Double> values = new ArrayList<>();

    @Override
    public void iteration(int iteration, double value, double gradientNorm) {
        add(value);
    }

    void add(double value) {
        values.add(value);
    }

    /** 1, 2, 3 … */
    double[] x() {
        return IntStream.rangeClosed(1, values.size()).asDoubleStream().toArray();
    }

    double[] y() {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    double[] negated() {
        return values.stream().mapToDouble(v -> -v).toArray();
    }

    double first() {
        return values.get(0);
    }

    double last() {
        return values.get(values.size() - 1);
    }
}
