package io.grad4j.kl.families;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/** Points with weights, Σ wᵢ f(xᵢ) ≈ ∫ f or Σ f: exact for finite supports, else to the last digits for smooth f. */
record Rule(List<double[]> points, List<Double> weights) {
    /** Steps of the double exponential rules (Takahasi and Mori, 1974), which a step half as long does not change. */
    private static final double STEP = 1.0 / 32;

    /** The points as rows. */
    DMatrixRMaj matrix() {
        return new DMatrixRMaj(points.toArray(double[][]::new));
    }

    static Rule of(List<double[]> points) {
        return new Rule(points, points.stream().map(x -> 1.0).toList());
    }

    static Rule wholeNumbers(int first, int last) {
        return of(IntStream.rangeClosed(first, last)
                .mapToObj(i -> new double[] {i})
                .toList());
    }

    /** All words of a length over two letters. */
    static Rule words(int length, double first, double second) {
        Rule letters = of(List.of(new double[] {first}, new double[] {second}));
        Rule words = letters;
        for (int i = 1; i < length; i++) {
            words = words.times(letters);
        }
        return words;
    }

    /** All rows of k counts that sum to n. */
    static Rule compositions(int n, int k) {
        List<double[]> rows = new ArrayList<>();
        extend(new double[k], 0, n, rows);
        return of(rows);
    }

    private static void extend(double[] row, int i, int left, List<double[]> rows) {
        if (i == row.length - 1) {
            double[] last = row.clone();
            last[i] = left;
            rows.add(last);
            return;
        }
        for (int c = 0; c <= left; c++) {
            row[i] = c;
            extend(row, i + 1, left - c, rows);
        }
    }

    /** The trapezoidal rule in t from -bound to bound, x(t) and x′(t) given. */
    private static Rule substituted(double bound, double step, DoubleUnaryOperator x, DoubleUnaryOperator slope) {
        List<double[]> points = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        int n = (int) (bound / step);
        for (int i = -n; i <= n; i++) {
            points.add(new double[] {x.applyAsDouble(i * step)});
            weights.add(step * slope.applyAsDouble(i * step));
        }
        return new Rule(points, weights);
    }

    /** (0, ∞) by x = exp(π/2 sinh t). */
    static Rule positive() {
        return substituted(
                5,
                STEP,
                t -> Math.exp(Math.PI / 2 * Math.sinh(t)),
                t -> Math.exp(Math.PI / 2 * Math.sinh(t)) * Math.PI / 2 * Math.cosh(t));
    }

    /** (-∞, ∞) by x = sinh(π/2 sinh t). */
    static Rule real() {
        return substituted(
                5,
                STEP,
                t -> Math.sinh(Math.PI / 2 * Math.sinh(t)),
                t -> Math.cosh(Math.PI / 2 * Math.sinh(t)) * Math.PI / 2 * Math.cosh(t));
    }

    /** (0, 1) by x = 1/(1 + exp(-π sinh t)), as far as 1 - x has digits. */
    static Rule unit() {
        return substituted(
                2.9,
                STEP,
                t -> 1 / (1 + Math.exp(-Math.PI * Math.sinh(t))),
                t -> Math.PI
                        * Math.cosh(t)
                        / (1 + Math.exp(-Math.PI * Math.sinh(t)))
                        / (1 + Math.exp(Math.PI * Math.sinh(t))));
    }

    /** (-π, π) by the trapezoidal rule, which is spectral for periodic functions. */
    static Rule circle() {
        int n = 200;
        return new Rule(
                IntStream.range(0, n)
                        .mapToObj(i -> new double[] {2 * Math.PI * i / n - Math.PI})
                        .toList(),
                IntStream.range(0, n).mapToObj(i -> 2 * Math.PI / n).toList());
    }

    /** The image of this under a map with the given size of its Jacobian. */
    Rule mapped(UnaryOperator<double[]> map, ToDoubleFunction<double[]> jacobian) {
        List<Double> scaled = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            scaled.add(weights.get(i) * jacobian.applyAsDouble(points.get(i)));
        }
        return new Rule(points.stream().map(map).toList(), scaled);
    }

    Rule and(Rule other) {
        List<double[]> both = new ArrayList<>(points);
        both.addAll(other.points);
        List<Double> w = new ArrayList<>(weights);
        w.addAll(other.weights);
        return new Rule(both, w);
    }

    /** All pairs, the coordinates one after the other. */
    Rule times(Rule other) {
        List<double[]> pairs = new ArrayList<>();
        List<Double> products = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            for (int j = 0; j < other.points.size(); j++) {
                double[] a = points.get(i);
                double[] b = other.points.get(j);
                double[] pair = Arrays.copyOf(a, a.length + b.length);
                System.arraycopy(b, 0, pair, a.length, b.length);
                pairs.add(pair);
                products.add(weights.get(i) * other.weights.get(j));
            }
        }
        return new Rule(pairs, products);
    }

    /** The trapezoidal rule from low to high. */
    static Rule trapezoid(double low, double high, int n) {
        double step = (high - low) / n;
        double middle = (low + high) / 2;
        return substituted((high - low) / 2, step, t -> middle + t, t -> 1);
    }

    /** The simplex of three parts, by x₁ = u, x₂ = (1-u)v. */
    static Rule simplex() {
        return unit().times(unit())
                .mapped(
                        uv -> new double[] {uv[0], (1 - uv[0]) * uv[1], 1 - uv[0] - (1 - uv[0]) * uv[1]},
                        uv -> 1 - uv[0]);
    }

    /** The sphere in three dimensions, by height and angle. */
    static Rule sphere() {
        return unit().times(circle())
                .mapped(
                        za -> {
                            double z = 2 * za[0] - 1;
                            double r = 2 * Math.sqrt(za[0] * (1 - za[0]));
                            return new double[] {r * Math.cos(za[1]), r * Math.sin(za[1]), z};
                        },
                        za -> 2);
    }

    /** Positive definite 2×2 matrices X = LLᵀ, the diagonal of L by ln(1 + eᵗ). */
    static Rule definite() {
        Rule diagonal = substituted(5, 0.2, t -> Math.log1p(Math.exp(t - 2)), t -> 1 / (1 + Math.exp(2 - t)));
        return diagonal.times(trapezoid(-2.5, 2.5, 42))
                .times(diagonal)
                .mapped(
                        l -> new double[] {l[0] * l[0], l[0] * l[1], l[0] * l[1], l[1] * l[1] + l[2] * l[2]},
                        l -> 4 * l[0] * l[0] * l[2]);
    }

    /** Their inverses. */
    static Rule inverseDefinite() {
        return definite()
                .mapped(
                        x -> {
                            double det = x[0] * x[3] - x[1] * x[1];
                            return new double[] {x[3] / det, -x[1] / det, -x[1] / det, x[0] / det};
                        },
                        x -> Math.pow(x[0] * x[3] - x[1] * x[1], -3));
    }
}
