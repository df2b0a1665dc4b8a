package io.grad4j.notes.syntax;

import java.util.EnumMap;
import java.util.Map;

/** One way to settle each ambiguity, and a record of which of them arose. */
final class Conventions {
    private final Map<Ambiguity, Integer> ways;
    private final Map<Ambiguity, Integer> met = new EnumMap<>(Ambiguity.class);

    Conventions(Map<Ambiguity, Integer> ways) {
        this.ways = ways;
    }

    int way(Ambiguity ambiguity) {
        int way = ways.getOrDefault(ambiguity, 0);
        met.put(ambiguity, way);
        return way;
    }

    Map<Ambiguity, Integer> met() {
        return met;
    }
}
