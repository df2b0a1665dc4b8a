package io.grad4j.tour.points;

import static io.grad4j.tour.points.Columns.uniform;

import io.grad4j.tour.judge.Domain;
import java.util.random.RandomGenerator;

/** A point i of the line, n+1 neighbours, and the one that was picked. */
public final class Line {
    /** All within [-1.5, 1.5]. */
    public static final Domain<Line> ANY = Domain.swept(Line::draw);

    private final double i;
    private final double[] neighbours;
    private final int picked;

    private Line(double i, double[] neighbours, int picked) {
        this.i = i;
        this.neighbours = neighbours;
        this.picked = picked;
    }

    private static Line draw(RandomGenerator random, int n) {
        return new Line(random.nextDouble(-1.5, 1.5), uniform(random, n + 1, -1.5, 1.5), random.nextInt(n + 1));
    }

    /** i. */
    public double i() {
        return i;
    }

    /** The neighbours. */
    public double[] neighbours() {
        return neighbours;
    }

    /** Which neighbour was picked. */
    public int picked() {
        return picked;
    }
}
