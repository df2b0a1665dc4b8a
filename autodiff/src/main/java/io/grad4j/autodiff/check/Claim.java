package io.grad4j.autodiff.check;

import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import java.util.List;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;

/** What hand-written code claims to be: one kind of derivative of f. */
interface Claim {
    /** How a claim is to be tested. */
    record Manner(long seed, Perturbation perturbation) {}

    /** For headings, for instance {@code "gradient"}. */
    String kind();

    /** What is tested, in words. */
    String tested();

    /** f(x), which the caller may keep. */
    DMatrixRMaj value(DMatrixRMaj x);

    /** The claim at one point; {@code y} is f(x). */
    At at(DMatrixRMaj x, DMatrixRMaj y);

    /** Whether the derivative equals its transpose whatever f is. */
    default boolean isSymmetric() {
        return false;
    }

    /**
     * What hand-written code claims to be at one point, one matrix or several.
     *
     * <p>What is judged are their entries, or what they say of some directions: numbers in a fixed order, counted from 0.
     */
    interface At {
        /** The hand-written derivative, by the user's code. */
        List<DMatrixRMaj> hand();

        /** The shape that each matrix of the derivative has. */
        Shape shape();

        /** The derivative by the tape, for f written on Vars. */
        List<DMatrixRMaj> tape(UnaryOperator<Var> f);

        /** The numbers that are judged, of a derivative by hand or by the tape. */
        double[] judged(List<DMatrixRMaj> derivative);

        /** What differences of f say of each number that is judged, by steps made smaller by the factor {@code zoom}. */
        List<Measurement> differences(double zoom);

        /** The matrix whose entries the judged numbers are, once or over and over; 0×0 if they are of no such matrix. */
        Shape block();

        /** The entry of x by which number {@code i} is taken; -1 if by none in particular. */
        int input(int i);

        /** The entry of f(x) of which number {@code i} is the derivative; -1 if of none in particular. */
        int output(int i);

        /** The name of number {@code i}, from the names of the entries of x. */
        String name(int i, List<String> names);

        /** The direction in which number {@code i} is judged, in words that follow its name; empty if there is but one. */
        default String direction(int i) {
            return "";
        }
    }

    /** A 1×1 matrix. */
    static DMatrixRMaj number(double value) {
        return new DMatrixRMaj(new double[][] {{value}});
    }

    /** {@code letter} with the index of an entry of {@code m}: none for 1×1, one for a vector. */
    static String entry(String letter, DMatrixRMaj m, int i) {
        if (m.getNumElements() == 1) {
            return letter;
        }
        boolean vector = m.numCols == 1 || m.numRows == 1;
        return letter + (vector ? "[" + i + "]" : "[" + i / m.numCols + "," + i % m.numCols + "]");
    }

    /** The user's name of entry {@code i} of x, where there is one for each. */
    static String inputName(DMatrixRMaj x, int i, List<String> names) {
        return names.size() == x.getNumElements() ? names.get(i) : entry("x", x, i);
    }
}
