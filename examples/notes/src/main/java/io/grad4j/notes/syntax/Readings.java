package io.grad4j.notes.syntax;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Every reading of a side, the usual one first. */
public final class Readings {
    private Readings() {}

    /**
     * The readings, at most {@link Limits#READINGS}, no two with the same tree.
     *
     * @param functions which names are functions, so that brackets of bare names behind them hold arguments
     * @throws ParseError if there is none
     */
    public static List<Reading> of(Side side, Predicate<String> functions) {
        if (side.tokens().size() > Limits.SIDE) {
            throw new ParseError("this side has more than " + Limits.SIDE + " parts", side.offset());
        }
        Map<Expr, Reading> found = new LinkedHashMap<>();
        List<Map<Ambiguity, Integer>> open = new ArrayList<>(List.of(new EnumMap<>(Ambiguity.class)));
        List<Map<Ambiguity, Integer>> seen = new ArrayList<>();
        ParseError first = null;
        for (int i = 0; i < open.size() && i < 4 * Limits.READINGS && found.size() < Limits.READINGS; i++) {
            Conventions conventions = new Conventions(open.get(i));
            try {
                Expr expr = new ExpressionParser(side, functions, conventions).whole();
                found.putIfAbsent(expr, new Reading(expr, choices(conventions.met())));
            } catch (ParseError error) {
                first = first == null ? error : first;
            }
            neighbours(conventions.met(), open, seen);
        }
        if (found.isEmpty()) {
            throw first == null ? new ParseError("nothing is there to read", side.offset()) : first;
        }
        return List.copyOf(found.values());
    }

    private static void neighbours(
            Map<Ambiguity, Integer> met, List<Map<Ambiguity, Integer>> open, List<Map<Ambiguity, Integer>> seen) {
        for (Ambiguity ambiguity : met.keySet()) {
            for (int way = 1; way < ambiguity.count(); way++) {
                Map<Ambiguity, Integer> next = new EnumMap<>(Ambiguity.class);
                next.putAll(met);
                next.put(ambiguity, way);
                if (!next.equals(met) && !seen.contains(next)) {
                    seen.add(next);
                    open.add(next);
                }
            }
        }
    }

    private static List<String> choices(Map<Ambiguity, Integer> met) {
        List<String> choices = new ArrayList<>();
        met.forEach((ambiguity, way) -> {
            if (way > 0) {
                choices.add(ambiguity.way(way));
            }
        });
        return choices;
    }
}
