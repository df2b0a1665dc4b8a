package io.grad4j.notes.judging;

import io.grad4j.notes.binding.Domain;
import io.grad4j.notes.binding.Meaning;
import io.grad4j.notes.syntax.Plain;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds claims that fail for some signs of their numbers only: those may be meant for the others. */
final class Signs {
    private Signs() {}

    static Optional<String> excuse(Trials trials, Comparison failed) {
        Set<String> names = new TreeSet<>();
        for (Map.Entry<String, Meaning> entry : trials.scope().all().entrySet()) {
            boolean real = (entry.getValue() instanceof Meaning.Scalar scalar && scalar.domain() == Domain.REAL)
                    || (entry.getValue() instanceof Meaning.Vector vector && vector.domain() == Domain.REAL);
            if (real && isDrawn(trials, failed, entry.getKey())) {
                names.add(entry.getKey());
            }
        }
        for (String name : names) {
            for (int sign : new int[] {1, -1}) {
                if (holdsWhere(trials, failed, Set.of(name), sign)) {
                    return Optional.of(says(name, sign));
                }
            }
        }
        return names.size() > 1 && holdsWhere(trials, failed, names, 1)
                ? Optional.of("holds where " + Plain.of(String.join(", ", names))
                        + " are positive; say so if that is meant: " + "<!-- verify: assume … > 0 -->")
                : Optional.empty();
    }

    private static String says(String name, int sign) {
        String condition = name + (sign > 0 ? " > 0" : " < 0");
        return "holds where " + Plain.of(condition) + "; say so if that is meant: <!-- verify: assume " + condition
                + " -->";
    }

    private static boolean isDrawn(Trials trials, Comparison failed, String name) {
        return trials.draw(failed.failed().get(0)).values().containsKey(name);
    }

    /** Whether no point with these signs failed, and enough points have them. */
    private static boolean holdsWhere(Trials trials, Comparison failed, Set<String> names, int sign) {
        int count = 0;
        for (int t = 0; t < trials.count(); t++) {
            if (hasSigns(trials, names, sign, t)) {
                if (failed.failed().contains(t)) {
                    return false;
                }
                count++;
            }
        }
        return count >= 4;
    }

    private static boolean hasSigns(Trials trials, Set<String> names, int sign, int t) {
        for (String name : names) {
            double[] values = trials.draw(t).values().get(name);
            if (values == null) {
                return false;
            }
            for (double value : values) {
                if (value * sign <= 0) {
                    return false;
                }
            }
        }
        return true;
    }
}
