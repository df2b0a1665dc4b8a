package io.grad4j.autodiff.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;

/** What may be wrong with a derivative: only what explains every known entry, also at fresh points. */
final class Diagnosis {
    private static final int FRESH_POINTS = 16;

    /** A fault that shows at fewer fresh points is not understood. */
    private static final int SUPPORT = 4;

    private static final int MOST_TRIALS = 8;

    private Diagnosis() {}

    /** Sentences, likely ones first; empty if nothing fits. */
    static List<String> of(Court court, List<Trial> trials, List<DMatrixRMaj> fresh) {
        List<Observation> seen = observations(trials.stream().filter(Trial::isWrong));
        if (seen.isEmpty()) {
            return List.of();
        }
        List<Observation> again = observations(fresh.stream().map(x -> court.at(-1, x)));
        if (again.stream().filter(Observation::isFaulty).count() < SUPPORT) {
            return List.of();
        }
        List<Observation> all = new ArrayList<>(seen.subList(0, Math.min(seen.size(), MOST_TRIALS)));
        all.addAll(again);
        List<String> sentences = new ArrayList<>();
        onlyEntry(all, court.names())
                .ifPresentOrElse(
                        entry -> sentences.addAll(ofOneEntry(entry, all)), () -> sentences.addAll(explaining(all)));
        return sentences;
    }

    /** How many fresh points a diagnosis wants. */
    static int freshPoints() {
        return FRESH_POINTS;
    }

    private static List<Observation> observations(Stream<Trial> trials) {
        List<Observation> observations = new ArrayList<>();
        trials.forEach(trial -> {
            Claim.At there = trial.there();
            if (there != null) {
                observations.add(Observation.of(there, trial));
            }
        });
        return observations;
    }

    private static List<String> explaining(List<Observation> all) {
        return Hypotheses.all(all).stream()
                .filter(hypothesis -> hypothesis.explains(all))
                .map(Hypothesis::sentence)
                .toList();
    }

    /** One entry among several, counted from the first or from the last. */
    private record Entry(String name, IntUnaryOperator index) {}

    private static Optional<Entry> onlyEntry(List<Observation> all, List<String> names) {
        int fewest = all.stream().mapToInt(Observation::period).min().orElse(0);
        if (all.stream().noneMatch(o -> o.period() > 1)) {
            return Optional.empty();
        }
        Observation first = all.get(0);
        Stream<Entry> fromTheFirst =
                IntStream.range(0, fewest).mapToObj(k -> new Entry(first.there().name(k, names), n -> k));
        Stream<Entry> fromTheLast = IntStream.range(0, fewest)
                .mapToObj(k -> new Entry(k == 0 ? "that is the last" : "that is the last but " + k, n -> n - 1 - k));
        return Stream.concat(fromTheFirst, fromTheLast)
                .filter(entry -> all.stream().allMatch(o -> isAlone(o, entry.index.applyAsInt(o.period()))))
                .findFirst();
    }

    /** Whether this entry is wrong in some direction, and no other in any. */
    private static boolean isAlone(Observation o, int entry) {
        int[] here =
                IntStream.of(o.known()).filter(i -> i % o.period() == entry).toArray();
        long wrong = IntStream.of(o.known()).filter(o::isWrong).count();
        long wrongHere = IntStream.of(here).filter(o::isWrong).count();
        return wrong == wrongHere && (wrongHere > 0 || here.length == 0);
    }

    private static List<String> ofOneEntry(Entry entry, List<Observation> all) {
        List<Observation> there = all.stream()
                .map(o -> o.seeing(i -> i % o.period() == entry.index.applyAsInt(o.period())))
                .toList();
        String only = "only the entry " + entry.name + " is wrong";
        List<String> how = explaining(there);
        return how.isEmpty()
                ? List.of(only)
                : how.stream().map(sentence -> only + ": " + sentence).toList();
    }
}
