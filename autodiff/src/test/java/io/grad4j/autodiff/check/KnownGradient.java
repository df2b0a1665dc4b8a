package io.grad4j.autodiff.check;

import io.grad4j.autodiff.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;

/** A function whose gradient is known in closed form, with the points at which the checker is examined on it. */
record KnownGradient(
        String name, ToDoubleFunction<DMatrixRMaj> f, UnaryOperator<DMatrixRMaj> gradient, Domain domain, Shape shape) {
    static KnownGradient ofNumber(String name, Domain domain, DoubleUnaryOperator f, DoubleUnaryOperator slope) {
        return new KnownGradient(
                name,
                x -> f.applyAsDouble(x.data[0]),
                x -> Claim.number(slope.applyAsDouble(x.data[0])),
                domain,
                Shape.SCALAR);
    }

    static KnownGradient ofVector(
            String name, Domain domain, int n, ToDoubleFunction<double[]> f, UnaryOperator<double[]> gradient) {
        return new KnownGradient(
                name,
                x -> f.applyAsDouble(x.data),
                x -> new DMatrixRMaj(n, 1, true, gradient.apply(x.data.clone())),
                domain,
                new Shape(n, 1));
    }

    List<DMatrixRMaj> points(int number) {
        SplittableRandom random = new SplittableRandom(name.hashCode());
        List<DMatrixRMaj> points = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            points.add(domain.draw(shape, random));
        }
        return points;
    }

    @Override
    public String toString() {
        return name;
    }
}
