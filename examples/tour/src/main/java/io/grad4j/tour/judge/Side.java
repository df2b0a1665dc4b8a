package io.grad4j.tour.judge;

import java.util.function.ToDoubleFunction;

/** One side of a claim: its numbers at a point. */
@FunctionalInterface
public interface Side<P> {
    /** The numbers at {@code point}. */
    double[] at(P point);

    /** A side of one number. */
    static <P> Side<P> number(ToDoubleFunction<P> f) {
        return point -> new double[] {f.applyAsDouble(point)};
    }
}
