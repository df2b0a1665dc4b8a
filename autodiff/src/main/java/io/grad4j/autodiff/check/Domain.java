package io.grad4j.autodiff.check;

import io.grad4j.autodiff.Shape;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;

/** Where a function may be evaluated, and where to try it first. */
public interface Domain {
    /** A generic point: entries are distinct, and none is special. */
    DMatrixRMaj draw(Shape shape, SplittableRandom random);

    /** Points of easy numbers such as 0, 1, -1 and ½, which a person can check by hand; empty if there are none. */
    List<DMatrixRMaj> nice(Shape shape);

    /** Whether {@code x} lies strictly inside. */
    boolean contains(DMatrixRMaj x);

    /** The points next in simplicity to {@code x} of its shape, simplest first; all inside. */
    List<DMatrixRMaj> simpler(DMatrixRMaj x);

    /** {@code x} without its entry or row {@code i}, inside the domain; {@code x} is of the shape for its dimension. */
    DMatrixRMaj without(DMatrixRMaj x, int i);

    /** The shape of a point of dimension {@code n}: n×1 unless the domain says otherwise. */
    default Shape shape(int n) {
        return new Shape(n, 1);
    }

    /** How differences move the entries of a point, unless a check says otherwise. */
    default Perturbation perturbation() {
        return Perturbation.ENTRIES;
    }

    /** All finite matrices; generic entries are of either sign and 0.1 to 3 in size. */
    static Domain any() {
        return EntryDomain.ANY;
    }

    /** Finite matrices of positive entries; generic ones are e⁻³ to e³, evenly in their logarithm. */
    static Domain positive() {
        return EntryDomain.POSITIVE;
    }

    /**
     * Entries strictly between {@code lo} and {@code hi}, evenly.
     *
     * @throws IllegalArgumentException unless lo &lt; hi, both finite
     */
    static Domain box(double lo, double hi) {
        return EntryDomain.box(lo, hi);
    }

    /**
     * Entries strictly between {@code lo} and {@code hi}, evenly in their logarithm.
     *
     * @throws IllegalArgumentException unless 0 &lt; lo &lt; hi, both finite
     */
    static Domain logUniform(double lo, double hi) {
        return EntryDomain.logUniform(lo, hi);
    }

    /**
     * Positive entries that sum to 1; generic ones are as a softmax makes them.
     *
     * <p>Steps of differences move each entry on its own and leave the simplex; for functions that are defined on it alone, see
     * {@link Perturbation#SIMPLEX_EDGES}.
     */
    static Domain simplex() {
        return new Simplex();
    }

    /** Symmetric positive definite n×n matrices; steps of differences move {@linkplain Perturbation#SYMMETRIC_PAIRS pairs}. */
    static Domain spd() {
        return new PositiveDefinite();
    }
}
