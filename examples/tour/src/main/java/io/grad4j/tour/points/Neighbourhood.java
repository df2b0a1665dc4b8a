package io.grad4j.tour.points;

import static io.grad4j.tour.points.Columns.uniform;

import io.grad4j.tour.judge.Domain;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;

/** n+2 points of the plane with symmetric weights between them: with two points the costs do not depend on where these are. */
public final class Neighbourhood {
    /** Points in [-1, 1]², weights in [0.2, 2]. */
    public static final Domain<Neighbourhood> ANY = Domain.swept(Neighbourhood::draw);

    private final double[][] weights;
    private final double[][] y;

    private Neighbourhood(double[][] weights, double[][] y) {
        this.weights = weights;
        this.y = y;
    }

    private static Neighbourhood draw(RandomGenerator random, int n) {
        double[][] weights = new double[n + 2][n + 2];
        double[][] y = new double[n + 2][];
        for (int i = 0; i < n + 2; i++) {
            y[i] = uniform(random, 2, -1, 1);
            for (int j = 0; j < i; j++) {
                weights[i][j] = random.nextDouble(0.2, 2);
                weights[j][i] = weights[i][j];
            }
        }
        return new Neighbourhood(weights, y);
    }

    /** The points, one a row. */
    public double[][] y() {
        return y;
    }

    /** The weights, normalised in each row. */
    public double[][] byRow() {
        return scaled(i -> Arrays.stream(weights[i]).sum());
    }

    /** The weights, normalised in total. */
    public double[][] inTotal() {
        double total = Arrays.stream(weights).flatMapToDouble(Arrays::stream).sum();
        return scaled(i -> total);
    }

    private double[][] scaled(IntToDoubleFunction mass) {
        double[][] p = new double[weights.length][];
        Arrays.setAll(p, i -> Arrays.stream(weights[i])
                .map(w -> w / mass.applyAsDouble(i))
                .toArray());
        return p;
    }
}
