package io.grad4j.kl.divergences;

import static org.assertj.core.api.Assertions.assertThat;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import io.grad4j.kl.distributions.Combination;
import io.grad4j.kl.distributions.Distribution;
import io.grad4j.kl.distributions.Statistic;
import io.grad4j.kl.distributions.Univariate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

/** The page of pairs, {@code PAIRS.md}, is what the table answers; {@code -Dgrad4j.pages=write} writes it anew. */
class PairsPageTest {
    private static final Path PAGE = Path.of("PAIRS.md");
    private static final int DRAWS = 40;

    private static final Map<Statistic.Plain, String> PLAIN = Map.of(
            Statistic.Plain.X, "x",
            Statistic.Plain.LOG, "ln x",
            Statistic.Plain.LOG_COMPLEMENT, "ln(1-x)",
            Statistic.Plain.RECIPROCAL, "1/x",
            Statistic.Plain.LOG_FACTORIAL, "ln x!");

    private enum Answer {
        FINITE,
        INFINITE,
        NONE
    }

    /** Which pairs are answered how, and the source of the finite ones. */
    private record Table(Map<Answer, Map<String, Set<String>>> pairs, Map<String, String> sources) {}

    private static Answer answer(Distribution p, Distribution q) {
        try {
            return Double.isInfinite(Kl.divergence(p, q)) ? Answer.INFINITE : Answer.FINITE;
        } catch (UnsupportedPairException e) {
            return Answer.NONE;
        }
    }

    private static Table table() {
        Map<String, Map<String, Set<Answer>>> answers = new TreeMap<>();
        Map<String, String> sources = new TreeMap<>();
        for (ScalarKind p : ScalarKind.values()) {
            for (ScalarKind q : ScalarKind.values()) {
                add(answers, sources, p, q);
            }
        }
        Map<Answer, Map<String, Set<String>>> pairs = new EnumMap<>(Answer.class);
        answers.forEach((p, row) ->
                row.forEach((q, all) -> pairs.computeIfAbsent(all.iterator().next(), key -> new TreeMap<>())
                        .computeIfAbsent(p, key -> new TreeSet<>())
                        .add(q)));
        return new Table(pairs, sources);
    }

    /** Adds the answers at random parameters, up to the first finite one. */
    private static void add(
            Map<String, Map<String, Set<Answer>>> answers, Map<String, String> sources, ScalarKind p, ScalarKind q) {
        Random random = new Random(1);
        for (int i = 0; i < DRAWS; i++) {
            ScalarPairsTest.Pair pair = ScalarPairsTest.pair(p, q, random.nextLong());
            Univariate a = pair.first();
            Univariate b = pair.second();
            if (a.isDiscrete() != b.isDiscrete()) {
                return;
            }
            Answer answer = answer(a, b);
            answers.computeIfAbsent(a.name(), key -> new TreeMap<>())
                    .computeIfAbsent(b.name(), key -> new TreeSet<>())
                    .add(answer);
            if (answer == Answer.FINITE) {
                sources.put(a.name() + "‖" + b.name(), source(a, b));
                return;
            }
        }
    }

    /** The form of the pair, or the statistics of which the means under p are taken. */
    private static String source(Univariate p, Univariate q) {
        if (Form.covering(p, q).isPresent()) {
            return Form.covering(p, q).orElseThrow().formula();
        }
        try (Tape tape = new Tape()) {
            Combination difference = p.logDensity(tape).minus(q.logDensity(tape));
            if (difference.mean(p).isEmpty()) {
                return "entropy of p, means of " + statistics(q.logDensity(tape));
            }
            return difference.terms().isEmpty() ? "constant densities" : "means of " + statistics(difference);
        }
    }

    private static String statistics(Combination combination) {
        return combination.terms().stream()
                .map(term -> formula(term.statistic()))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String formula(Statistic s) {
        if (s instanceof Statistic.Plain plain) {
            return PLAIN.getOrDefault(plain, "");
        }
        return Map.of(
                        "Square", "((x-m)/s)²",
                        "LogSquare", "((ln x - m)/s)²",
                        "Power", "(x/s)ᵏ",
                        "Distance", "\\|x-m\\|/s",
                        "Decay", "exp(-(x-m)/s)",
                        "LogRising", "ln(Γ(x+r)/(Γ(r)·x!))",
                        "Cosine", "cos(x-m)",
                        "Wald", "(x-m)²/(m²x)",
                        "Failures", "n - x",
                        "LogOnePlusSquare", "ln(1 + ((x-m)/s)²)")
                .getOrDefault(s.getClass().getSimpleName(), "ln(n!/(x!·(n-x)!))");
    }

    /** Those of vectors and matrices: each kind with itself; the covariances of normals in any of their ways. */
    private static List<String> vectorRows() {
        List<String> rows = new ArrayList<>();
        DMatrixRMaj at = new DMatrixRMaj(VectorKind.SIZE, 1);
        try (Tape tape = new Tape()) {
            Var x = tape.constant(at);
            for (VectorKind p : VectorKind.values()) {
                for (VectorKind q : VectorKind.values()) {
                    boolean same =
                            p == q || (p.name().startsWith("NORMAL") && q.name().startsWith("NORMAL"));
                    if (same && !p.name().endsWith("LOGITS")) {
                        Form<?> form = Form.covering(p.of(x, 0), q.of(x, 0)).orElseThrow();
                        rows.add("| " + title(p, x) + " | " + title(q, x) + " | " + form.formula() + " |");
                    }
                }
            }
        }
        return rows;
    }

    private static String title(VectorKind kind, Var x) {
        String name = kind.of(x, 0).name();
        String[] words = kind.name().toLowerCase(Locale.ROOT).split("_", 2);
        return kind.name().startsWith("NORMAL") ? name + " (" + words[1].replace('_', ' ') + ")" : name;
    }

    private static String page() {
        Table table = table();
        List<String> vectors = vectorRows();
        StringBuilder page = new StringBuilder("# Pairs of distributions whose divergence KL(p‖q) is closed\n\n");
        page.append(
                "In a formula E(x) is eˣ - 1 - x, D[f](b, a) is f(b) - f(a) - (b-a)·f′(a), and primes are parameters of q.\n");
        page.append("Every other finite pair is Σⱼ (cⱼ(p) - cⱼ(q))·E_p[sⱼ] over the statistics that are named.\n\n");
        page.append("## Finite: " + table.sources.size() + " pairs of numbers, " + vectors.size()
                + " of vectors and matrices\n\n| p | q | source |\n|---|---|---|\n");
        table.sources.forEach((pair, source) -> page.append("| " + pair.replace("‖", " | ") + " | " + source + " |\n"));
        vectors.forEach(row -> page.append(row).append('\n'));
        section(
                page,
                "+∞ at all parameters that were tried, by support or tails: ",
                table.pairs.getOrDefault(Answer.INFINITE, Map.of()));
        section(
                page,
                "No closed form here, by quadrature or Monte Carlo: ",
                table.pairs.getOrDefault(Answer.NONE, Map.of()));
        return page.toString();
    }

    private static void section(StringBuilder page, String title, Map<String, Set<String>> pairs) {
        int count = pairs.values().stream().mapToInt(Set::size).sum();
        page.append("\n## " + title + count + " pairs of numbers\n\n| p | q |\n|---|---|\n");
        pairs.forEach((p, q) -> page.append("| " + p + " | " + String.join(", ", q) + " |\n"));
    }

    @Test
    void thePageSaysWhatTheTableAnswers() throws IOException {
        if ("write".equals(System.getProperty("grad4j.pages"))) {
            Files.writeString(PAGE, page());
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page());
    }
}
