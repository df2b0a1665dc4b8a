package io.grad4j.autodiff.check;

import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.check.Claim.Manner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * How a hand-written derivative is to be checked: where, against what, and what is forgiven.
 *
 * <p>Without a word it is checked against differences, at 100 points of {@link Domain#any()} of dimensions 1, 2 and 3.
 */
public final class DerivativeCheck {
    private final Function<Manner, Claim> claims;
    private List<String> names = List.of();
    private @Nullable Domain domain;
    private List<Shape> shapes = List.of();
    private int[] dimensions = {1, 2, 3};
    private List<DMatrixRMaj> given = List.of();
    private int points = 100;
    private long seed = 42;
    private @Nullable UnaryOperator<Var> tape;
    private boolean differences = true;
    private @Nullable Perturbation perturbation;
    private double excuse;
    private boolean acceptsSubgradients;

    DerivativeCheck(Function<Manner, Claim> claims) {
        this.claims = claims;
    }

    /**
     * Names for the entries of x in row-major order; used at the points where there is one for each.
     *
     * @throws IllegalArgumentException if two are equal; by {@link #report}, if no point has that many entries
     */
    public DerivativeCheck names(String... entries) {
        for (int i = 0; i < entries.length; i++) {
            int first = List.of(entries).indexOf(entries[i]);
            require(first == i, "names: " + entries[i] + " names entries " + first + " and " + i);
        }
        names = List.of(entries);
        return this;
    }

    /**
     * At these points alone.
     *
     * <p>One that fails is made simpler too, within {@link #over} if that was said, or else as a symmetric positive definite
     * matrix or a point of a simplex if it is one, or else without changing the sign of an entry.
     *
     * @throws IllegalArgumentException if there is no point, or an entry is not finite
     */
    public DerivativeCheck at(DMatrixRMaj... x) {
        require(x.length > 0, "at: no point");
        for (int k = 0; k < x.length; k++) {
            for (int i = 0; i < x[k].getNumElements(); i++) {
                require(Double.isFinite(x[k].data[i]), "at: entry " + i + " of point " + k + " is " + x[k].data[i]);
            }
        }
        given = Arrays.stream(x).map(DMatrixRMaj::copy).toList();
        return this;
    }

    /** At the column of these entries alone. */
    public DerivativeCheck at(double... entries) {
        return at(new DMatrixRMaj(entries.length, 1, true, entries));
    }

    /** At points of {@code where}, nice ones first. */
    public DerivativeCheck over(Domain where) {
        domain = where;
        return this;
    }

    /** At points of one shape. */
    public DerivativeCheck shape(int rows, int cols) {
        shapes = List.of(new Shape(rows, cols));
        return this;
    }

    /**
     * At points of each of these dimensions: n×1, or n×n where the domain is one of square matrices.
     *
     * @throws IllegalArgumentException if there is none, or one is not positive
     */
    public DerivativeCheck dimensions(int... sizes) {
        require(sizes.length > 0, "dimensions: none");
        for (int n : sizes) {
            require(n > 0, "dimensions: " + n + " where a positive number is needed");
        }
        dimensions = sizes.clone();
        shapes = List.of();
        return this;
    }

    /**
     * The number of points, of all shapes together.
     *
     * @throws IllegalArgumentException unless positive
     */
    public DerivativeCheck points(int number) {
        require(number > 0, "points: " + number + " where a positive number is needed");
        points = number;
        return this;
    }

    /** The seed of the generic points. */
    public DerivativeCheck seed(long number) {
        seed = number;
        return this;
    }

    /** Also against the tape, with f written on Vars: decides where differences cannot, and is itself held against them. */
    public DerivativeCheck tape(UnaryOperator<Var> f) {
        tape = f;
        return this;
    }

    /** Against the tape instead of differences, which at many inputs cost many evaluations. */
    public DerivativeCheck tapeAlone(UnaryOperator<Var> f) {
        differences = false;
        return tape(f);
    }

    /**
     * How the entries of x move, in place of what the {@linkplain Domain#perturbation domain} says; a Hessian is always by entries.
     *
     * @throws IllegalArgumentException by {@link #report}, if a Hessian is asked for otherwise
     */
    public DerivativeCheck perturb(Perturbation how) {
        perturbation = how;
        return this;
    }

    /**
     * Forgives |hand - expected| ≤ {@code absolute} without calling it right; 0 forgives nothing.
     *
     * @throws IllegalArgumentException if negative, NaN or infinite
     */
    public DerivativeCheck excuse(double absolute) {
        require(
                absolute >= 0 && Double.isFinite(absolute),
                "excuse: " + absolute + " where a finite number ≥ 0 is needed");
        excuse = absolute;
        return this;
    }

    /** At a kink, any number from the left to the right derivative is right. */
    public DerivativeCheck acceptSubgradients() {
        acceptsSubgradients = true;
        return this;
    }

    /**
     * Does nothing if every entry is right.
     *
     * @throws AssertionError with the whole report otherwise
     */
    public void assertRight() {
        report().assertRight();
    }

    /**
     * Judges every entry at every point.
     *
     * @throws IllegalArgumentException if there are names and no point has as many entries
     */
    public CheckReport report() {
        Claim claim = claim();
        Court court = new Court(claim, new Judge(excuse, acceptsSubgradients), names, tape, differences);
        Points source =
                given.isEmpty() ? drawn(domain == null ? Domain.any() : domain) : Points.given(given, domain, seed);
        List<DMatrixRMaj> all = source.points();
        requireNamesFit(all);
        List<Trial> trials = IntStream.range(0, all.size())
                .mapToObj(i -> court.at(i, all.get(i)))
                .toList();
        List<Judgement> judgements = new ArrayList<>();
        trials.forEach(trial -> judgements.addAll(trial.judgements()));
        List<String> diagnoses = Diagnosis.of(court, trials, source.fresh(Diagnosis.freshPoints()));
        return new CheckReport(
                claim.kind(),
                claim.tested(),
                source.toString(),
                seed,
                all,
                judgements,
                diagnoses,
                notes(trials, diagnoses, claim),
                counterexample(court, source, trials));
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException("check: " + otherwise);
        }
    }

    private void requireNamesFit(List<DMatrixRMaj> all) {
        boolean fit = names.isEmpty() || all.stream().anyMatch(x -> x.getNumElements() == names.size());
        require(fit, "names: " + names.size() + " of them, and no point has as many entries: " + names);
    }

    private Claim claim() {
        Perturbation byDomain = domain == null ? Perturbation.ENTRIES : domain.perturbation();
        Claim claim = claims.apply(new Manner(seed, perturbation == null ? byDomain : perturbation));
        boolean entries = perturbation == null || perturbation == Perturbation.ENTRIES;
        require(entries || !claim.isSymmetric(), "perturb: a " + claim.kind() + " is by entries, not " + perturbation);
        return claim;
    }

    private List<String> notes(List<Trial> trials, List<String> diagnoses, Claim claim) {
        List<String> notes = troubles(trials);
        trials.stream()
                .map(Trial::x)
                .filter(Partials::isSample)
                .findFirst()
                .ifPresent(x -> notes.add(Partials.SAMPLED));
        boolean constant = diagnoses.stream().anyMatch(diagnosis -> diagnosis.contains("an additive"));
        if (constant && Domain.simplex().equals(domain) && claim.tested().equals(Perturbation.ENTRIES.sentence())) {
            notes.add(
                    "along the simplex a constant in every entry changes nothing, and it is no fault for a function that is"
                            + " defined there alone: perturb(SIMPLEX_EDGES) tests that");
        }
        return notes;
    }

    /** What went wrong with the tape, each once, with the first point and the number of points. */
    private static List<String> troubles(List<Trial> trials) {
        Map<String, List<Integer>> pointsOf = new LinkedHashMap<>();
        for (int i = 0; i < trials.size(); i++) {
            String trouble = trials.get(i).trouble();
            if (!trouble.isEmpty()) {
                pointsOf.computeIfAbsent(trouble, unseen -> new ArrayList<>()).add(i);
            }
        }
        List<String> troubles = new ArrayList<>();
        pointsOf.forEach((trouble, points) ->
                troubles.add("at point " + points.get(0) + " and " + (points.size() - 1) + " others " + trouble));
        return troubles;
    }

    private Points drawn(Domain where) {
        List<Shape> drawn = shapes.isEmpty()
                ? Arrays.stream(dimensions).mapToObj(where::shape).toList()
                : shapes;
        return Points.of(where, drawn, points, seed);
    }

    /** The first failing trial made simple, unless it is too big for that. */
    private static @Nullable Counterexample counterexample(Court court, Points source, List<Trial> trials) {
        Trial failing = trials.stream().filter(Trial::isWrong).findFirst().orElse(null);
        if (failing == null) {
            return null;
        }
        Trial simplest = Partials.isSample(failing.x())
                ? failing
                : new Shrinking(court, source.around(failing.x()), source.areSwept()).shrunk(failing);
        return new Counterexample(simplest.x(), simplest.judgements());
    }
}
