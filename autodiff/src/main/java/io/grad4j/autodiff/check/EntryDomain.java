package io.grad4j.autodiff.check;

import io.grad4j.autodiff.Shape;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;

/** A domain that asks the same of every entry: to lie strictly between {@code lo} and {@code hi}. */
record EntryDomain(String name, double lo, double hi, ToDoubleFunction<SplittableRandom> entry) implements Domain {
    static final EntryDomain ANY =
            new EntryDomain("any", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, random -> {
                double size = 0.1 + 2.9 * random.nextDouble();
                return random.nextBoolean() ? size : -size;
            });

    static final EntryDomain POSITIVE =
            new EntryDomain("positive", 0, Double.POSITIVE_INFINITY, random -> Math.exp(6 * random.nextDouble() - 3));

    static EntryDomain box(double lo, double hi) {
        require(lo < hi && Double.isFinite(hi - lo), "box", lo, hi);
        return new EntryDomain("box(" + lo + ", " + hi + ")", lo, hi, random -> lo + (hi - lo) * inner(random));
    }

    static EntryDomain logUniform(double lo, double hi) {
        require(0 < lo && lo < hi && Double.isFinite(hi), "logUniform", lo, hi);
        double range = Math.log(hi) - Math.log(lo);
        return new EntryDomain(
                "logUniform(" + lo + ", " + hi + ")", lo, hi, random -> lo * Math.exp(range * inner(random)));
    }

    private static void require(boolean right, String name, double lo, double hi) {
        if (!right) {
            throw new IllegalArgumentException(name + ": no numbers between " + lo + " and " + hi);
        }
    }

    /** A little away from the ends, where a function may be singular. */
    private static double inner(SplittableRandom random) {
        return 0.001 + 0.998 * random.nextDouble();
    }

    @Override
    public DMatrixRMaj draw(Shape shape, SplittableRandom random) {
        DMatrixRMaj x = new DMatrixRMaj(shape.rows(), shape.cols());
        for (int i = 0; i < x.getNumElements(); i++) {
            x.data[i] = entry.applyAsDouble(random);
        }
        return x;
    }

    @Override
    public List<DMatrixRMaj> nice(Shape shape) {
        return NiceNumbers.matrices(shape, NiceNumbers.within(this::inside));
    }

    @Override
    public boolean contains(DMatrixRMaj x) {
        for (int i = 0; i < x.getNumElements(); i++) {
            if (!inside(x.data[i])) {
                return false;
            }
        }
        return true;
    }

    private boolean inside(double x) {
        return Double.isFinite(x) && lo < x && x < hi;
    }

    @Override
    public List<DMatrixRMaj> simpler(DMatrixRMaj x) {
        return NiceNumbers.simpler(x, (i, number) -> inside(number));
    }

    @Override
    public DMatrixRMaj without(DMatrixRMaj x, int i) {
        return Rows.without(x, i);
    }

    @Override
    public String toString() {
        return name;
    }
}
