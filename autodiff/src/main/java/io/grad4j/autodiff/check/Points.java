package io.grad4j.autodiff.check;

import io.grad4j.autodiff.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/** Where a check looks, and where it looks again. */
final class Points {
    /** One point in this many may be a nice one. */
    private static final int NICE_SHARE = 4;

    private final @Nullable Domain domain;
    private final List<Shape> shapes;
    private final List<DMatrixRMaj> points;
    private final boolean given;
    private final long seed;

    private Points(@Nullable Domain domain, List<Shape> shapes, List<DMatrixRMaj> points, boolean given, long seed) {
        this.domain = domain;
        this.shapes = shapes;
        this.points = points;
        this.given = given;
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
        return new Points(domain, shapes, List.copyOf(points), false, seed);
    }

    /** The user's own, of {@code domain} if that was said. */
    static Points given(List<DMatrixRMaj> points, @Nullable Domain domain, long seed) {
        return new Points(domain, points.stream().map(Shape::of).toList(), points, true, seed);
    }

    List<DMatrixRMaj> points() {
        return points;
    }

    /**
     * Where {@code x}, one of the points, may be made simpler, and where others like it are found.
     *
     * <p>A point given without a domain tells by itself what it is: symmetric positive definite, on a simplex, or of these signs.
     */
    Domain around(DMatrixRMaj x) {
        if (domain != null && (!given || domain.contains(x))) {
            return domain;
        }
        Domain spd = Domain.spd();
        if (x.getNumElements() > 1 && spd.contains(x)) {
            return spd;
        }
        Domain simplex = Domain.simplex();
        return x.getNumElements() > 1 && simplex.contains(x) ? simplex : new SameSigns(x);
    }

    /** Whether points of several dimensions are drawn. */
    boolean areSwept() {
        return !given && shapes.size() > 1;
    }

    /** Others than {@link #points}, drawn from the domain or near the given ones. */
    List<DMatrixRMaj> fresh(int number) {
        SplittableRandom random = new SplittableRandom(~seed);
        List<DMatrixRMaj> fresh = new ArrayList<>();
        for (int k = 0; k < number; k++) {
            Domain where = given ? around(points.get(k % points.size())) : Objects.requireNonNull(domain);
            fresh.add(where.draw(shapes.get(k % shapes.size()), random));
        }
        return fresh;
    }

    @Override
    public String toString() {
        return given ? "given" : domain + " " + shapes;
    }
}
