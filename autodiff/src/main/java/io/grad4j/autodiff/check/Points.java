package io.grad4j.autodiff.check;

import io.grad4j.autodiff.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/** Where a check looks, and where it looks again. */
final class Points {
    /** One point in this many may be a nice one. */
    private static final int NICE_SHARE = 4;

    /** How far a fresh point lies from a given one, as a part of each entry, or of 1 where that is 0. */
    private static final double NEARBY = 0.2;

    private final @Nullable Domain domain;
    private final List<Shape> shapes;
    private final List<DMatrixRMaj> points;
    private final long seed;

    private Points(@Nullable Domain domain, List<Shape> shapes, List<DMatrixRMaj> points, long seed) {
        this.domain = domain;
        this.shapes = shapes;
        this.points = points;
        this.seed = seed;
    }

    /** Of a domain: the nice ones first, the shapes in turn. */
    static Points of(Domain domain, List<Shape> shapes, int number, long seed) {
        List<List<DMatrixRMaj>> nice = shapes.stream().map(domain::nice).toList();
        List<DMatrixRMaj> points = new ArrayList<>();
        int most = nice.stream().mapToInt(List::size).max().orElse(0);
        for (int k = 0; k < most; k++) {
            for (List<DMatrixRMaj> ofShape : nice) {
                if (k < ofShape.size() && points.size() < number / NICE_SHARE) {
                    points.add(ofShape.get(k));
                }
            }
        }
        SplittableRandom random = new SplittableRandom(seed);
        while (points.size() < number) {
            points.add(domain.draw(shapes.get(points.size() % shapes.size()), random));
        }
        return new Points(domain, shapes, List.copyOf(points), seed);
    }

    /** The user's own. */
    static Points given(List<DMatrixRMaj> points, long seed) {
        return new Points(null, points.stream().map(Shape::of).distinct().toList(), points, seed);
    }

    List<DMatrixRMaj> points() {
        return points;
    }

    /** The domain; null where the points were given. */
    @Nullable
    Domain domain() {
        return domain;
    }

    /** Whether points of several dimensions are drawn. */
    boolean areSwept() {
        return domain != null && shapes.size() > 1;
    }

    /** Others than {@link #points}, drawn from the domain or near the given ones. */
    List<DMatrixRMaj> fresh(int number) {
        SplittableRandom random = new SplittableRandom(~seed);
        List<DMatrixRMaj> fresh = new ArrayList<>();
        for (int k = 0; k < number; k++) {
            fresh.add(
                    domain == null
                            ? near(points.get(k % points.size()), random)
                            : domain.draw(shapes.get(k % shapes.size()), random));
        }
        return fresh;
    }

    private static DMatrixRMaj near(DMatrixRMaj x, SplittableRandom random) {
        DMatrixRMaj moved = x.copy();
        for (int i = 0; i < x.getNumElements(); i++) {
            double size = x.data[i] == 0 ? 1 : x.data[i];
            moved.data[i] += NEARBY * size * (2 * random.nextDouble() - 1);
        }
        return moved;
    }

    @Override
    public String toString() {
        return domain == null ? "given" : domain + " " + shapes;
    }
}
