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
    static List<String> of(Trial.Court court, List<Trial> trials, List<DMatrixRMaj> fresh) {
        List<Observation> seen = observations(court.claim(), trials.stream().filter(Trial::isWrong));
        if (seen.isEmpty()) {
            return List.of();
        }
        List<Observation> again = observations(court.claim(), fresh.stream().map(x -> court.at(-1, x)));
        if (again.stream().filter(Observation::isFaulty).count() < SUPPORT) {
            return List.of();
        }
        List<Observation> all = new ArrayList<>(seen.subList(0, Math.min(seen.size(), MOST_TRIALS)));
        all.addAll(again);
        List<String> sentences = new ArrayList<>();
        onlyEntry(all)
                .ifPresentOrElse(
                        entry -> sentences.addAll(ofOneEntry(entry, all)), () -> sentences.addAll(explaining(all)));
        return sentences;
    }

    /** How many fresh points a diagnosis wants. */
    static int freshPoints() {
        return FRESH_POINTS;
    }

    private static List<Observation> observations(Claim claim, Stream<Trial> trials) {
        return trials.filter(Trial::isComplete)
                .map(trial -> Observation.of(claim, trial))
                .toList();
    }

    private static List<String> explaining(List<Observation> all) {
        return Hypotheses.all(all).stream()
                .filter(hypothesis -> hypothesis.explains(all))
                .map(Hypothesis::sentence)
                .toList();
    }

    /** One entry among several, counted from the first or from the last. */
    private record Entry(String name, IntUnaryOperator index) {}

    private static Optional<Entry> onlyEntry(List<Observation> all) {
        int fewest = all.stream().mapToInt(Observation::size).min().orElse(0);
        if (all.stream().noneMatch(o -> o.size() > 1)) {
            return Optional.empty();
        }
        Stream<Entry> fromTheFirst = IntStream.range(0, fewest).mapToObj(k -> new Entry(name(all, k), n -> k));
        Stream<Entry> fromTheLast = IntStream.range(0, fewest)
                .mapToObj(k -> new Entry(k == 0 ? "that is the last" : "that is the last but " + k, n -> n - 1 - k));
        return Stream.concat(fromTheFirst, fromTheLast)
                .filter(entry -> all.stream().allMatch(o -> isAlone(o, entry.index.applyAsInt(o.size()))))
                .findFirst();
    }

    private static String name(List<Observation> all, int k) {
        return all.get(0).trial().judgements().get(k).entry();
    }

    private static boolean isAlone(Observation o, int entry) {
        return IntStream.of(o.known()).allMatch(i -> o.isWrong(i) == (i == entry));
    }

    private static List<String> ofOneEntry(Entry entry, List<Observation> all) {
        List<Observation> there = all.stream()
                .map(o -> o.seeing(i -> i == entry.index.applyAsInt(o.size())))
                .toList();
        String only = "only the entry " + entry.name + " is wrong";
        List<String> how = explaining(there);
        return how.isEmpty()
                ? List.of(only)
                : how.stream().map(sentence -> only + ": " + sentence).toList();
    }
}
