package io.grad4j.autodiff.check;

import io.grad4j.autodiff.Tape;
import io.grad4j.autodiff.Var;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.ejml.data.DMatrixRMaj;

/**
 * What the tape says of the numbers that are judged at one point.
 *
 * @param numbers NaN where it failed, empty where it was not asked or is not heard
 * @param trouble why it failed or is not heard; empty if neither
 */
record Testimony(List<OptionalDouble> numbers, String trouble) {
    /** Two ways to compute f round differently; two functions are seldom this near. */
    private static final double SAME_VALUE = 1e-9;

    /** For {@code n} numbers, of a tape that was not asked. */
    static Testimony none(int n) {
        return new Testimony(Collections.nCopies(n, OptionalDouble.empty()), "");
    }

    /** Of {@code f}, whose value without the tape is {@code y}, for {@code n} numbers. */
    static Testimony of(UnaryOperator<Var> f, Claim.At there, DMatrixRMaj x, DMatrixRMaj y, int n) {
        try (Tape tape = new Tape()) {
            DMatrixRMaj value = f.apply(tape.constant(x)).value();
            if (isAnother(value, y)) {
                return new Testimony(
                        none(n).numbers,
                        "f on Vars gives " + text(value) + " and f gives " + text(y)
                                + ": they are not the same function, and the tape is not heard");
            }
            return new Testimony(
                    Arrays.stream(there.judged(there.tape(f)))
                            .mapToObj(OptionalDouble::of)
                            .toList(),
                    "");
        } catch (RuntimeException thrown) {
            return new Testimony(
                    Collections.nCopies(n, OptionalDouble.of(Double.NaN)),
                    "the tape threw " + Court.named(thrown)
                            + ": trouble of the engine or of its domain, not of your code");
        }
    }

    private static boolean isAnother(DMatrixRMaj value, DMatrixRMaj y) {
        if (value.numRows != y.numRows || value.numCols != y.numCols) {
            return true;
        }
        for (int i = 0; i < y.getNumElements(); i++) {
            double gap = Math.abs(value.data[i] - y.data[i]);
            if (gap > SAME_VALUE + Judge.AGREEMENT * Math.abs(y.data[i])) {
                return true;
            }
        }
        return false;
    }

    private static String text(DMatrixRMaj m) {
        return m.getNumElements() == 1 ? Double.toString(m.data[0]) : ReportText.point(m);
    }
}
