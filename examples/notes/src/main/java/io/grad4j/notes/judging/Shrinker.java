package io.grad4j.notes.judging;

import io.grad4j.notes.binding.Domain;
import io.grad4j.notes.binding.Meaning;
import io.grad4j.notes.binding.Scope;
import io.grad4j.notes.evaluation.Draw;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Makes a counterexample simpler, number by number, as long as it stays one. */
final class Shrinker {
    private static final double[] SIMPLE = {0, 1, 2, -1, 0.5, 3};
    private static final int PASSES = 2;
    private static final int TRIES = 400;

    private final Scope scope;
    private final Predicate<Draw> refuted;
    private int tries;

    private Shrinker(Scope scope, Predicate<Draw> refuted) {
        this.scope = scope;
        this.refuted = refuted;
    }

    /** A simpler point at which {@code refuted} is still true. */
    static Draw shrink(Draw from, Scope scope, Predicate<Draw> refuted) {
        return new Shrinker(scope, refuted).shrink(from);
    }

    private Draw shrink(Draw from) {
        Draw best = from;
        for (int pass = 0; pass < PASSES; pass++) {
            for (Map.Entry<String, double[]> entry : new TreeMap<>(from.values()).entrySet()) {
                if (!isHidden(entry.getKey())) {
                    best = simplified(best, entry.getKey());
                }
            }
        }
        return best;
    }

    /** Numbers that a witness does not show. */
    static boolean isHidden(String key) {
        return key.startsWith("linear ")
                || key.startsWith("square ")
                || key.startsWith("free ")
                || key.equals("points");
    }

    private Draw simplified(Draw from, String key) {
        Draw best = from;
        double[] now = value(best, key).clone();
        for (double simple : new double[] {1, 0}) {
            double[] all = new double[now.length];
            Arrays.fill(all, simple);
            if (isAllowed(key, all) && !Arrays.equals(all, now) && stays(best.with(key, all))) {
                return best.with(key, all);
            }
        }
        if (isMatrix(key)) {
            return best;
        }
        for (int i = 0; i < now.length; i++) {
            for (double simple : candidates(now[i])) {
                double[] changed = value(best, key).clone();
                if (changed[i] == simple) {
                    break;
                }
                changed[i] = simple;
                if (isAllowed(key, changed) && stays(best.with(key, changed))) {
                    best = best.with(key, changed);
                    break;
                }
            }
        }
        return best;
    }

    private boolean isMatrix(String key) {
        return scope.of(key)
                .filter(m -> m instanceof Meaning.Matrix matrix && matrix.form() != Meaning.Form.GENERAL)
                .isPresent();
    }

    /** Whether the numbers are in the domain of the name. */
    private boolean isAllowed(String key, double[] values) {
        Meaning meaning = scope.of(key).orElse(new Meaning.Distribution(key, ""));
        if (isMatrix(key)) {
            return false;
        }
        Domain domain = meaning instanceof Meaning.Scalar scalar
                ? scalar.domain()
                : meaning instanceof Meaning.Vector vector
                        ? vector.domain()
                        : meaning instanceof Meaning.Distribution ? Domain.POSITIVE : Domain.REAL;
        return Arrays.stream(values).allMatch(x -> switch (domain) {
            case REAL -> true;
            case POSITIVE -> x > 0;
            case NEGATIVE -> x < 0;
            case UNIT -> x > 0 && x < 1;
            case BINARY -> x == 0 || x == 1;
            case NATURAL -> x >= 1 && x == Math.rint(x);
        });
    }

    private static double[] value(Draw draw, String key) {
        double[] value = draw.values().get(key);
        if (value == null) {
            throw new IllegalStateException("no value of " + key);
        }
        return value;
    }

    private static double[] candidates(double x) {
        double[] all = Arrays.copyOf(SIMPLE, SIMPLE.length + 2);
        all[SIMPLE.length] = Math.rint(x);
        all[SIMPLE.length + 1] = Math.rint(x * 10) / 10;
        return all;
    }

    private boolean stays(Draw candidate) {
        return ++tries <= TRIES && refuted.test(candidate);
    }
}
