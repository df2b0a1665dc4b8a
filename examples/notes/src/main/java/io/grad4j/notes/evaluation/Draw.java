package io.grad4j.notes.evaluation;

import io.grad4j.notes.binding.Domain;
import io.grad4j.notes.binding.Meaning;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A point: the numbers behind each name, in n dimensions, drawn when they are first asked for.
 *
 * <p>What a name gets depends on the seed, the number of the point and the name alone, so that both sides of a claim, and a
 * repaired side, see the same numbers.
 */
public final class Draw {
    private final long seed;
    private final int number;
    private final int n;
    private boolean dimensional;
    private final Map<String, double[]> values = new LinkedHashMap<>();

    /** Point {@code number} in {@code n} dimensions. */
    public Draw(long seed, int number, int n) {
        this.seed = seed;
        this.number = number;
        this.n = n;
    }

    /** The dimension. */
    public int n() {
        return n;
    }

    /** The dimension, for a value that depends on it. */
    int used() {
        dimensional = true;
        return n;
    }

    /** Whether a value depended on the dimension. */
    public boolean isDimensional() {
        return dimensional;
    }

    /** How many points the distributions have. */
    public int support() {
        return used() + 1;
    }

    /** What has been drawn. */
    public Map<String, double[]> values() {
        return Map.copyOf(values);
    }

    /** The same point, with nothing asked for yet. */
    public Draw again() {
        return new Draw(seed, number, n);
    }

    /** The same point with other numbers behind some names. */
    public Draw with(String key, double[] value) {
        Draw copy = new Draw(seed, number, n);
        copy.values.putAll(values);
        copy.values.put(key, value.clone());
        return copy;
    }

    private double[] draw(String key, java.util.function.Function<SplittableRandom, double[]> source) {
        return values.computeIfAbsent(key, k -> {
            long mixed = seed * 0x9E3779B97F4A7C15L + number * 0xD1B54A32D192ED03L + n * 31L + k.hashCode();
            return source.apply(new SplittableRandom(mixed).split());
        });
    }

    double number(String key, Domain domain) {
        return draw(key, random -> new double[] {number(random, domain)})[0];
    }

    double[] vector(String key, Domain domain, int length) {
        return draw(key, random -> vector(random, domain, length));
    }

    int index(String key, int count) {
        return (int) draw(key, random -> new double[] {random.nextInt(count)})[0];
    }

    double[] indices(String key, int length, int count) {
        return draw(key, random -> {
            double[] all = new double[length];
            Arrays.setAll(all, i -> random.nextInt(count));
            return all;
        });
    }

    /** Row-major. */
    double[] matrix(String key, Meaning.Form form) {
        return draw(key, random -> matrix(random, form));
    }

    /** Weights that do not add up to 1. */
    double[] weights(String key, int length) {
        return draw(key, random -> {
            double[] w = new double[length];
            Arrays.setAll(w, i -> random.nextDouble(0.15, 1) * (1 + 2 * random.nextInt(2)));
            return w;
        });
    }

    private static double[] vector(SplittableRandom random, Domain domain, int length) {
        double[] x = new double[length];
        Arrays.setAll(x, i -> number(random, domain));
        return x;
    }

    private static double number(SplittableRandom random, Domain domain) {
        double size = random.nextBoolean() ? random.nextDouble(0.25, 0.9) : random.nextDouble(1.1, 2.1);
        return switch (domain) {
            case REAL -> random.nextBoolean() ? size : -size;
            case POSITIVE -> size;
            case NEGATIVE -> -size;
            case UNIT -> random.nextDouble(0.05, 0.95);
            case BINARY -> random.nextInt(2);
            case NATURAL -> 1 + random.nextInt(5);
        };
    }

    private double[] matrix(SplittableRandom random, Meaning.Form form) {
        double[] a = vector(random, Domain.REAL, n * n);
        if (form == Meaning.Form.GENERAL) {
            return a;
        }
        double[] s = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int k = 0; k < n; k++) {
                    sum += a[i * n + k] * a[j * n + k];
                }
                boolean definite = form == Meaning.Form.POSITIVE_DEFINITE;
                s[i * n + j] = definite ? 0.6 * sum / n + (i == j ? 0.3 : 0) : a[i * n + j] + a[j * n + i];
            }
        }
        return s;
    }
}
