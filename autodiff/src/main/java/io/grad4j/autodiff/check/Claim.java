package io.grad4j.autodiff.check;

import io.grad4j.autodiff.Shape;
import io.grad4j.autodiff.Var;
import io.grad4j.autodiff.check.Differences.MatrixFunction;
import java.util.List;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;

/** What hand-written code claims to be: one kind of derivative of f, a matrix at each point. */
interface Claim {
    /** For headings, for instance {@code "gradient"}. */
    String kind();

    /** f(x). */
    DMatrixRMaj value(DMatrixRMaj x);

    /** The hand-written derivative at x, by the user's code. */
    DMatrixRMaj hand(DMatrixRMaj x);

    /** The shape that the derivative has. */
    Shape shape(DMatrixRMaj x, DMatrixRMaj y);

    /** What differences of f say of each entry of the derivative, by steps made smaller by the factor {@code zoom}. */
    List<Measurement> differences(DMatrixRMaj x, DMatrixRMaj y, double zoom);

    /** The derivative by the tape, for f written on Vars. */
    DMatrixRMaj tape(UnaryOperator<Var> f, DMatrixRMaj x, DMatrixRMaj y);

    /** The entry of x by which the given entry of the derivative is taken; -1 if by none in particular. */
    int input(int entry, DMatrixRMaj x);

    /** The entry of f(x) of which the given entry is the derivative; -1 if of none in particular. */
    int output(int entry, DMatrixRMaj x);

    /** The name of an entry of the derivative, from the names of the entries of x. */
    String name(int entry, DMatrixRMaj x, DMatrixRMaj y, List<String> names);

    /** Whether the derivative equals its transpose whatever f is. */
    default boolean isSymmetric() {
        return false;
    }

    /** The differences of each entry of f(x) along the entry {@code i} of x. */
    static List<Measurement> alongEntry(MatrixFunction f, DMatrixRMaj x, int i, DMatrixRMaj y, double zoom) {
        DMatrixRMaj xDot = x.createLike();
        xDot.data[i] = 1;
        return Differences.measured(f, new DMatrixRMaj[] {x}, new DMatrixRMaj[] {xDot}, y, zoom);
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
