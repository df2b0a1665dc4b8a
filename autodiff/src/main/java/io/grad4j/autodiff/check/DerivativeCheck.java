package io.grad4j.autodiff.check;

import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.check.Claim.Manner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    private double excuse;
    private boolean acceptsSubgradients;

    DerivativeCheck(Function<Manner, Claim> claims) {
        this.claims = claims;
    }

    /** Names for the entries of x in row-major order; used where there is one for each. */
    public DerivativeCheck names(String... entries) {
        names = List.of(entries);
        return this;
    }

    /**
     * At these points alone.
     *
     * <p>One that fails is made simpler too, within {@link #over} if that was said, or else as a symmetric positive definite
     * matrix or a point of a simplex if it is one, or else without changing the sign of an entry.
     */
    public DerivativeCheck at(DMatrixRMaj... x) {
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

    /** At points of each of these dimensions: n×1, or n×n where the domain is one of square matrices. */
    public DerivativeCheck dimensions(int... sizes) {
        dimensions = sizes.clone();
        shapes = List.of();
        return this;
    }

    /** The number of points, of all shapes together. */
    public DerivativeCheck points(int number) {
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

    /** Forgives |hand - expected| ≤ {@code absolute} without calling it right. */
    public DerivativeCheck excuse(double absolute) {
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

    /** Judges every entry at every point. */
    public CheckReport report() {
        Claim claim = claims.apply(new Manner(seed, Perturbation.ENTRIES));
        Court court = new Court(claim, new Judge(excuse, acceptsSubgradients), names, tape, differences);
        Points source =
                given.isEmpty() ? drawn(domain == null ? Domain.any() : domain) : Points.given(given, domain, seed);
        List<DMatrixRMaj> all = source.points();
        List<Trial> trials = IntStream.range(0, all.size())
                .mapToObj(i -> court.at(i, all.get(i)))
                .toList();
        List<Judgement> judgements = new ArrayList<>();
        trials.forEach(trial -> judgements.addAll(trial.judgements()));
        List<String> diagnoses = Diagnosis.of(court, trials, source.fresh(Diagnosis.freshPoints()));
        return new CheckReport(
                claim.kind(),
                source.toString(),
                seed,
                all,
                judgements,
                diagnoses,
                counterexample(court, source, trials));
    }

    private Points drawn(Domain where) {
        List<Shape> drawn = shapes.isEmpty()
                ? Arrays.stream(dimensions).mapToObj(where::shape).toList()
                : shapes;
        return Points.of(where, drawn, points, seed);
    }

    /** The first failing trial made simple. */
    private static @Nullable Counterexample counterexample(Court court, Points source, List<Trial> trials) {
        Trial failing = trials.stream().filter(Trial::isWrong).findFirst().orElse(null);
        if (failing == null) {
            return null;
        }
        Trial simplest = new Shrinking(court, source.around(failing.x()), source.areSwept()).shrunk(failing);
        return new Counterexample(simplest.x(), simplest.judgements());
    }
}
